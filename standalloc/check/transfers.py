"""What transfer passengers walk and miss: terms `connection_min` and `missed_connection`."""

from collections.abc import Iterator
from fractions import Fraction

from standalloc.check.layout import Layout
from standalloc.model import Connection, Instance, Visit


def connection_min(layout: Layout) -> Fraction:
    """Return the passenger-minutes of the transfers whose two flights both have a stand, times their own weights."""
    minutes = (Fraction(str(row.weight)) * row.pax * Fraction(str(needed)) for row, needed, _ in _transfers(layout))
    return sum(minutes, Fraction(0))


def missed_connection(layout: Layout) -> Fraction:
    """Return the passengers whose onward flight is off-block before their transfer is done."""
    return Fraction(sum(row.pax for row, needed, given in _transfers(layout) if given < needed))


def flights(instance: Instance, row: Connection) -> tuple[Visit, Visit]:
    """Return the visit in which a connection's passengers disembark, and that in which they board."""
    return instance.visits_of[row.arrival_turn][0], instance.visits_of[row.departure_turn][-1]


def _transfers(layout: Layout) -> Iterator[tuple[Connection, float, int]]:
    """Yield each connection of two flights with stands, the minutes it takes, and those from in-block to off-block."""
    instance = layout.instance
    for row in instance.connections:
        arrival, departure = (layout.by_visit.get(visit.key) for visit in flights(instance, row))
        if arrival is not None and departure is not None:
            zones = (instance.zone_of(one.visit, one.stand) for one in (arrival, departure))
            yield row, instance.transfer_minutes(row, *zones), departure.end - arrival.start
