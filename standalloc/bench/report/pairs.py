"""Two configurations, or one in two folders, run for run: who is better how often, and whether that may be chance."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, isclose
from typing import Final

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import costs_of, first_difference
from standalloc.bench.report.entries import Entry, Task, by_task, labels_of
from standalloc.bench.report.statistics import SignTest, sign_test
from standalloc.bench.table import Table
from standalloc.bench.wording import number, percent, probability, seconds, signed

Records = Mapping[Task, RunRecord]
Values = tuple[float | None, float | None]

#: A run without a proof that took this share of its limit or more was ended by it, and counts with it.
_LIMIT_SHARE: Final = 0.95
_NOTE: Final = (
    "Pairs have suite, instance, seed and limit in common. An exact two-sided sign test; ties are dropped from it. "
    "Without a plan or a bound a run is worse than any that has one. With tiers the first in which two plans differ "
    "decides. A run that its limit ended counts with the limit. The difference is first less second, so below 0 the "
    "first is better; its median is of the pairs in which both have a value, of gaps in percentage points. Each p "
    "stands for its own line: of twenty lines one falls below 0.05 by chance. Seeds of one instance are not "
    "independent of each other."
)


@dataclass(frozen=True, slots=True)
class Contest:
    """Two sides by one measure.

    Attributes:
        first, second: the sides.
        measure: what is compared; less of it is better.
        test: of the differences, first less second.
        show: a difference as text.
    """

    first: str
    second: str
    measure: str
    test: SignTest
    show: Callable[[float | None], str]

    @property
    def pairs(self) -> int:
        """How many runs both have."""
        return self.test.below + self.test.ties + self.test.above


def contests_within(entries: Sequence[Entry]) -> list[Contest]:
    """Return every two configurations of a folder that have runs in common."""
    runs = by_task(entries)
    return [
        contest
        for first, second in combinations(runs, 2)
        for contest in _contests(first, second, runs[first], runs[second])
    ]


def contests_against(here: Sequence[Entry], there: Sequence[Entry], names: tuple[str, str]) -> list[Contest]:
    """Return each configuration of a folder against the same one of another.

    Where each folder has only one configuration, these are compared, whatever they are called.

    Args:
        here: what the first folder holds.
        there: what the second one holds.
        names: of the two folders.
    """
    ours, theirs = by_task(here), by_task(there)
    sides = [(label, label) for label in labels_of(here) if label in theirs]
    if not sides and len(ours) == len(theirs) == 1:
        sides = [(next(iter(ours)), next(iter(theirs)))]
    return [
        contest
        for one, other in sides
        for contest in _contests(f"{one} in {names[0]}", f"{other} in {names[1]}", ours[one], theirs[other])
    ]


def contest_table(title: str, contests: Sequence[Contest]) -> Table | None:
    """Return contests as a table; None without any."""
    columns = (
        *("first", "second", "measure", "pairs", "first better", "ties", "second better", "p"),
        "median difference",
    )
    rows = tuple(_row(contest) for contest in contests)
    return Table(title, columns, rows, frozenset({"first", "second", "measure"}), _NOTE) if rows else None


def _row(contest: Contest) -> tuple[str, ...]:
    test = contest.test
    median = "-" if test.median is None else signed(contest.show(test.median), test.median)
    return (
        *(contest.first, contest.second, contest.measure),
        *map(number, (contest.pairs, test.below, test.ties, test.above)),
        probability(test.p),
        median if test.finite == contest.pairs else f"{median} (of {test.finite})",
    )


def _contests(first: str, second: str, ours: Records, theirs: Records) -> Iterator[Contest]:
    pairs = [(ours[task], theirs[task]) for task in ours if task in theirs]
    if not pairs:
        return
    for measure, values, show in _MEASURES:
        yield Contest(first, second, measure, sign_test(_difference(values(*pair)) for pair in pairs), show)


def _objectives(one: RunRecord, other: RunRecord) -> Values:
    """Return what two plans cost, in the first tier in which they differ."""
    costs, others = costs_of(one), costs_of(other)
    if costs and others:
        return first_difference(costs, others)
    return (costs[-1] if costs else None), (others[-1] if others else None)


def _gaps(one: RunRecord, other: RunRecord) -> Values:
    return one.counted_gap, other.counted_gap


def _seconds(one: RunRecord, other: RunRecord) -> Values:
    return _taken(one), _taken(other)


def _taken(record: RunRecord) -> float | None:
    """Return the seconds until the answer; None where that is no plan."""
    if not record.has_plan:
        return None
    was_ended = record.status != "optimal" and record.seconds >= _LIMIT_SHARE * record.time_limit
    return record.time_limit if was_ended else record.seconds


def _difference(values: Values) -> float:
    """Return the first less the second; infinite where only one is there, 0 where nothing but rounding differs."""
    first, second = values
    if first is None or second is None:
        return 0.0 if first == second else inf if first is None else -inf
    return 0.0 if isclose(first, second, rel_tol=1e-9, abs_tol=1e-9) else first - second


_MEASURES: Final = (("objective", _objectives, number), ("gap", _gaps, percent), ("seconds", _seconds, seconds))
