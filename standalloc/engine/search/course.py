"""The course of a search: which stage follows which, in one thread or in two that work side by side.

One side plans: prices, dive, what the dive leaves open, large neighbourhoods, exact search once little is left. The
other proves and polishes: the whole relaxation by the barrier, re-matching, neighbourhoods in CP-SAT.
"""

import logging
import math
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from standalloc.engine.search.config import Configuration
from standalloc.engine.search.exact import raise_bound_by_cuts, solve_by_branch_and_cut, solve_whole, what_can_cost_less
from standalloc.engine.search.improve import improve, improve_by_branch_and_cut
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.neighbourhoods import Picker
from standalloc.engine.search.relaxation import follow_dive, price, settle
from standalloc.engine.search.rematch import rematch_all
from standalloc.engine.search.remote import Remote

log = logging.getLogger(__name__)

#: Exact search is tried again when the columns of better plans have shrunk to this share.
_SHRUNK = 0.75

#: So few columns go to exact search at once, more when neighbourhoods found nothing better so many times.
_LITTLE = 1_500
_STALLED = 3

#: Share of the time left that exact search may take while there is something else to try.
_EXACT_SHARE = 0.9

#: How far the first cuts may raise a large day's bound, as a share of it; and their time, in times of the barrier's.
_CUTS_REACH = 0.0075
_MIDDLING_REACH = 0.0125
_CUTS_TIMES = 12.0

#: Share of the time left in which a middling day's plan may come within reach of cuts before these begin.
_NEARER_SHARE = 0.7

#: Seconds of re-matching before prices, and the share of the time left that these may be.
_FIRST_MATCHING = 3.0
_MATCHING_SHARE = 0.2

#: Seconds that the barrier takes for what draws on a chain.
_BARRIER_SECONDS = 2.5e-4

#: Share of the time left for finding stands for those who have none, before anything is proven; how small it begins.
_ROOM_SHARE = 0.3
_ROOM_VISITS = 24

#: How many visits the first large neighbourhoods have where the relaxation does not see the taxilanes.
_FIRST_VISITS = 50

#: With fewer seconds left, cuts that a stalled search would try raise nothing; with so few none are tried at all.
_CUTS_LEAST = 60.0
_CUTS_SHORTEST = 12.0

#: Seconds of neighbourhoods before a day goes whole to one CP-SAT worker, and the share of the time left it may take.
_FIRST_IMPROVEMENT = 2.0
_BESIDE_SHARE = 0.8


#: Seconds in which CP-SAT solves the smallest days by itself.
_AT_ONCE = 0.2


class _Signs:
    """What one side tells the other: that the dive is over, and that branch and cut is at work on the whole day."""

    def __init__(self) -> None:
        self.dived = threading.Event()
        self.proving = threading.Event()


def run_stages(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Run all stages: small days whole first, then both sides, one after the other where there is one worker.

    Raises:
        Exception: whatever a stage raises; the incumbent is then given up.
    """
    if incumbent.problem.size <= config.whole_columns:
        _solve_small(incumbent, config, limits)
    if incumbent.is_over():
        return
    log.info("%d columns, relaxed %d", incumbent.problem.size, incumbent.relaxed.problem.size)
    signs = _Signs()
    if limits.workers == 1:
        if config.neighbourhoods:
            # A dive may not come to its end in a short time; re-matching gains most of what it gains at once.
            first = incumbent.clock.now() + min(_FIRST_MATCHING, _MATCHING_SHARE * incumbent.seconds_left)
            rematch_all(incumbent, random.Random(limits.seed), lambda: incumbent.clock.now() > first)
        _plan(incumbent, config, limits, signs)
        if config.neighbourhoods:
            half_time = incumbent.clock.now() + incumbent.seconds_left / 2
            improve(incumbent, config, 1, limits.seed, lambda: incumbent.clock.now() > half_time)
        _polish(incumbent, config, limits, signs)
        return
    with ThreadPoolExecutor(1, "standalloc") as threads:
        planning = threads.submit(_plan, incumbent, config, limits, signs)
        planning.add_done_callback(lambda done: incumbent.give_up() if done.exception() else signs.dived.set())
        try:
            _polish(incumbent, config, limits, signs)
        except BaseException:
            # The other side would go on to the deadline, and nobody hear of the error before.
            incumbent.give_up()
            raise
        planning.result()


def _solve_small(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Give a small day to CP-SAT for a while; price it meanwhile, which may prove what CP-SAT is long in proving."""
    solved = threading.Event()

    def price_meanwhile() -> None:
        if not solved.wait(_AT_ONCE):
            with Remote(incumbent.relaxed.problem, incumbent.is_over) as remote:
                price(incumbent, remote, None)

    with ThreadPoolExecutor(1, "standalloc") as threads:
        pricing = threads.submit(price_meanwhile) if config.bound and limits.workers > 1 else None
        solve_whole(incumbent, config.whole_share * limits.seconds, limits.workers, limits.seed)
        solved.set()
        if pricing is not None:
            pricing.result()


def _plan(incumbent: Incumbent, config: Configuration, limits: Limits, signs: _Signs) -> None:
    """Price, dive and settle; then, beside another worker, alternate between neighbourhoods and exact search."""
    rounds = config.climb_rounds if _is_large(incumbent, config) else None
    size = 2 * config.neighbourhood_visits if incumbent.relaxed.is_whole else _FIRST_VISITS
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        if config.bound and incumbent.relaxed.is_whole:
            if incumbent.guidance is None:
                price(incumbent, remote, rounds)
            steps = follow_dive(incumbent, config, remote)
            signs.dived.set()
            size = settle(incumbent, config, steps, remote) or size
        elif config.bound:
            # Where the relaxation does not see the taxilanes, its dive ends far from any plan.
            with Remote(incumbent.relaxed.problem, incumbent.is_over) as coarse:
                price(incumbent, coarse, rounds)
        signs.dived.set()
        if limits.workers > 1 or not (config.neighbourhoods or limits.clock.counts_work):
            picker = Picker(float(size), random.Random(limits.seed + 1))
            _alternate(incumbent, config, picker, remote, signs)


def _alternate(incumbent: Incumbent, config: Configuration, picker: Picker, remote: Remote, signs: _Signs) -> None:
    """Alternate between large neighbourhoods and branch and cut on what a better plan can be made of.

    That shrinks with the gap, so exact search waits until neighbourhoods no longer find better plans or little is left,
    and is tried again when a good part of that is gone.
    """
    tried, idle, is_cut = math.inf, 0, False
    while (cost := incumbent.cost) is not None and not remote.is_broken and not incumbent.is_over():
        left = what_can_cost_less(incumbent.problem, incumbent.guidance, cost)
        is_stalled = (idle >= _STALLED and not signs.proving.is_set()) or not config.neighbourhoods
        if (left.size <= _LITTLE or is_stalled) and left.size <= min(config.exact_columns, _SHRUNK * tried):
            tried, idle = left.size, 0
            share = _EXACT_SHARE if config.neighbourhoods else 1.0
            solve_by_branch_and_cut(incumbent, left, cost, share * incumbent.seconds_left)
        elif is_stalled and left.size <= config.cut_columns and not is_cut and incumbent.seconds_left > _CUTS_LEAST:
            is_cut = True
            raise_bound_by_cuts(incumbent, 1.0, incumbent.seconds_left)
        elif config.neighbourhoods:
            improve_by_branch_and_cut(incumbent, remote, picker)
            idle = idle + 1 if incumbent.cost == cost else 0
        else:
            return


def _polish(incumbent: Incumbent, config: Configuration, limits: Limits, signs: _Signs) -> None:
    """Prove the bound of a large day by the barrier, re-match until there is a dive, then improve by neighbourhoods."""
    if config.bound and _is_large(incumbent, config):
        rng, clock, begun = random.Random(limits.seed), incumbent.clock, incumbent.clock.now()
        has_time = incumbent.seconds_left > _BARRIER_SECONDS * incumbent.relaxed.problem.extent
        first = min(_FIRST_MATCHING, _MATCHING_SHARE * incumbent.seconds_left) if has_time else math.inf
        if config.neighbourhoods and incumbent.relaxed.is_whole:
            rematch_all(incumbent, rng, lambda: signs.dived.is_set() or clock.now() > begun + first)
            _find_room(incumbent, config, limits)
        if has_time and incumbent.relaxed.problem.size <= config.barrier_columns:
            _prove(incumbent, config, limits, signs)
        if config.neighbourhoods and incumbent.relaxed.is_whole:
            rematch_all(incumbent, rng, signs.dived.is_set)
        _until(signs.dived, incumbent.is_over)
    if incumbent.problem.size <= config.beside_columns:
        begun = incumbent.clock.now()
        if config.neighbourhoods:
            improve(incumbent, config, 1, limits.seed, lambda: incumbent.clock.now() > begun + _FIRST_IMPROVEMENT)
        # One worker: its linear relaxation proves what a portfolio of few workers spends itself on searching.
        solve_whole(incumbent, _BESIDE_SHARE * incumbent.seconds_left, 1, limits.seed)
    if config.neighbourhoods:
        improve(incumbent, config, max(1, limits.workers - 1), limits.seed)


def _find_room(incumbent: Incumbent, config: Configuration, limits: Limits) -> None:
    """Improve by neighbourhoods while visits are without a stand that first plans on crowded days leave out."""
    end = incumbent.clock.now() + _ROOM_SHARE * incumbent.seconds_left

    def is_enough() -> bool:
        allocation = incumbent.allocation
        return incumbent.clock.now() > end or allocation is None or None not in allocation.classes

    improve(incumbent, config, 1, limits.seed, is_enough, visits=_ROOM_VISITS)


def _prove(incumbent: Incumbent, config: Configuration, limits: Limits, signs: _Signs) -> None:
    """Prove a day's bound by the barrier, and raise it by cuts; a middling day's as far as the optimum may well be.

    On a middling day, and where no dive is to come, cuts wait for a plan that they can reach.

    Where work counts there are no cuts: branch and cut knows no end but the wall clock's.
    """
    begun = incumbent.clock.now()
    relaxed = incumbent.relaxed.problem
    with Remote(relaxed, incumbent.is_over) as remote:
        price(incumbent, remote, None)
    if incumbent.clock.counts_work:
        return
    reach, seconds = _CUTS_REACH, _CUTS_TIMES * (incumbent.clock.now() - begun)
    if relaxed.size <= config.exact_columns:
        reach = _MIDDLING_REACH
        _until(signs.dived, incumbent.is_over)
        _come_near(incumbent, config, limits, reach)
        seconds = incumbent.seconds_left
    elif not incumbent.relaxed.is_whole:
        _come_near(incumbent, config, limits, reach)
    if relaxed.size <= config.cut_columns and incumbent.seconds_left > _CUTS_SHORTEST:
        signs.proving.set()
        raise_bound_by_cuts(incumbent, reach, seconds)
        signs.proving.clear()


def _come_near(incumbent: Incumbent, config: Configuration, limits: Limits, reach: float) -> None:
    """Improve by neighbourhoods until the best plan costs at most so much more than the bound, as a share of that."""
    end = incumbent.clock.now() + _NEARER_SHARE * incumbent.seconds_left

    def is_enough() -> bool:
        cost, bound = incumbent.cost, incumbent.bound
        is_near = cost is not None and bound is not None and cost - bound <= reach * abs(bound)
        return is_near or incumbent.clock.now() > end

    if config.neighbourhoods:
        improve(incumbent, config, 1, limits.seed, is_enough)


def _is_large(incumbent: Incumbent, config: Configuration) -> bool:
    """Say whether a day has too many columns to wait for its whole relaxation."""
    return incumbent.problem.size > config.climb_columns


def _until(event: threading.Event, is_over: Callable[[], bool]) -> None:
    while not event.wait(0.05) and not is_over():
        pass
