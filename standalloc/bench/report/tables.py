"""The tables of what was measured: how runs ended, medians, means, single runs, failures, circumstances."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import Bounds, contradictions, counted_bound, counted_objective, gap_to_best
from standalloc.bench.report.entries import Entry, Group, grouped
from standalloc.bench.report.measures import COURSE_MEASURES, Measure, plan_measures
from standalloc.bench.table import Table
from standalloc.bench.wording import limit, number, percent, seconds

#: Groups of more runs are summed up only.
MOST_RUNS: Final = 10
_WHO: Final = ("family", "limit", "configuration")
_MEDIAN_NOTE: Final = (
    "Medians of all runs: one that has no plan, no bound or never got there counts as the worst, and a cell says none "
    "or never where half of them or more did not."
)
_MEAN_NOTE: Final = (
    "Shifted geometric means, the shift 1 second for times and 1 (of shares one percentage point) for all else. A run "
    "that never got there counts with its time limit, or its seconds where it took more; one without plan or bound "
    "with a gap of 100 %; other figures are those of the plans there are, and the cell says of how many."
)
_BOUND_NOTE: Final = " The best bound is the highest that any run here, or the best known bounds, have proven."


def measured_tables(entries: Sequence[Entry], bounds: Bounds) -> tuple[Table, ...]:
    """Return how runs ended and what they reached, by family, limit and configuration."""
    groups = grouped(entries)
    plans = plan_measures(bounds)
    return (
        _table("How runs ended", groups, _ENDED, _ended, ""),
        _summed("Plans: medians", groups, plans, Measure.median, _MEDIAN_NOTE + _BOUND_NOTE),
        _summed("Plans: means", groups, plans, Measure.mean, _MEAN_NOTE + _BOUND_NOTE),
        _summed("Seconds and memory: medians", groups, COURSE_MEASURES, Measure.median, _MEDIAN_NOTE),
        _summed("Seconds and memory: means", groups, COURSE_MEASURES, Measure.mean, _MEAN_NOTE),
    )


def failed_table(entries: Sequence[Entry]) -> Table | None:
    """Return the runs without a plan that counts, each with its message; None where there is none."""
    rows = tuple(
        (
            *(entry.record.instance, entry.label, str(entry.record.seed), limit(entry.record.time_limit)),
            *(entry.record.status, seconds(entry.record.seconds), entry.record.error),
        )
        for entry in entries
        if not entry.record.has_plan
    )
    columns = ("instance", "configuration", "seed", "limit", "status", "seconds", "message")
    words = frozenset({"instance", "configuration", "status", "message"})
    return Table("Failed runs", columns, rows, words) if rows else None


def contradiction_table(results: Mapping[str, Sequence[RunRecord]], bounds: Bounds) -> Table | None:
    """Return the plans of folders that cost less than a bound says is least; None where all agree."""
    rows = tuple(
        (f"{record.run} in {folder}", f"{cost:,.10g}", f"{bound.value:,.10g}", bound.origin)
        for folder, records in results.items()
        for record, cost, bound in contradictions(records, bounds)
    )
    columns, words = ("plan of", "cost", "bound", "bound of"), frozenset({"plan of", "bound of"})
    note = "Each of these plans costs less than what a bound says is least, of the same tier: one of the two is wrong."
    return Table("Contradictions", columns, rows, words, note) if rows else None


def circumstances_table(entries: Sequence[Entry]) -> Table:
    """Return machine, versions, source and dates, each with how many runs it holds for."""
    counts = Counter(fact for entry in entries for fact in _facts(entry))
    order = {what: place for place, (what, _) in enumerate(_facts(entries[0]))}
    rows = sorted(counts.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0]))
    cells = tuple((what, value, number(count)) for (what, value), count in rows)
    return Table("Machine, versions, dates", ("what", "value", "runs"), cells, frozenset({"what", "value"}))


def _facts(entry: Entry) -> Iterator[tuple[str, str]]:
    record, machine = entry.record, entry.record.machine
    yield "processor", f"{machine.cpu}, {machine.cores} cores for runs"
    yield "memory", f"{number(machine.memory_mb)} MB"
    yield "system", machine.system
    yield "threads of a run", str(record.workers)
    yield from ((package, version) for package, version in record.versions.items())
    yield "source", record.commit or "an installed package"
    yield "day (UTC)", record.date[:10]
    yield f"configuration {entry.label}", f"SHA-256 {record.config_hash[:12]}..."


_ENDED: Final = ("runs", "with a plan", "within 1 %", "optimal", "failed")


def _ended(records: Sequence[RunRecord]) -> Iterator[str]:
    yield number(len(records))
    yield number(sum(record.has_plan for record in records))
    yield number(sum(record.seconds_to_one_percent is not None for record in records))
    yield number(sum(record.status == "optimal" for record in records))
    yield number(sum(not record.has_plan for record in records))


def _summed(
    title: str,
    groups: Mapping[Group, list[RunRecord]],
    measures: Sequence[Measure],
    sum_up: Callable[[Measure, Sequence[RunRecord]], str],
    note: str,
) -> Table:
    def cells(records: Sequence[RunRecord]) -> Iterator[str]:
        return (sum_up(measure, records) for measure in measures)

    return _table(title, groups, [measure.name for measure in measures], cells, note)


def _table(
    title: str,
    groups: Mapping[Group, list[RunRecord]],
    columns: Sequence[str],
    cells: Callable[[Sequence[RunRecord]], Iterator[str]],
    note: str,
) -> Table:
    """Return a table with a row for each group; the suite is named where there are several."""
    several = len({group.suite for group in groups}) > 1
    who = ("suite", *_WHO) if several else _WHO
    rows = tuple(
        (*[group.suite] * several, group.family, limit(group.time_limit), group.label, *cells(records))
        for group, records in groups.items()
    )
    return Table(title, (*who, *columns), rows, frozenset({"suite", "family", "configuration"}), note)


def single_table(entries: Sequence[Entry], bounds: Bounds) -> Table | None:
    """Return the runs of the groups that have few enough for it; None where none has."""
    groups = grouped(entries)
    rows = tuple(
        _run_row(record, group.label, bounds)
        for group, records in groups.items()
        if len(records) <= MOST_RUNS
        for record in records
    )
    columns = (
        *("run", "configuration", "turns", "objective", "bound", "gap", "to best bound", "above floor"),
        *("bus passengers", "seconds", "s to 1 %", "MB", "status"),
    )
    note = f"Of groups of up to {MOST_RUNS} runs." if len(rows) < len(entries) else ""
    return Table("Single runs", columns, rows, frozenset({"run", "configuration", "status"}), note) if rows else None


def _run_row(record: RunRecord, label: str, bounds: Bounds) -> tuple[str, ...]:
    figures = record.figures
    return (
        f"{record.instance}, {limit(record.time_limit)}" + (f", seed {record.seed}" if record.seed else ""),
        label,
        number(None if figures is None else figures.turns),
        number(counted_objective(record)),
        number(counted_bound(record)),
        percent(record.counted_gap),
        percent(gap_to_best(record, bounds)),
        percent(record.gap_above_floor),
        number(None if figures is None else figures.bus_passengers),
        seconds(record.seconds),
        seconds(record.seconds_to_one_percent),
        number(record.peak_memory_mb),
        record.status,
    )
