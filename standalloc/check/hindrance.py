"""What keeps a visit off a stand that is free: no tug to tow it, its taxilane busy, too few buses."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from operator import attrgetter

from standalloc.check.fleets import Use, bus_uses, bus_uses_of, most_between, tow_use, tow_uses, usage
from standalloc.check.layout import Layout, Tow
from standalloc.check.parked import Parked
from standalloc.check.taxilane import Movement, flight_movements, movements_by_group, tow_movements, worded_movement
from standalloc.check.wording import clock, counted


class Hindrances:
    """The tugs, taxilanes and buses of a plan, asked what one more visit would lack."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._instance = layout.instance
        self._policy = policy = layout.instance.airport.policy
        self._tugs = [] if policy.tow_capacity is None else usage(tow_uses(layout))
        self._lanes = movements_by_group(layout) if policy.taxilane_min else {}
        self._buses = [] if policy.bus_capacity is None else usage(bus_uses(layout))

    def of(self, one: Parked) -> tuple[str, str] | None:
        """Return a reason code and its details for the first rule that an unallocated visit would break on a stand."""
        tows = self._layout.tows_of(one)
        code, words = "no_tug", self._no_tug(tows)
        if not words:
            code, words = "lane_busy", self._lane_busy(one, tows)
        if not words:
            code, words = "no_bus", self._no_bus(one)
        return (code, f"{one.stand.id} {words}") if words else None

    def _no_tug(self, tows: Sequence[Tow]) -> str:
        own = (tow_use(self._instance, here, there) for here, there in tows)
        return self._lacking("tug", own, self._tugs, self._policy.tow_capacity)

    def _lane_busy(self, one: Parked, tows: Sequence[Tow]) -> str:
        """Return whose movement is too near one of a visit's, or nothing."""
        ends = (tow_movements(self._instance, here, there) for here, there in tows)
        for own in chain(flight_movements(one), *ends):
            for other in _near(own.minute, self._policy.taxilane_min, self._lanes.get(own.stand.group, ())):
                if other.visit.turn != own.visit.turn:
                    return f"by {worded_movement(self._instance, other)}"
        return ""

    def _no_bus(self, one: Parked) -> str:
        return self._lacking("bus", bus_uses_of(self._instance, one), self._buses, self._policy.bus_capacity)

    def _lacking(self, what: str, own: Iterable[Use], others: Sequence[tuple[int, int]], capacity: int | None) -> str:
        """Return what of a fleet a visit lacks and when, as in `needs 2 buses from ..., 4 of 5 in use`, or nothing."""
        if capacity is None:
            return ""
        for (start, wanted), (end, _) in pairwise(usage(own)):
            in_use = most_between(others, start, end)
            if wanted and wanted + in_use > capacity:
                when = clock(self._instance, start)
                return f"needs {counted(wanted, what)} from {when}, {in_use} of {capacity} in use"
        return ""


def _near(minute: int, gap: int, movements: Sequence[Movement]) -> Sequence[Movement]:
    """Return the movements, in order of time, that are less than the gap from a minute."""
    first = bisect_right(movements, minute - gap, key=attrgetter("minute"))
    return movements[first : bisect_left(movements, minute + gap, key=attrgetter("minute"))]
