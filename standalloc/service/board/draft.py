"""Drafts: a plan with a planner's moves that are not stored yet."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from standalloc.model import Instance, Plan, VisitKey


class Move(NamedTuple):
    """A visit and where it goes; None leaves it without a stand."""

    visit: VisitKey
    stand: str | None


#: Where visits are that a draft has elsewhere than its plan: the stand of each, None for none.
Changes = Mapping[VisitKey, str | None]


class UnknownVisitError(ValueError):
    """A move names a visit that neither the schedule nor the plan has."""

    def __init__(self, visit: VisitKey) -> None:
        super().__init__(f"the schedule has no visit '{visit}'")
        self.visit = visit


def changes(instance: Instance, plan: Plan, moves: Iterable[Move]) -> Changes:
    """Return what moves, made one after the other, change in a plan: the last one of a visit holds.

    Visits that are back where they were are left out, so that a move and its undoing give the plan itself.

    Raises:
        UnknownVisitError: neither the schedule nor the plan has a visit.
    """
    last = {move.visit: move.stand for move in moves}
    for visit in last:
        if visit not in instance.visit and visit not in plan.stands:
            raise UnknownVisitError(visit)
    return {visit: stand for visit, stand in sorted(last.items()) if plan.stands.get(visit) != stand}


def drafted(plan: Plan, changed: Changes) -> Plan:
    """Return a plan with changes made; the reasons of visits that they leave without a stand are not known yet."""
    if not changed:
        return plan
    stands = {**plan.stands, **changed}
    reasons = {visit: reason for visit, reason in plan.reasons.items() if visit not in changed}
    return Plan({visit: stand for visit, stand in stands.items() if stand is not None}, reasons)
