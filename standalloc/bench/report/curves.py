"""The gap over time of many runs: its median with quartiles, for each family and configuration."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from standalloc.bench.anytime import Step, gap_steps
from standalloc.bench.record import Moment, RunRecord
from standalloc.bench.report.content import Axis, Curve, Panel, Picture
from standalloc.bench.report.entries import Entry, Group, grouped
from standalloc.bench.report.statistics import quantile
from standalloc.bench.wording import with_limit

#: Gaps below are drawn at the lower end.
_LEAST_GAP: Final = 1e-4
_GAP_TICKS: Final = ((1e-4, "≤0.01 %"), (1e-3, "0.1 %"), (1e-2, "1 %"), (1e-1, "10 %"), (1.0, "100 %"))
_GAP_AXIS: Final = Axis("gap", _LEAST_GAP, 1.0, _GAP_TICKS, is_log=True)
_MOMENTS: Final = 240
_FIRST_S: Final = 0.1
_CAPTION: Final = (
    "Lower and further left is better. Lines are medians, bands reach from the lower to the upper quartile. The gap is "
    "to the run's own bound at that moment, 100 % while there is no plan or no bound; a failed run stays there, and a "
    "run that has ended stays at its last gap. Both axes are logarithmic."
)


def anytime_picture(entries: Sequence[Entry]) -> Picture:
    """Return a panel for each family and limit, with a curve for each configuration."""
    groups = grouped(entries).items()
    panels = tuple(_panel([*members]) for _, members in groupby(groups, key=lambda item: item[0][:3]))
    return Picture("Gap over time", _CAPTION, panels)


def gap_course(record: RunRecord) -> list[Step]:
    """Return the gap of a run over time, the whole open from the beginning and to the end where no plan counts."""
    if not record.has_plan or record.objective is None:
        return [(0.0, 1.0)]
    end = _end(record)
    return [(0.0, 1.0), *gap_steps(record.trace, end)] if end else [(0.0, 1.0)]


def quartiles_over_time(courses: Sequence[Sequence[Step]], times: Sequence[float]) -> list[tuple[float, float, float]]:
    """Return the lower quartile, median and upper quartile of several courses at each of some times, in order."""
    values = [[*_at(course, times)] for course in courses]
    return [
        (quantile(column, 0.25), quantile(column, 0.5), quantile(column, 0.75)) for column in zip(*values, strict=True)
    ]


def _end(record: RunRecord) -> list[Moment]:
    """Return what holds at the end of each tier that counts, or of the whole objective."""
    if not record.tiers:
        return [Moment(seconds=record.seconds, objective=record.objective, bound=record.bound)]
    return [
        Moment(seconds=record.seconds, objective=tier.objective, bound=tier.bound, tier=place)
        for place, tier in enumerate(record.tiers, 1)
        if record.tier in {0, place}
    ]


def _at(course: Sequence[Step], times: Sequence[float]) -> Iterator[float]:
    place = 0
    for time in times:
        while place + 1 < len(course) and course[place + 1][0] <= time:
            place += 1
        yield course[place][1]


def _panel(members: Sequence[tuple[Group, list[RunRecord]]]) -> Panel:
    _, family, time_limit, _ = members[0][0]
    first = min(_FIRST_S, time_limit / 10)
    times = [first * (time_limit / first) ** (step / _MOMENTS) for step in range(_MOMENTS + 1)]
    curves = tuple(_curve(group.label, records, times) for group, records in members)
    counts = sorted({len(records) for _, records in members})
    runs = " to ".join(f"{count:,}" for count in dict.fromkeys((counts[0], counts[-1])))
    runs += (" run" if counts[-1] == 1 else " runs") + (" each" if len(members) > 1 else "")
    title = f"{with_limit(family, time_limit)}: {runs}"
    return Panel(title, _time_axis(first, time_limit), _GAP_AXIS, curves)


def _curve(label: str, records: Sequence[RunRecord], times: Sequence[float]) -> Curve:
    found = quartiles_over_time([gap_course(record) for record in records], times)
    points = tuple((time, middle) for time, (_, middle, _) in zip(times, found, strict=True))
    band = tuple((time, low, high) for time, (low, _, high) in zip(times, found, strict=True))
    return Curve(label, points, band if len(records) > 1 else ())


def _time_axis(first: float, last: float) -> Axis:
    ticks = [(float(10**power), f"{10**power:g}") for power in range(-3, 8) if first <= 10**power <= last]
    if not ticks or last > 1.9 * ticks[-1][0]:
        ticks.append((last, f"{last:g}"))
    return Axis("seconds", first, last, tuple(ticks), is_log=True)
