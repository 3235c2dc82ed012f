"""The figures a planner reads first."""

from fractions import Fraction

from standalloc.check.parked import parked
from standalloc.check.terms import bus_passenger, is_bused, tow, unallocated
from standalloc.model import Figures, Instance, Plan


def figures(instance: Instance, plan: Plan) -> Figures:
    """Return the headline figures of a plan."""
    not_bused = [one.visit for one in parked(instance, plan) if not is_bused(one)]
    flights = sum((turn.arrival_time is not None) + (turn.departure_time is not None) for turn in instance.turns)
    return Figures(
        turns=len(instance.turns),
        visits=len(instance.visits),
        unallocated=int(unallocated(instance, plan)),
        bus_passengers=int(bus_passenger(instance, plan)),
        contact_rate=_rate(sum(v.passengers for v in not_bused), sum(v.passengers for v in instance.visits)),
        contact_rate_flights=_rate(sum(v.disembarks + v.boards for v in not_bused), flights),
        tows=int(tow(instance, plan)),
    )


def _rate(part: int, whole: int) -> float:
    """Return a share; all of nothing is 1."""
    return float(Fraction(part, whole)) if whole else 1.0
