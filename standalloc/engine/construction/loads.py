"""Loads: what is left of every chain over the day, while visits are placed one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column, Draw, Event, Pair
from standalloc.engine.problem.problem import Problem

Key = Column | Event | Pair


class Placement(NamedTuple):
    """A column, and what follows from it beside the visits already placed.

    Attributes:
        column: the visit and its class.
        pairs: that it completes; they give back what they share.
        events: that it brings about.
        undone: pairs that bridged the visit and give the same minutes back as those it completes.
    """

    column: Column
    pairs: tuple[Pair, ...]
    events: tuple[Event, ...]
    undone: tuple[Pair, ...] = ()


class Loads:
    """What is left of every chain from each coming or going of anything to the next."""

    def __init__(self, problem: Problem) -> None:
        self._draws_of = problem.draws_of
        self._left = [
            np.full(len(moments), chain.capacity, dtype=np.int64)
            for chain, moments in zip(problem.chains, problem.moments, strict=True)
        ]

    def copy(self) -> "Loads":
        """Return loads of their own, as they are now."""
        other = object.__new__(Loads)
        other._draws_of = self._draws_of
        other._left = [left.copy() for left in self._left]
        return other

    def has_room(self, column: Column) -> bool:
        """Say whether no chain lacks room for a column, whatever follows from it."""
        return all(self._during(draw).min() >= draw.weight for draw in self._draws_of(column))

    def fits(self, placement: Placement) -> bool:
        """Say whether a placement fits, once its pairs have given back what they share."""
        self.take(placement)
        keys: tuple[Key, ...] = (placement.column, *placement.events)
        room = all(self._during(draw).min() >= 0 for key in keys for draw in self._draws_of(key))
        self.release(placement)
        return room

    def take(self, placement: Placement) -> None:
        """Draw what a placement takes."""
        self._apply(_keys(placement), 1)
        self._apply(placement.undone, -1)

    def release(self, placement: Placement) -> None:
        """Undo `take`."""
        self._apply(_keys(placement), -1)
        self._apply(placement.undone, 1)

    def rise(self, placement: Placement, chain: int) -> int:
        """Return by how much a placement would raise the highest load of a chain."""
        before = self._left[chain].min()
        self.take(placement)
        after = self._left[chain].min()
        self.release(placement)
        return int(before - after)

    def _apply(self, keys: Iterable[Key], sign: int) -> None:
        for key in keys:
            for draw in self._draws_of(key):
                self._during(draw)[:] -= sign * draw.weight

    def _during(self, draw: Draw) -> NDArray[np.int64]:
        """Return what is left of a chain while a draw lasts; changes to it are changes to the loads."""
        return self._left[draw.chain][draw.first : draw.last]


def _keys(placement: Placement) -> Sequence[Key]:
    return (placement.column, *placement.pairs, *placement.events)


@dataclass
class Placed:
    """Visits placed so far, the pairs that hold, and what all that leaves of the chains."""

    problem: Problem
    classes: list[int | None]
    pairs: set[Pair]
    loads: Loads

    @classmethod
    def nothing(cls, problem: Problem) -> "Placed":
        """Return that nothing is placed."""
        return cls(problem, [None] * len(problem.visits), set(), Loads(problem))

    @classmethod
    def of(cls, problem: Problem, allocation: Allocation) -> "Placed":
        """Return that visits are placed as in an allocation."""
        placed = cls.nothing(problem)
        for v, k in enumerate(allocation.classes):
            if k is not None:
                pairs = [
                    pair
                    for u in (v - 2, v - 1)
                    for pair in problem.pairs.get(u, ())
                    if pair.second.visit == v and pair in allocation.pairs
                ]
                placed.place(placed.placement(Column(v, k), pairs))
        return placed

    def copy(self) -> "Placed":
        """Return a copy of its own, as it is now."""
        return Placed(self.problem, list(self.classes), set(self.pairs), self.loads.copy())

    @property
    def allocation(self) -> Allocation:
        """What is placed, as an allocation."""
        return Allocation(tuple(self.classes), frozenset(self.pairs))

    def placement(self, column: Column, pairs: Iterable[Pair] | None = None) -> Placement:
        """Return what follows from placing a visit.

        Args:
            column: the visit, still open, and its class.
            pairs: that it completes; found here where None.
        """
        completed = tuple(self._completed(column) if pairs is None else pairs)
        return Placement(column, completed, tuple(self._events(column, completed)), self._undone(column, completed))

    def is_shut(self, column: Column) -> bool:
        """Say whether a column lacks room, and completes no pair that could give any back."""
        return not self.loads.has_room(column) and not self._completed(column)

    def place(self, placement: Placement) -> None:
        """Place a visit."""
        self.loads.take(placement)
        self.classes[placement.column.visit] = placement.column.stand_class
        self.pairs.update(placement.pairs)
        self.pairs.difference_update(placement.undone)

    def take_back(self, placement: Placement) -> None:
        """Undo `place`, the last first."""
        self.loads.release(placement)
        self.classes[placement.column.visit] = None
        self.pairs.difference_update(placement.pairs)
        self.pairs.update(placement.undone)

    def _completed(self, column: Column) -> list[Pair]:
        """Return the pairs a column completes with visits already placed.

        Neighbours in time come first; a bridge over the visit between is left out where it would give the same minutes
        back twice.
        """
        found = [
            pair
            for pair in self.problem.pairs_of.get(column, ())
            if all(end == column or self.classes[end.visit] == end.stand_class for end in pair)
        ]
        near = [pair for pair in found if pair.second.visit - pair.first.visit == 1]
        bridges = [pair for pair in found if pair not in near]
        return near + [bridge for bridge in bridges if not any((bridge, pair) in self.problem.rivals for pair in near)]

    def _undone(self, column: Column, completed: Sequence[Pair]) -> tuple[Pair, ...]:
        """Return the bridges over a visit that end when it completes pairs beside them."""
        rivals = self.problem.rivals
        bridges = self.problem.pairs.get(column.visit - 1, ()) if rivals else ()
        return tuple(b for b in bridges if b in self.pairs and any((b, pair) in rivals for pair in completed))

    def _events(self, column: Column, completed: Sequence[Pair]) -> Iterable[Event]:
        """Return the events that placing a column brings about, beside those that happen already."""
        numbers = self._touched(column)
        if not numbers:
            return
        happened = [self.problem.happenings[number].happens(self.classes, self.pairs) for number in numbers]
        self.classes[column.visit] = column.stand_class
        self.pairs.update(completed)
        try:
            for number, already in zip(numbers, happened, strict=True):
                if not already and self.problem.happenings[number].happens(self.classes, self.pairs):
                    yield Event(number)
        finally:
            self.classes[column.visit] = None
            self.pairs.difference_update(completed)

    def _touched(self, column: Column) -> Sequence[int]:
        """Return the happenings that placing a column may bring about, by their numbers."""
        asking = self.problem.events_asking
        if not asking:
            return ()
        turn = self.problem.turn_visits[self.problem.visits[column.visit].turn]
        beside = (Column(u, k) for u in turn if (k := self.classes[u]) is not None)
        keys: tuple[Column | int, ...] = (column.visit, column, *beside)
        return sorted({number for key in keys for number in asking.get(key, ())})
