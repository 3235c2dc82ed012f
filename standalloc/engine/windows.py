"""Decomposition in time: the relaxations of windows of the schedule, their prices patched into one bound.

A window is solved with the turns that are there within it and a while before and after; all others are left out. Of its
prices only those of its own core are kept, where the turns left out hardly matter. Any prices prove a bound
(`lagrangian.py`), so what patching loses is tightness, never truth.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Chain, Column, Member, When, runs, span
from standalloc.engine.highs import relax
from standalloc.engine.lagrangian import Lagrangian, Multipliers, Value
from standalloc.engine.linear import Floats, Integers, LinearProgramme, linear_programme
from standalloc.engine.problem import Problem
from standalloc.engine.symbols import Alone, Peak, Symbol
from standalloc.engine.tariff import Budget

#: A share of the relaxation, or a price in steps, counts as none up to here.
_NOTHING = 1e-6

#: Binary digits behind the point of what unknowns cost in a block.
_DIGITS = 10

#: After everything.
_LATE = 1 << 40


@dataclass(frozen=True)
class Window:
    """A stretch of the schedule.

    Attributes:
        start: first minute of its core.
        end: minute the core ends, itself excluded.
        visits: of the turns that are there within the core and the overlap on both sides.
    """

    start: int
    end: int
    visits: tuple[int, ...]


@dataclass(frozen=True)
class Relaxation:
    """What the relaxation of some turns says.

    Attributes:
        runs: (chain, when the run's last item comes, price of a unit) of the runs that have a price.
        budgets: price of a step of each budget.
        guide: the share of each column that is used.
    """

    runs: tuple[tuple[int, When, float], ...]
    budgets: tuple[float, ...]
    guide: Mapping[Column, float]


@dataclass(frozen=True)
class Block:
    """A stretch of the schedule at whose runs all else has its price.

    Attributes:
        visits: of the turns that are there.
        spans: for each chain, the minutes between which its runs are open.
        costs: what unknowns cost at the prices of all other runs, `_DIGITS` binary digits of it behind the point.
    """

    visits: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    costs: Mapping[Symbol, int]


def windows(problem: Problem, size: int, overlap: int) -> list[Window]:
    """Return windows with at most about `size` visits each, `overlap` minutes on both sides included.

    The cuts leave the same number of movements between them; a window longer than its overlaps asks for is never cut.
    """
    for count in range(1, len(problem.visits) + 1):
        found = cut(problem, count, overlap)
        if len(found) < count or max((len(window.visits) for window in found), default=0) <= size:
            return found
    return []


def cut(problem: Problem, count: int, overlap: int) -> list[Window]:
    """Return so many windows (fewer where the schedule is short) with as many movements each."""
    times = sorted(minute for visit in problem.visits for minute in (visit.start, visit.end))
    if not times:
        return []
    inner = dict.fromkeys(times[len(times) * n // count] for n in range(1, count))
    cuts = [times[0], *(minute for minute in inner if times[0] < minute < times[-1]), times[-1] + 1]
    return [Window(start, end, _present(problem, start - overlap, end + overlap)) for start, end in pairwise(cuts)]


def _present(problem: Problem, start: int, end: int) -> tuple[int, ...]:
    """Return the visits of the turns that are there between two minutes."""
    visits = problem.visits
    return tuple(
        sorted(
            v
            for turn in problem.turn_visits.values()
            if visits[turn[0]].start < end and start < visits[turn[-1]].end
            for v in turn
        )
    )


def relax_window(problem: Problem, visits: tuple[int, ...], seconds: float) -> Iterator[Relaxation]:
    """Yield what the relaxation of some visits (whole turns) says, all others left out; nothing when out of time."""
    others = replace(problem, budgets=tuple(_left_over(problem, visits)))
    yield from _relaxed(linear_programme(others, visits), 1.0, seconds)


def relax_block(problem: Problem, block: Block, seconds: float) -> Iterator[Relaxation]:
    """Yield what the relaxation of a block says; nothing when out of time."""
    chains = tuple(_clipped(chain, *span) for chain, span in zip(problem.chains, block.spans, strict=True))
    programme = linear_programme(replace(problem, chains=chains, budgets=()), block.visits)
    costs = programme.costs << _DIGITS
    for symbol, position in programme.at.items():
        costs[position] = block.costs.get(symbol, costs[position])
    yield from _relaxed(replace(programme, costs=costs), 2.0**-_DIGITS, seconds)


def _relaxed(programme: LinearProgramme, step: float, seconds: float) -> Iterator[Relaxation]:
    answer = relax(programme, seconds)
    if answer.solution is None or answer.duals is None:
        return
    used = ((symbol, float(answer.solution[at])) for symbol, at in programme.at.items() if isinstance(symbol, Column))
    guide = {column: share for column, share in used if share > _NOTHING}
    yield Relaxation(tuple(_runs(programme, answer.duals * step)), _budgets(programme, answer.duals * step), guide)


def _clipped(chain: Chain, start: int, end: int) -> Chain:
    """Return a chain that counts between two minutes only."""

    def of(items: tuple[Any, ...]) -> Iterator[Any]:
        for item in items:
            if item.start < end and start < item.end:
                yield replace(item, start=max(item.start, start), end=min(item.end, end))

    return replace(chain, members=tuple(of(chain.members)), rebates=tuple(of(chain.rebates)))


def _left_over(problem: Problem, visits: Sequence[int]) -> Iterator[Budget]:
    """Yield the budgets less what visits left out cost at their cheapest; as unallocated they would cost more."""
    free = frozenset(visits)
    nobody = Allocation((None,) * len(problem.visits), frozenset())
    for budget in problem.budgets:
        least = sum(cost for v, cost in enumerate(budget.tariff.least) if v not in free)
        yield replace(budget, limit=budget.limit - least + nobody.cost_without(problem, free, budget.tariff))


def _budgets(programme: LinearProgramme, duals: Floats) -> tuple[float, ...]:
    """Return the price of a step of each budget; their rows are the last before those of the loads."""
    last = len(programme.formulation.rows)
    return tuple((-duals[last - len(programme.formulation.problem.budgets) : last]).tolist())


def _runs(programme: LinearProgramme, duals: Floats) -> Iterator[tuple[int, When, float]]:
    """Yield the price of every run that has one.

    The dual of a load's row sums up the prices of all runs from its own on; the difference of two is that of one run.
    """
    row = len(programme.formulation.rows)
    for demand in programme.formulation.demands:
        is_counted = Peak(demand.index) in programme.at
        if not is_counted and sum(item.weight for item in demand.free if isinstance(item, Member)) <= demand.capacity:
            continue
        comings = [max(span(item)[0] for item in run.coming) for run in runs(demand.free)]
        rows = row + np.arange(len(comings)) * (2 if is_counted else 1)
        row += len(comings) * (2 if is_counted else 1)
        prices = duals[rows] - np.append(duals[rows[1:]], 0.0)
        yield from (
            (demand.index, when, price)
            for when, price in zip(comings, prices.tolist(), strict=True)
            if price > _NOTHING
        )


class Patchwork:
    """What the windows say, each of its own core.

    Args:
        problem: the whole.
        lagrangian: its relaxation.

    Attributes:
        multipliers: the prices so far; a budget's is the highest any window asks.
        guide: the share of each column that is used, of the turns most of which lies in windows added so far.
    """

    def __init__(self, problem: Problem, lagrangian: Lagrangian) -> None:
        self._problem = problem
        self._lagrangian = lagrangian
        self._draws = lagrangian.draws
        self.multipliers = lagrangian.nothing
        self.guide: dict[Column, float] = {}

    def add(self, window: Window, relaxation: Relaxation) -> None:
        """Take over what a window's relaxation says of its core."""
        for chain, when, price in relaxation.runs:
            if window.start <= when[0] < window.end:
                self.multipliers.runs[self._draws.run_at(chain, when)] = price
        np.maximum(self.multipliers.budgets, relaxation.budgets, out=self.multipliers.budgets)
        shares = relaxation.guide.items()
        self.guide |= {column: share for column, share in shares if self._is_of(column.visit, window)}

    def block(self, start: int, end: int) -> tuple[Block, Integers]:
        """Return the runs between two minutes as a block, and which they are."""
        inside = []
        spans = []
        for chain in range(len(self._problem.chains)):
            opens = [when[0] for when in self._draws.opens(chain)]
            first, last = bisect_left(opens, start), bisect_left(opens, end)
            spans.append((opens[first], opens[last] if last < len(opens) else _LATE) if first < last else (0, 0))
            inside.append(self._draws.bounds[chain] + np.arange(first, last))
        runs = np.concatenate(inside)
        others = self.multipliers.runs.copy()
        others[runs] = 0.0
        value = self._lagrangian.value(Multipliers(others, self.multipliers.budgets))
        taken = [span for span in spans if span[0] < span[1]]
        visits = _present(self._problem, min(span[0] for span in taken), max(span[1] for span in taken))
        return Block(visits, tuple(spans), dict(self._costs(value, visits))), runs

    def _costs(self, value: Value, visits: Sequence[int]) -> Iterator[tuple[Symbol, int]]:
        charged = np.rint(value.charged * 2.0 ** (_DIGITS - value.shift)).astype(np.int64)
        for v in visits:
            for k in self._problem.costs[v]:
                yield Column(v, k), int(charged[value.ways.at[Column(v, k)]])
            if self._problem.unallocated[v] is not None:
                yield Alone(v), int(charged[value.ways.at[Alone(v)]])
            for pair in self._problem.pairs.get(v, ()):
                yield pair, int(charged[value.ways.of_pair(pair)])

    def mend(self, runs: Integers, relaxation: Relaxation) -> None:
        self.multipliers.runs[runs] = 0.0
        for chain, when, price in relaxation.runs:
            self.multipliers.runs[self._draws.run_at(chain, when)] = price

    def _is_of(self, visit: int, window: Window) -> bool:
        """Say whether the middle of a visit's turn lies in a window's core."""
        turn = self._problem.turn_visits[self._problem.visits[visit].turn]
        start, end = self._problem.visits[turn[0]].start, self._problem.visits[turn[-1]].end
        return window.start <= (start + end) // 2 < window.end
