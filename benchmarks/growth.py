"""How the engine grows: seconds to a gap of 1 % and peak memory over the size of the hub, drawn and fitted.

`python benchmarks/growth.py DIR` takes what `standalloc bench run hub --out DIR` has measured, prints the figures as
Markdown and draws `docs/images/growth.svg`.
"""

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

from standalloc.bench import RunRecord, read_records

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "growth.svg"
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


def measured(records: Sequence[RunRecord]) -> tuple[list[Point], list[Point]]:
    """Return the points of seconds to 1 % and of peak megabytes, of the records with plans, in order of size."""
    seconds, megabytes = [], []
    for turns, record in sorted(
        ((r.figures.turns, r) for r in records if r.figures is not None), key=lambda pair: pair[0]
    ):
        reached = record.seconds_to_one_percent
        seconds.append(Point(turns, record.seconds if reached is None else reached, reached is not None))
        megabytes.append(Point(turns, record.peak_memory_mb))
    return seconds, megabytes


def table(seconds: Sequence[Point], megabytes: Sequence[Point]) -> str:
    """Return the points and the exponents as Markdown."""
    rows = [
        (f"{time.turns:,}", f"{'' if time.is_reached else 'over '}{time.value:.1f}", f"{memory.value:,.0f}")
        for time, memory in zip(seconds, megabytes, strict=True)
    ]
    exponents = ["-" if fit is None else f"{fit.exponent:.2f}" for fit in (fitted(seconds), fitted(megabytes))]
    lines = [("turns", "seconds to 1 %", "peak MB"), ("--:",) * 3, *rows, ("exponent of the fit", *exponents)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


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
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--picture", type=click.Path(path_type=Path), default=PICTURE, help="Picture to write.")
def main(folder: Path, picture: Path) -> None:
    """Print the figures of the results in DIR, and draw the picture."""
    seconds, megabytes = measured(list(read_records(folder)))
    if not seconds:
        raise click.UsageError(f"{folder} holds no plans: fill it with standalloc bench run hub --out {folder}")
    click.echo(table(seconds, megabytes))
    draw(seconds, megabytes, picture)
    click.echo(f"wrote {picture}")


if __name__ == "__main__":
    main()
