"""The problem as a linear programme in differenced form: one load variable for each maximal clique of a chain.

Per chain, `load[t] = load[t-1] + coming - leaving` and `0 <= load <= capacity`: the same polyhedron as the clique rows
with a tenth of the non-zeros. With integral columns it is the exact problem, relaxed it is the bound.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Chain, Column, Member, Pair, Rebate, runs
from standalloc.engine.problem import Link, Problem

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

    def allocation(self, visits: int, solution: Sequence[float]) -> Allocation:
        """Return the allocation of an integral solution."""
        classes: list[int | None] = [None] * visits
        for column, position in self.on.items():
            if solution[position] > 0.5:
                classes[column.visit] = column.stand_class
        held = frozenset(pair for pair, position in self.holds.items() if solution[position] > 0.5)
        return Allocation(tuple(classes), held)


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


def linear_programme(problem: Problem) -> LinearProgramme:
    """Return the whole problem in differenced form."""
    builder = _Builder()
    on = {Column(v, k): builder.variable(cost) for v, costs in enumerate(problem.costs) for k, cost in costs.items()}
    alone = {v: builder.variable(cost) for v, cost in enumerate(problem.unallocated) if cost is not None}
    drawn = {rebate.pair for chain in problem.chains for rebate in chain.rebates}
    priced = {pair for link in problem.links for pair in link.pairs} if problem.tow else set()
    holds = {pair: builder.variable() for pair in sorted(drawn | priced)}
    _places(builder, problem, on, alone)
    _pairs(builder, problem, on, holds)
    for chain in problem.chains:
        _loads(builder, chain, on, holds)
    if problem.tow:
        for link in problem.links:
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


def _places(builder: _Builder, problem: Problem, on: dict[Column, int], alone: dict[int, int]) -> None:
    for v, costs in enumerate(problem.costs):
        terms = [(on[Column(v, k)], 1) for k in costs]
        builder.row([*terms, *([(alone[v], 1)] if v in alone else [])], 1, 1)


def _pairs(builder: _Builder, problem: Problem, on: dict[Column, int], holds: dict[Pair, int]) -> None:
    for pair, position in holds.items():
        for column in pair:
            builder.row([(position, 1), (on[column], -1)], 0)
    for one, other in problem.at_most_one:
        builder.row([(holds[one], 1), (holds[other], 1)], 1)


def _loads(builder: _Builder, chain: Chain, on: dict[Column, int], holds: dict[Pair, int]) -> None:
    """Add a chain; one that even all its members together cannot fill needs no rows."""
    if sum(member.weight for member in chain.members) <= chain.capacity:
        return

    def term(item: Member | Rebate, sign: int) -> tuple[int, int]:
        if isinstance(item, Member):
            return on[item.column], sign * item.weight
        return holds[item.pair], -sign * item.weight

    before: list[tuple[int, int]] = []
    for run in runs(chain):
        load = builder.variable(0, chain.capacity, is_integer=False)
        change = [*(term(item, 1) for item in run.leaving), *(term(item, -1) for item in run.coming)]
        builder.row([(load, 1), *before, *change], 0, 0)
        before = [(load, -1)]


def _tow(builder: _Builder, problem: Problem, link: Link, alone: dict[int, int], holds: dict[Pair, int]) -> None:
    towed = builder.variable(problem.tow)
    stays = [(holds[pair], -1) for pair in link.pairs]
    missing = [(alone[v], -1) for v in (link.first, link.second) if v in alone]
    builder.row([(towed, -1), *stays, *missing], -1)
