"""The cheapest way through each turn: where its visits are, and whether it stays or is towed, at given prices.

The visits of a turn follow each other, and what two of them cost together hangs on consecutive ones, so a way is a
path and the cheapest is found visit by visit, for all turns at once. What hangs on visits further apart (they share a
chain because the stay between them is shorter than a buffer) is given to the later one whatever the earlier does:
the way is then too cheap, never too dear.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.models.symbols import Alone
from standalloc.engine.problem.chains import Column, Pair
from standalloc.engine.problem.problem import Problem

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

#: What a way costs that is closed; all else stays below a fourth of it, and no sum of a way reaches a signed integer's
#: end.
CLOSED = 1 << 59


@dataclass(frozen=True)
class Level:
    """The first, second or third visits of all turns that have one: options and visits are each in one stretch.

    Attributes:
        options: the stretch of the options.
        visits: the stretch of the visits, by rank.
        starts: where each visit's options begin within the stretch.
        pairs: that end at this level, from the one before.
    """

    options: slice
    visits: slice
    starts: Integers
    pairs: Integers


class Ways:
    """All options of all visits, ordered so that what is done for one turn is done for all at once.

    A visit's rank is its place in that order. What is charged is one array, in this order: each option (a column, or
    no stand), each pair, each visit's tow from the visit before, each option's leaving by tow, each option's reaching
    by tow.

    Args:
        problem: it is of.
    """

    def __init__(self, problem: Problem) -> None:
        ranked = sorted((level, v) for visits in problem.turn_visits.values() for level, v in enumerate(visits))
        self.visits = [v for _, v in ranked]
        self.rank = {v: rank for rank, v in enumerate(self.visits)}
        self.options: list[Column | Alone] = []
        starts = []
        for v in self.visits:
            starts.append(len(self.options))
            self.options += [Column(v, k) for k in problem.costs[v]]
            self.options += [Alone(v)] if problem.unallocated[v] is not None else []
        self.at = {option: index for index, option in enumerate(self.options)}
        self.pairs: list[Pair] = [pair for pairs in problem.pairs.values() for pair in pairs]
        self.pair_at = {pair: index for index, pair in enumerate(self.pairs)}
        self.is_alone = np.array([isinstance(option, Alone) for option in self.options], dtype=np.bool_)
        self.visit_of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(self.options)]))
        self.alone_of = np.full(len(starts), -1)
        self.alone_of[self.visit_of[self.is_alone]] = np.flatnonzero(self.is_alone)
        self.before = np.full(len(starts), -1)
        self.after = np.full(len(starts), -1)
        for visits in problem.turn_visits.values():
            for u, v in pairwise(visits):
                self.before[self.rank[v]] = self.rank[u]
                self.after[self.rank[u]] = self.rank[v]
        self._read_pairs(problem)
        self.offsets: list[int] = np.cumsum(
            [0, len(self.options), len(self.pairs), len(self.visits), len(self.options)]
        ).tolist()
        self.levels = self._levels(ranked, starts)

    def _read_pairs(self, problem: Problem) -> None:
        self.stays = frozenset(pair for link in problem.links for pair in link.pairs)
        self.first = np.array([self.at[pair.first] for pair in self.pairs], dtype=np.int64)
        self.second = np.array([self.at[pair.second] for pair in self.pairs], dtype=np.int64)
        self.is_stay = np.array([pair in self.stays for pair in self.pairs], dtype=np.bool_)
        self.is_joint = self.before[self.visit_of[self.second]] == self.visit_of[self.first]

    def _levels(self, ranked: list[tuple[int, int]], starts: list[int]) -> list[Level]:
        level_of = np.array([level for level, _ in ranked], dtype=np.int64)
        ends = np.array([*starts, len(self.options)], dtype=np.int64)
        joint = np.flatnonzero(self.is_joint)
        found = []
        for level in range(int(level_of.max(initial=-1)) + 1):
            first, last = (int(np.searchsorted(level_of, level, side)) for side in ("left", "right"))
            options = slice(int(ends[first]), int(ends[last]))
            pairs = joint[level_of[self.visit_of[self.second[joint]]] == level]
            found.append(Level(options, slice(first, last), ends[first:last] - ends[first], pairs))
        return found

    @property
    def size(self) -> int:
        """How many things can be charged."""
        return self.offsets[-1] + len(self.options)

    def of_pair(self, pair: Pair) -> int:
        """Return where a pair is charged."""
        return self.offsets[1] + self.pair_at[pair]

    def of_tow(self, visit: int) -> int:
        """Return where the tow to a visit is charged."""
        return self.offsets[2] + self.rank[visit]

    def of_leaving(self, column: Column) -> int:
        """Return where leaving a column by tow is charged."""
        return self.offsets[3] + self.at[column]

    def of_reaching(self, column: Column) -> int:
        """Return where reaching a column by tow is charged."""
        return self.offsets[4] + self.at[column]


class Cheapest:
    """The cheapest ways at given charges.

    Args:
        ways: the ways.
        charged: what is charged, see `Ways`.
    """

    def __init__(self, ways: Ways, charged: Integers) -> None:
        self._ways = ways
        parts = np.split(charged, ways.offsets[1:])
        self._cost, pairs, self._tow, self._leave, self._reach = parts
        apart = ~ways.is_joint
        if apart.any():
            relief = np.zeros_like(self._cost)
            np.minimum.at(relief, ways.second[apart], pairs[apart])
            self._cost = self._cost + relief
        towed = self._tow[ways.visit_of[ways.second]] + self._leave[ways.first] + self._reach[ways.second]
        self._pair = pairs + np.where(ways.is_stay, 0, towed)
        self._onward = self._cost.copy()
        for level, following in zip(ways.levels[-2::-1], ways.levels[:0:-1], strict=True):
            self._step_back(level, following)

    @property
    def total(self) -> int:
        """What the cheapest ways of all turns cost together."""
        return sum(self.of_turns.tolist())

    @cached_property
    def of_turns(self) -> Integers:
        """What each turn's cheapest way costs, in the order of the first visits' ranks."""
        if not self._ways.levels:
            return np.zeros(0, dtype=np.int64)
        return self._least(self._ways.levels[0], self._onward)

    @cached_property
    def through(self) -> Integers:
        """What the cheapest way through each option costs beyond the cheapest of its turn; at least 0."""
        ways = self._ways
        so_far = self._cost.copy()
        for before, level in zip(ways.levels, ways.levels[1:], strict=False):
            self._step_on(so_far, before, level)
        through = so_far + self._onward - self._cost
        root = np.arange(len(ways.visits))
        for level in ways.levels[1:]:
            root[level.visits] = root[ways.before[level.visits]]
        return np.asarray(through - self.of_turns[root[ways.visit_of]])

    @cached_property
    def used(self) -> Integers:
        """What the cheapest ways use of all that is charged: 1 or 0 each."""
        ways = self._ways
        used = np.zeros(ways.size, dtype=np.int64)
        if not ways.levels:
            return used
        option = np.zeros(len(ways.visits), dtype=np.int64)
        first = ways.levels[0]
        option[first.visits] = self._first_least(first, self._onward)
        for level in ways.levels[1:]:
            self._choose(level, option, used)
        used[option] = 1
        return used

    def _least(self, level: Level, values: Integers) -> Integers:
        return np.minimum.reduceat(values[level.options], level.starts)

    def _first_least(self, level: Level, values: Integers) -> Integers:
        least = self._least(level, values)
        ranks = self._ways.visit_of[level.options] - level.visits.start
        hits = np.flatnonzero(values[level.options] == least[ranks])[::-1]
        found = np.zeros(len(least), dtype=np.int64)
        found[ranks[hits]] = hits + level.options.start
        return found

    def _of_columns(self, values: Integers) -> Integers:
        return np.where(self._ways.is_alone, CLOSED, values)

    def _of_alone(self, values: Integers, ranks: Integers) -> Integers:
        at = self._ways.alone_of[ranks]
        return np.where(at < 0, CLOSED, values[at])

    def _step_back(self, level: Level, following: Level) -> None:
        """Add what follows each option of a level at the cheapest."""
        ways, onward = self._ways, self._onward
        later = np.arange(following.visits.start, following.visits.stop)
        any_column = self._least(following, self._of_columns(onward + self._reach)) + self._tow[later]
        alone = self._of_alone(onward, later)
        anything = self._least(following, onward)
        options = np.arange(level.options.start, level.options.stop)
        after = ways.after[ways.visit_of[options]]
        options, after = options[after >= 0], after[after >= 0] - following.visits.start
        rest = np.full(len(onward), CLOSED)
        by_column = np.minimum(any_column[after] + self._leave[options], alone[after])
        rest[options] = np.where(ways.is_alone[options], anything[after], by_column)
        pairs = following.pairs
        np.minimum.at(rest, ways.first[pairs], onward[ways.second[pairs]] + self._pair[pairs])
        onward[options] += rest[options]

    def _step_on(self, so_far: Integers, before: Level, level: Level) -> None:
        """Add what leads to each option of a level at the cheapest."""
        ways = self._ways
        earlier = ways.before[level.visits] - before.visits.start
        tow = self._tow[level.visits]
        any_column = self._least(before, self._of_columns(so_far + self._leave))[earlier] + tow
        alone = self._of_alone(so_far, ways.before[level.visits])
        anything = self._least(before, so_far)[earlier]
        ranks = ways.visit_of[level.options] - level.visits.start
        by_column = np.minimum(any_column[ranks] + self._reach[level.options], alone[ranks])
        rest = np.full(len(so_far), CLOSED)
        rest[level.options] = np.where(ways.is_alone[level.options], anything[ranks], by_column)
        pairs = level.pairs
        np.minimum.at(rest, ways.second[pairs], so_far[ways.first[pairs]] + self._pair[pairs])
        so_far[level.options] += rest[level.options]

    def _choose(self, level: Level, option: Integers, used: Integers) -> None:
        """Choose the options of a level after those chosen before, and note the tows and pairs."""
        ways, onward = self._ways, self._onward
        ranks = np.arange(level.visits.start, level.visits.stop)
        last = option[ways.before[ranks]]
        column = self._first_least(level, self._of_columns(onward + self._reach))
        by_tow = onward[column] + self._reach[column] + self._tow[ranks] + self._leave[last]
        alone = self._of_alone(onward, ranks)
        to_alone = alone <= by_tow
        cost = np.minimum(by_tow, alone)
        taken = np.where(to_alone, ways.alone_of[ranks], column)
        from_alone = ways.is_alone[last]
        taken[from_alone] = self._first_least(level, onward)[from_alone]
        towed = ~to_alone & ~from_alone
        pairs = level.pairs[
            last[ways.visit_of[ways.second[level.pairs]] - level.visits.start] == ways.first[level.pairs]
        ]
        values = onward[ways.second[pairs]] + self._pair[pairs]
        at = ways.visit_of[ways.second[pairs]] - level.visits.start
        np.minimum.at(cost, at, values)
        paired = np.full(len(ranks), -1)
        hits = values == cost[at]
        paired[at[hits]] = pairs[hits]
        held = paired >= 0
        taken[held] = ways.second[paired[held]]
        used[ways.offsets[1] + paired[held]] = 1
        towed[held] = ~ways.is_stay[paired[held]]
        option[ranks] = taken
        used[ways.offsets[2] + ranks[towed]] = 1
        used[ways.offsets[3] + last[towed]] = 1
        used[ways.offsets[4] + taken[towed]] = 1
