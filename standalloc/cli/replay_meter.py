"""How far a replay is, on standard error: a bar on a terminal, a line for each day planned elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import fmean

from standalloc.bench.replay import DayDone, DayRecord, Series
from standalloc.cli.sweeping import duration, progress_bar
from standalloc.cli.tables import console
from standalloc.cli.words import printable


class ReplayMeter:
    """Shows how the days of a replay end, and how long the rest will take.

    Args:
        series: to plan.
        jobs: how many are at work at once.
    """

    def __init__(self, series: Sequence[Series], jobs: int) -> None:
        self.total = sum(len(one.airport.schedules) for one in series)
        self._done = 0
        self._jobs = jobs
        self._limits = {one.configuration.name: one.time_limit for one in series}
        self._days = [(one.configuration.name, len(one.airport.schedules)) for one in series]
        self._ended: defaultdict[str, int] = defaultdict(int)
        self._taken: defaultdict[str, list[float]] = defaultdict(list)
        self._console = console(stderr=True)
        self._bar = progress_bar(self._console)
        self._task = self._bar.add_task("days", total=self.total, said=self._left())

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bar, where there is a terminal."""
        if self._console.is_terminal:
            with self._bar:
                yield
        else:
            yield

    def ended(self, done: DayDone) -> None:
        """Take a day that has its record."""
        self._done += 1
        record = done.record
        self._ended[record.config] += 1
        if done.is_new:
            self._taken[record.config].append(record.run.seconds)
        self._bar.update(self._task, completed=self._done, said=self._left())
        if record.run.error or (done.is_new and not self._console.is_terminal):
            self._bar.console.print(
                printable(f"{self._done}/{self.total} {_said(record)}; {self._left()}"), soft_wrap=True
            )

    def _left(self) -> str:
        """Return how long the rest takes: at least as long as the days of one series one after the other."""
        rest = {}
        for config, limit in self._limits.items():
            days = [count for name, count in self._days if name == config]
            seconds = fmean(self._taken[config]) if self._taken[config] else limit
            rest[config] = (sum(days) - self._ended[config]) * seconds, len(days)
        longest = max(seconds / series for seconds, series in rest.values())
        shared = sum(seconds for seconds, _ in rest.values()) / self._jobs
        return f"about {duration(max(longest, shared))} left"


def _said(record: DayRecord) -> str:
    """Return what came of a day as one line."""
    run, name = record.run, f"{record.airport} {record.day} {record.config}"
    if record.counts is None:
        return f"{name}: {run.status} after {run.seconds:.1f} s: {run.error}"
    return f"{name}: {run.status}, {record.counts.bus_passengers:,} bus passengers in {run.seconds:.1f} s"
