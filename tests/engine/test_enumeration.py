"""The engine's optimum on tiny days with all rules and terms mixed is that of enumeration, tier by tier.

Ten thousand days: `python -m tests.engine.test_enumeration 10000` from the root of the project; a second number is the
seed to begin with. Each difference is shown with the seed of its day.
"""

import sys
import time
from collections.abc import Iterator, Sequence

import pytest

from standalloc.check import check
from standalloc.model import Instance
from standalloc.solve import solve
from tests.engine.enumeration import enumerated_optimum
from tests.engine.random_days import random_day


def differences(instance: Instance) -> Iterator[str]:
    """Yield what the engine's result has other than the enumerated optimum, each tier of it proven."""
    best = enumerated_optimum(instance)
    assert best is not None
    result = solve(instance, time_limit=60, workers=1)
    judgement = check(instance, result.plan)
    yield from (violation.message for violation in judgement.violations)
    tiers = instance.airport.objective.tiers
    wanted = {
        "tiers": (judgement.tiers, best.tiers),
        "judgement's tiers": (result.judgement.tiers, best.tiers),
        "objectives of the tiers": ([tier.objective for tier in result.tiers], best.tiers if tiers else ()),
        "bounds of the tiers": ([tier.bound for tier in result.tiers], best.tiers if tiers else ()),
        "objective": ([judgement.objective], [sum(best.tiers)]),
        "bound": ([result.bound], [sum(best.tiers)]),
    }
    yield from (f"{name} {a}, not {b}" for name, (a, b) in wanted.items() if not _near(a, b))
    if not tiers and result.floor > judgement.objective + 1e-6:
        yield f"floor {result.floor} above {judgement.objective}"
    if {result.status, *(tier.status for tier in result.tiers)} != {"optimal"}:
        yield f"status {result.status}, tiers {[tier.status for tier in result.tiers]}"
    if tuple(tier.terms for tier in result.tiers) != tiers:
        yield f"tiers of {[tier.terms for tier in result.tiers]}, not {tiers}"


def _near(ones: Sequence[float | None], others: Sequence[float]) -> bool:
    return None not in ones and tuple(ones) == pytest.approx(tuple(others), abs=1e-6)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_the_engine_proves_the_enumerated_optimum(first: int) -> None:
    found = {seed: list(differences(random_day(seed))) for seed in range(first, first + 50)}
    assert not {seed: words for seed, words in found.items() if words}


def test_a_parking_of_no_minutes_between_two_visits_that_stay(build) -> None:
    """Broke the colouring once: T0 stays on a stand as one block, but at its visits' boundary a moment is free."""
    day = build.day(
        [build.stand(name, "remote") for name in ("S0", "S1")],
        [build.turn("T0", "08:10", "08:35"), build.turn("T1", "08:25", "08:35")],
        policy={"buffer_min": 0, "arrival_min": 5, "departure_min": 5, "split_min": 10},
        exclusions=[build.exclusion("S0", "S1", gap_min=0)],
    )
    assert {visit.end - visit.start for visit in day.visits_of["T1"]} == {5, 0}
    assert not list(differences(day))


def main(days: int, first: int) -> int:
    """Compare days from a seed on, show each that differs, and return how many do."""
    began, differing = time.monotonic(), 0
    for done, seed in enumerate(range(first, first + days), 1):
        try:
            words = "; ".join(differences(random_day(seed)))
        except Exception as error:
            words = f"{type(error).__name__}: {error}"
        if words:
            differing += 1
            print(f"day {seed}: {words}", flush=True)  # noqa: T201 - run by hand
        if done % 250 == 0 or done == days:
            print(f"{done} days, {differing} differ, {time.monotonic() - began:.0f} s", flush=True)  # noqa: T201
    return differing


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0) > 0)
