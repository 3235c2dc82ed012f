"""The figures a planner reads first."""

from collections.abc import Mapping
from fractions import Fraction

from standalloc.check.fleets import bus_uses, peak, tow_uses
from standalloc.check.layout import Layout
from standalloc.model import Figures, Term


def figures(layout: Layout, terms: Mapping[str, Term]) -> Figures:
    """Return the headline figures of a plan, whose terms are these."""
    instance = layout.instance
    not_bused = [one.visit for one in layout.parked if not instance.is_bused(one.visit, one.stand)]
    flights = sum((turn.arrival_time is not None) + (turn.departure_time is not None) for turn in instance.turns)
    at_bridges = [one for one in layout.parked if one.stand.boarding == "bridge"]
    return Figures(
        turns=len(instance.turns),
        visits=len(instance.visits),
        unallocated=int(terms["unallocated"].amount),
        bus_passengers=int(terms["bus_passenger"].amount),
        contact_rate=_rate(sum(v.passengers for v in not_bused), sum(v.passengers for v in instance.visits)),
        contact_rate_flights=_rate(sum(v.disembarks + v.boards for v in not_bused), flights),
        tows=int(terms["tow"].amount),
        peak_tugs=peak(tow_uses(layout)),
        peak_buses=peak(bus_uses(layout)),
        unused_bridges=sum(not instance.uses_bridge(one.visit, one.stand) for one in at_bridges),
        missed_transfers=int(terms["missed_connection"].amount),
    )


def _rate(part: int, whole: int) -> float:
    """Return a share; all of nothing is 1."""
    return float(Fraction(part, whole)) if whole else 1.0
