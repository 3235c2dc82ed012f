"""What a report says, before anything is drawn or written: sentences, tables, pictures."""

from dataclasses import dataclass

from standalloc.bench.table import Table

#: x and y, in the units of the axes.
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis of a panel, logarithmic or not.

    Attributes:
        title: what it shows, with its unit.
        low, high: its ends; values beyond are drawn at them.
        ticks: values with their labels.
        is_log: whether it is logarithmic; then `low` is above 0.
    """

    title: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    is_log: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of steps: each point holds until the next one's x.

    Attributes:
        label: of the configuration.
        points: in order of x.
        band: x, lower and upper end of a band around it, in order of x; none without one.
    """

    label: str
    points: tuple[Point, ...]
    band: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves over one pair of axes."""

    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Panels that show one thing, with the words below them."""

    title: str
    caption: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of a folder of results, in the order in which it is read.

    Attributes:
        title: of the page.
        labels: of the configurations, in the order of their colours.
        summary: sentences.
        pictures: after them.
        tables: of what was measured, then of what is compared.
        alarms: runs without a plan that counts, bounds that cannot be; none where all is well.
        circumstances: machine, versions, dates.
    """

    title: str
    labels: tuple[str, ...]
    summary: tuple[str, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    alarms: tuple[Table, ...]
    circumstances: Table

    @property
    def every_table(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return (*self.tables, *self.alarms, self.circumstances)
