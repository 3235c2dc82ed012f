"""Costs as whole steps: the engine counts in integers, exactly."""

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from standalloc.engine.admission import VisitKind, is_off_terminal, preference_rows
from standalloc.model import Instance, Stand, Visit

#: Total cost in steps beyond which integers would no longer be exact in the solvers' floating point.
_MOST_STEPS = 2**50


def exact(value: float) -> Fraction:
    """Return a number as it is written in decimal."""
    return Fraction(str(value))


class CostScale:
    """Costs of an instance in whole units of `1 / denominator`.

    Raises:
        ValueError: the weights span so many digits that exact integers would not fit the solvers.
    """

    def __init__(self, instance: Instance) -> None:
        objective = instance.airport.objective
        names = ("unallocated", "bus_passenger", "tow", "change", "off_terminal")
        weights = {name: exact(objective.weight(name)) for name in names}
        preference = exact(objective.preference)
        self._preference = {row.cost: preference * exact(row.cost) for row in instance.airport.preferences}
        self.denominator = lcm(*(w.denominator for w in (*weights.values(), *self._preference.values())))
        self.unallocated = self._units(weights["unallocated"])
        self.bus_passenger = self._units(weights["bus_passenger"])
        self.tow = self._units(weights["tow"])
        self.change = self._units(weights["change"])
        self.off_terminal = self._units(weights["off_terminal"])
        self._instance = instance

    def place(self, stand: Stand, kind: VisitKind) -> tuple[int, int]:
        """Return (units per passenger, units per visit) of a kind of visit on a stand; a change is not in it."""
        rows = preference_rows(self._instance.airport, stand, kind)
        liked = sum(self._units(self._preference[row.cost]) for row in rows)
        away = self.off_terminal if is_off_terminal(stand, kind) else 0
        return (self.bus_passenger if stand.boarding == "bus" else 0), away + liked

    def changed(self, visit: Visit, stand: Stand | None) -> int:
        """Return what it costs that a visit is not on its reference stand."""
        reference = self._instance.references.get(visit.key)
        return self.change if reference is not None and (stand is None or stand.id != reference) else 0

    def _units(self, value: Fraction) -> int:
        return int(value * self.denominator)


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
