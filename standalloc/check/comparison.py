"""Two plans of one day, judged side by side."""

from __future__ import annotations

from dataclasses import dataclass

from standalloc.check.judge import check
from standalloc.model import Instance, Judgement, Plan, VisitKey


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
        """Judge two plans and find what moved.

        Raises:
            InputError: a plan names a stand the airport does not have.
        """
        stands = {
            visit.key: (before.stands.get(visit.key, ""), after.stands.get(visit.key, "")) for visit in instance.visits
        }
        moved = {key: pair for key, pair in stands.items() if pair[0] != pair[1]}
        return cls(instance, moved, check(instance, before), check(instance, after))

    @property
    def valid(self) -> tuple[bool, bool]:
        """Whether each plan keeps every rule."""
        return self.before.is_valid, self.after.is_valid
