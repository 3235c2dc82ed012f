"""What stands and buses cost: terms `taxi_min`, `contact_min`, `remote_min` and `bus_trip_min`."""

from collections import Counter
from fractions import Fraction

from standalloc.check.fleets import bus_uses
from standalloc.check.layout import Layout


def taxi_min(layout: Layout) -> Fraction:
    """Return the minutes flights taxi: in to the stand they disembark on, out from the one they board on."""
    minutes = 0
    for one in layout.parked:
        minutes += one.stand.taxi_in_min * one.visit.disembarks + one.stand.taxi_out_min * one.visit.boards
    return Fraction(minutes)


def contact_min(layout: Layout) -> Fraction:
    """Return the minutes that contact stands are occupied."""
    return Fraction(_minutes_by_rate(layout, "contact").total())


def contact_cost(layout: Layout) -> Fraction:
    """Return what the minutes of `contact_min` cost."""
    return _stay_cost(layout, "contact_min", _minutes_by_rate(layout, "contact"))


def remote_min(layout: Layout) -> Fraction:
    """Return the minutes that remote stands are occupied."""
    return Fraction(_minutes_by_rate(layout, "remote").total())


def remote_cost(layout: Layout) -> Fraction:
    """Return what the minutes of `remote_min` cost."""
    return _stay_cost(layout, "remote_min", _minutes_by_rate(layout, "remote"))


def _minutes_by_rate(layout: Layout, kind: str) -> Counter[float | None]:
    """Return the minutes on stands of a kind by what the stand itself costs a minute, None where it does not say."""
    minutes: Counter[float | None] = Counter()
    for one in layout.parked:
        if one.stand.kind == kind:
            minutes[one.stand.cost_per_min] += one.end - one.start
    return minutes


def _stay_cost(layout: Layout, term: str, minutes: Counter[float | None]) -> Fraction:
    """Return what minutes cost, by the term's weight where the stand does not say; nothing in no tier."""
    objective = layout.instance.airport.objective
    if not any(term in stage for stage in objective.stages):
        return Fraction(0)
    weight = objective.weight(term)
    costs = (Fraction(str(weight if rate is None else rate)) * count for rate, count in minutes.items())
    return sum(costs, Fraction(0))


def bus_trip_min(layout: Layout) -> Fraction:
    """Return the minutes buses drive: each bus once between its stand and the turn's terminal."""
    trips: Counter[float] = Counter()
    for use in bus_uses(layout):
        trips[layout.instance.bus_trip_min(use.turn, layout.instance.stand[use.stands[0]])] += use.vehicles
    return sum((Fraction(str(minutes)) * buses for minutes, buses in trips.items()), Fraction(0))
