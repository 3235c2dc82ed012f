"""The formulation: unknowns, costs and rows of the free visits, for CP-SAT and for the linear solver alike.

What every chain can hold is left to them: as clique rows or in differenced form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from standalloc.engine.models.rows import Demand, clique_rows, demands
from standalloc.engine.models.symbols import Alone, Peak, Symbol, Together
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column, Event, Pair, Rebate, pair_limits
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff
from standalloc.engine.problem.transfers import Transfer


class Row(NamedTuple):
    """`least <= sum of coefficient * unknown <= most`; a least of None is minus infinity."""

    terms: tuple[tuple[Symbol, int], ...]
    most: int
    least: int | None = None


@dataclass(frozen=True)
class Formulation:
    """What a model of some free visits (whole turns) holds, the others fixed.

    Attributes:
        problem: it is of.
        free: the free visits.
        fixed: where the others are.
        upper: every unknown with its upper bound; all are whole and at least 0.
        costs: of the unknowns that cost something.
        rows: over the unknowns.
        demands: what they may draw on each chain.
    """

    problem: Problem
    free: tuple[int, ...]
    fixed: Allocation
    upper: Mapping[Symbol, int]
    costs: Mapping[Symbol, int]
    rows: tuple[Row, ...]
    demands: tuple[Demand, ...]


def capacity_rows(formulation: Formulation) -> Iterator[Row]:
    """Yield clique rows that ensure that no chain is overfilled, and that a counted one is as high as its load."""
    for demand in formulation.demands:
        peak = Peak(demand.index)
        is_counted = peak in formulation.upper
        if is_counted:
            yield Row(((peak, -1),), -demand.held_peak)
        for row in clique_rows(demand, is_counted):
            terms: tuple[tuple[Symbol, int], ...] = (*row.members, *((pair, -weight) for pair, weight in row.pairs))
            yield Row(terms, row.left)
            if is_counted:
                yield Row((*terms, (peak, -1)), row.left - demand.capacity)


def formulate(problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None) -> Formulation:
    """Return the formulation of the free visits (whole turns; all by default), the others where `fixed` has them."""
    visits = tuple(range(len(problem.visits))) if free is None else tuple(free)
    if fixed is None:
        fixed = Allocation((None,) * len(problem.visits), frozenset())
    return _Writer(problem, visits, fixed).formulation()


class _Writer:
    """Writes one formulation."""

    def __init__(self, problem: Problem, visits: tuple[int, ...], fixed: Allocation) -> None:
        self.problem = problem
        self.visits = visits
        self.fixed = fixed
        self.free = frozenset(visits)
        self.demands = tuple(demands(problem, self.free, fixed))
        self.events = tuple(self._asked_events())
        self.transfers = tuple(self._joint_transfers())
        self.peaks = {demand.index for demand in self.demands} & {k for t in problem.tariffs for k in t.peaks}
        self.upper = dict(self._unknowns())

    def formulation(self) -> Formulation:
        """Return it."""
        rows = (
            *self._ensure_one_place(),
            *self._ensure_pairs(),
            *self._ensure_events(),
            *self._ensure_transfers(),
            *self._ensure_budgets(),
        )
        costs = self._spending(self.problem.tariff)
        return Formulation(self.problem, self.visits, self.fixed, self.upper, costs, rows, self.demands)

    def _asked_events(self) -> Iterator[Event]:
        """Yield the events of free turns that cost something or draw on a chain."""
        for number, happening in enumerate(self.problem.happenings):
            charged = any(tariff.happenings[number] for tariff in self.problem.tariffs)
            if (charged or Event(number) in self.problem.uses) and happening.concerns(self.free):
                yield Event(number)

    def _joint_transfers(self) -> Iterator[tuple[int, Transfer]]:
        """Yield the transfers between two free visits that cost something."""
        for index, transfer in enumerate(self.problem.transfers):
            charged = any(any(map(any, tariff.transfers[index])) for tariff in self.problem.tariffs)
            if charged and transfer.first != transfer.second and self.free.issuperset(transfer.visits):
                yield index, transfer

    def _unknowns(self) -> Iterator[tuple[Symbol, int]]:
        problem = self.problem
        for v in self.visits:
            yield from ((Column(v, k), 1) for k in problem.costs[v])
        yield from ((Alone(v), 1) for v in self.visits if problem.unallocated[v] is not None)
        drawn = {item.pair for demand in self.demands for item in demand.free if isinstance(item, Rebate)}
        causes = [cause for event in self.events for cause in problem.happenings[event.number].causes]
        yield from ((pair, 1) for pair in sorted(drawn | {pair for cause in causes for pair in cause.pairs}))
        yield from ((event, 1) for event in self.events)
        yield from ((Peak(k), problem.chains[k].capacity) for k in sorted(self.peaks))
        for index, transfer in self.transfers:
            here, there = (self._places(transfer, side) for side in (0, 1))
            yield from ((Together(index, p, q), 1) for p in here for q in there if (p, q) != (None, None))

    def _places(self, transfer: Transfer, side: int) -> list[int | None]:
        """Return where a visit of a transfer may be; None where it may be without a stand."""
        v = transfer.visits[side]
        places: list[int | None] = [*sorted({transfer.place_of[side][k] for k in self.problem.costs[v]})]
        return places if self.problem.unallocated[v] is None else [*places, None]

    def _ensure_one_place(self) -> Iterator[Row]:
        """Ensure that every visit is on one class or unallocated; a pinned one is on its stand."""
        for v in self.visits:
            places: list[Symbol] = [Column(v, k) for k in self.problem.costs[v]]
            alone = [Alone(v)] if self.problem.unallocated[v] is not None else []
            yield Row(tuple((place, 1) for place in (*places, *alone)), 1, 1)

    def _ensure_pairs(self) -> Iterator[Row]:
        """Ensure that a pair holds only with both visits on their classes, and gives minutes back once."""
        pairs = [symbol for symbol in self.upper if isinstance(symbol, Pair)]
        for (column, _), group in pair_limits(pairs).items():
            yield Row((*((pair, 1) for pair in group), (column, -1)), 0)
        for one, other in self.problem.at_most_one:
            if one in self.upper and other in self.upper:
                shared = one.first if one.first == other.first else one.second
                yield Row(((one, 1), (other, 1), (shared, -1)), 0)

    def _ensure_events(self) -> Iterator[Row]:
        """Ensure that an event happens when one of its causes holds."""
        for event in self.events:
            for cause in self.problem.happenings[event.number].causes:
                columns = ((column, 1) for column in cause.columns or ())
                missing = ((Alone(v), -1) for v in cause.allocated if Alone(v) in self.upper)
                always = -1 if cause.columns is None else 0
                yield Row((*columns, *((pair, -1) for pair in cause.pairs), *missing, (event, -1)), always)

    def _ensure_transfers(self) -> Iterator[Row]:
        """Ensure that a transfer's two visits are together at the places where each of them is."""
        for index, transfer in self.transfers:
            both = [self._places(transfer, side) for side in (0, 1)]
            for side, v in enumerate(transfer.visits):
                for place in both[side]:
                    ends = [(place, q) if side == 0 else (q, place) for q in both[1 - side]]
                    symbols = [Together(index, *end) for end in ends if end != (None, None)]
                    together = tuple((symbol, 1) for symbol in symbols)
                    if place is None:
                        yield Row((*together, (Alone(v), -1)), 0)
                    else:
                        on = (k for k in self.problem.costs[v] if transfer.place_of[side][k] == place)
                        yield Row((*together, *((Column(v, k), -1) for k in on)), 0, 0)

    def _ensure_budgets(self) -> Iterator[Row]:
        """Ensure that the stages before cost no more than they may."""
        for budget in self.problem.budgets:
            spending = self._spending(budget.tariff)
            left = budget.limit - self.fixed.cost_without(self.problem, self.free, budget.tariff)
            yield Row(tuple(spending.items()), left)

    def _spending(self, tariff: Tariff) -> dict[Symbol, int]:
        """Return what a tariff charges for each unknown."""
        costs: dict[Symbol, int] = {}
        for v in self.visits:
            costs |= {Column(v, k): tariff.costs[v][k] for k in self.problem.costs[v]}
            if (alone := tariff.unallocated[v]) is not None and Alone(v) in self.upper:
                costs[Alone(v)] = alone
        costs |= {event: tariff.happenings[event.number] for event in self.events}
        costs |= {Peak(k): tariff.peaks[k] for k in self.peaks if k in tariff.peaks}
        joint = dict(self.transfers)
        for symbol in self.upper:
            if isinstance(symbol, Together) and symbol.here is not None and symbol.there is not None:
                costs[symbol] = tariff.transfers[symbol.transfer][symbol.here][symbol.there]
        for v in self.visits:
            for index in self.problem.transfers_of.get(v, ()):
                if index not in joint:
                    self._charge_single(costs, v, index, tariff)
        return {symbol: cost for symbol, cost in costs.items() if cost}

    def _charge_single(self, costs: dict[Symbol, int], v: int, index: int, tariff: Tariff) -> None:
        """Add what a transfer costs a visit whose other end is settled, or is itself."""
        transfer, classes = self.problem.transfers[index], list(self.fixed.classes)
        for k in self.problem.costs[v]:
            classes[v] = k
            at = transfer.at(classes)
            if at is not None and (transfer.first == transfer.second or not self.free.issuperset(transfer.visits)):
                costs[Column(v, k)] += tariff.transfers[index][at[0]][at[1]]
