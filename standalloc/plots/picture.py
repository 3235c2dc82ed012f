"""The still picture as one SVG document."""

from standalloc.plots import style, svg
from standalloc.plots.legend import MEANINGS
from standalloc.plots.markup import tag, text
from standalloc.plots.sheet import FIGURES_FONT_PX, MARGIN_PX, SWATCH_PX, TEXT_PX, TITLE_PX, Sheet

_FIGURES_FONT = f"font-size: {FIGURES_FONT_PX}px"


def svg_document(sheet: Sheet) -> str:
    """Return the picture as an SVG document; browsers show the facts of a visit as its tooltip."""
    content = "".join(
        (
            tag("style", style.stylesheet()),
            tag("defs", svg.PATTERNS),
            tag("rect", width="100%", height="100%", fill="#FFFFFF"),
            _head(sheet),
            *_panels(sheet),
        )
    )
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tag(
        "svg",
        content,
        xmlns="http://www.w3.org/2000/svg",
        width=sheet.width,
        height=sheet.height,
        viewBox=f"0 0 {sheet.width} {sheet.height}",
    )


def _head(sheet: Sheet) -> str:
    figures = "".join(
        tag("text", text(line), x=MARGIN_PX, y=MARGIN_PX + TITLE_PX + 8 + row * TEXT_PX, style=_FIGURES_FONT)
        for row, line in enumerate(sheet.figures)
    )
    legend = "".join(
        tag("svg", svg.swatch(entry), x=x, y=y, width=SWATCH_PX, height=12)
        + tag("text", text(MEANINGS[entry]), x=x + SWATCH_PX + 6, y=y + 10)
        for entry, x, y in sheet.legend
    )
    return (
        tag("text", text(sheet.chart.title), x=MARGIN_PX, y=MARGIN_PX + 14, style="font-size: 16px; font-weight: bold")
        + figures
        + legend
    )


def _panels(sheet: Sheet) -> tuple[str, ...]:
    chart, left, rows_px = sheet.chart, sheet.left, sheet.foot - sheet.rows
    axis = svg.time_axis(chart, sheet.hour_px)
    time = {"x": left, "width": sheet.time}
    profiles = (
        tag("svg", svg.profile_label(profile), x=MARGIN_PX, y=top, width=sheet.labels, height=height)
        + tag("svg", svg.profile_panel(chart, profile), y=top, height=height, **time)
        for profile, top, height in sheet.profiles
    )
    return (
        tag("svg", axis, y=sheet.head, height=style.AXIS_PX, **time),
        *profiles,
        tag("svg", svg.row_panel(chart, sheet.hour_px), y=sheet.rows, height=rows_px, **time),
        tag("svg", svg.row_labels(chart, sheet.labels), x=MARGIN_PX, y=sheet.rows, overflow="visible"),
        tag("svg", axis, y=sheet.foot, height=style.AXIS_PX, **time),
    )
