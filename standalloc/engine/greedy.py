"""A first plan in a moment: turns one after the other, each visit to the cheapest class with room."""

from collections.abc import Iterable, Sequence
from copy import copy

import numpy as np

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Column, Member, Pair, Rebate, span
from standalloc.engine.linear import Integers
from standalloc.engine.problem import Problem
from standalloc.model.sizes import code_rank


class Loads:
    """What is left of every chain from each coming or going of anything to the next."""

    def __init__(self, problem: Problem) -> None:
        self._uses = problem.uses
        # Whatever a pair gives back begins and ends with one of its members.
        moments = sorted({moment for chain in problem.chains for member in chain.members for moment in span(member)})
        self._position = {moment: index for index, moment in enumerate(moments)}
        capacities = np.array([chain.capacity for chain in problem.chains], dtype=np.int64)
        self._left = np.repeat(capacities.reshape(-1, 1), len(moments), axis=1)

    def copy(self) -> "Loads":
        """Return loads of their own, as they are now."""
        other = copy(self)
        other._left = self._left.copy()
        return other

    def fits(self, column: Column, given_back: Sequence[Pair] = ()) -> bool:
        """Say whether a column fits, once the pairs it completes have given back what they share."""
        self._draw(given_back, -1)
        room = all(self._during(*use).min() >= use[1].weight for use in self._uses.get(column, ()))
        self._draw(given_back, 1)
        return room

    def take(self, column: Column, pairs: Sequence[Pair] = ()) -> None:
        """Draw a column, and give back what its pairs share."""
        self._draw([column], 1)
        self._draw(pairs, -1)

    def release(self, column: Column, pairs: Sequence[Pair] = ()) -> None:
        """Undo `take`."""
        self._draw([column], -1)
        self._draw(pairs, 1)

    def _draw(self, keys: Iterable[Column | Pair], sign: int) -> None:
        for key in keys:
            for use in self._uses.get(key, ()):
                self._during(*use)[:] -= sign * use[1].weight

    def _during(self, chain: int, item: Member | Rebate) -> Integers:
        """Return what is left of a chain while an item is there; changes to it are changes to the loads."""
        comes, goes = span(item)
        return self._left[chain, self._position[comes] : self._position[goes]]


def greedy_allocation(problem: Problem, keep: Allocation | None = None) -> Allocation:
    """Return an allocation that breaks no rule: `keep` as it is, and what it leaves open where there is room.

    Pinned visits go first, then the wide turns (fewer stands take them), then by time: the best fit among the
    cheapest classes, as a planner with a rule book would do it.
    """
    loads = Loads(problem)
    classes: list[int | None] = [None] * len(problem.visits)
    pairs: set[Pair] = set()
    if keep is not None:
        for v, k in enumerate(keep.classes):
            if k is not None:
                place(loads, classes, pairs, Column(v, k), _held(problem, keep, v))
    for v in _order(problem):
        if classes[v] is None:
            found = _choose(problem, loads, classes, v)
            if found is not None:
                place(loads, classes, pairs, *found)
    return Allocation(tuple(classes), frozenset(pairs))


def place(
    loads: Loads, classes: list[int | None], pairs: set[Pair], column: Column, given_back: Sequence[Pair]
) -> None:
    """Put a visit on a class: draw on the chains, and note it and the pairs it completes."""
    loads.take(column, given_back)
    classes[column.visit] = column.stand_class
    pairs.update(given_back)


def _held(problem: Problem, keep: Allocation, v: int) -> list[Pair]:
    return [
        pair
        for u in (v - 2, v - 1)
        for pair in problem.pairs.get(u, ())
        if pair.second.visit == v and pair in keep.pairs
    ]


def _order(problem: Problem) -> list[int]:
    instance = problem.instance

    def first(v: int) -> tuple[bool, int, int, int]:
        visit = problem.visits[v]
        turn = instance.visits_of[visit.turn]
        width = code_rank(instance.turn[visit.turn].code_letter)
        return (problem.unallocated[v] is not None, -width, turn[0].start, v)

    return sorted(range(len(problem.visits)), key=first)


def _choose(problem: Problem, loads: Loads, classes: Sequence[int | None], v: int) -> tuple[Column, list[Pair]] | None:
    """Return the cheapest column with room and the pairs it completes, or None."""
    best: tuple[tuple[int, int, int], Column, list[Pair]] | None = None
    for k, cost in problem.costs[v].items():
        column = Column(v, k)
        completed = completed_pairs(problem, classes, column)
        stays = any(pair.second == column and pair.first == Column(v - 1, k) for pair in completed)
        previous = v > 0 and problem.visits[v - 1].turn == problem.visits[v].turn and classes[v - 1] is not None
        moved = problem.tow if previous and not stays else 0
        sample = problem.classes[k].sample
        width = code_rank(sample.max_code or "F")
        rank = (cost + moved, width, -problem.classes[k].capacity)
        if (best is None or rank < best[0]) and loads.fits(column, completed):
            best = (rank, column, completed)
    return None if best is None else (best[1], best[2])


def completed_pairs(problem: Problem, classes: Sequence[int | None], column: Column) -> list[Pair]:
    """Return the pairs a column completes with visits already placed.

    Neighbours in time come first; a bridge over the visit between is left out where it would give the same minutes
    back twice.
    """
    v = column.visit
    before = [pair for u in (v - 1, v - 2) for pair in problem.pairs.get(u, ()) if pair.second == column]
    found = [pair for pair in before if classes[pair.first.visit] == pair.first.stand_class]
    found += [
        pair
        for pair in problem.pairs.get(v, ())
        if pair.first == column and classes[pair.second.visit] == pair.second.stand_class
    ]
    near = [pair for pair in found if pair.second.visit - pair.first.visit == 1]
    bridges = [pair for pair in found if pair not in near]
    return near + [bridge for bridge in bridges if not any((bridge, pair) in problem.rivals for pair in near)]
