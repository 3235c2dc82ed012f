"""Rule `pin`: a pinned visit is on its stand."""

from collections.abc import Iterator

from standalloc.check.layout import Layout
from standalloc.check.parked import parked_on, worded
from standalloc.model import Violation


def pin(layout: Layout) -> Iterator[Violation]:
    """Ensure that every pinned visit is on the stand it is pinned to."""
    instance = layout.instance
    for key, wanted in instance.pinned.items():
        given = layout.plan.stands.get(key)
        if given == wanted:
            continue
        one = parked_on(instance, instance.visit[key], instance.stand[wanted])
        where = "is unallocated" if given is None else f"is on stand {given}"
        message = f"{worded(instance, one)} is pinned to stand {wanted} but {where}"
        stands = (wanted,) if given is None else (wanted, given)
        yield Violation("pin", message, (key,), stands, one.start, one.end)
