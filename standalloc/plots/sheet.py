"""The still picture's sheet: where its panels lie, in pixels. SVG and PNG share it, so they show the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from standalloc.plots import style
from standalloc.plots.chart import Chart
from standalloc.plots.legend import MEANINGS, Entry, entries

MARGIN_PX: Final = 12
TITLE_PX: Final = 26
TEXT_PX: Final = 18
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
        legend: each entry of the legend with its left and top edge.
        head: height of title, figures and legend.
    """

    chart: Chart
    labels: int
    time: int
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
    def demand(self) -> int:
        """Top of the demand."""
        return self.head + style.AXIS_PX

    @property
    def rows(self) -> int:
        """Top of the rows."""
        return self.demand + style.DEMAND_PX

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
    legend = tuple(_legend(chart, MARGIN_PX + labels + time))
    head = max((top for _, _, top in legend), default=0) + TEXT_PX + 6
    return Sheet(chart, labels, time, legend, head)


def label_width(chart: Chart) -> int:
    """Return a width for the row labels, in pixels; names that are longer than usual are cut."""
    longest = max((style.text_px(row.label) for row in chart.rows if row.kind != "heading"), default=0)
    return int(min(max(longest + 36, style.text_px(chart.zone) + 16, 96), 170))


def key_figures(chart: Chart) -> tuple[tuple[str, str], ...]:
    """Return the figures a planner reads first, each with its name."""
    figures = chart.figures
    return (
        ("turns", f"{figures.turns:,}"),
        ("visits", f"{figures.visits:,}"),
        ("bus passengers", f"{figures.bus_passengers:,}"),
        ("contact rate", f"{figures.contact_rate:.1%}"),
        ("contact rate of flights", f"{figures.contact_rate_flights:.1%}"),
        ("tows", f"{figures.tows:,}"),
        ("unallocated", f"{figures.unallocated:,}"),
        ("rules broken", f"{len(chart.violations):,}"),
        ("objective", f"{chart.objective:,.10g}"),
    )


def _legend(chart: Chart, right: int) -> Iterator[tuple[Entry, int, int]]:
    x, y = MARGIN_PX, MARGIN_PX + TITLE_PX + TEXT_PX + 6
    for entry in entries(chart):
        width = SWATCH_PX + 6 + int(style.text_px(MEANINGS[entry])) + 20
        if x + width > right:
            x, y = MARGIN_PX, y + TEXT_PX
        yield entry, x, y
        x += width
