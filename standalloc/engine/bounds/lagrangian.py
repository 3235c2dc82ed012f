"""A proven bound from the prices of chains alone: the Lagrangian dual, evaluated in exact whole-number arithmetic.

Every run of every chain has a price; each turn then goes its own cheapest way (`ways.py`), and what all pay beyond the
priced capacities is a lower bound, whatever the prices (M. L. Fisher: The Lagrangian relaxation method for solving
integer programming problems, Management Science 27, 1981). Ways are whole and weak duality over the unknowns' box is
not, so for the same prices this bound is at least that one. Transfers between two visits are left out at their least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from standalloc.engine.bounds.bound import Prices, rounded_up
from standalloc.engine.bounds.draws import Draws, charged_parts
from standalloc.engine.bounds.ways import CLOSED, Cheapest, Ways
from standalloc.engine.models.linear import Floats, Integers
from standalloc.engine.problem.chains import Column, Event
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff

#: What all parts of a way cost together stays below so many bits, far below what a closed one costs.
_BITS = 56

#: A way has at most so many parts: three visits, two pairs, two tows, and leaving and reaching by each.
_PARTS = 16

#: So many binary digits behind the point are enough for any prices.
_DIGITS = 30


@dataclass(frozen=True)
class Multipliers:
    """Prices of what couples turns, in steps; those below 0 count as 0.

    Attributes:
        runs: of a unit of a chain while a run counts, chain after chain (see `Draws`).
        budgets: of a step of each budget.
    """

    runs: Floats
    budgets: Floats


@dataclass(frozen=True)
class Value:
    """What multipliers prove.

    Attributes:
        total: the bound, with `shift` binary digits behind the point.
        shift: how many.
        capacity: of each run; none where the chain is counted and its prices do not yet pay for a unit.
        ways: what turns may do.
        cheapest: their cheapest ways at these prices.
    """

    total: int
    shift: int
    capacity: Integers
    ways: Ways
    cheapest: Cheapest

    @property
    def unrounded(self) -> float:
        """The bound in steps and parts of them."""
        return self.total / (1 << self.shift)

    @property
    def bound(self) -> int:
        """No plan costs less, in whole steps."""
        return rounded_up(self.total, self.shift)

    @property
    def prices(self) -> Prices:
        """The bound, and for each column the bound on plans that use it."""
        through = zip(self.ways.options, self.cheapest.through.tolist(), strict=True)
        dearer = ((option, more) for option, more in through if isinstance(option, Column))
        return Prices(self.bound, {column: rounded_up(self.total + more, self.shift) for column, more in dearer})


class Lagrangian:
    """The Lagrangian relaxation of a whole problem, ready to be evaluated.

    Args:
        problem: what is bounded.

    Attributes:
        draws: what is priced.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._ways = Ways(problem)
        self.draws = Draws(problem, self._ways)
        self._charges = [_charges(problem, self._ways, tariff) for tariff in problem.tariffs]
        self._limits = [budget.limit for budget in problem.budgets]

    @property
    def scales(self) -> tuple[float, ...]:
        """How far a visit's places differ in cost on average: for the tariff at work, and for each budget."""
        return tuple(charges.scale for charges in self._charges)

    @property
    def nothing(self) -> Multipliers:
        """All prices 0."""
        return Multipliers(np.zeros(self.draws.bounds[-1]), np.zeros(len(self._limits)))

    def value(self, multipliers: Multipliers) -> Value:
        """Return what multipliers prove; prices are rounded so that every sum is exact."""
        runs, budgets, shift = self._scaled(multipliers)
        prices = np.rint(runs * 2.0**shift).astype(np.int64)
        parts = [1 << shift, *np.rint(budgets * 2.0**shift).astype(np.int64).tolist()]
        charged = np.zeros(self._ways.size, dtype=np.int64)
        for part, charges in zip(parts, self._charges, strict=True):
            charged += part * charges.costs
        self.draws.charge(charged, prices)
        charged[self.draws.closed] = CLOSED
        cheapest = Cheapest(self._ways, charged)
        left_out = sum(part * charges.left_out for part, charges in zip(parts, self._charges, strict=True))
        allowed = sum(part * limit for part, limit in zip(parts[1:], self._limits, strict=True))
        worth, capacity = self._capacities(prices, parts)
        total = cheapest.total + left_out - allowed - worth
        return Value(total, shift, capacity, self._ways, cheapest)

    def excess(self, value: Value) -> Multipliers:
        """Return how far the cheapest ways exceed each run's capacity and each budget: a subgradient of the bound."""
        used = value.cheapest.used
        spent = [
            float(charges.costs @ used) + charges.left_out - limit
            for charges, limit in zip(self._charges[1:], self._limits, strict=True)
        ]
        return Multipliers(self.draws.load(used) - value.capacity, np.array(spent))

    def _scaled(self, multipliers: Multipliers) -> tuple[Floats, Floats, int]:
        """Return the prices, made smaller if need be, and how many binary digits behind the point they may have."""
        most = 2.0**_BITS
        runs, budgets = (np.clip(np.nan_to_num(part), 0.0, most) for part in (multipliers.runs, multipliers.budgets))
        of_budgets = zip(budgets.tolist(), self._charges[1:], strict=True)
        reach = float(runs.sum()) * (1 + self.draws.heaviest) + sum(part * (1 + one.most) for part, one in of_budgets)
        room = most / _PARTS - self._charges[0].most
        if reach > room:
            runs, budgets, reach = runs * (room / reach), budgets * (room / reach), room
        shift = _BITS - int(np.ceil(np.log2(_PARTS * (reach + self._charges[0].most) + 1)))
        return runs, budgets, max(0, min(shift, _DIGITS))

    def _capacities(self, prices: Integers, parts: Sequence[int]) -> tuple[int, Integers]:
        """Return what capacities are worth, and each run's: a counted chain is paid for up to the cost of a unit."""
        upto = [0, *np.cumsum(prices).tolist()]
        bounds = self.draws.bounds
        capacity = self.draws.capacity.copy()
        total = 0
        for index, chain in enumerate(self._problem.chains):
            units = zip(parts, self._problem.tariffs, strict=True)
            unit = sum(part * tariff.peaks.get(index, 0) for part, tariff in units)
            worth = upto[bounds[index + 1]] - upto[bounds[index]] - unit
            total += chain.capacity * max(0, worth)
            if worth < 0:
                capacity[bounds[index] : bounds[index + 1]] = 0
        return total, capacity


@dataclass(frozen=True)
class _Charges:
    """What a tariff charges.

    Attributes:
        costs: of the parts of ways.
        most: what no part costs more than.
        left_out: for what is no part of a way.
        scale: how far a visit's classes, differ in cost on average; where they do not, `most`.
    """

    costs: Integers
    most: int
    left_out: int
    scale: float


def _charges(problem: Problem, ways: Ways, tariff: Tariff) -> _Charges:
    costs = np.zeros(ways.size, dtype=np.int64)
    for option, at in ways.at.items():
        cost = tariff.costs[option.visit][option.stand_class] if isinstance(option, Column) else None
        costs[at] = (tariff.unallocated[option.visit] or 0) if cost is None else cost
    for number, cost in enumerate(tariff.happenings):
        if cost > 0:
            costs[charged_parts(problem, ways, Event(number))] += cost
    left_out = sum(min(0, cost) for cost in tariff.happenings)
    for transfer, matrix in zip(problem.transfers, tariff.transfers, strict=True):
        if transfer.first != transfer.second:
            left_out += min((0, *(cost for row in matrix for cost in row)))
            continue
        for k in problem.costs[transfer.first]:
            here, there = transfer.place_of[0][k], transfer.place_of[1][k]
            costs[ways.at[Column(transfer.first, k)]] += matrix[here][there]
    differences = [max(row.values()) - min(row.values()) for row in tariff.costs if row]
    most = int(np.abs(costs).max(initial=0))
    return _Charges(costs, most, left_out, sum(differences) / max(1, len(differences)) or most)
