"""A sweep: every run that has no result yet is performed, and its result kept as soon as it is there."""

from collections.abc import Callable, Sequence
from contextlib import closing

from standalloc.bench.executor import Executor
from standalloc.bench.record import RunRecord
from standalloc.bench.run import Run
from standalloc.bench.store import Store


def sweep(runs: Sequence[Run], store: Store, executor: Executor, on_end: Callable[[RunRecord], None]) -> None:
    """Perform runs and keep their results.

    What interrupts it (Ctrl-C, a full disk) ends the runs at work, which are then as if they had never begun; the
    results that were there stay. The caller holds the store.

    Args:
        runs: to do, those that `Store.missing` has.
        store: of the results.
        executor: performs them.
        on_end: called with each record once it is kept.

    Raises:
        OSError: a result cannot be written.
    """
    with closing(executor.perform(runs)) as outcomes:
        for outcome in outcomes:
            store.write(outcome)
            on_end(outcome.record)
