"""What the report of a replay says in tables: totals, months, days."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from standalloc.bench.replay.compare import Comparison, DayPair, Totals, totals_of
from standalloc.bench.table import Table
from standalloc.bench.wording import percent

#: More days than this are also summed up by month.
_MANY_DAYS: Final = 31


def totals_table(one: Comparison) -> Table:
    """Return the totals of an airport: both configurations and the difference."""
    a, b = one.totals
    x, y = a.counts, b.counts
    rows = [
        ("days", f"{len(one.counted):,}", f"{len(one.counted):,}", ""),
        ("turns", f"{x.turns:,}", f"{y.turns:,}", _difference(x.turns, y.turns)),
        ("flights", f"{x.flights:,}", f"{y.flights:,}", _difference(x.flights, y.flights)),
        ("passengers", f"{x.passengers:,}", f"{y.passengers:,}", _difference(x.passengers, y.passengers)),
        (
            "bus passengers",
            *(f"{counts.bus_passengers:,}" for counts in (x, y)),
            _difference(x.bus_passengers, y.bus_passengers),
        ),
        (
            "bus passengers a year",
            *(f"{counts.bus_passengers * one.year_factor:,.0f}" for counts in (x, y)),
            f"{-one.fewer_bus_passengers * one.year_factor:+,.0f}",
        ),
        ("contact rate, passengers", percent(x.contact_rate), percent(y.contact_rate), _points(x, y, "contact_rate")),
        (
            "contact rate, flights",
            percent(x.contact_rate_flights),
            percent(y.contact_rate_flights),
            _points(x, y, "contact_rate_flights"),
        ),
        ("tows", f"{x.tows:,}", f"{y.tows:,}", _difference(x.tows, y.tows)),
        ("unallocated visits", f"{x.unallocated:,}", f"{y.unallocated:,}", _difference(x.unallocated, y.unallocated)),
        ("gap", percent(a.gap), percent(b.gap), ""),
        ("days proven optimal", f"{a.proven:,}", f"{b.proven:,}", ""),
        ("seconds, all days", f"{a.seconds:,.0f}", f"{b.seconds:,.0f}", ""),
        ("seconds, median day", f"{a.median_seconds:.1f}", f"{b.median_seconds:.1f}", ""),
        ("peak memory, MB", f"{a.peak_memory_mb:,.0f}", f"{b.peak_memory_mb:,.0f}", ""),
        ("visits held from the day before", f"{a.held:,}", f"{b.held:,}", ""),
        ("turns added from the day before", f"{a.added:,}", f"{b.added:,}", ""),
    ]
    columns = ("", one.config, one.against, "difference")
    return Table(f"{one.airport}: totals", columns, tuple(rows), words=frozenset({""}))


def period_tables(one: Comparison) -> list[Table]:
    """Return the tables by month, where there are many days, and by day."""
    day_rows = tuple(_day_row(pair) for pair in one.days)
    days = Table(f"{one.airport}: by day", _columns(one, "day"), day_rows, words=frozenset({"day"}))
    if len(one.days) <= _MANY_DAYS:
        return [days]
    rows = tuple(
        _row(f"{month:%Y-%m}", *(totals_of(side) for side in zip(*((p.one, p.other) for p in pairs), strict=True)))
        for month, pairs in _months(one.counted)
    )
    months = Table(f"{one.airport}: by month", _columns(one, "month"), rows, words=frozenset({"month"}))
    return [months, days]


def circumstances_table(comparisons: Sequence[Comparison]) -> Table:
    """Return on what, with what and when the days were planned."""
    runs = [record.run for one in comparisons for pair in one.days for record in (pair.one, pair.other)]
    facts = {
        "seconds a day": {f"{run.time_limit:g}" for run in runs},
        "workers": {str(run.workers) for run in runs},
        "processor": {f"{run.machine.cpu}, {run.machine.cores} cores" for run in runs},
        "versions": {" ".join(f"{name} {number}" for name, number in run.versions.items()) for run in runs},
        "commit": {run.commit for run in runs if run.commit},
        "planned": {run.date[:10] for run in runs},
    }
    rows = tuple((name, ", ".join(sorted(said))) for name, said in facts.items())
    return Table("Circumstances", ("", "value"), rows, words=frozenset({"", "value"}))


def _columns(one: Comparison, first: str) -> tuple[str, ...]:
    kinds = ("bus passengers", "contact rate", "tows", "unallocated", "gap", "seconds")
    return (first, "passengers", *(f"{kind}, {config}" for kind in kinds for config in (one.config, one.against)))


def _day_row(pair: DayPair) -> tuple[str, ...]:
    return _row(str(pair.day), *(totals_of([side]) if side.counts else None for side in (pair.one, pair.other)))


def _row(name: str, a: Totals | None, b: Totals | None) -> tuple[str, ...]:
    passengers = next((f"{side.counts.passengers:,}" for side in (a, b) if side is not None), "-")
    cells = zip(_cells(a), _cells(b), strict=True)
    return (name, passengers, *(cell for both in cells for cell in both))


def _cells(side: Totals | None) -> tuple[str, ...]:
    if side is None:
        return ("-",) * 6
    counts = side.counts
    return (
        f"{counts.bus_passengers:,}",
        percent(counts.contact_rate),
        f"{counts.tows:,}",
        f"{counts.unallocated:,}",
        percent(side.gap),
        f"{side.seconds:,.1f}",
    )


def _months(pairs: Sequence[DayPair]) -> Iterator[tuple[date, list[DayPair]]]:
    for first, group in groupby(pairs, key=lambda pair: pair.day.replace(day=1)):
        yield first, list(group)


def _difference(one: int, other: int) -> str:
    if one == other:
        return "0"
    return f"{one - other:+,}" + (f" ({100 * (one - other) / other:+.1f} %)" if other else "")


def _points(one: object, other: object, name: str) -> str:
    return f"{100 * (getattr(one, name) - getattr(other, name)):+.1f} points"
