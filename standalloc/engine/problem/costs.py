"""Costs as exact numbers: what a stage of the objective charges for a kind of visit on a stand, per unit."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from functools import reduce
from math import gcd
from typing import NamedTuple

from standalloc.engine.problem.admission import VisitKind, is_off_terminal, preference_rows
from standalloc.model import TERMS, Instance, Stand, Visit

#: Total cost in steps beyond which integers would no longer be exact in the solvers' floating point.
_MOST_STEPS = 2**50


def exact(value: float) -> Fraction:
    """Return a number as it is written in decimal."""
    return Fraction(str(value))


class Rate(NamedTuple):
    """What a visit on a stand costs: for each passenger, once, for each minute of its occupancy, for each bus."""

    passenger: Fraction
    once: Fraction
    minute: Fraction
    bus: Fraction


class Charges:
    """The weights of one stage of the objective, and the rates they make.

    Args:
        instance: with the weights.
        stage: names of the terms that count in it.
    """

    def __init__(self, instance: Instance, stage: Collection[str]) -> None:
        objective = instance.airport.objective
        self._instance = instance
        self._weights = {term: exact(objective.weight(term)) if term in stage else Fraction(0) for term in TERMS}
        self._stage = stage

    def weight(self, term: str) -> Fraction:
        """Return what a unit of a term costs in this stage."""
        return self._weights[term]

    def rate(self, visit: Visit, kind: VisitKind, stand: Stand) -> Rate:
        """Return what visits of a kind, such as this one, cost on a stand; a change is not in it."""
        bused = self._instance.is_bused(visit, stand)
        liked = sum((exact(row.cost) for row in preference_rows(self._instance.airport, stand, kind)), Fraction(0))
        taxi = stand.taxi_in_min * visit.disembarks + stand.taxi_out_min * visit.boards
        once = (
            self.weight("off_terminal") * is_off_terminal(stand, kind)
            + self.weight("preference") * liked
            + self.weight("taxi_min") * taxi
        )
        if not bused:
            return Rate(Fraction(0), once, self._minute(stand), Fraction(0))
        ride = exact(self._instance.bus_trip_min(visit.turn, stand))
        return Rate(self.weight("bus_passenger"), once, self._minute(stand), self.weight("bus_trip_min") * ride)

    def changed(self, visit: Visit, stand: Stand | None) -> Fraction:
        """Return what it costs that a visit is not on its reference stand."""
        reference = self._instance.references.get(visit.key)
        moved = reference is not None and (stand is None or stand.id != reference)
        return self.weight("change") if moved else Fraction(0)

    def _minute(self, stand: Stand) -> Fraction:
        term = "contact_min" if stand.is_contact else "remote_min"
        if stand.cost_per_min is None or term not in self._stage:
            return self.weight(term)
        return exact(stand.cost_per_min)


def common_step(costs: Iterable[int]) -> int:
    """Return the greatest number that divides all costs, at least 1."""
    return reduce(gcd, costs, 0) or 1


def check_size(total: int) -> None:
    """Refuse costs whose sum would not be exact in the solvers.

    Raises:
        ValueError: they are too large.
    """
    if total > _MOST_STEPS:
        raise ValueError(
            "the weights span too many digits to be planned exactly; use fewer decimals or a smaller largest weight"
        )
