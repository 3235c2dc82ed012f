"""A visit on a stand: the ground every rule of occupancy stands on."""

from operator import attrgetter
from typing import NamedTuple

from standalloc.check.wording import period
from standalloc.model import Instance, Stand, Visit


class Parked(NamedTuple):
    """A visit on a stand for the minutes `[start, end)`."""

    start: int
    end: int
    visit: Visit
    stand: Stand


#: Sorts by time; turns that share their minutes go by name, so that a pair has one order.
in_order = attrgetter("start", "end", "visit.turn")


def parked_on(instance: Instance, visit: Visit, stand: Stand) -> Parked:
    """Return a visit as it would be on a stand."""
    start, end = instance.occupancy(visit, stand)
    return Parked(start, end, visit, stand)


def worded(instance: Instance, one: Parked) -> str:
    """Return who and when, as in `T12 (2013-07-11 08:20-09:05)`."""
    when = period(instance, one.start, one.end)
    return f"{one.visit.turn} ({when})" if one.visit.part == "full" else f"{one.visit.turn} {one.visit.part} ({when})"
