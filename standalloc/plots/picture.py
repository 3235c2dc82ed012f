"""The still picture as one SVG document."""

from standalloc.plots import style, svg
from standalloc.plots.legend import MEANINGS
from standalloc.plots.markup import tag, text
from standalloc.plots.sheet import MARGIN_PX, SWATCH_PX, TITLE_PX, Sheet, key_figures


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
    figures = ",  ".join(f"{name} {value}" for name, value in key_figures(sheet.chart))
    legend = "".join(
        tag("svg", svg.swatch(entry), x=x, y=y, width=SWATCH_PX, height=12)
        + tag("text", text(MEANINGS[entry]), x=x + SWATCH_PX + 6, y=y + 10)
        for entry, x, y in sheet.legend
    )
    return (
        tag("text", text(sheet.chart.title), x=MARGIN_PX, y=MARGIN_PX + 14, style="font-size: 16px; font-weight: bold")
        + tag("text", text(figures), x=MARGIN_PX, y=MARGIN_PX + TITLE_PX + 8, style="font-size: 12px")
        + legend
    )


def _panels(sheet: Sheet) -> tuple[str, ...]:
    chart, left, rows_px = sheet.chart, sheet.left, sheet.foot - sheet.rows
    axis = svg.time_axis(chart, sheet.hour_px)
    time = {"x": left, "width": sheet.time}
    return (
        tag("svg", axis, y=sheet.head, height=style.AXIS_PX, **time),
        tag("svg", svg.demand_label(chart), x=MARGIN_PX, y=sheet.demand, width=sheet.labels, height=style.DEMAND_PX),
        tag("svg", svg.demand_panel(chart), y=sheet.demand, height=style.DEMAND_PX, **time),
        tag("svg", svg.row_panel(chart, sheet.hour_px), y=sheet.rows, height=rows_px, **time),
        tag("svg", svg.row_labels(chart, sheet.labels), x=MARGIN_PX, y=sheet.rows, overflow="visible"),
        tag("svg", axis, y=sheet.foot, height=style.AXIS_PX, **time),
    )
