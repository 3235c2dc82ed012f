"""Tables of the terminal: what a plan is worth, what is wrong with it, what differs between two."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from standalloc.check.wording import counted
from standalloc.cli.figures import figure_rows
from standalloc.cli.words import joined, number, percent, printable
from standalloc.model import TERMS, Figures, Instance, Judgement, Objective, Reason, Result, Tier, Violation, VisitKey

_WIDTH_OF_A_FILE = 120
_MOST_ROWS = 500


def console(*, stderr: bool = False) -> Console:
    """Return a console that prints text as it is; wide enough for a table where it is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_A_FILE
    return Console(stderr=stderr, width=width, markup=False, emoji=False, highlight=False)


def table(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[str] = (),
    total: Sequence[str] | None = None,
) -> Group:
    """Return a table below its title.

    Args:
        title: of the table; may be wider than it.
        columns: headings.
        rows: cells of each row.
        numbers: the columns that are set to the right.
        total: a last row, set off by a line.
    """
    built = Table()
    for column in columns:
        built.add_column(Text(printable(column)), justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        built.add_row(*(Text(printable(cell)) for cell in row))
    if total is not None:
        built.add_section()
        built.add_row(*(Text(cell) for cell in total))
    return Group(Text(printable(title), style="bold"), built)


def shortened(rows: Sequence[Sequence[str]], most: int = _MOST_ROWS) -> list[Sequence[str]]:
    """Return the first rows of a long table and a row that says how many are left out."""
    if len(rows) <= most:
        return list(rows)
    rest = ["" for _ in rows[0]]
    rest[0] = f"... {len(rows) - most} more"
    return [*rows[:most], rest]


def figures_table(columns: Mapping[str, Figures], instance: Instance) -> Group:
    """Return the figures a planner reads first, a column for each plan."""
    return table("figures", ["", *columns], figure_rows(instance, *columns.values()), numbers=[*columns])


def result_table(result: Result, instance: Instance) -> Group:
    """Return the summary of a solve: figures, bound and gaps, seconds; with tiers, theirs are a table of their own."""
    proven = [
        ["objective", number(result.objective)],
        ["bound", number(result.bound)],
        ["gap", percent(result.gap)],
        ["gap above floor", percent(result.gap_above_floor)],
    ]
    rows = [
        *figure_rows(instance, result.judgement.figures),
        *([] if result.tiers else proven),
        ["seconds", f"{result.seconds:.1f}"],
        ["peak memory", f"{result.peak_memory_mb:,.0f} MB"],
    ]
    ended = result.status + (", interrupted" if result.interrupted else "")
    title = f"{instance.airport.code} {instance.name}: {ended}"
    return table(title, ["", "value"], rows, numbers=["value"])


def tiers_table(tiers: Sequence[Tier]) -> Group:
    """Return what is proven of each tier."""
    columns = ["tier", "terms", "objective", "bound", "gap", "status"]
    rows = [
        [str(place), joined(tier.terms), number(tier.objective), number(tier.bound), percent(tier.gap), tier.status]
        for place, tier in enumerate(tiers, 1)
    ]
    return table("objective by tier", columns, rows, numbers=["objective", "bound", "gap"])


def tier_costs_table(judgement: Judgement, objective: Objective) -> Group:
    """Return the cost of each tier in a plan."""
    rows = [
        [str(place), joined(terms), number(cost)]
        for place, (terms, cost) in enumerate(zip(objective.stages, judgement.tiers, strict=True), 1)
    ]
    return table("objective by tier", ["tier", "terms", "cost"], rows, numbers=["cost"])


def terms_table(judgement: Judgement, objective: Objective) -> Group:
    """Return the objective by term: amount, unit, cost; what weighs nothing and does not occur is left out."""
    rows = [
        [name, number(term.amount), TERMS[name], number(term.cost)]
        for name, term in judgement.terms.items()
        if term.amount or term.cost or objective.weight(name)
    ]
    total = ["total", "", "", number(judgement.objective)]
    return table("objective by term", ["term", "amount", "unit", "cost"], rows, ["amount", "cost"], total)


def unallocated_table(reasons: Mapping[VisitKey, Reason]) -> Group:
    """Return the visits without a stand, each with its reason."""
    rows = [[key.turn, key.part, reason.code, reason.text] for key, reason in reasons.items()]
    return table(f"{len(rows)} unallocated", ["turn", "visit", "reason", "what it means"], shortened(rows))


def violations_table(violations: Sequence[Violation], instance: Instance) -> Group:
    """Return every violated rule with the turns, stands and minutes concerned."""
    rows = [
        [
            violation.rule,
            " ".join(violation.turns),
            " ".join(violation.stands),
            _period(instance, violation),
            str(violation.end - violation.start),
            violation.message,
        ]
        for violation in violations
    ]
    columns = ["rule", "turns", "stands", "when", "minutes", "what is wrong"]
    return table(counted(len(rows), "violation"), columns, shortened(rows), numbers=["minutes"])


def judgement_tables(judgement: Judgement, instance: Instance) -> list[Group]:
    """Return the tables of `check`: violations, objective by tier and term, unallocated visits; no empty one."""
    objective = instance.airport.objective
    tables = [violations_table(judgement.violations, instance)] if judgement.violations else []
    tables.append(figures_table({"value": judgement.figures}, instance))
    if objective.tiers:
        tables.append(tier_costs_table(judgement, objective))
    tables.append(terms_table(judgement, objective))
    if judgement.reasons:
        tables.append(unallocated_table(judgement.reasons))
    return tables


def _period(instance: Instance, violation: Violation) -> str:
    start, end = instance.moment(violation.start), instance.moment(violation.end)
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}"
    return f"{start:%Y-%m-%d %H:%M} - {last}"
