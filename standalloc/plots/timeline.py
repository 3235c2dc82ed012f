"""The time axis: a horizon of whole local hours around all that happens, and its hours."""

from collections.abc import Iterable, Iterator

from standalloc.model import Instance
from standalloc.plots.chart import Tick


def horizon(instance: Instance, minutes: Iterable[int]) -> tuple[int, int]:
    """Return first and last minute of the picture: those of all that happens, widened to whole hours of local time."""
    times = sorted(minutes) or [0]
    first, last = times[0], times[-1]
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
