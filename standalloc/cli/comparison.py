"""Tables of what differs between two plans of one instance."""

from __future__ import annotations

from rich.console import Group

from standalloc.check.comparison import Comparison
from standalloc.cli.tables import figures_table, shortened, table
from standalloc.cli.words import joined, number
from standalloc.model import TERMS


def comparison_tables(compared: Comparison) -> list[Group]:
    """Return what moved, the change by tier and by term, and the figures."""
    moved = [[key.turn, key.part, old or "-", new or "-"] for key, (old, new) in compared.moved.items()]
    title = f"{len(moved)} visit{'' if len(moved) == 1 else 's'} moved"
    figures = {"first": compared.before.figures, "second": compared.after.figures}
    return [
        table(title, ["turn", "visit", "from", "to"], shortened(moved)),
        *([_tiers_table(compared)] if compared.instance.airport.objective.tiers else []),
        _terms_table(compared),
        figures_table(figures, compared.instance),
    ]


def _tiers_table(compared: Comparison) -> Group:
    stages, before, after = compared.instance.airport.objective.stages, compared.before.tiers, compared.after.tiers
    rows = [
        [str(place), joined(terms), number(first), number(second), number(second - first, signed=True)]
        for place, (terms, first, second) in enumerate(zip(stages, before, after, strict=True), 1)
    ]
    numbers = ["first", "second", "change"]
    return table("change by tier", ["tier", "terms", *numbers], rows, numbers)


def _terms_table(compared: Comparison) -> Group:
    pairs = {name: (term, compared.after.terms[name]) for name, term in compared.before.terms.items()}
    weight = compared.instance.airport.objective.weight
    rows = [
        [
            name,
            number(before.amount),
            number(after.amount),
            number(after.amount - before.amount, signed=True),
            TERMS[name],
            number(after.cost - before.cost, signed=True),
        ]
        for name, (before, after) in pairs.items()
        if before != after or before.amount or before.cost or weight(name)
    ]
    first, second = compared.before.objective, compared.after.objective
    numbers = ["first", "second", "change", "change of cost"]
    total = ["objective", number(first), number(second), "", "", number(second - first, signed=True)]
    columns = ["term", "first", "second", "change", "unit", "change of cost"]
    return table("change by term", columns, rows, numbers, total)
