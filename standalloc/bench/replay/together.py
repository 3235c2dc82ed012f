"""Several series side by side: the days of each one after the other, different series at once."""

import threading
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from standalloc.bench.perform import Outcome, perform
from standalloc.bench.replay.series import DayDone, Perform, Series, replayed
from standalloc.bench.run import Run


def perform_here(run: Run, cancel: threading.Event) -> Outcome:
    """Perform a run in a process of this machine."""
    return perform(run, cancel=cancel)


def replay(series: Sequence[Series], folder: Path, jobs: int, perform: Perform = perform_here) -> Generator[DayDone]:
    """Yield the record of every day of every series as soon as it is kept.

    What interrupts it (Ctrl-C, a full disk, a malformed file) ends the days at work, which are then as if they had
    never begun; the records that were there stay. The caller holds the folder.

    Args:
        series: to plan; those that take longest first.
        folder: of the replay.
        jobs: series at work at a time.
        perform: plans a day.

    Raises:
        InputError: a schedule or a record is malformed.
        OSError: a file cannot be read or written.
    """
    cancel = threading.Event()
    kept: SimpleQueue[DayDone | Future[None]] = SimpleQueue()

    def work(one: Series) -> None:
        for done in replayed(one, folder, perform, cancel):
            kept.put(done)

    pool = ThreadPoolExecutor(jobs, thread_name_prefix="series")
    try:
        for one in series:
            pool.submit(work, one).add_done_callback(kept.put)
        left = len(series)
        while left:
            said = kept.get()
            if isinstance(said, DayDone):
                yield said
            else:
                said.result()
                left -= 1
    finally:
        cancel.set()
        pool.shutdown(cancel_futures=True)
