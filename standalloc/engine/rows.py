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


def clique_rows(problem: Problem, free: Sequence[int], fixed: Allocation | None) -> Iterator[CliqueRow]:
    """Yield the rows of all chains for the free visits (whole turns); the rest are where `fixed` has them."""
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
        yield from _rows_of_chain(problem.chains[index].capacity, items, held[index])


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


def _rows_of_chain(
    capacity: int, free: Sequence[Member | Rebate], held: Sequence[Member | Rebate]
) -> Iterator[CliqueRow]:
    ours = {id(item) for item in free}
    present: dict[int, Member | Rebate] = {}
    left = capacity
    members = tuple(item for item in (*free, *held) if isinstance(item, Member))
    rebates = tuple(item for item in (*free, *held) if isinstance(item, Rebate))
    tightest: dict[frozenset[int], tuple[int, CliqueRow]] = {}
    for run in runs(Chain(capacity, members, rebates)):
        for item in run.leaving:
            if present.pop(id(item), None) is None:
                left += _signed(item)
        for item in run.coming:
            if id(item) in ours:
                present[id(item)] = item
            else:
                left -= _signed(item)
        row = _row(tuple(present.values()), left)
        if row is not None:
            key = frozenset(present)
            if key not in tightest or left < tightest[key][0]:
                tightest[key] = (left, row)
    yield from (row for _, row in tightest.values())


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
