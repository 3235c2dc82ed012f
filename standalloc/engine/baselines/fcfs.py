"""First come, first served: every visit in order of time to the best stand that is free then.

So works a rule-based stand system: it breaks no rule, looks at no visit that is yet to come but the pinned ones, and
never takes back what it has given.
"""

from standalloc.engine.allocation import Allocation
from standalloc.engine.baselines.single_stands import offer
from standalloc.engine.chains import Column
from standalloc.engine.compile import compile_problem
from standalloc.engine.config import Configuration
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.limits import Limits
from standalloc.engine.loads import Placed, Placement
from standalloc.engine.problem import Problem
from standalloc.engine.tariff import Tariff
from standalloc.model.sizes import code_rank


def first_come_first_served(incumbent: Incumbent, _config: Configuration, _limits: Limits) -> None:
    """Offer the plan; with tiers it is the same in each stage."""
    problem = compile_problem(incumbent.problem.instance, apart=True)
    offer(incumbent, problem, allocate_in_order_of_time(problem), "first come, first served")


def allocate_in_order_of_time(problem: Problem) -> Allocation:
    """Return the allocation that gives every visit, when it begins, the best stand that is free then.

    Best is what costs least with what is there already, tows included (by each tier in turn); then the narrowest stand
    that will do; then the first in the airport's order. Pinned visits are known beforehand. Where one aircraft goes on
    in the minute another comes, the one that is there chooses first.
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
    placements = [placed.placement(Column(v, k)) for k in placed.problem.costs[v]]
    placements.sort(key=lambda placement: _rank(placed, placement))
    return next((placement for placement in placements if placed.loads.fits(placement)), None)


def _rank(placed: Placed, placement: Placement) -> tuple[int, ...]:
    problem, k = placed.problem, placement.column.stand_class
    costs = [_cost(placed, placement, tariff) for tariff in problem.stages]
    return (*costs, code_rank(problem.classes[k].sample.max_code or "F"), k)


def _cost(placed: Placed, placement: Placement, tariff: Tariff) -> int:
    """Return what a visit costs at a place: itself, its tow, its transfers, and the stand where used ones count."""
    problem, (v, k) = placed.problem, placement.column
    cost = tariff.costs[v][k] + sum(tariff.happenings[event.number] for event in placement.events)
    if tariff.peaks.get(k) and k not in placed.classes:
        cost += tariff.peaks[k]
    classes = [*placed.classes]
    classes[v] = k
    for index in problem.transfers_of.get(v, ()):
        at = problem.transfers[index].at(classes)
        cost += 0 if at is None else tariff.transfers[index][at[0]][at[1]]
    return cost
