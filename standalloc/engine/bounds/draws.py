"""What ways through turns draw on every run of every chain, as arrays: to price the runs, and to load them."""

from collections.abc import Iterator, Sequence

import numpy as np

from standalloc.engine.bounds.ways import Ways
from standalloc.engine.models.linear import Floats, Integers
from standalloc.engine.problem.chains import Column, Event, Member, Pair, Rebate, comings_and_goings, signed
from standalloc.engine.problem.happenings import Cause, Happening
from standalloc.engine.problem.problem import Problem


class Draws:
    """All runs of all chains, chain after chain, and what draws on them.

    Args:
        problem: whose chains they are.
        ways: what draws.

    Attributes:
        bounds: where each chain's runs begin; at the end, how many runs there are.
        capacity: of each run.
        closed: options that are heavier than a chain they draw on.
        heaviest: the most that all draws of one way's part weigh together.
    """

    def __init__(self, problem: Problem, ways: Ways) -> None:
        self.bounds = [0]
        drawn: list[tuple[int, int, int, int]] = []
        closed: set[int] = set()
        for chain in problem.chains:
            offset = self.bounds[-1]
            count, items = _runs((*chain.members, *chain.rebates))
            relieved = {column for rebate in chain.rebates for column in rebate.pair}
            for item, first, last in items:
                key = item.key if isinstance(item, Member) else item.pair
                parts = charged_parts(problem, ways, key)
                drawn += [(at, offset + first, offset + last, signed(item)) for at in parts]
                if isinstance(key, Column) and item.weight > chain.capacity and key not in relieved:
                    closed.add(ways.at[key])
            self.bounds.append(offset + count)
        drawn.sort()
        self._at, self._first, self._last, self._weight = np.array(drawn, dtype=np.int64).reshape(-1, 4).T.copy()
        self._drawing, self._starts = np.unique(self._at, return_index=True)
        self.closed = np.array(sorted(closed), dtype=np.int64)
        self.capacity = np.repeat([chain.capacity for chain in problem.chains], np.diff(self.bounds))
        self.heaviest = float(np.bincount(self._at, np.abs(self._weight)).max(initial=1.0))

    def charge(self, charged: Integers, prices: Integers) -> None:
        """Add to what ways are charged the prices of the runs they draw on."""
        upto = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(prices)])
        if len(self._at):
            drawn = self._weight * (upto[self._last] - upto[self._first])
            charged[self._drawing] += np.add.reduceat(drawn, self._starts)

    def load(self, used: Integers) -> Floats:
        """Return the load of each run where ways use this of all that is charged."""
        weight = (self._weight * used[self._at]).astype(float)
        ends = self.bounds[-1] + 1
        change = np.bincount(self._first, weight, ends) - np.bincount(self._last, weight, ends)
        return np.cumsum(change)[:-1]


def charged_parts(problem: Problem, ways: Ways, key: Column | Event | Pair) -> list[int]:
    """Return the parts of ways that are charged for a key: no way has more of them than it uses the key."""
    match key:
        case Column():
            return [ways.at[key]]
        case Pair():
            return [ways.of_pair(key)]
        case Event():
            return list(_of_happening(ways, problem.happenings[key.number]))


def _of_happening(ways: Ways, happening: Happening) -> Iterator[int]:
    """Yield the parts charged for a happening: of its causes, those that exclude each other; others go free."""
    possible = (cause for cause in happening.causes if cause.columns != ())
    causes = sorted(possible, key=lambda cause: len(cause.allocated))
    if not causes or any(not ways.stays.issuperset(cause.pairs) for cause in causes):
        return
    asked = _asked(causes[0])
    if asked is None:
        if _follow(ways, causes[0].allocated):
            yield ways.of_tow(causes[0].allocated[1])
        return
    visit, allocated = asked
    columns = sorted({column for cause in causes if _asked(cause) == asked for column in cause.columns or ()})
    if not allocated:
        yield from (ways.at[column] for column in columns)
    elif _follow(ways, (visit, *allocated)):
        yield from (ways.of_leaving(column) for column in columns)
    elif _follow(ways, (*allocated, visit)):
        yield from (ways.of_reaching(column) for column in columns)


def _asked(cause: Cause) -> tuple[int, tuple[int, ...]] | None:
    """Return the visit whose columns a cause asks for, and the other visits it asks to have stands."""
    return (cause.columns[0].visit, cause.allocated) if cause.columns else None


def _follow(ways: Ways, visits: Sequence[int]) -> bool:
    """Say whether these are two visits, the second right after the first."""
    return len(visits) == 2 and ways.before[ways.rank[visits[1]]] == ways.rank[visits[0]]


def _runs(items: Sequence[Member | Rebate]) -> tuple[int, list[tuple[Member | Rebate, int, int]]]:
    """Return how many runs there are, and for each item the first run it counts in and the first it has left."""
    count = 0
    first: dict[int, int] = {}
    found: list[tuple[Member | Rebate, int, int]] = []
    has_left = True
    for _, comes, item in comings_and_goings(items):
        if comes:
            count += has_left
            first[id(item)] = count - 1
        else:
            found.append((item, first[id(item)], count))
        has_left = not comes
    return count, found
