"""Rule `exclusion`: two stands that may not hold certain aircraft at once."""

from collections.abc import Iterator, Sequence
from heapq import merge

from standalloc.check.apart import close_pairs, closeness, how_close
from standalloc.check.layout import Layout
from standalloc.check.parked import Parked, in_order, worded
from standalloc.model import Condition, Exclusion, Instance, Violation


def exclusion(layout: Layout) -> Iterator[Violation]:
    """Ensure that matching aircraft of different turns on a row's two stands are its gap apart, in either order."""
    instance, by_stand = layout.instance, layout.by_stand
    for row in instance.airport.exclusions:
        if row.stand_a not in by_stand or row.stand_b not in by_stand:
            continue
        gap = gap_of(instance, row)
        ones = _matching(instance, row.when_a, by_stand[row.stand_a])
        others = _matching(instance, row.when_b, by_stand[row.stand_b])
        for earlier, later in close_pairs(merge(ones, others, key=in_order), gap):
            if earlier.stand.id != later.stand.id:
                who = f"{worded(instance, earlier)} on stand {earlier.stand.id}"
                whom = f"{worded(instance, later)} on stand {later.stand.id}"
                message = f"{who} excludes {whom}: {how_close(earlier, later, gap)}"
                yield closeness("exclusion", message, earlier, later, gap)


def gap_of(instance: Instance, row: Exclusion) -> int:
    """Return the minutes an exclusion asks for: its own, else the policy's buffer."""
    return instance.airport.policy.buffer_min if row.gap_min is None else row.gap_min


def _matching(instance: Instance, when: Condition, ones: Sequence[Parked]) -> list[Parked]:
    return [one for one in ones if when.matches(instance.aircraft[one.visit.turn])]
