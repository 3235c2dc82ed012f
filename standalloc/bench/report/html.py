"""A report as one HTML page that needs no network and no script."""

import re
from functools import cache
from importlib.resources import files

from standalloc.bench.report.content import Picture, Report
from standalloc.bench.report.drawing import panel_svg, sample_svg
from standalloc.bench.table import Table, html_table
from standalloc.bench.wording import unbroken
from standalloc.plots.markup import tag, text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html_page(report: Report) -> str:
    """Return a report as a page; whatever names and messages hold stays text."""
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{text(report.title)}</title><style>{_style()}</style>"
    )
    body = "".join(
        (
            tag("header", tag("h1", text(report.title)) + _contents(report)),
            tag("ul", "".join(tag("li", text(unbroken(sentence))) for sentence in report.summary), class_="summary"),
            *(_picture(picture, report) for picture in report.pictures),
            *(_table(table, is_bad=table in report.alarms) for table in report.every_table),
            tag("footer", "Made by standalloc bench report; docs/benchmarks.md says what every figure means."),
        )
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _contents(report: Report) -> str:
    titles = [*(picture.title for picture in report.pictures), *(table.title for table in report.every_table)]
    return tag("nav", "".join(tag("a", text(title), href=f"#{_anchor(title)}") for title in titles))


def _picture(picture: Picture, report: Report) -> str:
    shown = {curve.label for panel in picture.panels for curve in panel.curves}
    legend = "".join(
        tag("span", sample_svg(place) + text(label)) for place, label in enumerate(report.labels) if label in shown
    )
    panels = "".join(
        tag("figure", tag("h3", text(panel.title)) + panel_svg(panel, report.labels)) for panel in picture.panels
    )
    content = tag("p", text(unbroken(picture.caption)), class_="note") + tag("div", legend, class_="legend")
    return _section(picture.title, content + tag("div", panels, class_="panels"))


def _table(table: Table, *, is_bad: bool) -> str:
    note = tag("p", text(unbroken(table.note)), class_="note") if table.note else ""
    return _section(table.title, note + html_table(table), "bad" if is_bad else "")


def _section(title: str, content: str, look: str = "") -> str:
    return tag("section", tag("h2", text(title), class_=look) + content, id=_anchor(title))


def _anchor(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower()).strip("-")


@cache
def _style() -> str:
    return files("standalloc.bench.report").joinpath("report.css").read_text(encoding="utf-8")
