"""The stages of a solve and the one deadline they share."""

import math
import random
import threading
import time
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from standalloc.engine.baselines import BASELINES
from standalloc.engine.config import Configuration
from standalloc.engine.exact import raise_bound_by_cuts, solve_by_branch_and_cut, solve_whole, what_can_cost_less
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.improve import bound_by_prices, follow_dive, improve, improve_by_branch_and_cut, settle
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.limits import Limits
from standalloc.engine.neighbourhoods import Picker
from standalloc.engine.remote import Remote

__all__ = ["Limits", "search"]

#: Exact search is tried again when the columns of better plans have shrunk to this share.
_SHRUNK = 0.75

#: So few columns go to exact search at once, more when neighbourhoods found nothing better so many times.
_LITTLE = 1_500
_STALLED = 3

#: Share of the time left that exact search may take while there is something else to try.
_EXACT_SHARE = 0.9

#: Share of the time left after the dive from which on a large day's bound is raised by cuts.
_CUTS_SHARE = 0.4

#: Seconds of neighbourhoods before a day goes whole to one CP-SAT worker, and the share of the time left it may take.
_FIRST_IMPROVEMENT = 2.0
_BESIDE_SHARE = 0.8


def search(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Run the stages of a configuration until the incumbent is proven, stopped or out of time.

    The caller's thread only waits, so that it hears signals while solvers work.
    """
    incumbent.raise_bound(incumbent.problem.floor, "floor")
    if not config.baseline:
        _plan_at_once(incumbent)
    if incumbent.is_over():
        return
    threads = ThreadPoolExecutor(2, "standalloc")
    try:
        if config.baseline:
            future = threads.submit(BASELINES[config.baseline], incumbent, config, limits)
        else:
            future = threads.submit(_stages, incumbent, config, limits, threads)
        _wait(future)
    except BaseException:
        # Ctrl-C or a stage's own error: the caller shall hear of it now, not at the deadline.
        incumbent.give_up()
        raise
    finally:
        threads.shutdown(wait=True, cancel_futures=True)


def _plan_at_once(incumbent: Incumbent) -> None:
    """Offer a first plan: there must be one, however short the time."""
    if incumbent.allocation is not None:
        incumbent.offer(greedy_allocation(incumbent.problem, incumbent.allocation), "first plan")
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")


def _stages(incumbent: Incumbent, config: Configuration, limits: Limits, threads: ThreadPoolExecutor) -> None:
    if incumbent.problem.size <= config.whole_columns and not incumbent.is_over():
        solve_whole(incumbent, config.whole_share * limits.seconds, limits.workers, limits.seed)
    if incumbent.is_over():
        return
    if limits.workers == 1:
        _beside(incumbent, config, limits, threading.Event())
        _improve(incumbent, config, limits)
        return
    dived = threading.Event()
    beside = threads.submit(_beside, incumbent, config, limits, dived)
    beside.add_done_callback(lambda done: incumbent.give_up() if done.exception() else None)
    # Two busy cores slow each other: on a large day neighbourhoods of a greedy plan cost the dive more than they give.
    alone = incumbent.problem.size > config.dive_alone_columns and limits.seconds >= config.dive_alone_seconds
    while alone and not dived.wait(0.05) and not incumbent.is_over():
        pass
    if incumbent.problem.size <= config.beside_columns:
        begun = time.monotonic()
        if config.neighbourhoods:
            improve(incumbent, config, 1, limits.seed, lambda: time.monotonic() > begun + _FIRST_IMPROVEMENT)
        # One worker: its linear relaxation proves what a portfolio of few workers spends itself on searching.
        solve_whole(incumbent, _BESIDE_SHARE * incumbent.seconds_left, 1, limits.seed)
    _improve(incumbent, config, limits)
    _wait(beside)


def _improve(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Improve by neighbourhoods in CP-SAT, on all cores but the one of `_beside`."""
    if config.neighbourhoods:
        improve(incumbent, config, max(1, limits.workers - 1), limits.seed)


def _beside(incumbent: Incumbent, config: Configuration, limits: Limits, dived: threading.Event) -> None:
    """Keep the child process busy: bound and dive first; then large neighbourhoods, and exact search where it is small.

    What a better plan can still be made of shrinks with the gap, so exact search waits until neighbourhoods no longer
    find better plans or little is left, and is tried again when a good part of that is gone. Where this is the only
    worker it leaves the improvement to `_improve`.
    """
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        if config.bound:
            bound_by_prices(incumbent, remote)
            last = follow_dive(incumbent, config, remote)
            dived.set()
            if last is not None and len(last.open) <= 3 * config.dive_rest // 2:
                settle(incumbent, last, remote)
        dived.set()
        if limits.workers > 1 or not config.neighbourhoods:
            _alternate(incumbent, config, limits, remote)


def _alternate(incumbent: Incumbent, config: Configuration, limits: Limits, remote: Remote) -> None:
    """Alternate between large neighbourhoods and branch and cut on what a better plan can be made of."""
    tried, idle, is_cut = math.inf, 0, False
    half_time = time.monotonic() + _CUTS_SHARE * incumbent.seconds_left
    picker = Picker(2.0 * config.neighbourhood_visits, random.Random(limits.seed + 1))
    while (cost := incumbent.cost) is not None and not remote.is_broken and not incumbent.is_over():
        left = what_can_cost_less(incumbent, cost)
        is_stalled = idle >= _STALLED or not config.neighbourhoods
        if (left.size <= _LITTLE or is_stalled) and left.size <= min(config.exact_columns, _SHRUNK * tried):
            tried, idle = left.size, 0
            share = _EXACT_SHARE if config.neighbourhoods else 1.0
            solve_by_branch_and_cut(incumbent, left, cost, share * incumbent.seconds_left)
        elif config.bound and not is_cut and (is_stalled or time.monotonic() > half_time):
            is_cut = True
            raise_bound_by_cuts(incumbent)
        elif config.neighbourhoods:
            improve_by_branch_and_cut(incumbent, remote, picker)
            idle = idle + 1 if incumbent.cost == cost else 0
        else:
            return


def _wait(future: "Future[None]") -> None:
    """Wait in short turns: a wait without end would not let signals through."""
    while not wait([future], timeout=0.1, return_when=FIRST_EXCEPTION).done:
        pass
    future.result()
