"""The engine's optimum on tiny days with all rules and terms mixed is that of enumeration, tier by tier.

Ten thousand days: `python -m tests.engine.test_enumeration 10000` from the root of the project; a second number is the
seed to begin with. Each difference is shown with the seed of its day.
"""

import sys
import time

import pytest

from standalloc.check import check
from standalloc.model import Instance
from standalloc.solve import solve
from tests.engine.enumeration import enumerated_optimum
from tests.engine.random_days import random_day


def compare(instance: Instance) -> None:
    """Ensure that the engine proves the enumerated optimum of a day, of each tier where it has some."""
    best = enumerated_optimum(instance)
    assert best is not None
    result = solve(instance, time_limit=600, workers=1)
    judgement = check(instance, result.plan)
    assert judgement.is_valid, judgement.violations
    assert judgement.tiers == result.judgement.tiers
    assert judgement.tiers == pytest.approx(best.tiers, abs=1e-6)
    assert result.status == "optimal"
    if not instance.airport.objective.tiers:
        assert result.floor - 1e-6 <= result.objective == pytest.approx(result.bound, abs=1e-6)
    for name in ("objective", "bound"):
        found = [getattr(tier, name) for tier in result.tiers]
        assert found == pytest.approx(list(best.tiers if instance.airport.objective.tiers else ()), abs=1e-6)
    assert all(tier.status == "optimal" for tier in result.tiers)
    assert tuple(tier.terms for tier in result.tiers) == instance.airport.objective.tiers


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_the_engine_proves_the_enumerated_optimum(first: int) -> None:
    for seed in range(first, first + 50):
        try:
            compare(random_day(seed))
        except Exception as error:
            error.add_note(f"day {seed}")
            raise


def test_a_parking_of_no_minutes_between_two_visits_that_stay(build) -> None:
    """Broke the colouring once: T0 stays on a stand as one block, but at its visits' boundary a moment is free."""
    day = build.day(
        [build.stand(name, "remote") for name in ("S0", "S1")],
        [build.turn("T0", "08:10", "08:35"), build.turn("T1", "08:25", "08:35")],
        policy={"buffer_min": 0, "arrival_min": 5, "departure_min": 5, "split_min": 10},
        exclusions=[build.exclusion("S0", "S1", gap_min=0)],
    )
    assert {visit.end - visit.start for visit in day.visits_of["T1"]} == {5, 0}
    compare(day)


def main(days: int, first: int) -> int:
    """Compare days from a seed on, show each that differs, and return how many do."""
    began, differing = time.monotonic(), 0
    for done, seed in enumerate(range(first, first + days), 1):
        try:
            compare(random_day(seed))
        except Exception as error:
            differing += 1
            print(f"day {seed}: {type(error).__name__}: {error}", flush=True)  # noqa: T201 - run by hand
        if done % 250 == 0 or done == days:
            print(f"{done} days, {differing} differ, {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201
    return differing


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0) > 0)
