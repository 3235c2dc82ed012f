"""The problem as a linear programme in differenced form: one load variable for each maximal clique of a chain.

Per chain, `load[t] = load[t-1] + coming - leaving` and `0 <= load <= capacity`: the same polyhedron as the clique rows
with a tenth of the non-zeros. With integral columns it is the exact problem, relaxed it is the bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Column, Member, Pair, Rebate, pair_limits
from standalloc.engine.problem import Link, Problem
from standalloc.engine.rows import Demand, blocked_columns, demands

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class LinearProgramme:
    """Minimise `costs @ x` with `row_lower <= matrix @ x <= row_upper` and `0 <= x <= upper`.

    Attributes:
        costs: whole steps, one for each variable.
        upper: upper bounds of the variables.
        is_integer: which variables are whole in the exact problem.
        row_lower: may hold minus infinity.
        row_upper: finite.
        rows, columns, values: the matrix as whole-number triplets, by row.
        on, alone, holds: position of the variables of columns, unallocated visits and pairs.
    """

    costs: Integers
    upper: Integers
    is_integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    rows: Integers
    columns: Integers
    values: Integers
    on: dict[Column, int]
    alone: dict[int, int]
    holds: dict[Pair, int]

    def allocation(self, solution: Sequence[float], fixed: Allocation) -> Allocation:
        """Return the allocation of an integral solution; visits outside the programme are as in `fixed`."""
        classes = list(fixed.classes)
        free = {column.visit for column in self.on} | set(self.alone)
        for v in free:
            classes[v] = None
        for column, position in self.on.items():
            if solution[position] > 0.5:
                classes[column.visit] = column.stand_class
        held = (pair for pair, position in self.holds.items() if solution[position] > 0.5)
        kept = (pair for pair in fixed.pairs if pair.first.visit not in free)
        return Allocation(tuple(classes), frozenset((*kept, *held)))

    def values_of(self, allocation: Allocation) -> Floats:
        """Return an allocation in the programme's variables; loads and tows are left at 0, for the solver to find."""
        values = np.zeros(len(self.costs))
        for v, position in self.alone.items():
            values[position] = float(allocation.classes[v] is None)
        for column, position in self.on.items():
            values[position] = float(allocation.classes[column.visit] == column.stand_class)
        for pair, position in self.holds.items():
            values[position] = float(pair in allocation.pairs)
        return values


class _Builder:
    """Gathers variables and rows."""

    def __init__(self) -> None:
        self.costs: list[int] = []
        self.upper: list[int] = []
        self.is_integer: list[bool] = []
        self.most: list[float] = []
        self.least: list[float] = []
        self.rows: list[int] = []
        self.columns: list[int] = []
        self.values: list[int] = []

    def variable(self, cost: int = 0, upper: int = 1, is_integer: bool = True) -> int:
        self.costs.append(cost)
        self.upper.append(upper)
        self.is_integer.append(is_integer)
        return len(self.costs) - 1

    def row(self, terms: Sequence[tuple[int, int]], most: float, least: float = -np.inf) -> None:
        row = len(self.least)
        self.least.append(least)
        self.most.append(most)
        for position, value in terms:
            self.rows.append(row)
            self.columns.append(position)
            self.values.append(value)


def linear_programme(
    problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None
) -> LinearProgramme:
    """Return the problem of the free visits (whole turns; all by default) in differenced form.

    The others are where `fixed` has them and cost nothing here.
    """
    visits = tuple(range(len(problem.visits))) if free is None else tuple(free)
    links = [link for link in problem.links if link.first in set(visits)] if problem.tow else []
    demand = list(demands(problem, visits, fixed))
    builder = _Builder()
    on = {Column(v, k): builder.variable(cost) for v in visits for k, cost in problem.costs[v].items()}
    alone = {v: builder.variable(cost) for v in visits if (cost := problem.unallocated[v]) is not None}
    drawn = {item.pair for chain in demand for item in chain.free if isinstance(item, Rebate)}
    holds = {pair: builder.variable() for pair in sorted(drawn | {pair for link in links for pair in link.pairs})}
    _places(builder, problem, on, alone, visits)
    _pairs(builder, problem, on, holds)
    for chain in demand:
        for column in blocked_columns(chain):
            builder.upper[on[column]] = 0
        _loads(builder, chain, on, holds)
    for link in links:
        _tow(builder, problem, link, alone, holds)
    return LinearProgramme(
        np.array(builder.costs, dtype=np.int64),
        np.array(builder.upper, dtype=np.int64),
        np.array(builder.is_integer, dtype=np.bool_),
        np.array(builder.least, dtype=np.float64),
        np.array(builder.most, dtype=np.float64),
        np.array(builder.rows, dtype=np.int64),
        np.array(builder.columns, dtype=np.int64),
        np.array(builder.values, dtype=np.int64),
        on,
        alone,
        holds,
    )


def _places(
    builder: _Builder, problem: Problem, on: dict[Column, int], alone: dict[int, int], visits: Sequence[int]
) -> None:
    for v in visits:
        terms = [(on[Column(v, k)], 1) for k in problem.costs[v]]
        builder.row([*terms, *([(alone[v], 1)] if v in alone else [])], 1, 1)


def _pairs(builder: _Builder, problem: Problem, on: dict[Column, int], holds: dict[Pair, int]) -> None:
    for (column, _), group in pair_limits(holds).items():
        builder.row([*((holds[pair], 1) for pair in group), (on[column], -1)], 0)
    for one, other in problem.at_most_one:
        if one in holds and other in holds:
            shared = one.first if one.first == other.first else one.second
            builder.row([(holds[one], 1), (holds[other], 1), (on[shared], -1)], 0)


def _loads(builder: _Builder, demand: Demand, on: dict[Column, int], holds: dict[Pair, int]) -> None:
    """Add a chain; one that even all free visits together cannot fill needs no rows."""
    weight = sum(item.weight for item in demand.free if isinstance(item, Member))
    if weight <= min((left for _, _, left in demand.runs()), default=0):
        return

    def term(item: Member | Rebate, sign: int) -> tuple[int, int]:
        if isinstance(item, Member):
            return on[item.column], sign * item.weight
        return holds[item.pair], -sign * item.weight

    before: list[tuple[int, int]] = []
    load = -1
    for leaving, coming, left in demand.runs():
        if not leaving and not coming:
            if before:
                builder.upper[load] = min(builder.upper[load], left)
            continue
        load = builder.variable(0, left, is_integer=False)
        change = [*(term(item, 1) for item in leaving), *(term(item, -1) for item in coming)]
        builder.row([(load, 1), *before, *change], 0, 0)
        before = [(load, -1)]


def _tow(builder: _Builder, problem: Problem, link: Link, alone: dict[int, int], holds: dict[Pair, int]) -> None:
    towed = builder.variable(problem.tow)
    stays = [(holds[pair], -1) for pair in link.pairs]
    missing = [(alone[v], -1) for v in (link.first, link.second) if v in alone]
    builder.row([(towed, -1), *stays, *missing], -1)
