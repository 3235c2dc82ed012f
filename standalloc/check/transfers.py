"""What transfer passengers walk and miss: terms `connection_min` and `missed_connection`."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from standalloc.check.layout import Layout
from standalloc.model import Connection, Instance, Visit, VisitKey


class Transfer(NamedTuple):
    """Passengers of one connection whose two flights both have a stand.

    Attributes:
        row: who changes between which turns.
        arrival: the visit they disembark from.
        departure: the visit they board in.
        needed: minutes the way takes.
        given: minutes from in-block to off-block.
    """

    row: Connection
    arrival: VisitKey
    departure: VisitKey
    needed: float
    given: int

    @property
    def is_missed(self) -> bool:
        """Whether the time is too short."""
        return self.given < self.needed


def connection_min(layout: Layout) -> Fraction:
    """Return the passenger-minutes of the transfers whose two flights both have a stand, times their own weights."""
    found = transfers(layout)
    return sum((Fraction(str(one.row.weight)) * one.row.pax * Fraction(str(one.needed)) for one in found), Fraction(0))


def missed_connection(layout: Layout) -> Fraction:
    """Return the passengers whose onward flight is off-block before their transfer is done."""
    return Fraction(sum(one.row.pax for one in transfers(layout) if one.is_missed))


def flights(instance: Instance, row: Connection) -> tuple[Visit, Visit]:
    """Return the visit in which a connection's passengers disembark, and that in which they board."""
    return instance.visits_of[row.arrival_turn][0], instance.visits_of[row.departure_turn][-1]


def transfers(layout: Layout) -> Iterator[Transfer]:
    """Yield the transfers of a plan: passengers who change between two flights that both have a stand."""
    instance = layout.instance
    for row in instance.connections:
        arrival, departure = (layout.by_visit.get(visit.key) for visit in flights(instance, row))
        if row.pax and arrival is not None and departure is not None:
            zones = (instance.zone_of(one.visit, one.stand) for one in (arrival, departure))
            needed, given = instance.transfer_minutes(row, *zones), departure.end - arrival.start
            yield Transfer(row, arrival.visit.key, departure.visit.key, needed, given)
