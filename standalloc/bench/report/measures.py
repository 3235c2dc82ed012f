"""What is measured of a run, and how it is summed up over many."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from standalloc.bench import wording
from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import Bounds, counted_objective, gap_to_best
from standalloc.bench.report.statistics import median, shifted_geometric_mean

Value = Callable[[RunRecord], float | None]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a run.

    Attributes:
        name: heading of its column, with its unit.
        value: of a run; None where it has none.
        show: a value as text.
        scale: values are taken times this for the mean: 100 makes a share per cent.
        worst: stands for a value that is not there in the median.
        instead: stands for it in the mean; where there is none, the mean is of the others and says of how many.
    """

    name: str
    value: Value
    show: Callable[[float | None], str]
    scale: float = 1.0
    worst: float = inf
    instead: Value | None = None

    def median(self, records: Sequence[RunRecord]) -> str:
        """Return the median of runs as text; what is not there counts as the worst."""
        values = (self.value(record) for record in records)
        return self.show(median([self.worst if value is None else value for value in values]))

    def mean(self, records: Sequence[RunRecord]) -> str:
        """Return the shifted geometric mean of runs as text."""
        values = [value for value in map(self._value_or_instead, records) if value is not None]
        mean = shifted_geometric_mean([self.scale * value for value in values])
        text = self.show(None if mean is None else mean / self.scale)
        return text if len(values) == len(records) or mean is None else f"{text} ({len(values)} of {len(records)})"

    def _value_or_instead(self, record: RunRecord) -> float | None:
        value = self.value(record)
        return self.instead(record) if value is None and self.instead is not None else value


def plan_measures(bounds: Bounds) -> tuple[Measure, ...]:
    """Return what is measured of plans; gaps to the best bound are to the best of these."""
    return (
        Measure("objective", counted_objective, wording.number),
        _gap("gap to best bound", lambda record: gap_to_best(record, bounds)),
        _gap("gap", lambda record: record.counted_gap),
        _gap("gap above floor", lambda record: record.gap_above_floor),
        Measure("bus passengers", _figure("bus_passengers"), wording.number),
        Measure("contact rate", _figure("contact_rate"), wording.percent, scale=100, worst=-inf),
        Measure("unallocated", _figure("unallocated"), wording.number),
    )


def _gap(name: str, value: Value) -> Measure:
    return Measure(name, value, wording.percent, scale=100, instead=lambda _: 1.0)


def _until(name: str, value: Value) -> Measure:
    """Return seconds until something is reached; a run that never got there was at it for all its time, at least."""
    return Measure(name, value, wording.seconds, instead=lambda record: max(record.time_limit, record.seconds))


def _figure(name: str) -> Value:
    def value(record: RunRecord) -> float | None:
        figures: Any = record.figures
        return None if figures is None else float(getattr(figures, name))

    return value


#: What is measured of the course of runs.
COURSE_MEASURES: tuple[Measure, ...] = (
    _until("s to first plan", lambda one: one.seconds_to_plan),
    _until("s to 1 %", lambda one: one.seconds_to_one_percent),
    _until("s to optimal", lambda one: one.seconds_to_optimal),
    Measure("s in all", lambda one: one.seconds, wording.seconds),
    Measure("primal-dual integral, s", lambda one: one.primal_dual_integral, wording.seconds),
    Measure("peak memory, MB", lambda one: one.peak_memory_mb, wording.number),
)
