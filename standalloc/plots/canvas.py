"""A page in pixels that matplotlib (the extra `pictures`) paints: boxes, lines, curves and text, later over earlier."""

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from math import sqrt
from typing import Any, Final

try:
    from matplotlib.collections import LineCollection, PatchCollection, PathCollection
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.patches import Circle, Polygon, Rectangle
    from matplotlib.path import Path
    from matplotlib.transforms import Bbox, TransformedBbox
except ImportError as error:
    raise ImportError("PNG pictures are drawn by matplotlib: pip install 'standalloc[pictures]'") from error

Point = tuple[float, float]
#: Left, top, width and height.
Box = tuple[float, float, float, float]

_FONT: Final = "DejaVu Sans"
#: DejaVu Sans is wider than Helvetica; so much smaller, it takes the same room.
_FONT_SHARE: Final = 0.86
_DPI: Final = 100
_POINTS_PER_PIXEL: Final = 72 / _DPI
_SHARPNESS: Final = 1.6
_MOST_PIXELS: Final = 40_000_000


class Canvas:
    """A white page of so many pixels; x runs right and y down."""

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._figure = Figure(figsize=(width / _DPI, height / _DPI), dpi=_DPI)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()

    def boxes(self, boxes: Iterable[Box], **look: Any) -> None:
        """Draw boxes that look alike; `look` is matplotlib's: facecolor, edgecolor, linewidth, linestyle, hatch."""
        patches = [Rectangle((x, y), width, height) for x, y, width, height in boxes]
        if patches:
            self._axes.add_collection(PatchCollection(patches, zorder=1, **({"linewidth": 0} | look)), autolim=False)

    def lines(
        self, lines: Iterable[Sequence[Point]], color: str, width: float = 0.8, *, dashes: tuple[int, ...] = ()
    ) -> None:
        """Draw straight lines, solid or of dashes and gaps of so many line widths."""
        look = (0, dashes) if dashes else "solid"
        drawn = LineCollection(list(lines), colors=color, linewidths=width, linestyles=[look], zorder=1)
        self._axes.add_collection(drawn, autolim=False)

    def outline(self, points: Sequence[Point], **look: Any) -> None:
        """Draw a filled shape; `look` is matplotlib's."""
        self._axes.add_patch(Polygon(points, zorder=1, **look))

    def dots(self, points: Iterable[Point], color: str) -> None:
        """Draw dots of 5 pixels."""
        patches = [Circle(point, 2.5) for point in points]
        if patches:
            self._axes.add_collection(PatchCollection(patches, facecolor=color, linewidth=0, zorder=1), autolim=False)

    def curves(self, curves: Iterable[tuple[Point, Point, Point, Point]], color: str, opacity: float) -> None:
        """Draw Bézier curves, each by its first point, two control points and last point."""
        paths = [Path(points, [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]) for points in curves]
        if paths:
            drawn = PathCollection(paths, facecolors="none", edgecolors=color, linewidths=0.8, alpha=opacity, zorder=1)
            self._axes.add_collection(drawn, autolim=False)

    def text(
        self,
        at: Point,
        text: str,
        size: float,
        color: str,
        *,
        bold: bool = False,
        right: bool = False,
        within: Box | None = None,
    ) -> None:
        """Write text on a base line, clipped to a box where one is given; characters the font lacks become squares."""
        if not text:
            return
        written = self._axes.text(
            *at,
            _drawable(text),
            color=color,
            family=_FONT,
            size=size * _FONT_SHARE * _POINTS_PER_PIXEL,
            weight="bold" if bold else "normal",
            horizontalalignment="right" if right else "left",
            parse_math=False,
            clip_on=within is not None,
            zorder=1,
        )
        if within is not None:
            x, y, width, height = within
            written.set_clip_box(TransformedBbox(Bbox.from_bounds(x, y, width, height), self._axes.transData))

    def png(self) -> bytes:
        """Return the page as PNG, sharper than its pixels unless it would become too large for memory."""
        width, height = self._size
        sharpness = min(_SHARPNESS, sqrt(_MOST_PIXELS / (width * height)))
        buffer = BytesIO()
        quickly = {"compress_level": 4}
        self._figure.savefig(
            buffer, format="png", dpi=_DPI * sharpness, metadata={"Software": None}, pil_kwargs=quickly
        )
        return buffer.getvalue()


def _drawable(text: str) -> str:
    known = _characters()
    return "".join(character if ord(character) in known else "□" for character in text)


@cache
def _characters() -> frozenset[int]:
    return frozenset(get_font(findfont(FontProperties(family=_FONT))).get_charmap())
