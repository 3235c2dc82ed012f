"""Rule `pin`: a pinned visit is on its stand."""

from collections.abc import Iterator

from standalloc.check.parked import parked_on, worded
from standalloc.model import Instance, Plan, Violation


def pin(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Ensure that every pinned visit is on the stand it is pinned to."""
    for key, wanted in instance.pinned.items():
        given = plan.stands.get(key)
        if given == wanted:
            continue
        one = parked_on(instance, instance.visit[key], instance.stand[wanted])
        where = "is unallocated" if given is None else f"is on stand {given}"
        message = f"{worded(instance, one)} is pinned to stand {wanted} but {where}"
        stands = (wanted,) if given is None else (wanted, given)
        yield Violation("pin", message, (key,), stands, one.start, one.end)
