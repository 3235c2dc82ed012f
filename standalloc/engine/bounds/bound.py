"""A proven bound from any dual vector, in exact whole-number arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from standalloc.engine.models.linear import Floats, Integers, LinearProgramme
from standalloc.engine.problem.chains import Column

#: Every sum of one variable and every product of one row stays below so many bits; a signed integer has 63.
_BITS = 60


@dataclass(frozen=True)
class Prices:
    """What a dual vector proves, in whole steps.

    Attributes:
        bound: no plan costs less.
        columns: no plan that uses the column costs less; at least the bound.
    """

    bound: int
    columns: Mapping[Column, int]

    def joined(self, other: "Prices") -> "Prices":
        """Return what both together prove; they are of the same columns."""
        columns = {column: max(least, other.columns[column]) for column, least in self.columns.items()}
        return Prices(max(self.bound, other.bound), columns)


def proven_prices(programme: LinearProgramme, duals: Floats) -> Prices:
    """Return the bound that duals prove, and the bound on plans that use a column.

    Weak duality over the box: for every y (of the sign its row asks for), `sum(y * side of the row) + sum over the
    variables of the least of (costs - matrix' y) * x within its bounds` is at most the optimum; a variable whose
    reduced cost `costs - matrix' y` is positive adds it when it is 1. The duals are rounded to multiples of a power of
    two first, so every product and sum below is an exact integer; no tolerance is trusted. Results are rounded up,
    since the objective moves in whole steps.
    """
    duals, shift = _scaled(programme, duals)
    multiplier = np.rint(duals * 2.0**shift).astype(np.int64)
    only_upper = np.isneginf(programme.row_lower)
    multiplier[only_upper] = np.minimum(multiplier[only_upper], 0)
    reduced = programme.costs << shift
    np.subtract.at(reduced, programme.columns, programme.values * multiplier[programme.rows])
    side = np.where(multiplier < 0, programme.row_upper, np.where(only_upper, 0.0, programme.row_lower))
    total = _exact_sum(multiplier * side.astype(np.int64)) + _exact_sum(np.minimum(reduced, 0) * programme.upper)
    columns = ((symbol, position) for symbol, position in programme.at.items() if isinstance(symbol, Column))
    dearer = {column: rounded_up(total + max(0, int(reduced[position])), shift) for column, position in columns}
    return Prices(rounded_up(total, shift), dearer)


def rounded_up(value: int, shift: int) -> int:
    """Return the least whole number at or above a value with so many binary digits behind the point."""
    return -((-value) >> shift)


def _scaled(programme: LinearProgramme, duals: Floats) -> tuple[Floats, int]:
    """Return the duals, made smaller if need be, and how many binary digits after the point they may have.

    As many as exact sums allow: the dual of a row with large coefficients is small, and its last digits count.
    """
    duals = np.clip(np.nan_to_num(duals), -(2.0**_BITS), 2.0**_BITS)
    reach = _reach(programme, duals)
    if reach > 2.0**_BITS:
        return duals * (2.0**_BITS / reach), 0
    return duals, _BITS - int(np.ceil(np.log2(reach)))


def _reach(programme: LinearProgramme, duals: Floats) -> float:
    """Return the largest sum of one variable, times its upper bound, and product of one row that duals can make."""
    products = np.abs(programme.values * duals[programme.rows])
    sums = np.abs(programme.costs) + np.bincount(programme.columns, products, len(programme.costs))
    lower = np.where(np.isneginf(programme.row_lower), 0.0, programme.row_lower)
    sides = np.maximum(np.maximum(np.abs(programme.row_upper), np.abs(lower)), 1.0)
    of_variables = float((sums * np.maximum(programme.upper, 1)).max(initial=1.0))
    return max(of_variables, float((np.abs(duals) * sides).max(initial=1.0)))


def _exact_sum(values: Integers) -> int:
    """Sum without overflow: high and low halves apart, as Python integers."""
    high, low = values >> 31, values & ((1 << 31) - 1)
    return (int(high.sum()) << 31) + int(low.sum())
