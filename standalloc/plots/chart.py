"""What a Gantt shows and where: rows counted in lines from the top, times in minutes from the instance's start.

A chart knows no colours and no pixels; the SVG and PNG renderers draw the same chart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from standalloc.model import Figures, VisitKey

Facts = tuple[tuple[str, str], ...]
RowKind = Literal["heading", "stand", "unallocated"]
BarKind = Literal["contact", "bus", "unused", "remote", "parking", "unallocated"]
BlockKind = Literal["closure", "exclusion"]
ProfileKind = Literal["stands", "buses", "tugs"]
Layer = Literal["contact", "remote", "unallocated", "buses", "tugs", "beyond"]


@dataclass(frozen=True, slots=True)
class Row:
    """A heading, a stand, or the unallocated visits.

    Attributes:
        kind: which of the three.
        label: the heading's text or the stand's name.
        note: the stand's largest code letter or wingspan.
        facts: what there is to say of the stand.
        top: its first line, counted from the top of the chart.
        lines: how many lines it takes; more than one where bars would overlap.
    """

    kind: RowKind
    label: str
    note: str
    facts: Facts
    top: int
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One visit.

    Attributes:
        key: the visit.
        kind: what the passengers do: board at a `contact` stand, ride a `bus`, do so with the stand's bridge `unused`,
            use a `remote` stand without one; `parking` between a turn's flights; `unallocated`.
        line: the line it lies on.
        start: first minute.
        end: minute it ends, itself excluded.
        labels: what to write on it, longest first; the first that fits.
        facts: everything there is to say of the visit.
        names: what it is found by: turn, flights, registration.
        is_pinned: whether the visit is pinned.
        is_broken: whether a rule is broken here.
        misses_transfer: whether passengers miss a transfer from or to its flights.
    """

    key: VisitKey
    kind: BarKind
    line: int
    start: int
    end: int
    labels: tuple[str, ...]
    facts: Facts
    names: tuple[str, ...]
    is_pinned: bool = False
    is_broken: bool = False
    misses_transfer: bool = False


@dataclass(frozen=True, slots=True)
class Tail:
    """The buffer after an occupancy: minutes `[start, end)` of a line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A period in which a stand is closed, or blocked by an aircraft on another stand.

    Attributes:
        kind: which of the two.
        stand: the stand's name.
        line: its first line.
        lines: how many lines the stand takes.
        start: first minute.
        end: minute it ends, itself excluded.
        label: why, in short.
        facts: why, at length.
    """

    kind: BlockKind
    stand: str
    line: int
    lines: int
    start: int
    end: int
    label: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Link:
    """A tow: at `minute` the aircraft of `turn` leaves the stand on one line for the stand on another."""

    turn: str
    minute: int
    from_line: int
    to_line: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A whole hour of local time; `date` is filled where a new local day begins, and on the first tick."""

    minute: int
    hour: int
    label: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """How many there are over the day, in layers on each other: from each minute to the next, so many of each.

    Attributes:
        kind: what is counted: `stands` occupied, `buses` or `tugs` in use.
        minutes: when a count changes.
        layers: the counts of each layer, the lowest first; `beyond` is what exceeds the capacity.
        facts: everything there is to say of it.
        capacity: how many there are to use; None where that is no rule.
    """

    kind: ProfileKind
    minutes: tuple[int, ...]
    layers: Mapping[Layer, tuple[int, ...]]
    facts: Facts = ()
    capacity: int | None = None

    def most(self, *layers: Layer) -> int:
        """Return the largest total of some layers, or of all; a layer that is not there counts nothing."""
        counts = (self.layers[layer] for layer in layers or self.layers if layer in self.layers)
        return max((sum(step) for step in zip(*counts, strict=True)), default=0)

    @property
    def scale(self) -> int:
        """What the whole height stands for: the most at once, or the capacity where that is more."""
        return max(self.most(), self.capacity or 0, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole Gantt: from `start` to `end`, whole hours of local time, in minutes from the instance's start.

    `costs` is the objective, with tiers that of each.
    """

    title: str
    zone: str
    start: int
    end: int
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]
    tails: tuple[Tail, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    ticks: tuple[Tick, ...]
    profiles: tuple[Profile, ...]
    figures: Figures
    costs: tuple[float, ...]
    violations: tuple[str, ...] = ()
    missed_transfers: tuple[str, ...] = ()

    @property
    def lines(self) -> int:
        """Height in lines."""
        return max((row.top + row.lines for row in self.rows), default=0)

    @property
    def hours(self) -> int:
        """Width in hours."""
        return (self.end - self.start) // 60
