"""The picture as one HTML page that needs no network: zoom, tooltips, search, and a legend that hides and shows."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from standalloc.check.wording import counted
from standalloc.plots import style, svg
from standalloc.plots.chart import Chart, Profile
from standalloc.plots.legend import MEANINGS, entries
from standalloc.plots.markup import tag, text
from standalloc.plots.sheet import key_figures, label_width

#: Pixels an hour before the script fits the page to its window, and where there is no script.
_HOUR_PX = 54
_NEVER_HIDDEN = {"pinned", "missed", "broken", "capacity"}
_CONTROLS = (
    '<span class="controls">'
    '<button type="button" id="farther" title="show more hours">&minus;</button> '
    '<button type="button" id="nearer" title="show fewer hours; also Ctrl and the mouse wheel">+</button> '
    '<button type="button" id="fit" title="show the whole time">Fit</button>'
    "</span>"
    '<span class="controls"><input type="search" id="find" placeholder="flight or turn" '
    'aria-label="find a flight, turn or registration" title="Enter goes to the next, Esc clears"> '
    '<output id="count" for="find"></output></span>'
    '<span class="controls"><select id="places" aria-label="go to"><option>Go to …</option></select></span>'
)


def html_document(chart: Chart) -> str:
    """Return a chart as an HTML page. Only its own script may run: whatever the data holds stays text."""
    script = _part("gantt.js")
    title = text(f"{chart.title} stand plan")
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{style.stylesheet()}{_part('gantt.css')}</style>"
    )
    body = "".join(
        (
            _header(chart),
            f'<div class="tools">{_CONTROLS}{_legend(chart)}</div>',
            f'<main id="chart">{_sheet(chart)}</main>',
            '<div id="tip" role="tooltip" hidden></div>',
        )
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}<script>{script}</script></body></html>\n'


def _header(chart: Chart) -> str:
    figures = "".join(
        tag("div", tag("dt", text(name)) + tag("dd", text(value), class_=_alarm(name, value)))
        for name, value in key_figures(chart)
    )
    problems = (
        _problems("broken rule", chart.violations),
        _problems("unallocated visit", _unallocated(chart)),
        _problems("missed transfer", chart.missed_transfers),
    )
    return tag("header", tag("h1", text(chart.title)) + tag("dl", figures) + "".join(problems))


def _alarm(name: str, value: str) -> str:
    return "bad" if name in {"unallocated", "rules broken", "passengers missing transfers"} and value != "0" else ""


def _problems(noun: str, lines: tuple[str, ...]) -> str:
    if not lines:
        return ""
    listed = tag("ul", "".join(tag("li", text(line)) for line in lines))
    return tag("details", tag("summary", counted(len(lines), noun), class_="bad") + listed, name="problems")


def _unallocated(chart: Chart) -> tuple[str, ...]:
    return tuple(
        f"{bar.key}: {dict(bar.facts).get('Unallocated', '')}" for bar in chart.bars if bar.kind == "unallocated"
    )


def _legend(chart: Chart) -> str:
    parts = []
    for entry in entries(chart):
        sample = tag("svg", svg.swatch(entry), width=22, height=12, aria_hidden="true")
        if entry in _NEVER_HIDDEN:
            parts.append(tag("span", sample + MEANINGS[entry]))
        else:
            parts.append(tag("label", f'<input type="checkbox" value="{entry}" checked>{sample}{MEANINGS[entry]}'))
    return tag("div", "".join(parts), class_="legend")


def _sheet(chart: Chart) -> str:
    labels, rows_px = label_width(chart), chart.lines * style.LINE_PX
    panels = (
        tag("div", tag("b") + tag("span", text(chart.zone)), class_="corner")
        + _panel("axis", svg.time_axis(chart, _HOUR_PX), "100%", style.AXIS_PX)
        + "".join(_profile(chart, profile, labels) for profile in chart.profiles)
        + _panel("names", svg.row_labels(chart, labels), labels, rows_px)
        + _panel("times", tag("defs", svg.PATTERNS) + svg.row_panel(chart, _HOUR_PX), "100%", rows_px)
    )
    return tag(
        "div",
        panels,
        class_="sheet",
        style=f"--labels: {labels}px; --time: {chart.hours * _HOUR_PX}px",
        data_hours=chart.hours,
        data_labels_px=labels,
        data_padding_px=style.LABEL_PADDING_PX,
    )


def _profile(chart: Chart, profile: Profile, labels: int) -> str:
    height = style.PROFILE_PX[profile.kind]
    label = _panel("names", svg.profile_label(profile), labels, height)
    return label + _panel("times", svg.profile_panel(chart, profile), "100%", height)


def _panel(name: str, content: str, width: int | str, height: int) -> str:
    return tag("div", tag("svg", content, width=width, height=height), class_=name)


def _policy(script: str) -> str:
    allowed = b64encode(sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"


@cache
def _part(name: str) -> str:
    return files("standalloc.plots").joinpath(name).read_text(encoding="utf-8")
