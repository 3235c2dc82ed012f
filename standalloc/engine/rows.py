"""Clique rows: what a chain allows of some free visits while the others stay where they are."""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from standalloc.engine.allocation import Allocation, columns_of
from standalloc.engine.chains import Chain, Column, Member, Pair, Rebate, runs
from standalloc.engine.problem import Problem


@dataclass(frozen=True, slots=True)
class CliqueRow:
    """The weights of the columns, less those of the pairs, may not exceed what is left."""

    columns: tuple[tuple[Column, int], ...]
    pairs: tuple[tuple[Pair, int], ...]
    left: int


@dataclass(frozen=True, slots=True)
class Demand:
    """What free visits may draw on a chain, and what those that stay where they are already hold of it."""

    capacity: int
    free: tuple[Member | Rebate, ...]
    held: tuple[Member | Rebate, ...]

    def runs(self) -> Iterator[tuple[list[Member | Rebate], list[Member | Rebate], int]]:
        """Yield (free items leaving, free items coming, what is left for the free) run by run."""
        ours = {id(item) for item in self.free}
        items = (*self.free, *self.held)
        members = tuple(item for item in items if isinstance(item, Member))
        rebates = tuple(item for item in items if isinstance(item, Rebate))
        left = self.capacity
        for run in runs(Chain(self.capacity, members, rebates)):
            left += sum(_signed(item) for item in run.leaving if id(item) not in ours)
            left -= sum(_signed(item) for item in run.coming if id(item) not in ours)
            leaving = [item for item in run.leaving if id(item) in ours]
            yield leaving, [item for item in run.coming if id(item) in ours], left


def blocked_columns(demand: Demand) -> Iterator[Column]:
    """Yield free columns that no longer fit beside what is held, whatever the other free visits do.

    The relaxation alone would let half of a wide stand stay where one of its two sides is taken.
    """
    present: dict[int, Member | Rebate] = {}
    for leaving, coming, left in demand.runs():
        for item in leaving:
            del present[id(item)]
        present |= {id(item): item for item in coming}
        if left >= demand.capacity:
            continue
        relieved = {column for item in present.values() if isinstance(item, Rebate) for column in item.pair}
        for item in present.values():
            if isinstance(item, Member) and item.weight > left and item.column not in relieved:
                yield item.column


def demands(problem: Problem, free: Sequence[int], fixed: Allocation | None) -> Iterator[Demand]:
    """Yield what the free visits (whole turns) may draw on each chain; the rest are where `fixed` has them."""
    is_free = set(free)
    drawn: dict[int, list[Member | Rebate]] = defaultdict(list)
    for key in _free_keys(problem, is_free):
        for index, item in problem.uses.get(key, ()):
            drawn[index].append(item)
    held: dict[int, list[Member | Rebate]] = defaultdict(list)
    for key in _fixed_keys(fixed, is_free):
        for index, item in problem.uses.get(key, ()):
            if index in drawn:
                held[index].append(item)
    for index, items in drawn.items():
        yield Demand(problem.chains[index].capacity, tuple(items), tuple(held[index]))


def clique_rows(problem: Problem, free: Sequence[int], fixed: Allocation | None) -> Iterator[CliqueRow]:
    """Yield the clique rows of all chains for the free visits (whole turns)."""
    for demand in demands(problem, free, fixed):
        yield from _rows_of_chain(demand)


def _free_keys(problem: Problem, free: Set[int]) -> Iterator[Column | Pair]:
    for v in sorted(free):
        for k in problem.costs[v]:
            yield Column(v, k)
        yield from problem.pairs.get(v, ())


def _fixed_keys(fixed: Allocation | None, free: Set[int]) -> Iterator[Column | Pair]:
    if fixed is None:
        return
    for column in columns_of(fixed):
        if column.visit not in free:
            yield column
    for pair in fixed.pairs:
        if pair.first.visit not in free:
            yield pair


def _rows_of_chain(demand: Demand) -> Iterator[CliqueRow]:
    present: dict[int, Member | Rebate] = {}
    tightest: dict[frozenset[int], CliqueRow] = {}
    for leaving, coming, left in demand.runs():
        for item in leaving:
            del present[id(item)]
        present |= {id(item): item for item in coming}
        row = _row(tuple(present.values()), left)
        key = frozenset(present)
        if row is not None and (key not in tightest or left < tightest[key].left):
            tightest[key] = row
    yield from tightest.values()


def _signed(item: Member | Rebate) -> int:
    return item.weight if isinstance(item, Member) else -item.weight


def _row(present: Sequence[Member | Rebate], left: int) -> CliqueRow | None:
    """Return the row, or None where even all of them together fit."""
    columns = tuple((item.column, item.weight) for item in present if isinstance(item, Member))
    most: dict[int, int] = {}
    for column, weight in columns:
        most[column.visit] = max(weight, most.get(column.visit, 0))
    if sum(most.values()) <= left:
        return None
    return CliqueRow(columns, tuple((item.pair, item.weight) for item in present if isinstance(item, Rebate)), left)
