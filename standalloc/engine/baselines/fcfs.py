"""First come, first served: every visit in order of time to the best stand that is free then.

So works a rule-based stand system: it breaks no rule, looks at no visit that is yet to come but the pinned ones, and
never takes back what it has given.
"""

from collections.abc import Sequence

from standalloc.engine.construction.greedy import follows
from standalloc.engine.construction.loads import Placed, Placement
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits
from standalloc.model.sizes import code_rank


def first_come_first_served(incumbent: Incumbent, _config: Configuration, _limits: Limits) -> None:
    """Offer the plan; it is made with all tiers in view, so later tiers have it already."""
    problem = incumbent.problem
    if len(problem.stages) == len(problem.instance.airport.objective.stages):
        incumbent.offer(allocate_in_order_of_time(problem), "first come, first served")


def allocate_in_order_of_time(problem: Problem) -> Allocation:
    """Return the allocation that gives every visit, when it begins, the best stand that is free then.

    Best is what costs least with what is there already, tows included (by each tier in turn); then the narrowest stand
    that will do; then the first kind of stand in the airport's order. Pinned visits are known beforehand. Where one
    aircraft goes on in the minute another comes, the one that is there chooses first.
    """
    placed = Placed.nothing(problem)
    for v in _in_order_of_time(problem):
        found = _best(placed, v)
        if found is not None:
            placed.place(found)
    return placed.allocation


def _in_order_of_time(problem: Problem) -> list[int]:
    def when(v: int) -> tuple[bool, int, bool, int]:
        visit = problem.visits[v]
        return v not in problem.pinned, visit.start, visit.disembarks, v

    return sorted(range(len(problem.visits)), key=when)


def _best(placed: Placed, v: int) -> Placement | None:
    """Return the best placement that fits; what follows never makes a place cheaper, so the dearer ones can wait."""
    best: tuple[tuple[int, ...], Placement] | None = None
    problem = placed.problem
    owns = (_rank(problem, k, [tariff.costs[v][k] for tariff in problem.stages]) for k in problem.costs[v])
    for own in sorted(owns):
        k = own[-1]
        if best is not None and own > best[0]:
            break
        placement = placed.placement(Column(v, k))
        rank = _rank(problem, k, [_cost(placed, placement, tariff) for tariff in problem.stages])
        if (best is None or rank < best[0]) and placed.loads.fits(placement):
            best = (rank, placement)
    return None if best is None else best[1]


def _rank(problem: Problem, k: int, costs: Sequence[int]) -> tuple[int, ...]:
    return (*costs, code_rank(problem.classes[k].sample.max_code or "F"), k)


def _cost(placed: Placed, placement: Placement, tariff: Tariff) -> int:
    """Return what a visit costs at a place, with all that follows from it."""
    v, k = placement.column
    return tariff.costs[v][k] + follows(placed, placement, tariff)
