"""Breaches of every rule, planted at random in valid plans of random days; the checker must name each, and no other.

A thousand of each: `python -m tests.check.planted 1000` from the root of the project. Each is a breach by
construction: what is planted is moved, added or removed so that it must be one, and whom it concerns is worked out
with nothing of the checker.
"""

import random
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from standalloc.check import check
from standalloc.model import RULES
from tests.check.places import Place, Planted, places
from tests.check.planters_of_fleets import plant_bus_capacity, plant_taxilane, plant_tow_capacity
from tests.check.planters_of_stands import (
    plant_access,
    plant_closure,
    plant_exclusion,
    plant_overlap,
    plant_pin,
    plant_sector,
    plant_size,
    plant_split,
    plant_terminal,
)
from tests.check.random_days import day_and_plan

Planter = Callable[[random.Random, Place], Planted | None]

PLANTERS: Final[Mapping[str, Planter]] = {
    "size": plant_size,
    "sector": plant_sector,
    "terminal": plant_terminal,
    "access": plant_access,
    "overlap": plant_overlap,
    "exclusion": plant_exclusion,
    "closure": plant_closure,
    "pin": plant_pin,
    "split": plant_split,
    "tow_capacity": plant_tow_capacity,
    "taxilane": plant_taxilane,
    "bus_capacity": plant_bus_capacity,
}

#: Most breaches of one rule planted in one day.
A_DAY: Final = 4


@dataclass
class Tally:
    """How many breaches of a rule were planted, and the days of those that were not found as planted."""

    planted: int = 0
    missed: list[int] = field(default_factory=list)


def plant(wanted: int) -> Mapping[str, Tally]:
    """Plant so many breaches of every rule, a few of each a day."""
    tallies = {rule: Tally() for rule in RULES}
    for seed in range(100 + 10 * wanted):
        lacking = {rule: tally for rule, tally in tallies.items() if tally.planted < wanted}
        if not lacking:
            break
        instance, plan = day_and_plan(seed)
        assert check(instance, plan).is_valid
        for rule, tally in lacking.items():
            dice = random.Random(f"{rule} {seed}")
            breaches = planted_in(dice, rule, places(instance, plan), min(A_DAY, wanted - tally.planted))
            tally.planted += len(breaches)
            tally.missed += [seed for breach in breaches if not is_found(rule, breach)]
    return tallies


def planted_in(dice: random.Random, rule: str, spots: Sequence[Place], most: int) -> list[Planted]:
    """Return a day with a breach of a rule at each of a few places."""
    tried = (PLANTERS[rule](dice, spot) for spot in dice.sample(spots, len(spots)))
    return list(islice((breach for breach in tried if breach is not None), most))


def is_found(rule: str, breach: Planted) -> bool:
    """Say whether the checker finds the breach of the rule, names whom it concerns, and finds nothing else."""
    violations = check(breach.instance, breach.plan).violations
    found = {frozenset(violation.visits) for violation in violations}
    return {violation.rule for violation in violations} == {rule} and found == breach.concerned


def main(wanted: int) -> int:
    """Plant so many of every rule, show a table, and return how many were not found."""
    tallies = plant(wanted)
    print(f"{'rule':<14}{'planted':>9}{'found':>9}")  # noqa: T201 - run by hand
    for rule, tally in tallies.items():
        days = f"  not on days {tally.missed}" if tally.missed else ""
        print(f"{rule:<14}{tally.planted:>9}{tally.planted - len(tally.missed):>9}{days}")  # noqa: T201
    return sum(len(tally.missed) for tally in tallies.values())


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])) > 0)
