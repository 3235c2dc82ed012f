"""A first plan in a moment: turns one after the other, each visit to the cheapest class with room."""

from collections.abc import Sequence, Set
from operator import add

from standalloc.engine.construction.loads import Placed, Placement
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff
from standalloc.model.sizes import code_rank

#: How well a class fits: the widest code letter it takes, less the number of its stands, and its index.
Fit = tuple[int, int, int]


def greedy_allocation(problem: Problem, keep: Allocation | None = None) -> Allocation:
    """Return an allocation that breaks no rule: `keep` as it is, and what it leaves open where there is room.

    Pinned visits go first, then the wide turns (fewer stands take them), then by time: the best fit among the
    cheapest classes, as a planner with a rule book would do it. Budgets of earlier stages are not looked at.
    """
    placed = Placed.nothing(problem) if keep is None else Placed.of(problem, keep)
    fits = [(code_rank(c.sample.max_code or "F"), -c.capacity, k) for k, c in enumerate(problem.classes)]
    for v in _order(problem):
        if placed.classes[v] is None:
            found = _choose(placed, v, fits)
            if found is not None:
                placed.place(found)
    kept = frozenset() if keep is None else frozenset(v for v, k in enumerate(keep.classes) if k is not None)
    return _rather_stay(problem, placed.allocation, kept | problem.pinned, fits)


def _rather_stay(problem: Problem, allocation: Allocation, kept: Set[int], fits: Sequence[Fit]) -> Allocation:
    """Return the allocation with turns left incomplete planned anew, on one class if they can be, where that is better.

    Where no tug is free, or a taxilane is busy, the aircraft had better not be towed at all.
    """
    incomplete = [
        visits
        for visits in problem.turn_visits.values()
        if len(visits) > 1 and kept.isdisjoint(visits) and any(allocation.classes[v] is None for v in visits)
    ]
    if not incomplete:
        return allocation
    gone = {v for visits in incomplete for v in visits}
    classes = tuple(None if v in gone else k for v, k in enumerate(allocation.classes))
    pairs = frozenset(pair for pair in allocation.pairs if pair.first.visit not in gone)
    placed = Placed.of(problem, Allocation(classes, pairs))
    for visits in incomplete:
        if not _stay_put(placed, visits):
            for v in visits:
                found = _choose(placed, v, fits)
                if found is not None:
                    placed.place(found)
    return min(allocation, placed.allocation, key=lambda found: found.cost(problem))


def _stay_put(placed: Placed, visits: Sequence[int]) -> bool:
    """Place all visits of a turn on the cheapest class on which they fit; say whether there is one."""
    costs = [tariff.costs for tariff in placed.problem.stages]
    common = set.intersection(*(set(placed.problem.costs[v]) for v in visits))
    for k in sorted(common, key=lambda k: (*(sum(row[v][k] for v in visits) for row in costs), k)):
        done: list[Placement] = []
        for v in visits:
            placement = placed.placement(Column(v, k))
            if not placed.loads.fits(placement):
                break
            placed.place(placement)
            done.append(placement)
        if len(done) == len(visits):
            return True
        for placement in reversed(done):
            placed.take_back(placement)
    return False


def _order(problem: Problem) -> list[int]:
    instance = problem.instance

    def first(v: int) -> tuple[bool, int, int, int]:
        visit = problem.visits[v]
        turn = instance.visits_of[visit.turn]
        width = code_rank(instance.turn[visit.turn].code_letter)
        return (v not in problem.pinned, -width, turn[0].start, v)

    return sorted(range(len(problem.visits)), key=first)


def _choose(placed: Placed, v: int, fits: Sequence[Fit]) -> Placement | None:
    """Return the placement of a visit that is cheapest in this stage, then in those after it, and fits; or None."""
    stages = placed.problem.stages
    best: tuple[tuple[int, ...], Placement] | None = None
    for rank in sorted((*(tariff.costs[v][k] for tariff in stages), *fits[k]) for k in placed.problem.costs[v]):
        if best is not None and rank >= best[0]:
            break  # what follows from a placement never makes it cheaper
        column = Column(v, rank[-1])
        if placed.is_shut(column):
            continue
        placement = placed.placement(column)
        more = [follows(placed, placement, tariff) for tariff in stages]
        rank = (*map(add, rank, more), *rank[len(stages) :])  # noqa: PLW2901 - the same, with all that follows
        if (best is None or rank < best[0]) and placed.loads.fits(placement):
            best = rank, placement
    return None if best is None else best[1]


def follows(placed: Placed, placement: Placement, tariff: Tariff) -> int:
    """Return what a placement costs beside its own place: tows, transfers to flights that are placed, a stand more."""
    problem, (v, k) = placed.problem, placement.column
    cost = sum(tariff.happenings[event.number] for event in placement.events)
    if k in tariff.peaks:
        cost += tariff.peaks[k] * placed.loads.rise(placement, k)
    placed.classes[v] = k
    for index in problem.transfers_of.get(v, ()):
        at = problem.transfers[index].at(placed.classes)
        cost += 0 if at is None else tariff.transfers[index][at[0]][at[1]]
    placed.classes[v] = None
    return cost
