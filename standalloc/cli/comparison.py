"""What differs between two plans of one instance."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Group

from standalloc.check import check
from standalloc.cli.tables import figures_table, number, shortened, table
from standalloc.model import Instance, Judgement, Plan, VisitKey


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans, judged.

    Attributes:
        moved: visits that changed their stand, with the stand in each plan ("" where unallocated).
        before: judgement of the first plan.
        after: judgement of the second plan.
    """

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
        return cls(moved, check(instance, before), check(instance, after))

    @property
    def valid(self) -> tuple[bool, bool]:
        """Whether each plan keeps every rule."""
        return self.before.is_valid, self.after.is_valid

    def tables(self) -> list[Group]:
        """Return what moved, the change by term and the change of figures."""
        moved = [[key.turn, key.part, old or "-", new or "-"] for key, (old, new) in self.moved.items()]
        title = f"{len(moved)} visit{'' if len(moved) == 1 else 's'} moved"
        figures = {"first": self.before.figures, "second": self.after.figures}
        return [
            table(title, ["turn", "visit", "from", "to"], shortened(moved)),
            self._terms_table(),
            figures_table("figures", figures),
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

    def _terms_table(self) -> Group:
        rows = [
            [
                name,
                number(term.amount),
                number(self.after.terms[name].amount),
                number(self.after.terms[name].amount - term.amount, signed=True),
                number(self.after.terms[name].cost - term.cost, signed=True),
            ]
            for name, term in self.before.terms.items()
        ]
        change = self.after.objective - self.before.objective
        columns = ["term", "first", "second", "change", "change of cost"]
        totals = number(self.before.objective), number(self.after.objective), "", number(change, signed=True)
        return table("change by term", columns, rows, numbers=columns[1:], total=["objective", *totals])


def _side(judgement: Judgement) -> dict[str, Any]:
    return {
        "objective": judgement.objective,
        **asdict(judgement.figures),
        "terms": {name: asdict(term) for name, term in judgement.terms.items()},
        "violations": len(judgement.violations),
    }
