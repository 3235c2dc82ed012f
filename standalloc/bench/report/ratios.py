"""What the plans of the baselines cost, as multiples of the default configuration's on the same days."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from standalloc.bench.record import RunRecord
from standalloc.bench.report.bounds import costs_of, first_difference
from standalloc.bench.report.entries import REFERENCE, Entry, problem_of
from standalloc.bench.report.statistics import shifted_geometric_mean
from standalloc.bench.suites import BASELINES
from standalloc.bench.table import Table
from standalloc.bench.wording import limit, number, ratio

_NOTE: Final = (
    "Each run of a baseline beside the default's on the same instance with the same seed: the one with the longest "
    "limit that is not above the baseline's. What is below 1 counts as 1; with tiers, the first in which the two plans "
    "differ. Means are geometric. A baseline without a plan is not in them but in the column no plan."
)


@dataclass(slots=True)
class Ratios:
    """A baseline over the default configuration.

    Attributes:
        objectives, bus_passengers: its figures over the default's, of each pair in which both have a plan.
        without_plan: pairs in which the baseline has none.
        default_without: pairs in which only the default has none.
    """

    objectives: list[float] = field(default_factory=list)
    bus_passengers: list[float] = field(default_factory=list)
    without_plan: int = 0
    default_without: int = 0

    @property
    def pairs(self) -> int:
        """How many runs of the baseline have one of the default's beside them."""
        return len(self.objectives) + self.without_plan + self.default_without

    def add(self, ours: RunRecord, theirs: RunRecord) -> None:
        """Take a pair."""
        if ours.figures is None or theirs.figures is None:
            self.without_plan += theirs.figures is None
            self.default_without += theirs.figures is not None
            return
        self.objectives.append(over(*first_difference(costs_of(theirs), costs_of(ours))))
        self.bus_passengers.append(over(theirs.figures.bus_passengers, ours.figures.bus_passengers))


def ratios_of(entries: Sequence[Entry]) -> dict[tuple[str, float, str], Ratios]:
    """Return the ratios by family and limit of the default's runs and by the baseline's label."""
    found: dict[tuple[str, float, str], Ratios] = defaultdict(Ratios)
    for ours, theirs, label in _pairs(entries):
        found[ours.family, ours.time_limit, label].add(ours, theirs)
    return found


def ratio_table(entries: Sequence[Entry]) -> Table | None:
    """Return the ratios as a table; None where no baseline has a run of the default beside it."""
    columns = (
        *("family", "default's limit", "baseline", "pairs", "objective", "least", "most", "bus passengers"),
        *("no plan", "default has none"),
    )
    rows = tuple(_row(*key, found) for key, found in ratios_of(entries).items())
    title = "Baselines over the default configuration"
    return Table(title, columns, rows, frozenset({"family", "baseline"}), _NOTE) if rows else None


def over(value: float, base: float) -> float:
    """Return a figure as a multiple of another; what is below 1 counts as 1."""
    return max(value, 1.0) / max(base, 1.0)


def geometric_mean(values: Sequence[float]) -> float | None:
    """Return the geometric mean of values above 0; None without any."""
    return shifted_geometric_mean(values, shift=0.0)


def _pairs(entries: Sequence[Entry]) -> Iterator[tuple[RunRecord, RunRecord, str]]:
    """Yield the default's run, the baseline's and its label."""
    own = defaultdict[tuple[str, int, int], list[RunRecord]](list)
    for entry in entries:
        if entry.record.config == REFERENCE:
            own[problem_of(entry.record), entry.record.seed, entry.record.tier].append(entry.record)
    for entry in entries:
        theirs = entry.record
        beside = own.get((problem_of(theirs), theirs.seed, theirs.tier), [])
        fitting = [ours for ours in beside if ours.time_limit <= theirs.time_limit]
        if theirs.config in BASELINES and fitting:
            yield max(fitting, key=lambda ours: ours.time_limit), theirs, entry.label


def _row(family: str, time_limit: float, label: str, found: Ratios) -> tuple[str, ...]:
    costs = found.objectives
    return (
        *(family, limit(time_limit), label, number(found.pairs), ratio(geometric_mean(costs))),
        *(ratio(min(costs, default=None)), ratio(max(costs, default=None))),
        *(ratio(geometric_mean(found.bus_passengers)), number(found.without_plan), number(found.default_without)),
    )
