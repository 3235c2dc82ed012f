"""Completion: what a dive leaves open, placed one visit after the other at what the relaxation says it is worth.

A greedy plan takes the cheapest class with room; the relaxation's prices also tell what the room is worth to others.
"""

from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.construction.loads import Placed, Placement
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem


def completed(problem: Problem, keep: Allocation, guidance: Guidance) -> Allocation:
    """Return `keep` with its open visits where there is room, those first of which the relaxation is surest.

    Args:
        problem: the whole.
        keep: what stays as it is.
        guidance: what the relaxation says.
    """
    placed = Placed.of(problem, keep)
    surest = {
        v: max((guidance.share(Column(v, k)) for k in problem.costs[v]), default=0.0)
        for v in range(len(problem.visits))
        if placed.classes[v] is None
    }
    for v in sorted(surest, key=lambda v: (v not in problem.pinned, -surest[v], problem.visits[v].start, v)):
        best = _choose(placed, v, guidance)
        if best is not None:
            placed.place(best)
    return greedy_allocation(problem, placed.allocation)


def _choose(placed: Placed, v: int, guidance: Guidance) -> Placement | None:
    """Return the placement that is worth most and fits; a share in the relaxation counts for much."""
    problem = placed.problem
    # In the unit of a visit's average cost.
    average = max(1.0, abs(guidance.prices.bound) / max(1, len(problem.visits)))
    best: tuple[float, Placement] | None = None
    for k in problem.costs[v]:
        column = Column(v, k)
        placement = placed.placement(column)
        worth = guidance.dearness(column) - average * guidance.share(column)
        worth += sum(problem.tariff.happenings[event.number] for event in placement.events)
        if (best is None or worth < best[0]) and placed.loads.fits(placement):
            best = (worth, placement)
    return None if best is None else best[1]
