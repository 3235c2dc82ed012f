"""Performance profiles: for each configuration, the share of runs in which it is within a factor of the best.

After E. Dolan, J. Moré, "Benchmarking optimization software with performance profiles", Mathematical Programming 91
(2002), pages 201-213.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf, isfinite
from typing import Final

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import costs_of, first_difference
from standalloc.bench.report.content import Axis, Curve, Panel, Picture
from standalloc.bench.report.entries import Entry, Task, by_task
from standalloc.bench.report.ratios import over
from standalloc.check.wording import counted

#: Of the runs of one task, by configuration: how many times the best each is; infinite where it never got there.
Factors = Callable[[Mapping[str, RunRecord]], Mapping[str, float]]

_SHARES: Final = Axis("share of runs", 0.0, 1.0, tuple((step / 4, f"{25 * step} %") for step in range(5)))
_TICKS: Final = (1.0, 1.1, 1.2, 1.5, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 1000.0, 10_000.0)
_FARTHEST: Final = 10_000.0
_NEAR: Final = 1.05
_LEAST_S: Final = 0.001
_READ: Final = (
    "Higher is better: at x a line shows in which share of the runs the configuration is within x times the best one; "
    "at the left end, how often it is the best itself. What a line lacks at its right end was not reached within that "
    "factor. With tiers the objective is that of the first in which the plans differ; below 1 it counts as 1. Of "
)


def profile_picture(entries: Sequence[Entry]) -> Picture | None:
    """Return the profiles by seconds to 1 % and by objective; None where no two configurations share runs."""
    tasks, left_out = common_tasks(entries)
    if not tasks:
        return None
    seconds, costs = profile(tasks, time_factors), profile(tasks, objective_factors)
    runs = f"{counted(len(tasks), 'run')} that all configurations have in common"
    runs += f"; {left_out:,} that not all have are left out." if left_out else "."
    panels = (
        _panel("seconds to a gap of 1 %, as a multiple of the fastest", seconds, _farthest(seconds)),
        _panel("objective, as a multiple of the best", costs, _farthest(costs)),
        _panel("objective, close to the best", costs, _NEAR),
    )
    return Picture("Performance profiles", _READ + runs, panels)


def common_tasks(entries: Sequence[Entry]) -> tuple[list[Mapping[str, RunRecord]], int]:
    """Return the runs of each task that all configurations have, by their labels, and how many tasks some have not.

    None where there is only one configuration.
    """
    runs = by_task(entries)
    every = set().union(*runs.values())
    shared = [task for task in next(iter(runs.values())) if all(task in found for found in runs.values())]
    if len(runs) < 2:
        return [], 0
    return [_of_task(runs, task) for task in shared], len(every) - len(shared)


def profile(tasks: Sequence[Mapping[str, RunRecord]], factors: Factors) -> Mapping[str, list[float]]:
    """Return the factors of each configuration, in ascending order.

    Args:
        tasks: runs of one task by configuration.
        factors: of one task.
    """
    found = [factors(runs) for runs in tasks]
    return {label: sorted(factor[label] for factor in found) for label in tasks[0]}


def time_factors(runs: Mapping[str, RunRecord]) -> Mapping[str, float]:
    """Return seconds to a gap of 1 % over those of the fastest."""
    taken = {label: _seconds(record) for label, record in runs.items()}
    least = min(taken.values())
    return {label: seconds / least if isfinite(seconds) else inf for label, seconds in taken.items()}


def objective_factors(runs: Mapping[str, RunRecord]) -> Mapping[str, float]:
    """Return objectives over the best one."""
    costs = {label: costs_of(record) for label, record in runs.items()}
    best = min((cost for cost in costs.values() if cost), key=_rounded, default=())
    return {label: over(*first_difference(cost, best)) if cost else inf for label, cost in costs.items()}


def _of_task(runs: Mapping[str, Mapping[Task, RunRecord]], task: Task) -> Mapping[str, RunRecord]:
    return {label: found[task] for label, found in runs.items()}


def _seconds(record: RunRecord) -> float:
    seconds = record.seconds_to_one_percent
    return inf if seconds is None else max(seconds, _LEAST_S)


def _rounded(costs: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(round(cost, 6) for cost in costs)


def _farthest(factors: Mapping[str, Sequence[float]]) -> float:
    """Return a factor that all that are not infinite are within, and at least 2."""
    finite = [factor for found in factors.values() for factor in found if isfinite(factor)]
    return min(max([2.0, *finite]) * 1.05, _FARTHEST)


def _panel(title: str, factors: Mapping[str, Sequence[float]], high: float) -> Panel:
    ticks = _ticks(high)
    axis = Axis("times the best", 1.0, high, tuple((tick, f"{tick:g}") for tick in ticks), is_log=True)
    return Panel(title, axis, _SHARES, tuple(Curve(label, (*_steps(found, high),)) for label, found in factors.items()))


def _ticks(high: float) -> Sequence[float]:
    if high <= _NEAR:
        return tuple(1 + step / 100 for step in range(6))
    coarse = (1.0, 2.0, 5.0, *_TICKS[6:]) if high < 200 else (1.0, 10.0, 100.0, 1000.0, 10_000.0)
    return [tick for tick in (_TICKS if high <= 4 else coarse) if tick <= high]


def _steps(found: Sequence[float], high: float) -> Iterator[tuple[float, float]]:
    """Yield the points of a profile up to the end of its axis, one for each value."""
    yield 1.0, 0.0
    for place, factor in enumerate(found, 1):
        if factor <= high and (place == len(found) or found[place] != factor):
            yield factor, place / len(found)
    yield high, sum(factor <= high for factor in found) / len(found)
