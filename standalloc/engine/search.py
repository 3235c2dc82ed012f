"""The stages of a solve and the one deadline they share."""

from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from standalloc.engine.allocation import Allocation
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
    # A plan there must be, however short the time.
    incumbent.offer(greedy_allocation(incumbent.problem, incumbent.allocation), "first plan")
    if incumbent.is_over():
        return
    threads = ThreadPoolExecutor(2, "standalloc")
    try:
        future = threads.submit(_stages, incumbent, config, limits, threads)
        _wait(future)
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _stages(incumbent: Incumbent, config: Configuration, limits: Limits, threads: ThreadPoolExecutor) -> None:
    if incumbent.problem.size <= config.whole_columns and not incumbent.is_over():
        solve_whole(incumbent, config.whole_share * limits.seconds, limits.workers, limits.seed)
    if incumbent.is_over():
        return
    with Highs(incumbent.is_over) as highs:
        open_part = dive(incumbent, highs, config.dive_step, config.dive_rest) if config.bound else None
        if limits.workers == 1:
            _improve(incumbent, config, limits, open_part)
            return
        beside = threads.submit(_beside, incumbent, config, limits, highs)
        _improve(incumbent, config, limits, open_part)
        _wait(beside)


def _improve(
    incumbent: Incumbent, config: Configuration, limits: Limits, open_part: tuple[Allocation, list[int]] | None
) -> None:
    """Settle what the dive left open, then improve by neighbourhoods; one core is left to `_beside`."""
    if open_part is not None:
        settle(incumbent, *open_part, limits.seed)
    if config.neighbourhoods:
        improve(incumbent, config, max(1, limits.workers - 1), limits.seed)


def _beside(incumbent: Incumbent, config: Configuration, limits: Limits, highs: Highs) -> None:
    """Search the whole day exactly where it is small enough, else in neighbourhoods of another seed."""
    if incumbent.problem.size <= config.exact_columns and not incumbent.is_over():
        solve_by_branch_and_cut(incumbent, linear_programme(incumbent.problem), highs)
    if config.neighbourhoods:
        improve(incumbent, config, 1, limits.seed + 1)


def _wait(future: "Future[None]") -> None:
    """Wait in short turns: a wait without end would not let signals through."""
    while not wait([future], timeout=0.1, return_when=FIRST_EXCEPTION).done:
        pass
    future.result()
