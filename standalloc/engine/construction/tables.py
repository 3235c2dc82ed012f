"""Tables: a problem as arrays over visits and single stands, for methods that look at whole days at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.problem.allocation import Allocation, columns_of
from standalloc.engine.problem.chains import Column, Event, Pair
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]

#: Costs from half of this on say that something is forbidden: no sum of real costs comes near.
FORBIDDEN = 2**52

#: No weighted cost of a column exceeds this: so sums over a day, scaled as the solver does, stay whole numbers.
_MOST = 2**36


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One exclusion as seen from one of its stands: `here[v]` and `there[v]` say which visits it concerns."""

    stand: int
    other: int
    gap: int
    here: Truth
    there: Truth


class Tables:
    """A problem as arrays; a visit without a stand is on the stand `nowhere`, whose class is the last of all.

    Attributes:
        problem: what is told.
        nowhere: index of the stand of those who have none.
        class_of: for each stand, the index of its class.
        costs: visits x classes, the cost in steps, `FORBIDDEN` where the class does not admit the visit; what is
            charged to budgets weighs so much that no saving elsewhere makes up for it.
        starts, ends: visits x classes, the occupancy in minutes.
        buffers: for each class, minutes.
        begins: for each visit, the minute it begins by the schedule.
        order: the visits by that minute.
        turns: for each visit, a number of its turn.
        tows: for each visit, the cost of a tow to the next of its turn.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        places = [(stand.id, k) for k, stand_class in enumerate(problem.classes) for stand in stand_class.stands]
        self.names = [name for name, _ in places]
        self.nowhere = len(places)
        self.class_of = np.array([*(k for _, k in places), len(problem.classes)])
        self.costs = _weighted([_costs(problem, tariff) for tariff in problem.tariffs])
        shape = self.costs.shape
        self.starts, self.ends = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for k, stand_class in enumerate(problem.classes):
            for member in problem.chains[k].members:
                assert isinstance(member.key, Column)
                self.starts[member.key.visit, k] = member.start
                self.ends[member.key.visit, k] = member.end - stand_class.buffer
        self.buffers = np.array([*(stand_class.buffer for stand_class in problem.classes), 0])
        self.begins = np.array([visit.start for visit in problem.visits])
        numbers = {turn: number for number, turn in enumerate(problem.turn_visits)}
        self.order = np.argsort(self.begins, kind="stable")
        self.turns = np.array([numbers[visit.turn] for visit in problem.visits])
        self.tows = np.zeros(shape[0], dtype=np.int64)
        for happening, cost in zip(problem.happenings, problem.tariff.happenings, strict=True):
            if cost:
                self.tows[happening.visits[0]] += cost

    @cached_property
    def exclusions(self) -> Sequence[Exclusion]:
        """All exclusions, each seen from both of its stands."""
        instance = self.problem.instance
        index = {name: stand for stand, name in enumerate(self.names)}
        aircraft = [instance.aircraft[visit.turn] for visit in self.problem.visits]
        concerned = {
            when: np.array([when.matches(plane) for plane in aircraft])
            for row in instance.airport.exclusions
            for when in (row.when_a, row.when_b)
        }
        found = []
        for row in instance.airport.exclusions:
            gap = instance.airport.policy.buffer_min if row.gap_min is None else row.gap_min
            a, b = index[row.stand_a], index[row.stand_b]
            here, there = concerned[row.when_a], concerned[row.when_b]
            found += [Exclusion(a, b, gap, here, there), Exclusion(b, a, gap, there, here)]
        return found

    def stands_of(self, allocation: Allocation) -> Whole:
        """Return the stand of each visit, by interval colouring."""
        index = {name: stand for stand, name in enumerate(self.names)}
        stands = to_stands(self.problem, allocation, {})
        return np.array([index[stands[v.key]] if v.key in stands else self.nowhere for v in self.problem.visits])

    def allocation(self, stands: Whole) -> Allocation:
        """Return the allocation of visits on single stands, with every pair that holds."""
        last = len(self.problem.classes)
        classes = tuple(None if k == last else k for k in self.class_of[stands].tolist())
        return Allocation(classes, frozenset(self._pairs(classes, stands.tolist())))

    def _pairs(self, classes: Sequence[int | None], stands: Sequence[int]) -> Iterator[Pair]:
        known, rivals = self._known, self.problem.rivals
        at = np.array(stands)
        for v in self._joined[(at[self._joined] == at[self._joined + 1]) | self._crossed[self._joined]].tolist():
            near = self._pair(classes, v, v + 1)
            if near in known and (stands[v] == stands[v + 1] or classes[v] != classes[v + 1]):
                yield near
        for v in self._bridged:
            bridge = self._pair(classes, v, v + 2)
            if bridge not in known:
                continue
            if classes[v] == classes[v + 2] and (stands[v] != stands[v + 2] or stands[v + 1] == stands[v]):
                continue
            beside = (self._pair(classes, v, v + 1), self._pair(classes, v + 1, v + 2))
            if not any((bridge, pair) in rivals for pair in beside):
                yield bridge

    @staticmethod
    def _pair(classes: Sequence[int | None], u: int, v: int) -> Pair:
        return Pair(Column(u, classes[u]), Column(v, classes[v]))  # type: ignore[arg-type]

    @cached_property
    def _known(self) -> frozenset[Pair]:
        return frozenset(pair for pairs in self.problem.pairs.values() for pair in pairs)

    @cached_property
    def _crossed(self) -> Truth:
        found = np.zeros(len(self.turns), dtype=bool)
        for first, second in self._known:
            found[first.visit] |= first.stand_class != second.stand_class
        return found

    @cached_property
    def _joined(self) -> Whole:
        return np.flatnonzero(self.turns[:-1] == self.turns[1:])

    @cached_property
    def _bridged(self) -> list[int]:
        return np.flatnonzero(self.turns[:-2] == self.turns[2:]).tolist()


def _costs(problem: Problem, tariff: Tariff) -> Whole:
    costs = np.full((len(problem.visits), len(problem.classes) + 1), FORBIDDEN, dtype=np.int64)
    for v, row in enumerate(problem.costs):
        for k in row:
            costs[v, k] = tariff.costs[v].get(k, 0)
        if problem.unallocated[v] is not None:
            costs[v, -1] = tariff.unallocated[v] or 0
    return costs


def _weighted(levels: Sequence[Whole]) -> Whole:
    """Return the sum of the costs of the stage at work and of its budgets, an earlier one always weighing more."""
    first, *budgets = levels
    forbidden = first >= FORBIDDEN
    total = np.where(forbidden, 0, first)
    for level in reversed(budgets):
        real = np.where(forbidden, 0, level)
        weight = int((total.max(axis=1) - total.min(axis=1)).sum()) + 1
        total = total + real * max(1, min(weight, _MOST // max(1, int(np.abs(real).max(initial=0)))))
    return np.where(forbidden, FORBIDDEN, total)


class Room:
    """Says of whole allocations whether they fit all chains; quickest where each is much like the one before."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        sizes = [len(moments) for moments in problem.moments]
        self._begins = [0, *accumulate(sizes)]
        self._capacity = np.repeat([chain.capacity for chain in problem.chains], sizes)
        self._events = [key for key in problem.uses if isinstance(key, Event)]
        self._keys: set[Column | Event | Pair] = set()
        self._changes = np.zeros(self._begins[-1] + 1, dtype=np.int64)

    def fits(self, allocation: Allocation) -> bool:
        """Say whether nothing holds more at any time than it may."""
        events = (event for event in self._events if allocation.happens(self._problem, event))
        keys: set[Column | Event | Pair] = {*columns_of(allocation), *allocation.pairs, *events}
        self._draw(keys - self._keys, 1)
        self._draw(self._keys - keys, -1)
        self._keys = keys
        return bool((np.cumsum(self._changes[:-1]) <= self._capacity).all())

    def _draw(self, keys: Collection[Column | Event | Pair], sign: int) -> None:
        for key in keys:
            for draw in self._problem.draws_of(key):
                begin = self._begins[draw.chain]
                self._changes[begin + draw.first] += sign * draw.weight
                self._changes[begin + draw.last] -= sign * draw.weight
