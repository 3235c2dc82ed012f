"""The formulation as a linear programme, its chains in differenced form: one load variable for each maximal clique.

Per chain, `load[t] = load[t-1] + coming - leaving` and `0 <= load <= capacity`: the same polyhedron as the clique rows
with a tenth of the non-zeros. With integral columns it is the exact problem, relaxed it is the bound.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from standalloc.engine.models.formulation import Formulation, Row, formulate
from standalloc.engine.models.rows import Demand, blocked_columns
from standalloc.engine.models.symbols import Peak, Symbol, Together, allocation_of, value_of
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Member, Rebate, signed
from standalloc.engine.problem.problem import Problem

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class LinearProgramme:
    """Minimise `costs @ x` with `row_lower <= matrix @ x <= row_upper` and `0 <= x <= upper`.

    Attributes:
        formulation: what it says.
        costs: whole steps, one for each variable.
        upper: upper bounds of the variables.
        is_integer: which variables are whole in the exact problem.
        row_lower: may hold minus infinity.
        row_upper: finite.
        rows, columns, values: the matrix as whole-number triplets, by row.
        at: position of the variable of every unknown; loads have variables beside these.
    """

    formulation: Formulation
    costs: Integers
    upper: Integers
    is_integer: NDArray[np.bool_]
    row_lower: Floats
    row_upper: Floats
    rows: Integers
    columns: Integers
    values: Integers
    at: Mapping[Symbol, int]

    def allocation(self, solution: Sequence[float]) -> Allocation:
        """Return the allocation of an integral solution."""
        true = (symbol for symbol, position in self.at.items() if solution[position] > 0.5)
        return allocation_of(true, self.formulation.free, self.formulation.fixed)

    def values_of(self, allocation: Allocation) -> Floats:
        """Return an allocation in the programme's variables; loads are left at 0, for the solver to find."""
        values = np.zeros(len(self.costs))
        for symbol, position in self.at.items():
            values[position] = value_of(symbol, self.formulation.problem, allocation)
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

    def row(self, terms: Sequence[tuple[int, int]], most: float, least: float | None = None) -> None:
        row = len(self.least)
        self.least.append(-np.inf if least is None else least)
        self.most.append(most)
        total = dict(terms)
        if len(total) < len(terms):  # what leaves a chain as it comes again is there twice
            total = dict.fromkeys(total, 0)
            for position, value in terms:
                total[position] += value
        self.rows.extend([row] * len(total))
        self.columns.extend(total.keys())
        self.values.extend(total.values())


def linear_programme(
    problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None
) -> LinearProgramme:
    """Return the problem of the free visits (whole turns; all by default) in differenced form.

    The others are where `fixed` has them and cost nothing here.
    """
    formulation = formulate(problem, free, fixed)
    builder = _Builder()
    costs = formulation.costs
    at = {
        # Where the places are whole, so is what follows from them.
        symbol: builder.variable(costs.get(symbol, 0), most, not isinstance(symbol, Together))
        for symbol, most in formulation.upper.items()
    }
    for row in formulation.rows:
        _row(builder, at, row)
    for demand in formulation.demands:
        for column in blocked_columns(demand):
            builder.upper[at[column]] = 0
        _loads(builder, demand, at)
    return LinearProgramme(
        formulation,
        np.array(builder.costs, dtype=np.int64),
        np.array(builder.upper, dtype=np.int64),
        np.array(builder.is_integer, dtype=np.bool_),
        np.array(builder.least, dtype=np.float64),
        np.array(builder.most, dtype=np.float64),
        np.array(builder.rows, dtype=np.int64),
        np.array(builder.columns, dtype=np.int64),
        np.array(builder.values, dtype=np.int64),
        at,
    )


def _row(builder: _Builder, at: Mapping[Symbol, int], row: Row) -> None:
    builder.row([(at[symbol], coefficient) for symbol, coefficient in row.terms], row.most, row.least)


def _loads(builder: _Builder, demand: Demand, at: Mapping[Symbol, int]) -> None:
    """Add a chain; one that even all free visits together cannot fill needs no rows, unless its load is counted."""
    peak = at.get(Peak(demand.index))
    weight = sum(item.weight for item in demand.free if isinstance(item, Member))
    if peak is None and weight <= min((left for _, _, left in demand.runs()), default=0):
        return

    def terms(items: Iterable[Member | Rebate], sign: int) -> Iterator[tuple[int, int]]:
        for item in items:
            yield at[item.key if isinstance(item, Member) else item.pair], sign * signed(item)

    before: list[tuple[int, int]] = []
    load = -1
    for leaving, coming, left in demand.runs():
        if leaving or coming:
            load = builder.variable(0, left, is_integer=False)
            builder.row([(load, 1), *before, *terms(leaving, 1), *terms(coming, -1)], 0, 0)
            before = [(load, -1)]
        elif before:
            builder.upper[load] = min(builder.upper[load], left)
        if peak is not None:
            builder.row([*((position, -value) for position, value in before), (peak, -1)], left - demand.capacity)
