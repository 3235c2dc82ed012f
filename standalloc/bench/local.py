"""The executor of this machine: so many processes at a time, no server needed."""

import threading
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from standalloc.bench.perform import PATIENCE_S, Outcome, perform
from standalloc.bench.run import Run


@dataclass(frozen=True, slots=True)
class LocalExecutor:
    """Performs runs in processes of this machine; see `Executor`.

    Attributes:
        jobs: at a time.
        patience: seconds after its time limit when a run is ended.
    """

    jobs: int
    patience: float = PATIENCE_S

    def perform(self, runs: Sequence[Run]) -> Generator[Outcome]:
        """Yield the outcome of every run as it ends."""
        cancel = threading.Event()
        pool = ThreadPoolExecutor(self.jobs, thread_name_prefix="run")
        try:
            futures = {pool.submit(perform, run, patience=self.patience, cancel=cancel) for run in runs}
            for future in as_completed(futures):
                futures.discard(future)  # an outcome holds a whole plan: none is kept longer than needed
                yield future.result()
        finally:
            cancel.set()
            pool.shutdown(cancel_futures=True)
