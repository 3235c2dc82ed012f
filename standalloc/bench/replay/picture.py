"""The picture of a replay: bus passengers by day with both configurations, as SVG."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from standalloc.bench.replay.compare import Comparison, DayPair
from standalloc.plots.markup import tag, text

_WIDTH: Final = 1000
_HEIGHT: Final = 320
_LEFT: Final = 64
_RIGHT: Final = 12
_TOP: Final = 34
_BOTTOM: Final = 28
#: Longer replays are marked by month, others by day.
_MANY_DAYS: Final = 62
_MOST_DAY_MARKS: Final = 16


def picture(one: Comparison) -> str:
    """Return the picture of an airport: a line for each configuration, the difference between them filled.

    Days that are missing, or that have no plan of both, break the lines. Colours are those of the page's style sheet;
    the second line is dashed, so that nothing depends on them alone.
    """
    if not one.counted:
        return ""
    frame = _Frame(one.counted)
    parts = (
        *_marks(frame),
        *(_stretch(frame, stretch) for stretch in _stretches(one.counted)),
        *(_tip(frame, one, pair) for pair in one.counted),
        _key(_LEFT, "one", one.config),
        _key(_LEFT + 260, "other", one.against),
    )
    label = f"{one.airport}: bus passengers by day with {one.config} and with {one.against}"
    return tag(
        "svg", tag("title", text(label)) + "".join(parts), viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", class_="days"
    )


class _Frame:
    """Where days and numbers lie on the picture."""

    def __init__(self, pairs: Sequence[DayPair]) -> None:
        self.first, self.last = pairs[0].day, pairs[-1].day
        most = max(value for pair in pairs for value in _values(pair))
        self.step = _step(most)
        self.top = max(-(-most // self.step), 1) * self.step

    @property
    def day_width(self) -> float:
        return (_WIDTH - _LEFT - _RIGHT) / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """Return the middle of a day."""
        return _LEFT + ((day - self.first).days + 0.5) * self.day_width

    def y(self, value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / self.top)


def _values(pair: DayPair) -> tuple[int, int]:
    """Return the bus passengers of a day with both configurations."""
    one, other = (0 if record.counts is None else record.counts.bus_passengers for record in (pair.one, pair.other))
    return one, other


def _step(most: int) -> int:
    """Return the distance of the marks of an axis: 1, 2 or 5 times a power of ten, about five of them."""
    power = 1
    while power * 50 < most:
        power *= 10
    return next((power * times for times in (1, 2, 5) if power * times * 5 >= most), power * 10)


def _stretches(pairs: Sequence[DayPair]) -> list[list[DayPair]]:
    """Return the days in runs without a gap."""
    runs = [[pairs[0]]]
    for before, after in pairwise(pairs):
        if after.day - before.day > timedelta(days=1):
            runs.append([])
        runs[-1].append(after)
    return runs


def _stretch(frame: _Frame, pairs: Sequence[DayPair]) -> str:
    one = [(frame.x(pair.day), frame.y(_values(pair)[0])) for pair in pairs]
    other = [(frame.x(pair.day), frame.y(_values(pair)[1])) for pair in pairs]
    lines = (("other", other), ("one", one))
    return tag("polygon", points=_points([*one, *reversed(other)]), class_="between") + "".join(
        # A run of one day is a dot: a line to itself with round ends.
        tag("polyline", points=_points(line if len(line) > 1 else line * 2), class_=name)
        for name, line in lines
    )


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _tip(frame: _Frame, one: Comparison, pair: DayPair) -> str:
    """Return what a browser shows while the pointer is over a day."""
    ours, theirs = _values(pair)
    words = f"{pair.day:%a} {pair.day}: {one.config} {ours:,}, {one.against} {theirs:,}"
    width = frame.day_width
    place = {"x": f"{frame.x(pair.day) - width / 2:.1f}", "y": _TOP, "width": f"{width:.1f}"}
    return tag("rect", tag("title", text(words)), **place, height=_HEIGHT - _TOP - _BOTTOM, class_="tip")


def _marks(frame: _Frame) -> Iterator[str]:
    """Yield the lines and labels of both axes."""
    for value in range(0, frame.top + 1, frame.step):
        y = f"{frame.y(value):.1f}"
        yield tag("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="grid")
        yield tag("text", f"{value:,}", x=_LEFT - 8, y=f"{frame.y(value) + 4:.1f}", text_anchor="end")
    for day, label in _day_marks(frame.first, frame.last):
        x = f"{frame.x(day):.1f}"
        yield tag("line", x1=x, x2=x, y1=_HEIGHT - _BOTTOM, y2=_HEIGHT - _BOTTOM + 5, class_="grid")
        yield tag("text", label, x=x, y=_HEIGHT - 8, text_anchor="middle")


def _day_marks(first: date, last: date) -> Iterator[tuple[date, str]]:
    count = (last - first).days + 1
    step = -(-count // _MOST_DAY_MARKS)
    for number in range(count):
        day = first + timedelta(days=number)
        if count > _MANY_DAYS and day.day == 1:
            yield day, f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"
        elif count <= _MANY_DAYS and number % step == 0:
            yield day, f"{day.day} {day:%b}"


def _key(x: int, name: str, label: str) -> str:
    line = tag("line", x1=x, x2=x + 28, y1=16, y2=16, class_=name)
    return line + tag("text", text(label), x=x + 36, y=20)
