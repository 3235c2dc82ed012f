"""Rule `closure`: nobody on a closed stand."""

from collections.abc import Iterator

from standalloc.check.layout import Layout
from standalloc.check.parked import Parked, worded
from standalloc.check.wording import period
from standalloc.model import Closure, Instance, Violation


def closure(layout: Layout) -> Iterator[Violation]:
    """Ensure that no matching aircraft's occupancy meets the closed period of its stand."""
    instance = layout.instance
    for row in instance.closures:
        for one in layout.by_stand.get(row.stand, ()):
            if bars(instance, row, one):
                yield Violation(
                    "closure",
                    f"{worded(instance, one)} on stand {row.stand}, which is {closed_words(instance, row)}",
                    (one.visit.key,),
                    (row.stand,),
                    max(one.start, instance.minute(row.start)),
                    min(one.end, instance.minute(row.end)),
                )


def bars(instance: Instance, row: Closure, one: Parked) -> bool:
    """Say whether a closure of the stand bars a visit from it."""
    if one.end <= instance.minute(row.start) or one.start >= instance.minute(row.end):
        return False
    return row.when.matches(instance.aircraft[one.visit.turn])


def closed_words(instance: Instance, row: Closure) -> str:
    """Return when and why a stand is closed, as in `closed 2013-07-11 08:00-12:00 (works)`."""
    when = period(instance, instance.minute(row.start), instance.minute(row.end))
    return f"closed {when}" + (f" ({row.reason})" if row.reason else "")
