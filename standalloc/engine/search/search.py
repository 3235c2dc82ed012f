"""A search: a first plan at once, then the stages of the configuration in threads, until the one deadline."""

from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits


def search(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Run the stages of a configuration until the incumbent is proven, stopped or out of time.

    The caller's thread only waits, so that it hears signals while solvers work.
    """
    incumbent.raise_bound(incumbent.problem.floor, "floor")
    if not config.baseline:
        _plan_at_once(incumbent)
    if incumbent.is_over():
        return
    # CP-SAT is slow to import: the first plan does not wait for it.
    from standalloc.engine.baselines import BASELINES  # noqa: PLC0415
    from standalloc.engine.search.course import run_stages  # noqa: PLC0415

    threads = ThreadPoolExecutor(1, "standalloc")
    try:
        _wait(threads.submit(BASELINES.get(config.baseline, run_stages), incumbent, config, limits))
    except BaseException:
        # Ctrl-C or a stage's own error: the caller shall hear of it now, not at the deadline.
        incumbent.give_up()
        raise
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _plan_at_once(incumbent: Incumbent) -> None:
    """Offer a first plan: there must be one, however short the time."""
    if incumbent.allocation is None:
        incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    elif not incumbent.is_over():
        incumbent.offer(greedy_allocation(incumbent.problem, incumbent.allocation), "first plan")
        if not incumbent.is_over():
            incumbent.offer(greedy_allocation(incumbent.problem), "first plan")


def _wait(future: "Future[None]") -> None:
    """Wait in short turns: a wait without end would not let signals through."""
    while not wait([future], timeout=0.1, return_when=FIRST_EXCEPTION).done:
        pass
    future.result()
