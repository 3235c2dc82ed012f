"""What counts on a day: the visits that begin within its hours, each on one day only."""

from collections.abc import Iterator

from standalloc.bench.record import Part
from standalloc.bench.replay.carry import Planned
from standalloc.bench.replay.days import Window
from standalloc.check.layout import Layout
from standalloc.model import Visit, VisitKey


class Counts(Part):
    """The figures of a day, or of many.

    Attributes:
        turns: whose first visit counts.
        visits: that count.
        unallocated: visits without a stand.
        passengers: who disembark or board.
        bus_passengers: who ride a bus.
        contact_passengers: who have a stand and ride none.
        flights: arrivals and departures.
        contact_flights: whose passengers have a stand and ride no bus.
        tows: into a visit that counts.
    """

    turns: int = 0
    visits: int = 0
    unallocated: int = 0
    passengers: int = 0
    bus_passengers: int = 0
    contact_passengers: int = 0
    flights: int = 0
    contact_flights: int = 0
    tows: int = 0

    @property
    def contact_rate(self) -> float:
        """Share of the passengers who use a contact stand; all of nothing is 1."""
        return self.contact_passengers / self.passengers if self.passengers else 1.0

    @property
    def contact_rate_flights(self) -> float:
        """The same of flights."""
        return self.contact_flights / self.flights if self.flights else 1.0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: getattr(self, name) + getattr(other, name) for name in Counts.model_fields})


def counts_of(day: Planned, window: Window, known: frozenset[VisitKey] | None) -> Counts:
    """Return the figures of a day.

    A visit counts where it begins within the day's hours. One that began before counts where the day before did not
    know it, so that no day could count it.

    Args:
        day: as planned.
        window: the hours of the day.
        known: visits that the day before had; None where nothing is known of it: what began before counts nowhere.
    """
    instance, layout = day.instance, Layout(day.instance, day.plan)
    counted = {visit.key: visit for visit in _counted(day, window, known)}
    parked = [one for key, one in layout.by_visit.items() if key in counted]
    at_contact = [one.visit for one in parked if not instance.is_bused(one.visit, one.stand)]
    bused = [one.visit for one in parked if instance.is_bused(one.visit, one.stand)]
    return Counts(
        turns=sum(visits[0].key in counted for visits in instance.visits_of.values()),
        visits=len(counted),
        unallocated=len(counted) - len(parked),
        passengers=sum(visit.passengers for visit in counted.values()),
        bus_passengers=sum(visit.passengers for visit in bused),
        contact_passengers=sum(visit.passengers for visit in at_contact),
        flights=sum(map(_flights, counted.values())),
        contact_flights=sum(map(_flights, at_contact)),
        tows=sum(there.visit.key in counted for _, there in layout.tows),
    )


def _counted(day: Planned, window: Window, known: frozenset[VisitKey] | None) -> Iterator[Visit]:
    for visit in day.instance.visits:
        begins = day.instance.moment(visit.start)
        is_new = known is not None and visit.key not in known
        if window.holds(begins) or (begins < window.start and is_new):
            yield visit


def _flights(visit: Visit) -> int:
    return visit.disembarks + visit.boards
