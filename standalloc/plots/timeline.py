"""The time axis: a horizon of whole local hours around all visits, and its hours."""

from collections.abc import Iterator

from standalloc.model import Instance
from standalloc.plots.chart import Tick


def horizon(instance: Instance) -> tuple[int, int]:
    """Return first and last minute of the picture: those of the visits, widened to whole hours of local time."""
    first = min((visit.start for visit in instance.visits), default=0)
    last = max((visit.end for visit in instance.visits), default=0)
    start = first - instance.moment(first).minute
    return start, start + max(-((start - last) // 60), 1) * 60


def hour_ticks(instance: Instance, start: int, end: int) -> Iterator[Tick]:
    """Yield the hours that begin in `[start, end)`; the clock may skip or repeat one where summer time changes."""
    shown = ""
    for minute in range(start, end, 60):
        moment = instance.moment(minute)
        date = moment.date().isoformat()
        yield Tick(minute, moment.hour, f"{moment:%H:%M}", date if date != shown else "")
        shown = date
