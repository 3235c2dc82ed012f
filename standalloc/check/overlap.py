"""Rule `overlap`: one aircraft at a time on a stand, with the buffer between two."""

from collections.abc import Iterator

from standalloc.check.apart import close_pairs, closeness, how_close
from standalloc.check.parked import parked_by_stand, worded
from standalloc.model import Instance, Plan, Stand, Violation


def overlap(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Ensure that visits of different turns on one stand are its buffer apart, in either order."""
    for name, ones in parked_by_stand(instance, plan).items():
        gap = buffer_of(instance, instance.stand[name])
        for earlier, later in close_pairs(ones, gap):
            who = f"{worded(instance, earlier)} and {worded(instance, later)}"
            message = f"{who} on stand {name}: {how_close(earlier, later, gap)}"
            yield closeness("overlap", message, earlier, later, gap)


def buffer_of(instance: Instance, stand: Stand) -> int:
    """Return the minutes between two turns on a stand: its own value, else the policy's."""
    return instance.airport.policy.buffer_min if stand.buffer_min is None else stand.buffer_min
