"""From records to a report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import Bound, Bounds, bounds_of, contradictions
from standalloc.bench.report.content import Report
from standalloc.bench.report.curves import anytime_picture
from standalloc.bench.report.entries import entries_of, labels_of
from standalloc.bench.report.pairs import Contest, contest_table, contests_against, contests_within
from standalloc.bench.report.profiles import profile_pictures
from standalloc.bench.report.ratios import ratio_table
from standalloc.bench.report.summary import summary_of
from standalloc.bench.report.tables import circumstances_table, failed_table, measured_tables, single_table
from standalloc.bench.report.targets import families_of, target_table


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
    bounds = Bounds([*bounds_of([*results.records, *others]), *known_bounds])
    within = contests_within(entries)
    beyond = [] if against is None else contests_against(entries, entries_of(others), (results.name, against.name))
    families = families_of(entries)
    summary = [
        *summary_of(entries, [*beyond, *within], families),
        *_comparable(against, beyond),
        *contradictions([*results.records, *others], bounds),
    ]
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
        summary=tuple(summary),
        pictures=(anytime_picture(entries), *profile_pictures(entries)),
        tables=tuple(table for table in tables if table is not None),
        failed=failed_table(entries),
        circumstances=circumstances_table(entries),
    )


def _comparable(against: Results | None, beyond: Sequence[Contest]) -> Iterator[str]:
    if against is not None and not beyond:
        yield f"Nothing to compare with {against.name}: no run there has suite, instance, seed and limit of one here."
