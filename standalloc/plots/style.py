"""How the picture looks: colours, sizes, and which label fits on a bar.

The colours are Okabe and Ito's, told apart by the colour-blind (M. Okabe, K. Ito: Color Universal Design, 2008),
some of them tinted so that dark text reads on them. No kind relies on colour alone: bands and dashes differ too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from standalloc.plots.chart import Bar, BarKind, Layer, Profile, ProfileKind

LINE_PX: Final = 18
BAR_INSET_PX: Final = 2
BAND_PX: Final = 3
AXIS_PX: Final = 32
MARK_PX: Final = 4
PROFILE_TOP_PX: Final = 8
PROFILE_PX: Final[Mapping[ProfileKind, int]] = MappingProxyType({"stands": 64, "buses": 40, "tugs": 40})
FONT_PX: Final = 10
LABEL_PADDING_PX: Final = 5

INK: Final = "#17202A"
MUTED: Final = "#566370"
GRID: Final = "#E3E7EB"
DAY: Final = "#7B8894"
HEADING: Final = "#EEF1F4"
HATCH: Final = "#8B96A1"
CLOSED: Final = "#D9DDE1"
CLOSED_HATCH: Final = "#7B8894"
EXCLUDED: Final = "#E9ECEF"
TOW: Final = "#8E2A6B"
BROKEN: Final = "#B00020"


@dataclass(frozen=True, slots=True)
class Look:
    """How bars of a kind are drawn: colours of fill and edge, band along an edge, dashed or not, colour of stripes."""

    fill: str
    edge: str
    band: Literal["", "top", "bottom"] = ""
    is_dashed: bool = False
    stripes: str = ""


LOOKS: Final[Mapping[BarKind, Look]] = MappingProxyType(
    {
        "contact": Look("#8CCBF0", "#0072B2"),
        "bus": Look("#F2B632", "#9A5B00", band="bottom"),
        "unused": Look("#F2B632", "#9A5B00", band="bottom", stripes="#FCEBC0"),
        "remote": Look("#A5DFCC", "#00705A", band="top"),
        "parking": Look("#FFFFFF", "#566370", is_dashed=True),
        "unallocated": Look("#FADBC8", "#C04A00", band="bottom", is_dashed=True),
    }
)


#: How the layers of a profile are drawn.
LAYERS: Final[Mapping[Layer, Look]] = MappingProxyType(
    {
        "contact": LOOKS["contact"],
        "remote": LOOKS["remote"],
        "unallocated": Look(LOOKS["unallocated"].edge, "none"),
        "buses": LOOKS["bus"],
        "tugs": Look("#DDBBD2", TOW),
        "beyond": Look(BROKEN, "none"),
    }
)


def text_px(text: str) -> float:
    """Return about how wide a text is in the label font: Helvetica's widths by kind of character."""
    return FONT_PX * sum(_advance(character) for character in text)


def fitting(labels: tuple[str, ...], width_px: float, padding_px: float = LABEL_PADDING_PX) -> str:
    """Return the first label that fits a width less what is to stay free of it, or nothing."""
    return next((label for label in labels if text_px(label) + padding_px <= width_px), "")


def padding_px(bar: Bar) -> int:
    """Return how much of a bar's width its label leaves free: more where a mark stands at its end."""
    return LABEL_PADDING_PX + (2 * MARK_PX + 2 if bar.misses_transfer else 0)


def diamond(x: float, y: float) -> tuple[tuple[float, float], ...]:
    """Return the corners of the mark of a missed transfer around a point."""
    return (x - MARK_PX, y), (x, y - MARK_PX), (x + MARK_PX, y), (x, y + MARK_PX)


def level_px(profile: Profile, count: int) -> float:
    """Return how far below a profile's top a count is drawn."""
    room = PROFILE_PX[profile.kind] - PROFILE_TOP_PX - 2
    return PROFILE_TOP_PX + room * (1 - count / profile.scale)


def bow_px(height_px: float) -> float:
    """Return how far the line of a tow bends aside, by its height."""
    return min(14.0, 4 + abs(height_px) // 12)


def hour_step(hour_px: float) -> int:
    """Return every how many hours the axis has room for a label."""
    return next((step for step in (1, 2, 3, 6, 12) if step * hour_px >= 40), 24)


def stylesheet() -> str:
    """Return the CSS of everything drawn as SVG."""
    kinds = "".join(_kind_rules(kind, look) for kind, look in LOOKS.items())
    kinds += "".join(_layer_rule(layer, look) for layer, look in LAYERS.items())
    return f"""\
svg text {{ font: {FONT_PX}px "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; fill: {INK}; }}
svg .group, svg .date {{ font-weight: bold; }}
svg .note {{ fill: {MUTED}; }}
svg .note.short {{ fill: {BROKEN}; }}
svg .ground {{ fill: #FFF; }}
svg .hidden {{ display: none; }}
svg .grid {{ stroke: {GRID}; fill: none; shape-rendering: crispEdges; }}
svg .day {{ stroke: {DAY}; fill: none; stroke-width: 1.5; }}
svg .heading {{ fill: {HEADING}; }}
svg .buffer {{ fill: url(#buffer-hatch); }}
svg .closure {{ fill: url(#closure-hatch); }}
svg .exclusion {{ fill: {EXCLUDED}; }}
svg .on-exclusion text {{ fill: {MUTED}; }}
svg .on-closure text {{ font-weight: bold; stroke: #FFF; stroke-width: 3; paint-order: stroke; }}
svg .tow {{ stroke: {TOW}; fill: none; }}
svg .link .tow {{ opacity: 0.55; }}
svg .link .end {{ opacity: 1; }}
svg .end {{ stroke-width: 5; stroke-linecap: round; }}
svg .pin {{ fill: {INK}; }}
svg .body {{ stroke-width: 2; }}
svg .missed {{ fill: #FFF; stroke: {INK}; stroke-width: 1.5; }}
svg .capacity {{ stroke: {INK}; stroke-width: 1.5; stroke-dasharray: 5 3; }}
{kinds}svg .broken .body {{ stroke: {BROKEN}; stroke-width: 5; stroke-dasharray: none; }}
svg .broken text {{ font-weight: bold; }}
"""


def _advance(character: str) -> float:
    if not character.isascii():
        return 1.0
    if character in " !'(),-./:;I[]fijlrt|":
        return 0.31
    if character in "MWmw@%":
        return 0.87
    return 0.7 if character.isupper() else 0.56


def _kind_rules(kind: BarKind, look: Look) -> str:
    dashes = " stroke-dasharray: 4 2;" if look.is_dashed else ""
    fill = f"url(#{kind}-stripes)" if look.stripes else look.fill
    return (
        f"svg .{kind} .body {{ fill: {fill}; stroke: {look.edge};{dashes} }}\n"
        f"svg .{kind} .band {{ fill: {look.edge}; }}\n"
    )


def _layer_rule(layer: Layer, look: Look) -> str:
    return f"svg .layer.{layer} {{ fill: {look.fill}; stroke: {look.edge}; vector-effect: non-scaling-stroke; }}\n"
