"""Rule `overlap`: one aircraft at a time on a stand, with the buffer between two."""

from collections.abc import Iterator

from standalloc.check.apart import close_pairs, closeness, how_close
from standalloc.check.layout import Layout
from standalloc.check.parked import worded
from standalloc.model import Instance, Stand, Violation


def overlap(layout: Layout) -> Iterator[Violation]:
    """Ensure that visits of different turns on one stand are its buffer apart, in either order."""
    instance = layout.instance
    for name, ones in layout.by_stand.items():
        gap = buffer_of(instance, instance.stand[name])
        for earlier, later in close_pairs(ones, gap):
            who = f"{worded(instance, earlier)} and {worded(instance, later)}"
            message = f"{who} on stand {name}: {how_close(earlier, later, gap)}"
            yield closeness("overlap", message, earlier, later, gap)


def buffer_of(instance: Instance, stand: Stand) -> int:
    """Return the minutes between two turns on a stand: its own value, else the policy's."""
    return instance.airport.policy.buffer_min if stand.buffer_min is None else stand.buffer_min
