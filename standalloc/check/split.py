"""Rule `split`: a plan speaks of exactly the visits a turn has."""

from collections.abc import Iterator

from standalloc.check.layout import Layout
from standalloc.model import Violation, VisitKey


def split(layout: Layout) -> Iterator[Violation]:
    """Ensure that the plan parks no visit but those the schedule and the policy's minutes give."""
    instance = layout.instance
    for (turn, part), stand in layout.plan.stands.items():
        key = VisitKey(turn, part)
        if key in instance.visit:
            continue
        visits = instance.visits_of.get(turn)
        if visits is None:
            yield Violation("split", f"turn {turn} is not in the schedule", (key,), (stand,), 0, 0)
        else:
            parts = ", ".join(visit.part for visit in visits)
            message = f"turn {turn} has no visit '{part}': its visits are {parts}"
            yield Violation("split", message, (key,), (stand,), visits[0].start, visits[-1].end)
