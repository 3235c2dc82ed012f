"""The panels of the picture as SVG: time axis, row labels, rows and profiles.

Time is written in per cent of a panel's width and everything else in pixels, so that a panel can be stretched
without touching its text: the HTML page zooms by changing one width.
"""

from collections.abc import Callable, Iterator

from standalloc.plots import style
from standalloc.plots.chart import Bar, BarKind, Block, Chart, Facts, Layer, Link, Profile, Row, Tail
from standalloc.plots.legend import Entry
from standalloc.plots.markup import tag, text
from standalloc.plots.profiles import outlines, words

PATTERNS = (
    '<pattern id="buffer-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="1.2" height="5" fill="{style.HATCH}"/></pattern>'
    f'<pattern id="unused-stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="{style.LOOKS["unused"].fill}"/>'
    f'<rect width="2.5" height="6" fill="{style.LOOKS["unused"].stripes}"/></pattern>'
    '<pattern id="closure-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    f'<rect width="6" height="6" fill="{style.CLOSED}"/>'
    f'<rect width="2" height="6" fill="{style.CLOSED_HATCH}"/></pattern>'
)

_PIN = tag("path", d="M0 0H6L0 6Z", class_="pin")


def time_axis(chart: Chart, hour_px: float) -> str:
    """Return the hours and dates, with as many labels as `hour_px` pixels an hour have room for."""
    at, step = _across(chart), style.hour_step(hour_px)
    marks = [
        tag(
            "svg",
            tag("path", d=f"M0 {6 if tick.date else 20}V{style.AXIS_PX}", class_="day" if tick.date else "grid")
            + (tag("text", text(tick.date), x=4, y=13, class_="date") if tick.date else "")
            + tag("text", text(tick.label), x=4, y=27, class_="hour" + (" hidden" if tick.hour % step else "")),
            x=at(tick.minute),
            data_hour=tick.hour,
            overflow="visible",
        )
        for tick in chart.ticks
    ]
    return "".join(marks)


def row_labels(chart: Chart, width_px: int) -> str:
    """Return the names of stands with their largest code, and the headings, which run on into the rows."""
    return "".join(_row_label(row, width_px) for row in chart.rows)


def row_panel(chart: Chart, hour_px: float) -> str:
    """Return the grid, blocks, buffers, bars and tows; later ones lie over earlier ones."""
    return "".join(
        (
            *_grid(chart, chart.lines * style.LINE_PX),
            *(_row_ground(row) for row in chart.rows),
            *(_block(chart, block, hour_px) for block in chart.blocks),
            *(_tail(chart, tail) for tail in chart.tails),
            *(_link(chart, link, _curve) for link in chart.links),
            *(_bar(chart, bar, hour_px) for bar in chart.bars),
            *(_link(chart, link, _ends) for link in chart.links),
        )
    )


def profile_panel(chart: Chart, profile: Profile) -> str:
    """Return what there is over the day, in layers, and how much there may be."""
    height = style.PROFILE_PX[profile.kind]
    shapes = (
        tag("polygon", points=" ".join(f"{minute},{-count}" for minute, count in outline), class_=f"layer {layer}")
        for layer, outline in outlines(profile)
    )
    stretched = tag(
        "svg",
        "".join(shapes),
        y=style.PROFILE_TOP_PX,
        width="100%",
        height=height - style.PROFILE_TOP_PX - 2,
        viewBox=f"{chart.start} {-profile.scale} {chart.end - chart.start} {profile.scale}",
        preserveAspectRatio="none",
    )
    ground = title(profile.facts) + tag("rect", width="100%", height=height, class_="ground")
    limit = () if profile.capacity is None else (_capacity(style.level_px(profile, profile.capacity)),)
    return tag("g", "".join((ground, *_grid(chart, height), stretched, *limit)), class_="profile")


def profile_label(profile: Profile) -> str:
    """Return the words beside a profile, and what the colours of the stands mean."""
    kinds: tuple[Layer, ...] = ("remote", "contact") if profile.kind == "stands" else ()
    colours = tuple(
        tag("rect", x=6, y=34 + 12 * number, width=9, height=9, class_=f"layer {kind}")
        + tag("text", kind, x=20, y=42 + 12 * number)
        for number, kind in enumerate(kinds)
    )
    name, most = words(profile)
    look = "note short" if profile.most("beyond") else "note"
    return tag("text", text(name), x=6, y=14) + tag("text", text(most), x=6, y=27, class_=look) + "".join(colours)


def swatch(entry: Entry) -> str:
    """Return a small sample of what a legend entry explains."""
    match entry:
        case "tow":
            return tag("path", d="M7 3C15 3 15 9 7 9", class_="tow") + tag(
                "path", d="M7 3v.01M7 9v.01", class_="tow end"
            )
        case "buffer" | "closure" | "exclusion":
            return tag("rect", y=1, width=22, height=10, class_=entry)
        case "pinned":
            return tag("svg", _body("contact", 12) + _PIN, width=22, height=12, class_="bar contact")
        case "missed":
            return tag("svg", _body("contact", 12) + _missed(12), width=22, height=12, class_="bar contact")
        case "broken":
            return tag("svg", _body("contact", 12), width=22, height=12, class_="bar contact broken")
        case "capacity":
            return _capacity(6)
    return tag("svg", _body(entry, 12), width=22, height=12, class_=f"bar {entry}")


def title(facts: Facts) -> str:
    """Return facts as a title element, which browsers show as a tooltip."""
    return tag("title", text("\n".join(f"{name}: {value}" for name, value in facts))) if facts else ""


def _across(chart: Chart) -> Callable[[int], str]:
    span = chart.end - chart.start
    return lambda minute: f"{(minute - chart.start) / span * 100:.4f}%"


def _width(chart: Chart, minutes: int) -> str:
    # A visit of no minutes at all is still drawn.
    return f"{max(minutes, 1) / (chart.end - chart.start) * 100:.4f}%"


def _grid(chart: Chart, height: int) -> Iterator[str]:
    at = _across(chart)
    for tick in chart.ticks:
        x = at(tick.minute)
        yield tag("line", x1=x, x2=x, y1=0, y2=height, class_="day" if tick.date else "grid")


def _row_ground(row: Row) -> str:
    y = (row.top + row.lines) * style.LINE_PX
    if row.kind == "heading":
        return tag("rect", y=y - style.LINE_PX, width="100%", height=style.LINE_PX, class_="heading")
    return tag("line", x2="100%", y1=y, y2=y, class_="grid")


def _row_label(row: Row, width_px: int) -> str:
    y = row.top * style.LINE_PX
    if row.kind == "heading":
        ground = tag("rect", y=y, width=width_px, height=style.LINE_PX, class_="heading")
        return ground + tag("text", text(row.label), x=6, y=y + 13, class_="group")
    rule = y + row.lines * style.LINE_PX
    name = tag("svg", tag("text", text(row.label), x=6, y=13), width=width_px - 24, height=style.LINE_PX, y=y)
    note = tag("text", text(row.note), x=width_px - 6, y=y + 13, class_="note", text_anchor="end")
    line = tag("line", x2=width_px, y1=rule, y2=rule, class_="grid")
    return tag("g", title(row.facts) + name + note + line, class_="stand")


def _bar(chart: Chart, bar: Bar, hour_px: float) -> str:
    height = style.LINE_PX - 2 * style.BAR_INSET_PX
    labels = tuple(f"! {label}" for label in bar.labels) if bar.is_broken else bar.labels
    label = style.fitting(labels, (bar.end - bar.start) / 60 * hour_px, style.padding_px(bar))
    return tag(
        "svg",
        title(bar.facts)
        + _body(bar.kind, height)
        + (_PIN if bar.is_pinned else "")
        + (_missed(height) if bar.misses_transfer else "")
        + tag("text", text(label), x=4, y=height - 4),
        x=_across(chart)(bar.start),
        y=bar.line * style.LINE_PX + style.BAR_INSET_PX,
        width=_width(chart, bar.end - bar.start),
        height=height,
        class_=f"bar {bar.kind}" + (" broken" if bar.is_broken else ""),
        data_turn=bar.key.turn,
        data_names="\n".join(bar.names),
        data_labels="\n".join(labels),
        data_padding_px=style.padding_px(bar) if bar.misses_transfer else None,
    )


def _missed(height: int) -> str:
    corners = " ".join(f"{x:g},{y:g}" for x, y in style.diamond(-style.MARK_PX - 1, height / 2))
    return tag("svg", tag("polygon", points=corners, class_="missed"), x="100%", overflow="visible")


def _body(kind: BarKind, height: int) -> str:
    band = style.LOOKS[kind].band
    y = {"top": 0, "bottom": height - style.BAND_PX}.get(band)
    edge = tag("rect", y=y, width="100%", height=style.BAND_PX, class_="band") if band else ""
    return tag("rect", width="100%", height="100%", class_="body") + edge


def _capacity(y: float) -> str:
    return tag("line", x2="100%", y1=f"{y:g}", y2=f"{y:g}", class_="capacity")


def _tail(chart: Chart, tail: Tail) -> str:
    return tag(
        "rect",
        x=_across(chart)(tail.start),
        y=tail.line * style.LINE_PX + style.BAR_INSET_PX + 3,
        width=_width(chart, tail.end - tail.start),
        height=style.LINE_PX - 2 * style.BAR_INSET_PX - 6,
        class_="buffer",
    )


def _block(chart: Chart, block: Block, hour_px: float) -> str:
    height = block.lines * style.LINE_PX - 1
    body = title(block.facts) + tag("rect", width="100%", height=height, class_=block.kind)
    label = style.fitting((block.label,), (block.end - block.start) / 60 * hour_px)
    return tag(
        "svg",
        body + tag("text", text(label), x=4, y=13),
        x=_across(chart)(block.start),
        y=block.line * style.LINE_PX,
        width=_width(chart, block.end - block.start),
        height=height,
        class_=f"block on-{block.kind}",
        data_labels=block.label,
    )


def _link(chart: Chart, link: Link, draw: Callable[[int, int], str]) -> str:
    """Return a part of a tow's link: the curve goes under the bars, its ends over them."""
    half = style.LINE_PX // 2
    drawn = draw(link.from_line * style.LINE_PX + half, link.to_line * style.LINE_PX + half)
    return tag("svg", drawn, x=_across(chart)(link.minute), overflow="visible", class_="link", data_turn=link.turn)


def _curve(y1: int, y2: int) -> str:
    bow = f"{style.bow_px(y2 - y1):g}"
    return tag("path", d=f"M0 {y1}C{bow} {y1} {bow} {y2} 0 {y2}", class_="tow")


def _ends(y1: int, y2: int) -> str:
    # Strokes of almost no length with round caps are dots.
    return tag("path", d=f"M0 {y1}v.01M0 {y2}v.01", class_="tow end")
