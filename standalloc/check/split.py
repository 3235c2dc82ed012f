"""Rule `split`: a plan speaks of exactly the visits a turn has."""

from collections.abc import Iterator

from standalloc.model import Instance, Plan, Violation, VisitKey


def split(instance: Instance, plan: Plan) -> Iterator[Violation]:
    """Ensure that the plan parks no visit but those the schedule and the policy's minutes give."""
    for (turn, part), stand in plan.stands.items():
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
