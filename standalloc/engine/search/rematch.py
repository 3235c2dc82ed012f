"""Re-matching: an improvement without any solver but the linear assignment.

At a moment of the day the visits that follow on each stand are handed out anew among all stands, so that an unlucky
start need not be paid for all day; between two moments, all that begins in between. Stands that exclude one another
are re-matched as blocks of one shape, or one by one beside neighbours that stay.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from standalloc.engine.construction.matching import Cut, Exchange, Group, exchange
from standalloc.engine.construction.tables import Room, Tables, Truth
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.incumbent import Incumbent

#: Single stands that are re-matched at once; more of them take longer than they gain.
_STANDS = 400

#: Minutes of a window, at least and at most, and the share of windows that go on to the end.
_WINDOW = (30, 600)
_TAILS = 0.05

#: Share of the windows in which blocks are re-matched.
_BLOCKS = 0.1

#: A plan is offered when it is better by this share than the last, and when something is better after so many windows:
#: the judge takes longer than a re-matching.
_WORTH_OFFERING = 0.1
_WINDOWS = 50

#: Work of a window, for each visit of the day.
_WINDOW_WORK = 3e-5

#: After all there is.
_END = 2**40


class Rematching:
    """An allocation that re-matching improves step by step; what it costs never rises.

    Attributes:
        allocation: as it is now; it fits all chains and keeps all budgets, if it did at first.
        cost: of it, in steps.
    """

    def __init__(self, problem: Problem, allocation: Allocation) -> None:
        self._problem = problem
        self._tables, self._room = Tables(problem), Room(problem)
        self._neighbours = _neighbours(self._tables)
        self._blocks = _blocks(self._tables, self._neighbours)
        self.begin(allocation)

    def begin(self, allocation: Allocation) -> None:
        """Go on from another allocation."""
        self.allocation, self.cost = allocation, allocation.cost(self._problem)
        self._stands = self._tables.stands_of(allocation)

    def singles(self, opening: int, closing: int, rng: random.Random) -> None:
        """Re-match single stands between two minutes; of stands that exclude one another some stay as they are."""
        free = self._free(rng)
        self._try(opening, closing, Group(np.array(free, dtype=np.int64)[:, None]), rng)

    def blocks(self, opening: int, closing: int, rng: random.Random) -> None:
        """Re-match all blocks of stands that exclude one another between two minutes, those of one shape together."""
        for group in self._blocks:
            self._try(opening, closing, group, rng)

    def _free(self, rng: random.Random) -> list[int]:
        """Return stands of which none excludes another."""
        count = self._tables.nowhere
        free: set[int] = set()
        for stand in rng.sample(range(count), min(count, _STANDS)):
            if free.isdisjoint(self._neighbours.get(stand, ())):
                free.add(stand)
        return sorted(free)

    def _try(self, opening: int, closing: int, group: Group, rng: random.Random) -> None:
        """Make the cheapest exchange, or those of its cycles that break no rule and are not dear elsewhere."""
        found = exchange(Cut(self._tables, self._stands, opening, closing), group, rng)
        if found is None or self._take(found, found.cycles >= 0):
            return
        for cycle in np.unique(found.cycles[found.cycles >= 0]):
            self._take(found, found.cycles == cycle)

    def _take(self, found: Exchange, some: Truth) -> bool:
        """Make some of an exchange where it is no worse and breaks nothing; say whether it was made."""
        stands = self._stands.copy()
        stands[found.visits[some]] = found.stands[some]
        allocation = self._tables.allocation(stands)
        cost = allocation.cost(self._problem)
        if cost > self.cost or not _keeps_budgets(self._problem, allocation) or not self._room.fits(allocation):
            return False
        self._stands, self.allocation, self.cost = stands, allocation, cost
        return True


def rematch(
    problem: Problem, allocation: Allocation, moment: int, rng: random.Random, until: int = _END
) -> Allocation | None:
    """Return an allocation no worse after re-matching all stands, and all blocks, at a moment; None where none differs.

    Args:
        problem: the compiled problem.
        allocation: one that breaks no rule.
        moment: minute from which on visits that begin go elsewhere.
        rng: breaks ties.
        until: minute from which on they stay again.
    """
    rematching = Rematching(problem, allocation)
    rematching.singles(moment, until, rng)
    rematching.blocks(moment, until, rng)
    return None if rematching.allocation == allocation else rematching.allocation


def rematch_all(incumbent: Incumbent, rng: random.Random, until: Callable[[], bool] = lambda: False) -> None:
    """Improve the incumbent by re-matching at all moments of the day, until a whole pass finds nothing better."""
    begun = incumbent.allocation
    if begun is None or incumbent.is_over() or until():
        return
    rematching = Rematching(incumbent.problem, begun)
    work = _WINDOW_WORK * len(incumbent.problem.visits)
    before = None
    while before is None or rematching.cost < before:
        before = rematching.cost
        for number, _ in enumerate(_pass(rematching, incumbent.problem, rng), 1):
            incumbent.clock.charge(work)
            if incumbent.is_over() or until():
                break
            _offer(incumbent, rematching, _WORTH_OFFERING if number % _WINDOWS else 0.0)
        _offer(incumbent, rematching, 0.0)
        if incumbent.is_over() or until():
            return


def _pass(rematching: Rematching, problem: Problem, rng: random.Random) -> Iterator[None]:
    """Re-match from every moment at which a visit begins, for as long as chance has it; yield after each."""
    moments = sorted({visit.start for visit in problem.visits})
    rng.shuffle(moments)
    for opening in moments:
        closing = _END if rng.random() < _TAILS else opening + rng.randint(*_WINDOW)
        if rng.random() < _BLOCKS:
            rematching.blocks(opening, closing, rng)
        else:
            rematching.singles(opening, closing, rng)
        yield


def _offer(incumbent: Incumbent, rematching: Rematching, share: float) -> None:
    """Offer what is better by a share; go on from the incumbent where another stage has overtaken, or it is refused."""
    best = incumbent.allocation
    assert best is not None
    cost = best.cost(incumbent.problem)
    is_refused = rematching.cost < cost - share * abs(cost) and not incumbent.offer(
        rematching.allocation, "re-matching"
    )
    if is_refused or rematching.cost > cost:
        rematching.begin(incumbent.allocation or best)


def _keeps_budgets(problem: Problem, allocation: Allocation) -> bool:
    return all(allocation.cost_without(problem, (), budget.tariff) <= budget.limit for budget in problem.budgets)


def _neighbours(tables: Tables) -> Mapping[int, set[int]]:
    """Return for each stand those it excludes, where there are some."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in tables.exclusions:
        found[row.stand].add(row.other)
    return found


def _blocks(tables: Tables, neighbours: Mapping[int, set[int]]) -> list[Group]:
    """Return the blocks of stands linked by exclusions, those of one shape in one group; a shape of its own has none.

    Of one shape are blocks whose stands, sorted by how many neighbours they have, exclude each other by equal rows.
    """
    shapes: dict[tuple[tuple[int, int, int, bytes, bytes], ...], list[list[int]]] = defaultdict(list)
    for block in _linked(neighbours):
        place = {stand: index for index, stand in enumerate(block)}
        rows = (
            (place[row.stand], place[row.other], row.gap, row.here.tobytes(), row.there.tobytes())
            for row in tables.exclusions
            if row.stand in place
        )
        shapes[tuple(sorted(rows))].append(block)
    return [
        Group(np.array(blocks), sorted({row[:3] for row in rows})) for rows, blocks in shapes.items() if len(blocks) > 1
    ]


def _linked(neighbours: Mapping[int, set[int]]) -> Iterator[list[int]]:
    """Yield the sets of stands linked by exclusions, each in order of how many neighbours a stand has."""
    seen: set[int] = set()
    for first in sorted(neighbours):
        if first in seen:
            continue
        block = [first]
        for stand in block:
            block += sorted(neighbours[stand] - set(block))
        seen |= set(block)
        yield sorted(block, key=lambda stand: (len(neighbours[stand]), stand))
