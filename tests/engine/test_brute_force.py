"""Enumeration is brute force cut short: on days so small that every plan can be judged, both find the same."""

import pytest

from standalloc.check import check
from standalloc.model import RULES, Instance, Plan
from tests.engine.enumeration import brute_force_optimum, enumerated_optimum
from tests.engine.random_days import random_day


def plans(day: Instance) -> int:
    """Return how many plans a day has, valid or not."""
    return (len(day.stand) + 1) ** len(day.visits)


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_enumeration_finds_what_brute_force_finds(first: int) -> None:
    seeds = [seed for seed in range(first, first + 50) if 4 < plans(random_day(seed)) <= 64]
    assert seeds
    for seed in seeds:
        day = random_day(seed)
        for rule in ("", RULES[seed % len(RULES)]):
            slow, fast = brute_force_optimum(day, rule), enumerated_optimum(day, rule)
            assert slow is not None
            assert fast is not None
            assert fast.tiers == pytest.approx(slow.tiers, abs=1e-9), f"day {seed} without rule '{rule}'"
            assert check(day, Plan(fast.stands)).tiers == fast.tiers
