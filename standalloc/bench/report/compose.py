"""From records to a report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import Bound, Bounds, bounds_of
from standalloc.bench.report.content import Report
from standalloc.bench.report.curves import anytime_picture
from standalloc.bench.report.entries import entries_of, labels_of
from standalloc.bench.report.pairs import Contest, contest_table, contests_against, contests_within
from standalloc.bench.report.profiles import profile_picture
from standalloc.bench.report.ratios import ratio_table
from standalloc.bench.report.summary import summary_of
from standalloc.bench.report.tables import (
    circumstances_table,
    contradiction_table,
    failed_table,
    measured_tables,
    single_table,
)
from standalloc.bench.report.targets import families_of, target_table
from standalloc.bench.table import Table
from standalloc.check.wording import counted

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Results:
    """The records of a folder, and what the folder is called."""

    name: str
    records: Sequence[RunRecord]


def report_of(results: Results, against: Results | None = None, known_bounds: Iterable[Bound] = ()) -> Report:
    """Return the report of a folder of results.

    Args:
        results: at least one record.
        against: of another folder, whose runs are compared with those of the first, instance by instance.
        known_bounds: proven elsewhere, for the gaps to the best bound.
    """
    entries = entries_of(results.records)
    others = [] if against is None else [*against.records]
    folders = {results.name: results.records} | ({} if against is None else {against.name: others})
    bounds = Bounds([*chain.from_iterable(bounds_of(found, name) for name, found in folders.items()), *known_bounds])
    wrong = contradiction_table(folders, bounds)
    within = contests_within(entries)
    beyond = [] if against is None else contests_against(entries, entries_of(others), (results.name, against.name))
    families = families_of(entries)
    said = summary_of(entries, [*beyond, *within], families)
    tables = (
        target_table(families),
        *measured_tables(entries, bounds),
        ratio_table(entries),
        contest_table("Configurations run for run", within),
        contest_table(f"Run for run against {'' if against is None else against.name}", beyond),
        single_table(entries, bounds),
    )
    return Report(
        title=f"Benchmark of {results.name}",
        labels=labels_of(entries),
        summary=(*_wrong(wrong), *said, *_comparable(against, beyond)),
        pictures=_present(anytime_picture(entries), profile_picture(entries)),
        tables=_present(*tables),
        alarms=_present(wrong, failed_table(entries)),
        circumstances=circumstances_table(entries),
    )


def _wrong(table: Table | None) -> Iterator[str]:
    if table is not None:
        plans = counted(len(table.rows), "plan")
        yield f"{plans} cost less than a bound says is least, which cannot be: see {table.title}."


def _present(*parts: Part | None) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)


def _comparable(against: Results | None, beyond: Sequence[Contest]) -> Iterator[str]:
    if against is not None and not beyond:
        yield f"Nothing to compare with {against.name}: no run there has suite, instance, seed and limit of one here."
