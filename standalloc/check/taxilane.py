"""Rule `taxilane`: movements of different turns on one taxilane keep their distance in time."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from standalloc.check.layout import Layout
from standalloc.check.parked import Parked
from standalloc.check.wording import clock
from standalloc.model import Instance, Stand, Violation, VisitKey


class Movement(NamedTuple):
    """An aircraft that comes to its stand or leaves it at a minute; `how` is in a planner's words."""

    minute: int
    how: str
    visit: VisitKey
    stand: Stand


def taxilane(layout: Layout) -> Iterator[Violation]:
    """Ensure that movements of different turns in one stand group are at least `taxilane_min` minutes apart."""
    gap = layout.instance.airport.policy.taxilane_min
    for movements in movements_by_group(layout).values() if gap else ():
        recent: list[Movement] = []
        for later in movements:
            recent = [earlier for earlier in recent if earlier.minute + gap > later.minute]
            yield from (
                _too_soon(layout.instance, earlier, later, gap)
                for earlier in recent
                if earlier.visit.turn != later.visit.turn
            )
            recent.append(later)


def movements_by_group(layout: Layout) -> Mapping[str, list[Movement]]:
    """Return the movements in each stand group in order of time; stands without a group are left out."""
    flights = (flight_movements(one) for one in layout.parked)
    tows = (tow_movements(layout.instance, here, there) for here, there in layout.tows)
    groups: defaultdict[str, list[Movement]] = defaultdict(list)
    for movement in chain.from_iterable(chain(flights, tows)):
        if movement.stand.group:
            groups[movement.stand.group].append(movement)
    for movements in groups.values():
        movements.sort(key=attrgetter("minute", "visit.turn"))
    return groups


def flight_movements(one: Parked) -> Iterator[Movement]:
    """Yield the in-block and the off-block of the flights that a visit serves."""
    if one.visit.disembarks:
        yield Movement(one.start, "in-block on", one.visit.key, one.stand)
    if one.visit.boards:
        yield Movement(one.end, "off-block from", one.visit.key, one.stand)


def tow_movements(instance: Instance, here: Parked, there: Parked) -> Iterator[Movement]:
    """Yield both ends of the tow from one visit of a turn to the next."""
    yield Movement(here.end, "towed off", here.visit.key, here.stand)
    yield Movement(here.end + instance.airport.policy.tow_min, "towed onto", there.visit.key, there.stand)


def worded_movement(instance: Instance, one: Movement) -> str:
    """Return who moves, how and when, as in `T1 towed off stand C2 (2013-07-11 08:20)`."""
    return f"{one.visit.turn} {one.how} stand {one.stand.id} ({clock(instance, one.minute)})"


def _too_soon(instance: Instance, earlier: Movement, later: Movement, gap: int) -> Violation:
    """Return the violation of two movements, over the minutes by which the later one comes too soon."""
    who, whom = worded_movement(instance, earlier), worded_movement(instance, later)
    apart = f"{later.minute - earlier.minute} min apart, {gap} min needed"
    return Violation(
        "taxilane",
        f"{who} and {whom} in group {later.stand.group}: {apart}",
        (earlier.visit, later.visit),
        tuple(dict.fromkeys((earlier.stand.id, later.stand.id))),
        later.minute,
        earlier.minute + gap,
    )
