"""Who uses tugs and buses, and when."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from standalloc.check.layout import Layout
from standalloc.check.parked import Parked
from standalloc.model import Instance, VisitKey


class Use(NamedTuple):
    """Vehicles of one fleet at work for the minutes `[start, end)`.

    Attributes:
        start: first minute, from the instance's start.
        end: minute it ends, itself excluded.
        vehicles: how many.
        visits: the visit served, or the two visits of a turn towed between.
        stands: their stands, in the same order.
    """

    start: int
    end: int
    vehicles: int
    visits: tuple[VisitKey, ...]
    stands: tuple[str, ...]

    @property
    def turn(self) -> str:
        """The turn served."""
        return self.visits[0].turn


def tow_uses(layout: Layout) -> Iterator[Use]:
    """Yield the tug at work on every tow; `[t, t + tow_min)`, t the boundary of the two visits."""
    return (tow_use(layout.instance, here, there) for here, there in layout.tows)


def tow_use(instance: Instance, here: Parked, there: Parked) -> Use:
    """Return the tug at work on the tow from one visit of a turn to the next."""
    end = here.end + instance.airport.policy.tow_min
    return Use(here.end, end, 1, (here.visit.key, there.visit.key), (here.stand.id, there.stand.id))


def bus_uses(layout: Layout) -> Iterator[Use]:
    """Yield the buses at work on every operation with bus passengers."""
    for one in layout.parked:
        yield from bus_uses_of(layout.instance, one)


def bus_uses_of(instance: Instance, one: Parked) -> Iterator[Use]:
    """Yield the buses at work on a visit: `bus_use_min` minutes from its in-block, and as many up to its off-block."""
    visit, stand = one.visit, one.stand
    if not visit.passengers or not instance.is_bused(visit, stand):
        return
    minutes = instance.airport.policy.bus_use_min
    for start, passengers in ((one.start, visit.arrival_pax), (one.end - minutes, visit.departure_pax)):
        if passengers:
            yield Use(start, start + minutes, instance.buses(passengers), (visit.key,), (stand.id,))


def usage(uses: Iterable[Use]) -> list[tuple[int, int]]:
    """Return how many vehicles are at work over time: (minute, count) wherever it changes, in order, the last 0."""
    changes: defaultdict[int, int] = defaultdict(int)
    for use in uses:
        changes[use.start] += use.vehicles
        changes[use.end] -= use.vehicles
    profile, level = [], 0
    for minute in sorted(changes):
        if changes[minute]:
            level += changes[minute]
            profile.append((minute, level))
    return profile


def most_between(profile: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """Return the most vehicles at work at one of the minutes `[start, end)` of a profile that `usage` returned."""
    first = bisect_right(profile, start, key=itemgetter(0))
    most = profile[first - 1][1] if first else 0
    for minute, count in profile[first:]:
        if minute >= end:
            break
        most = max(most, count)
    return most


def peak(uses: Iterable[Use]) -> int:
    """Return the most vehicles at work at one minute."""
    return max((count for _, count in usage(uses)), default=0)
