"""The stages by relaxation in the child: prices, the dive, and the exact solution of what it leaves open."""

from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.construction.completion import completed
from standalloc.engine.construction.dive import Step
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.exact import solver
from standalloc.engine.search.improve import replan
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.neighbourhoods import Neighbourhood
from standalloc.engine.search.remote import Remote

#: Shares of the time left that a dual ascent, a dive, and the exact solution of what it leaves open, may take.
_CLIMB_SHARE = 0.3
_DIVE_SHARE = 0.6
_SETTLE_SHARE = 0.5

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


def follow_dive(incumbent: Incumbent, config: Configuration, remote: Remote) -> Step | None:
    """Let the child dive on promising classes, complete each of its steps, and return the last."""
    problem, guidance, last = incumbent.problem, incumbent.guidance, None
    if guidance is None:
        return None
    margin = _promising_margin(guidance, len(problem.visits))
    classes = guidance.promising(problem, margin, range(len(problem.visits)), None)
    rest = min(config.dive_rest, len(problem.visits) * 2 // 5)
    share, clock = _DIVE_SHARE * incumbent.seconds_left, incumbent.clock
    end, open_visits = clock.now() + share, len(problem.visits)
    for last in remote.ask("dive", clock.seconds(share), classes, config.dive_step, rest):
        guidance = incumbent.learn(guidance.prices, last.shares)
        incumbent.offer(completed(problem, last.fixed, guidance), "dive")
        clock.charge(_STEP_WORK * open_visits)
        open_visits = len(last.open)
        if clock.counts_work and clock.now() >= end:
            break
    return last


def settle(incumbent: Incumbent, last: Step, remote: Remote) -> None:
    """Settle exactly, on promising classes, what a dive left open: by branch and cut, or by CP-SAT where work counts.

    Branch and cut knows no end but the wall clock's.
    """
    problem, guidance = incumbent.problem, incumbent.guidance
    if not last.open or guidance is None:
        return
    begun = completed(problem, last.fixed, guidance)
    margin = _promising_margin(guidance, len(problem.visits))
    classes = guidance.promising(problem, margin, last.open, begun)
    seconds = _SETTLE_SHARE * incumbent.seconds_left
    if incumbent.clock.counts_work:
        drawn = Neighbourhood(last.open, classes)
        found, _ = replan(incumbent, begun, drawn, solver(0, 1), seconds)
        if found is not None:
            incumbent.offer(found, "dive")
        return
    for answer in remote.ask("replan", seconds, last.open, classes, begun):
        if answer.allocation is not None:
            incumbent.offer(answer.allocation, "dive")


def _promising_margin(guidance: Guidance, visits: int) -> int:
    """Return how far beyond the bound columns are promising, in steps."""
    return max(guidance.margin(_DIVE_CLASSES * visits), int(_DIVE_MARGIN * abs(guidance.prices.bound)))
