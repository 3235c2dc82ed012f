"""How the engine grows: seconds to a gap of 1 % and peak memory over the size of the hub, drawn and fitted.

`python benchmarks/growth.py` takes the results that `hub.py` has, runs what is missing, and draws
`docs/images/growth.svg`.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from statistics import linear_regression

import click
import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator, StrMethodFormatter

from benchmarks.cases import Case, hub130, hub260, hub520, hub1040, hub2080
from benchmarks.report import markdown, number, seconds_to_close
from benchmarks.runs import RESULTS, ROOT, Store, run_missing

PICTURE = ROOT / "docs" / "images" / "growth.svg"
#: By the turns of the day; limits of `hub.py` where it has the day.
CASES = {
    130: Case("growth", "hub130-1", hub130(1), 60),
    260: Case("growth", "hub260-1", hub260(1), 300),
    520: Case("growth", "hub520-1", hub520(1), 600),
    1040: Case("growth", "hub1040-1", hub1040(1), 300),
    2080: Case("growth", "hub2080-1", hub2080(1), 600),
}
#: Two colours of Okabe and Ito that colour-blind readers tell apart; markers and dashes differ as well.
BLUE, ORANGE, GREY = "#0072B2", "#D55E00", "#666666"


@dataclass(frozen=True, slots=True)
class Point:
    """One measured day.

    Attributes:
        turns: of the day.
        value: seconds, or megabytes.
        is_reached: whether the value is one; else it is the limit at which the goal was still missed.
    """

    turns: int
    value: float
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class Fit:
    """`value = factor * turns ** exponent`, by least squares on the logarithms."""

    factor: float
    exponent: float

    def at(self, turns: float) -> float:
        """Return the fitted value."""
        return float(self.factor * turns**self.exponent)


def fitted(points: Sequence[Point]) -> Fit | None:
    """Return the fit over the points that reached their goal, None where fewer than two sizes did."""
    reached = [point for point in points if point.is_reached]
    if len({point.turns for point in reached}) < 2:
        return None
    exponent, offset = linear_regression(
        [log(point.turns) for point in reached], [log(point.value) for point in reached]
    )
    return Fit(exp(offset), exponent)


def measured(cases: Sequence[Case], store: Store) -> tuple[list[Point], list[Point]]:
    """Return the points of seconds to 1 % and of peak megabytes, of the cases that have results."""
    seconds, megabytes = [], []
    for case in cases:
        record = store.read(case)
        if record is None:
            continue
        reached = seconds_to_close((case, record))
        seconds.append(Point(record["turns"], record["seconds"] if reached is None else reached, reached is not None))
        megabytes.append(Point(record["turns"], record["peak_memory_mb"]))
    return seconds, megabytes


def table(seconds: Sequence[Point], megabytes: Sequence[Point]) -> str:
    """Return the points and the exponents as Markdown."""
    rows = [
        (number(time.turns), f"{'' if time.is_reached else 'over '}{time.value:.1f}", number(memory.value))
        for time, memory in zip(seconds, megabytes, strict=True)
    ]
    exponents = ["-" if fit is None else f"{fit.exponent:.2f}" for fit in (fitted(seconds), fitted(megabytes))]
    return markdown(("turns", "seconds to 1 %", "peak MB"), [*rows, ("exponent of the fit", *exponents)])


def draw(seconds: Sequence[Point], megabytes: Sequence[Point], path: Path) -> None:
    """Draw both panels into a file; the same points always give the same file."""
    with mpl.rc_context({"svg.hashsalt": "growth", "svg.fonttype": "path", "font.size": 11}):
        figure = Figure(figsize=(10, 4.2), layout="constrained")
        left, right = figure.subplots(1, 2)
        _panel(left, seconds, "Seconds to a gap of 1 %", "seconds", (BLUE, "o"))
        _panel(right, megabytes, "Peak memory", "MB", (ORANGE, "s"))
        path.parent.mkdir(parents=True, exist_ok=True)
        workpiece = path.with_name(f".{path.name}")
        figure.savefig(workpiece, format="svg", metadata={"Date": None})
        workpiece.replace(path)


def _panel(axes: Axes, points: Sequence[Point], title: str, unit: str, style: tuple[str, str]) -> None:
    """Draw points and fit on logarithmic axes; what missed its goal is an open marker at its limit."""
    colour, marker = style
    sizes = sorted({point.turns for point in points})
    for is_reached, face, label in ((True, colour, "measured"), (False, "white", "1 % not reached: more than this")):
        of_kind = [point for point in points if point.is_reached == is_reached]
        if of_kind:
            xs, ys = [point.turns for point in of_kind], [point.value for point in of_kind]
            axes.plot(xs, ys, marker, color=colour, markerfacecolor=face, markersize=8, label=label)
    for point in points:
        text = f"{point.value:,.0f}" if point.value >= 100 else f"{point.value:.1f}"
        axes.annotate(text, (point.turns, point.value), (9, -5), textcoords="offset points", va="top", fontsize=9)
    if (fit := fitted(points)) is not None:
        label = f"fit: turns to the power of {fit.exponent:.2f}"
        axes.plot(sizes, [fit.at(turns) for turns in sizes], "--", color=GREY, zorder=1, label=label)
    axes.set(title=title, xlabel="turns of the day", ylabel=unit, xscale="log", yscale="log")
    axes.set_xticks(sizes, [f"{turns:,}" for turns in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    axes.yaxis.set_minor_locator(NullLocator())
    axes.margins(x=0.15, y=0.15)
    axes.grid(visible=True, which="major", color="#DDDDDD")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="upper left", frameon=False)


@click.command()
@click.option("--time-scale", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Threads of each solve.")
@click.option("--most-turns", type=click.IntRange(1), default=2080, show_default=True, help="Leave larger days out.")
@click.option("--draw-only", is_flag=True, help="Run nothing: draw what there is.")
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, help="Folder of results.")
@click.option("--picture", type=click.Path(path_type=Path), default=PICTURE, help="Picture to write.")
def main(time_scale: float, workers: int, most_turns: int, draw_only: bool, results: Path, picture: Path) -> None:
    """Run the days that have no results yet, print the figures, draw the picture."""
    store = Store(results, time_scale)
    cases = [case for turns, case in CASES.items() if turns <= most_turns]
    failed = 0 if draw_only else run_missing(cases, store, workers)
    seconds, megabytes = measured(cases, store)
    if not seconds:
        raise click.ClickException(f"{store.folder} has no results to draw; run this without --draw-only")
    click.echo(table(seconds, megabytes))
    draw(seconds, megabytes, picture)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
