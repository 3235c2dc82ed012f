"""Rules `tow_capacity` and `bus_capacity`: never more tugs or buses at work than there are."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from standalloc.check.fleets import Use, bus_uses, tow_uses, usage
from standalloc.check.layout import Layout
from standalloc.check.wording import counted, listed, period
from standalloc.model import Instance, Violation


def tow_capacity(layout: Layout) -> Iterator[Violation]:
    """Ensure that at every minute at most `tow_capacity` tows are under way."""
    capacity = layout.instance.airport.policy.tow_capacity
    if capacity is not None:
        yield from _excesses("tow_capacity", layout.instance, tow_uses(layout), capacity, ("tow", "tug"))


def bus_capacity(layout: Layout) -> Iterator[Violation]:
    """Ensure that at every minute at most `bus_capacity` buses are in use."""
    capacity = layout.instance.airport.policy.bus_capacity
    if capacity is not None:
        yield from _excesses("bus_capacity", layout.instance, bus_uses(layout), capacity, ("bus", "bus"))


def _excesses(
    rule: str, instance: Instance, uses: Iterable[Use], capacity: int, words: tuple[str, str]
) -> Iterator[Violation]:
    """Yield a violation for each longest period in which more vehicles are at work than the fleet has."""
    given = list(uses)
    for start, end, most in above(usage(given), capacity):
        found = [use for use in given if use.start < end and start < use.end]
        work, vehicle = words
        used = f"{counted(most, work)} at once ({period(instance, start, end)}), {counted(capacity, vehicle)} available"
        yield Violation(
            rule,
            f"{used}: {listed(list(dict.fromkeys(use.turn for use in found)))}",
            tuple(dict.fromkeys(key for use in found for key in use.visits)),
            tuple(dict.fromkeys(stand for use in found for stand in use.stands)),
            start,
            end,
        )


def above(profile: Iterable[tuple[int, int]], capacity: int) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and most of each longest period in which a profile is above the capacity."""
    steps = ((start, end, count) for (start, count), (end, _) in pairwise(profile))
    for above, together in groupby(steps, key=lambda step: step[2] > capacity):
        if above:
            starts, ends, counts = zip(*together, strict=True)
            yield starts[0], ends[-1], max(counts)
