"""The stages of a solve and the one deadline they share."""

from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from standalloc.engine.config import Configuration
from standalloc.engine.dive import dive
from standalloc.engine.exact import solve_by_branch_and_cut, solve_whole
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.highs import Highs
from standalloc.engine.improve import improve, settle
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.linear import linear_programme


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a solve may take in seconds, how many cores it may use, and the seed of everything random."""

    seconds: float
    workers: int
    seed: int


def search(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Run the stages of a configuration until the incumbent is proven, stopped or out of time.

    The caller's thread only waits, so that it hears signals while solvers work.
    """
    incumbent.raise_bound(incumbent.problem.floor, "floor")
    if incumbent.is_over():
        return
    threads = ThreadPoolExecutor(2, "standalloc")
    try:
        future = threads.submit(_stages, incumbent, config, limits, threads)
        _wait(future)
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _stages(incumbent: Incumbent, config: Configuration, limits: Limits, threads: ThreadPoolExecutor) -> None:
    incumbent.offer(greedy_allocation(incumbent.problem, incumbent.allocation), "first plan")
    if incumbent.problem.size <= config.whole_columns and not incumbent.is_over():
        solve_whole(incumbent, config.whole_share * limits.seconds, limits.workers, limits.seed)
    if incumbent.is_over():
        return
    if limits.workers == 1:
        _prove(incumbent, config, limits, alone=True)
        _improve(incumbent, config, 1, limits.seed)
        return
    proving = threads.submit(_prove, incumbent, config, limits, alone=False)
    _improve(incumbent, config, limits.workers - 1, limits.seed)
    _wait(proving)


def _prove(incumbent: Incumbent, config: Configuration, limits: Limits, *, alone: bool) -> None:
    """Raise the bound and dive for a plan; then search exactly, where another core can improve plans meanwhile."""
    with Highs(incumbent.is_over) as highs:
        if config.bound and not incumbent.is_over():
            found = dive(incumbent, highs, config.dive_step, config.dive_rest)
            if found is not None:
                settle(incumbent, *found, limits.seed)
        fits = incumbent.problem.size <= config.exact_columns and not (alone and config.neighbourhoods)
        if fits and not incumbent.is_over():
            solve_by_branch_and_cut(incumbent, linear_programme(incumbent.problem), highs)


def _improve(incumbent: Incumbent, config: Configuration, workers: int, seed: int) -> None:
    if config.neighbourhoods:
        improve(incumbent, config, workers, seed)


def _wait(future: "Future[None]") -> None:
    """Wait in short turns: a wait without end would not let signals through."""
    while not wait([future], timeout=0.1, return_when=FIRST_EXCEPTION).done:
        pass
    future.result()
