"""The stages by relaxation in the child: prices, the dive, and the exact solution of what it leaves open."""

import logging
from collections.abc import Sequence

from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.construction.completion import completed
from standalloc.engine.construction.dive import Step
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.exact import solver
from standalloc.engine.search.improve import replan
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.neighbourhoods import Neighbourhood
from standalloc.engine.search.remote import Remote

log = logging.getLogger(__name__)

#: Shares of the time left that a dual ascent, a dive, and the exact solution of what it leaves open, may take; and of
#: what an earlier step left open.
_CLIMB_SHARE = 0.3
_DIVE_SHARE = 0.6
_SETTLE_SHARE = 0.5
_WIDEN_SHARE = 0.35

#: From so many visits on a dive leaves more open, in proportion.
_LARGE = 800

#: Earlier steps are settled up to so many times the visits at which the dive shall end, each this much larger at least.
_WIDEST = 3.5
_WIDER = 1.4

#: Classes that the dive, and what settles its rest, may use for each visit.
_DIVE_CLASSES = 10.0

#: Columns this near to the bound, as a share of it, are promising however many they are.
_DIVE_MARGIN = 1e-3

#: Work of the barrier for what draws on a chain, of a round of dual ascent for a column, of a dive's step for an open
#: visit.
_BARRIER_WORK = 2.5e-4
_ROUND_WORK = 8e-7
_STEP_WORK = 4e-3


def price(incumbent: Incumbent, remote: Remote, rounds: int | None) -> None:
    """Let the child price all of the relaxed day, by so many rounds of dual ascent or, for None, by the barrier."""
    clock, columns = incumbent.clock, incumbent.relaxed.problem.size
    if rounds is None:
        for prices in remote.ask("price", clock.seconds(incumbent.seconds_left)):
            incumbent.raise_bound(prices.bound, "relaxation")
            incumbent.learn(prices, {})
        clock.charge(_BARRIER_WORK * incumbent.relaxed.problem.extent)
    else:
        share = _CLIMB_SHARE * incumbent.seconds_left
        rounds = clock.affordable(rounds, _ROUND_WORK * columns, share)
        for climbed in remote.ask("climb", clock.seconds(share), rounds):
            incumbent.raise_bound(climbed.prices.bound, "dual ascent")
            incumbent.learn(climbed.prices, climbed.guide)
        clock.charge(_ROUND_WORK * columns * rounds)


def follow_dive(incumbent: Incumbent, config: Configuration, remote: Remote) -> list[Step]:
    """Let the child dive on promising classes, complete each of its steps, and return them."""
    problem, guidance = incumbent.problem, incumbent.guidance
    steps: list[Step] = []
    if guidance is None:
        return steps
    margin = _promising_margin(guidance, len(problem.visits))
    classes = guidance.promising(problem, margin, range(len(problem.visits)), None)
    share, clock = _DIVE_SHARE * incumbent.seconds_left, incumbent.clock
    end, open_visits = clock.now() + share, len(problem.visits)
    for step in remote.ask("dive", clock.seconds(share), classes, config.dive_step, _rest(problem, config)):
        guidance = incumbent.learn(guidance.prices, step.shares)
        incumbent.offer(completed(problem, step.fixed, guidance), "dive")
        clock.charge(_STEP_WORK * open_visits)
        open_visits = len(step.open)
        log.debug("dive: %d visits open", open_visits)
        steps.append(step)
        if clock.counts_work and clock.now() >= end:
            break
    return steps


def settle(incumbent: Incumbent, config: Configuration, steps: Sequence[Step], remote: Remote) -> int:
    """Settle exactly, on promising classes, what the last step of a dive left open, then what earlier steps did.

    The relaxation is surest of what it fixes first, so what is open later is what an earlier step may have fixed wrong.

    Returns:
        How many visits were settled together to the end; 0 where none were.
    """
    guidance, widest = incumbent.guidance, _WIDEST * _rest(incumbent.problem, config)
    if not steps or guidance is None:
        return 0
    plan, solved, share = completed(incumbent.problem, steps[-1].fixed, guidance), 0, _SETTLE_SHARE
    for step in reversed(steps):
        if len(step.open) > widest:
            break
        if len(step.open) > _WIDER * solved:
            better, is_optimal = _settled(incumbent, step.open, plan, share * incumbent.seconds_left, remote)
            if not is_optimal:
                break
            plan, solved, share = better, len(step.open), _WIDEN_SHARE
    return solved


def _settled(
    incumbent: Incumbent, open_visits: tuple[int, ...], plan: Allocation, seconds: float, remote: Remote
) -> tuple[Allocation, bool]:
    """Plan the open visits anew, by branch and cut, or by CP-SAT where work counts; say whether it is the best.

    Branch and cut knows no end but the wall clock's.
    """
    problem, guidance = incumbent.problem, incumbent.guidance
    if guidance is None:
        return plan, False
    margin = _promising_margin(guidance, len(problem.visits))
    classes = guidance.promising(problem, margin, open_visits, plan)
    if incumbent.clock.counts_work:
        found, is_optimal = replan(incumbent, plan, Neighbourhood(open_visits, classes), solver(0, 1), seconds)
    else:
        found, is_optimal = None, False
        for answer in remote.ask("replan", seconds, open_visits, classes, plan):
            found, is_optimal = answer.allocation, answer.is_optimal
    log.debug("settled %d visits: optimal %s", len(open_visits), is_optimal)
    if found is None:
        return plan, False
    incumbent.offer(found, "dive")
    return found, is_optimal


def _rest(problem: Problem, config: Configuration) -> int:
    """Return at how many open visits a dive shall end: on the largest days, where they meet less, at more."""
    visits = len(problem.visits)
    return min(int(config.dive_rest * max(1.0, visits / _LARGE)), visits * 2 // 5)


def _promising_margin(guidance: Guidance, visits: int) -> int:
    """Return how far beyond the bound columns are promising, in steps."""
    return max(guidance.margin(_DIVE_CLASSES * visits), int(_DIVE_MARGIN * abs(guidance.prices.bound)))
