"""What performs the runs of a sweep: processes on this machine (`local`) or a Ray cluster (`cluster`)."""

from collections.abc import Generator, Sequence
from typing import Protocol

from standalloc.bench.perform import Outcome
from standalloc.bench.run import Run


class Executor(Protocol):
    """Performs runs, each once, with `perform`, wherever that is."""

    @property
    def jobs(self) -> int:
        """How many runs are at work at once, for the estimate of the time left."""

    def perform(self, runs: Sequence[Run]) -> Generator[Outcome]:
        """Yield the outcome of every run as it ends, in any order.

        A failing run is an outcome like any other. Closing the generator ends the runs that are at work and gives up
        the rest; it returns when none of them is left. Nothing is written here: that is the caller's.
        """
