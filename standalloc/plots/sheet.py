"""The still picture's sheet: where its panels lie, in pixels. SVG and PNG share it, so they show the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from standalloc.plots import style
from standalloc.plots.chart import Chart, Profile
from standalloc.plots.legend import MEANINGS, Entry, entries
from standalloc.plots.profiles import words

MARGIN_PX: Final = 12
TITLE_PX: Final = 26
TEXT_PX: Final = 18
FIGURES_FONT_PX: Final = 12
SWATCH_PX: Final = 22
_LEAST_TIME_PX: Final = 960
_MOST_TIME_PX: Final = 8000


@dataclass(frozen=True, slots=True)
class Sheet:
    """Places of everything on a still picture, in pixels.

    Attributes:
        chart: what is drawn.
        labels: width of the row labels.
        time: width of the time axis.
        figures: the key figures in lines that fit the width.
        legend: each entry of the legend with its left and top edge.
        head: height of title, figures and legend.
    """

    chart: Chart
    labels: int
    time: int
    figures: tuple[str, ...]
    legend: tuple[tuple[Entry, int, int], ...]
    head: int

    @property
    def hour_px(self) -> float:
        """Pixels an hour."""
        return self.time / self.chart.hours

    @property
    def left(self) -> int:
        """Where the time axis begins."""
        return MARGIN_PX + self.labels

    @property
    def profiles(self) -> tuple[tuple[Profile, int, int], ...]:
        """Each profile with its top and its height."""
        heights = [style.PROFILE_PX[profile.kind] for profile in self.chart.profiles]
        tops = accumulate(heights, initial=self.head + style.AXIS_PX)
        return tuple(zip(self.chart.profiles, tops, heights, strict=False))

    @property
    def rows(self) -> int:
        """Top of the rows."""
        return self.head + style.AXIS_PX + sum(height for _, _, height in self.profiles)

    @property
    def foot(self) -> int:
        """Top of the time axis repeated below the rows."""
        return self.rows + self.chart.lines * style.LINE_PX

    @property
    def width(self) -> int:
        """Whole width."""
        return self.left + self.time + MARGIN_PX

    @property
    def height(self) -> int:
        """Whole height."""
        return self.foot + style.AXIS_PX + MARGIN_PX


def sheet_of(chart: Chart) -> Sheet:
    """Return the sheet of a chart: 60 pixels an hour, less where the picture would become too wide."""
    labels = label_width(chart)
    time = min(max(chart.hours * 60, _LEAST_TIME_PX), _MOST_TIME_PX)
    right = MARGIN_PX + labels + time
    figures = tuple(_figure_lines(chart, right - MARGIN_PX))
    legend = tuple(_legend(chart, MARGIN_PX + TITLE_PX + len(figures) * TEXT_PX + 6, right))
    head = max((top for _, _, top in legend), default=0) + TEXT_PX + 6
    return Sheet(chart, labels, time, figures, legend, head)


def label_width(chart: Chart) -> int:
    """Return a width for the row labels, in pixels; names that are longer than usual are cut."""
    longest = max((style.text_px(row.label) for row in chart.rows if row.kind != "heading"), default=0)
    notes = max((style.text_px(words(profile)[1]) for profile in chart.profiles), default=0)
    return int(min(max(longest + 36, style.text_px(chart.zone) + 16, notes + 12, 96), 170))


def key_figures(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Return the figures a planner reads first, each with its name."""
    figures = chart.figures
    more = (("bridges unused", figures.unused_bridges), ("passengers missing transfers", figures.missed_transfers))
    return (
        ("turns", f"{figures.turns:,}"),
        ("visits", f"{figures.visits:,}"),
        ("bus passengers", f"{figures.bus_passengers:,}"),
        ("contact rate", f"{figures.contact_rate:.1%}"),
        ("contact rate of flights", f"{figures.contact_rate_flights:.1%}"),
        ("tows", f"{figures.tows:,}"),
        *((name, f"{count:,}") for name, count in more if count),
        ("unallocated", f"{figures.unallocated:,}"),
        ("rules broken", f"{len(chart.violations):,}"),
        (
            "objective by tier" if len(chart.costs) > 1 else "objective",
            " / ".join(f"{cost:,.10g}" for cost in chart.costs),
        ),
    )


def _figure_lines(chart: Chart, width_px: int) -> Iterator[str]:
    line = ""
    for name, value in key_figures(chart):
        longer = f"{line},  {name} {value}" if line else f"{name} {value}"
        if line and style.text_px(longer) * FIGURES_FONT_PX / style.FONT_PX > width_px:
            yield line
            longer = f"{name} {value}"
        line = longer
    yield line


def _legend(chart: Chart, top: int, right: int) -> Iterator[tuple[Entry, int, int]]:
    x, y = MARGIN_PX, top
    for entry in entries(chart):
        width = SWATCH_PX + 6 + int(style.text_px(MEANINGS[entry])) + 20
        if x + width > right:
            x, y = MARGIN_PX, y + TEXT_PX
        yield entry, x, y
        x += width
