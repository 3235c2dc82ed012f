"""The panels of a picture as SVG: axes, bands and lines; the page's style sheet gives them their colours."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log
from typing import Final

from standalloc.bench.report.content import Axis, Curve, Panel, Point
from standalloc.plots.markup import tag, text

WIDTH_PX: Final = 440
HEIGHT_PX: Final = 280
#: Looks that the style sheet has; more configurations than these begin anew, and their names tell them apart.
LOOKS: Final = 8
_LEFT, _RIGHT, _TOP, _BOTTOM = 66, 14, 10, 40


def panel_svg(panel: Panel, labels: Sequence[str]) -> str:
    """Return a panel as an SVG element of an HTML page.

    Args:
        panel: to draw.
        labels: of all configurations, in the order of their looks.
    """
    content = (
        *_grid(panel),
        *(_band(panel, curve, labels) for curve in panel.curves if curve.band),
        *(_line(panel, curve, labels) for curve in panel.curves),
    )
    names = ", ".join(curve.label for curve in panel.curves)
    return tag(
        "svg",
        tag("title", text(f"{panel.title}: {names}")) + "".join(content),
        viewBox=f"0 0 {WIDTH_PX} {HEIGHT_PX}",
        role="img",
    )


def sample_svg(place: int) -> str:
    """Return a short line in the look of a configuration, for a legend."""
    line = tag("line", x1=0, y1=5, x2=30, y2=5, class_=f"line look{place % LOOKS}")
    return tag("svg", line, width=30, height=10, aria_hidden="true")


def share_of(axis: Axis, value: float) -> float:
    """Return how far along an axis a value lies, from 0 to 1; what is beyond its ends is at them."""
    inside = min(max(value, axis.low), axis.high)
    if axis.is_log:
        return log(inside / axis.low) / log(axis.high / axis.low)
    return (inside - axis.low) / (axis.high - axis.low)


def steps(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the corners of a line that keeps each point's y until the next one's x."""
    yield from points[:1]
    for (_, y), (x, after) in pairwise(points):
        yield x, y
        if after != y:
            yield x, after


def _grid(panel: Panel) -> Iterator[str]:
    right, bottom = WIDTH_PX - _RIGHT, HEIGHT_PX - _BOTTOM
    for value, label in panel.y.ticks:
        y = _y(panel, value)
        yield tag("line", x1=_LEFT, y1=y, x2=right, y2=y, class_="grid")
        yield tag("text", text(label), x=_LEFT - 6, y=y + 3.5, class_="tick", text_anchor="end")
    for value, label in panel.x.ticks:
        x = _x(panel, value)
        yield tag("line", x1=x, y1=_TOP, x2=x, y2=bottom, class_="grid")
        yield tag("text", text(label), x=x, y=bottom + 14, class_="tick", text_anchor="middle")
    yield tag("path", d=f"M{_LEFT} {_TOP}V{bottom}H{right}", class_="axis")
    yield tag("text", text(panel.x.title), x=right, y=HEIGHT_PX - 8, class_="title", text_anchor="end")
    middle = (_TOP + bottom) / 2
    turned = f"rotate(-90 11 {middle:g})"
    yield tag("text", text(panel.y.title), x=11, y=middle, class_="title", text_anchor="middle", transform=turned)


def _line(panel: Panel, curve: Curve, labels: Sequence[str]) -> str:
    corners = [(_x(panel, x), _y(panel, y)) for x, y in steps(curve.points)]
    return tag("path", tag("title", text(curve.label)), d=_path(corners), class_=f"line {_look(curve, labels)}")


def _band(panel: Panel, curve: Curve, labels: Sequence[str]) -> str:
    lower = steps([(_x(panel, x), _y(panel, low)) for x, low, _ in curve.band])
    upper = steps([(_x(panel, x), _y(panel, high)) for x, _, high in curve.band])
    return tag("path", d=f"{_path([*lower, *reversed([*upper])])}Z", class_=f"band {_look(curve, labels)}")


def _look(curve: Curve, labels: Sequence[str]) -> str:
    return f"look{labels.index(curve.label) % LOOKS}"


def _path(corners: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in corners)


def _x(panel: Panel, value: float) -> float:
    return round(_LEFT + share_of(panel.x, value) * (WIDTH_PX - _LEFT - _RIGHT), 1)


def _y(panel: Panel, value: float) -> float:
    return round(HEIGHT_PX - _BOTTOM - share_of(panel.y, value) * (HEIGHT_PX - _TOP - _BOTTOM), 1)
