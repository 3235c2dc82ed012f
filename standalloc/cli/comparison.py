"""What differs between two plans of one instance."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Group

from standalloc.check import check
from standalloc.cli.tables import figures_table, shortened, table
from standalloc.cli.words import joined, number
from standalloc.model import TERMS, Instance, Judgement, Plan, VisitKey


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans, judged.

    Attributes:
        instance: what both plan.
        moved: visits that changed their stand, with the stand in each plan ("" where unallocated).
        before: judgement of the first plan.
        after: judgement of the second plan.
    """

    instance: Instance
    moved: dict[VisitKey, tuple[str, str]]
    before: Judgement
    after: Judgement

    @classmethod
    def of(cls, instance: Instance, before: Plan, after: Plan) -> Comparison:
        """Judge two plans and find what moved."""
        stands = {
            visit.key: (before.stands.get(visit.key, ""), after.stands.get(visit.key, "")) for visit in instance.visits
        }
        moved = {key: pair for key, pair in stands.items() if pair[0] != pair[1]}
        return cls(instance, moved, check(instance, before), check(instance, after))

    @property
    def valid(self) -> tuple[bool, bool]:
        """Whether each plan keeps every rule."""
        return self.before.is_valid, self.after.is_valid

    def tables(self) -> list[Group]:
        """Return what moved, the change by tier and by term, and the figures."""
        moved = [[key.turn, key.part, old or "-", new or "-"] for key, (old, new) in self.moved.items()]
        title = f"{len(moved)} visit{'' if len(moved) == 1 else 's'} moved"
        figures = {"first": self.before.figures, "second": self.after.figures}
        return [
            table(title, ["turn", "visit", "from", "to"], shortened(moved)),
            *([self._tiers_table()] if self.instance.airport.objective.tiers else []),
            self._terms_table(),
            figures_table(figures, self.instance),
        ]

    def document(self) -> dict[str, Any]:
        """Return the comparison as plain values for JSON."""
        return {
            "moved": [
                {"turn": key.turn, "visit": key.part, "from": old, "to": new} for key, (old, new) in self.moved.items()
            ],
            "change": self.after.objective - self.before.objective,
            "terms": {name: self.after.terms[name].cost - term.cost for name, term in self.before.terms.items()},
            "first": _side(self.before),
            "second": _side(self.after),
        }

    def _tiers_table(self) -> Group:
        stages, before, after = self.instance.airport.objective.stages, self.before.tiers, self.after.tiers
        rows = [
            [str(place), joined(terms), number(first), number(second), number(second - first, signed=True)]
            for place, (terms, first, second) in enumerate(zip(stages, before, after, strict=True), 1)
        ]
        numbers = ["first", "second", "change"]
        return table("change by tier", ["tier", "terms", *numbers], rows, numbers)

    def _terms_table(self) -> Group:
        pairs = {name: (term, self.after.terms[name]) for name, term in self.before.terms.items()}
        weight = self.instance.airport.objective.weight
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
        change = number(self.after.objective - self.before.objective, signed=True)
        numbers = ["first", "second", "change", "change of cost"]
        total = ["objective", number(self.before.objective), number(self.after.objective), "", "", change]
        columns = ["term", "first", "second", "change", "unit", "change of cost"]
        return table("change by term", columns, rows, numbers, total)


def _side(judgement: Judgement) -> dict[str, Any]:
    return {
        "objective": judgement.objective,
        **asdict(judgement.figures),
        "terms": {name: asdict(term) for name, term in judgement.terms.items()},
        "tiers": [*judgement.tiers],
        "violations": len(judgement.violations),
    }
