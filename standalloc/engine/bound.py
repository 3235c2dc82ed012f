"""A proven bound from any dual vector, in exact whole-number arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from standalloc.engine.chains import Column
from standalloc.engine.linear import Floats, Integers, LinearProgramme

#: Bits of headroom below the 63 of a signed integer.
_BITS = 60

#: Binary digits of a dual after the point: finer than any solver's tolerance.
_DIGITS = 24


@dataclass(frozen=True)
class Prices:
    """What a dual vector proves, in whole steps.

    Attributes:
        bound: no plan costs less.
        columns: no plan that uses the column costs less; at least the bound.
    """

    bound: int
    columns: Mapping[Column, int]


def proven_prices(programme: LinearProgramme, duals: Floats) -> Prices:
    """Return the bound that duals prove, and the bound on plans that use a column.

    Weak duality over the box: for every y (of the sign its row asks for), `sum(y * side of the row) + sum over the
    variables of the least of (costs - matrix' y) * x within its bounds` is at most the optimum; a variable whose
    reduced cost `costs - matrix' y` is positive adds it when it is 1. The duals are rounded to multiples of a power of
    two first, so every product and sum below is an exact integer; no tolerance is trusted. Results are rounded up,
    since the objective moves in whole steps.
    """
    most = _most(programme)
    duals = np.clip(np.nan_to_num(duals), -most, most)
    shift = _shift(programme, duals, most)
    multiplier = np.rint(duals * 2.0**shift).astype(np.int64)
    only_upper = np.isneginf(programme.row_lower)
    multiplier[only_upper] = np.minimum(multiplier[only_upper], 0)
    reduced = programme.costs << shift
    np.subtract.at(reduced, programme.columns, programme.values * multiplier[programme.rows])
    side = np.where(multiplier < 0, programme.row_upper, np.where(only_upper, 0.0, programme.row_lower))
    total = _exact_sum(multiplier * side.astype(np.int64)) + _exact_sum(np.minimum(reduced, 0) * programme.upper)
    columns = ((symbol, position) for symbol, position in programme.at.items() if isinstance(symbol, Column))
    dearer = {column: _rounded_up(total + max(0, int(reduced[position])), shift) for column, position in columns}
    return Prices(_rounded_up(total, shift), dearer)


def _rounded_up(value: int, shift: int) -> int:
    return -((-value) >> shift)


def _most(programme: LinearProgramme) -> float:
    """Return how large a dual may be for the sums of one variable, times its upper bound, to stay exact."""
    per_variable = int(np.bincount(programme.columns).max(initial=0)) + 1
    return float(2**_BITS // (per_variable * int(np.abs(programme.values).max(initial=1)) * int(programme.upper.max())))


def _shift(programme: LinearProgramme, duals: Floats, most: float) -> int:
    """Return how many binary digits after the point duals and costs may have and stay exact."""
    largest = max(float(np.abs(duals).max(initial=0.0)), 1.0)
    room_for_costs = _BITS - int(np.abs(programme.costs).max(initial=0)).bit_length()
    return max(0, min(_DIGITS, int(np.log2(most / largest)) - 1, room_for_costs))


def _exact_sum(values: Integers) -> int:
    """Sum without overflow: high and low halves apart, as Python integers."""
    high, low = values >> 31, values & ((1 << 31) - 1)
    return (int(high.sum()) << 31) + int(low.sum())
