"""Two configurations over the same days: totals of the days that both have a plan of, and what that is in a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from standalloc.bench.replay.counting import Counts
from standalloc.bench.replay.record import DayRecord
from standalloc.model.result import gap

_DAYS_OF_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class DayPair:
    """A day of an airport with both configurations.

    Attributes:
        day: local date.
        one: with the configuration in question.
        other: with the one it is compared with.
    """

    day: date
    one: DayRecord
    other: DayRecord

    @property
    def is_counted(self) -> bool:
        """Whether there is a plan of both, and of the day before of both or neither: else other visits would count."""
        has_both = self.one.counts is not None and self.other.counts is not None
        return has_both and self.one.follows == self.other.follows


@dataclass(frozen=True, slots=True)
class Totals:
    """What one configuration comes to over some days.

    Attributes:
        counts: sums.
        gap: of the sums of objectives and bounds of all these days; None where a bound is unknown.
        proven: days whose plan is proven optimal.
        seconds: of all days.
        median_seconds: of a day.
        peak_memory_mb: the highest of all.
        held: visits held where the day before left them.
        added: turns that the day's own schedule did not have.
    """

    counts: Counts
    gap: float | None
    proven: int
    seconds: float
    median_seconds: float
    peak_memory_mb: float
    held: int
    added: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """An airport's days with both configurations.

    Attributes:
        airport: its code.
        config: in question.
        against: what it is compared with.
        days: in order of date.
    """

    airport: str
    config: str
    against: str
    days: tuple[DayPair, ...]

    @property
    def counted(self) -> tuple[DayPair, ...]:
        """The days whose figures count."""
        return tuple(pair for pair in self.days if pair.is_counted)

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """Runs of days that are not there, each by its first and last one."""
        one = timedelta(days=1)
        neighbours = pairwise(pair.day for pair in self.days)
        return tuple((before + one, after - one) for before, after in neighbours if after - before > one)

    @property
    def totals(self) -> tuple[Totals, Totals]:
        """The sums of both over the days whose figures count."""
        return totals_of([pair.one for pair in self.counted]), totals_of([pair.other for pair in self.counted])

    @property
    def is_full_year(self) -> bool:
        """Whether the days that count are one whole year, whenever it begins."""
        days = [pair.day for pair in self.counted]
        if not days or (days[-1] - days[0]).days + 1 != len(days):
            return False
        after = days[-1] + timedelta(days=1)
        return (after.year - days[0].year, after.month, after.day) == (1, days[0].month, days[0].day)

    @property
    def year_factor(self) -> float:
        """By what the sums are multiplied for a year: 1 for a full one, else 365 for each day that counts."""
        return 1.0 if self.is_full_year else _DAYS_OF_A_YEAR / max(len(self.counted), 1)

    @property
    def fewer_bus_passengers(self) -> int:
        """How many bus passengers fewer the configuration has than the other, on the days that count."""
        one, other = self.totals
        return other.counts.bus_passengers - one.counts.bus_passengers


def compared(records: Iterable[DayRecord], config: str, against: str) -> list[Comparison]:
    """Return the comparison of each airport, in the order in which the records name them.

    Args:
        records: of both configurations; a day that only one of them has is left out.
        config: in question.
        against: what it is compared with.
    """
    by_airport: dict[str, dict[str, dict[str, DayRecord]]] = {}
    for record in records:
        by_airport.setdefault(record.airport, {}).setdefault(record.day, {})[record.config] = record
    return [
        Comparison(
            airport,
            config,
            against,
            tuple(
                DayPair(date.fromisoformat(day), both[config], both[against])
                for day, both in sorted(days.items())
                if both.keys() >= {config, against}
            ),
        )
        for airport, days in by_airport.items()
    ]


def totals_of(records: Sequence[DayRecord]) -> Totals:
    """Return the totals of days of one configuration, all of which have a plan."""
    runs = [record.run for record in records]
    objectives = [run.objective for run in runs if run.objective is not None]
    bounds = [run.bound for run in runs if run.bound is not None]
    is_bounded = bool(runs) and len(bounds) == len(objectives) == len(runs)
    return Totals(
        counts=sum((record.counts for record in records if record.counts is not None), Counts()),
        gap=gap(sum(objectives), sum(bounds)) if is_bounded else None,
        proven=sum(run.status == "optimal" for run in runs),
        seconds=sum(run.seconds for run in runs),
        median_seconds=median(run.seconds for run in runs) if runs else 0.0,
        peak_memory_mb=max((run.peak_memory_mb for run in runs), default=0.0),
        held=sum(record.held for record in records),
        added=sum(len(record.added) for record in records),
    )
