"""The report of a replay: a table of the days as CSV, Markdown, and a page that works offline."""

from collections.abc import Sequence

from standalloc.bench.replay.compare import Comparison
from standalloc.bench.replay.counting import Counts
from standalloc.bench.replay.page import page
from standalloc.bench.replay.record import DayRecord
from standalloc.bench.replay.sentences import Circumstances, assumptions, caveats, headline, together
from standalloc.bench.replay.tables import circumstances_table, period_tables, totals_table
from standalloc.bench.table import markdown_table
from standalloc.io.text_files import csv_text

#: Columns of `days.csv` before the figures that count.
_FACTS = ("airport", "day", "config", "status", "follows", "held", "added", "dropped")
_RUN = ("objective", "bound", "gap", "seconds", "peak_memory_mb", "error")


def report_files(comparisons: Sequence[Comparison], known: Circumstances) -> dict[str, str]:
    """Return the text of each file of the report by its name."""
    return {
        "days.csv": days_csv(comparisons),
        "report.md": markdown(comparisons, known),
        "report.html": page(comparisons, known),
    }


def days_csv(comparisons: Sequence[Comparison]) -> str:
    """Return a row for each day and configuration: what was carried in, the figures that count, how it was planned.

    Figures are empty where there is no plan.
    """
    columns = (*_FACTS, *Counts.model_fields, "contact_rate", "contact_rate_flights", *_RUN)
    pairs = (pair for one in comparisons for pair in one.days)
    return csv_text(columns, (_csv_row(record) for pair in pairs for record in (pair.one, pair.other)))


def markdown(comparisons: Sequence[Comparison], known: Circumstances) -> str:
    """Return the report as Markdown."""
    parts = ["# Replay\n"]
    for one in comparisons:
        parts += [f"{line}\n" for line in (headline(one), *caveats(one))]
    parts += [f"{line}\n" for line in (together(comparisons),) if line]
    for one in comparisons:
        parts.append(markdown_table(totals_table(one), 2))
    listed = (line.replace("\n", "\n  ") for line in assumptions(comparisons, known))
    parts.append("## Assumptions\n\n" + "".join(f"* {line}\n" for line in listed))
    for one in comparisons:
        parts += (markdown_table(table, 2) for table in period_tables(one))
    parts.append(markdown_table(circumstances_table(comparisons), 2))
    return "\n".join(parts)


def _csv_row(record: DayRecord) -> list[object]:
    run, counts = record.run, record.counts
    facts = [record.airport, record.day, record.config, run.status, record.follows, record.held]
    figures = {} if counts is None else {**counts.model_dump(), **_rates(counts)}
    names = (*Counts.model_fields, "contact_rate", "contact_rate_flights")
    values = [*facts, len(record.added), len(record.dropped), *(figures.get(name) for name in names)]
    return ["" if value is None else value for value in (*values, *(getattr(run, name) for name in _RUN))]


def _rates(counts: Counts) -> dict[str, float]:
    rates = {"contact_rate": counts.contact_rate, "contact_rate_flights": counts.contact_rate_flights}
    return {name: round(rate, 6) for name, rate in rates.items()}
