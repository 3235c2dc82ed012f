"""How long the rest of a sweep takes, from what its runs have taken so far."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from standalloc.bench.record import RunRecord
from standalloc.bench.run import Run


class Estimate:
    """Expects each run to take as long as those of its family and configuration did, else its time limit.

    Args:
        runs: of the sweep.
        jobs: how many are at work at once.
    """

    def __init__(self, runs: Sequence[Run], jobs: int) -> None:
        self._open = {run.name: run for run in runs}
        self._jobs = jobs
        self._taken: dict[tuple[str, str, float], list[float]] = defaultdict(list)

    def ended(self, record: RunRecord) -> None:
        """Take note of a run's end."""
        self._open.pop(record.run, None)
        self._taken[record.family, record.config, record.time_limit].append(record.seconds)

    @property
    def seconds_left(self) -> float:
        """Seconds until the last run ends, about."""
        return sum(map(self._expected, self._open.values())) / self._jobs

    def _expected(self, run: Run) -> float:
        taken = self._taken.get((run.family, run.configuration.name, run.time_limit))
        return fmean(taken) if taken else run.time_limit
