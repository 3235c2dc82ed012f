"""The textbook whole-number programme: an unknown for each visit and kind of stand, a row for each clique of visits.

Of the visits that overlap at a moment a class of stands holds as many as it has stands (Guépet et al. 2015 have rows of
this kind). Stands that nothing tells apart count together: one by one, HiGHS finds neither plan nor bound in the time
that it takes to prove such a day. It solves the programme by branch and cut, with nothing to guide it.
"""

import math
import time
from collections.abc import Iterator, Sequence

import numpy as np

from standalloc.engine.allocation import Allocation
from standalloc.engine.config import Configuration
from standalloc.engine.formulation import Formulation, Row, formulate
from standalloc.engine.highs import solve_exactly
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.limits import Limits
from standalloc.engine.linear import LinearProgramme
from standalloc.engine.problem import Problem
from standalloc.engine.remote import Found, Remote
from standalloc.engine.rows import clique_rows
from standalloc.engine.symbols import Peak, Symbol

_STAGE = "HiGHS, plain"

#: Share of the time left that HiGHS may take: it ends late now and then, and what it found must be read and judged.
_SHARE = 0.9


def solve_by_clique_rows(incumbent: Incumbent, _config: Configuration, _limits: Limits) -> None:
    """Give the whole day to HiGHS, in a child process, until it is proven or the time is over."""
    seconds = _SHARE * incumbent.seconds_left
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        for found in remote.ask("plain", seconds, "highs", incumbent.allocation, time.time() + seconds):
            if found.allocation is not None:
                incumbent.offer(found.allocation, _STAGE)
            if found.bound is not None:
                incumbent.raise_bound(_rounded_up(found.bound), _STAGE)


def branch_and_cut(problem: Problem, start: Allocation | None, end: float, _seconds: float) -> Iterator[Found]:
    """Yield what HiGHS finds until `end` by the clock, which the two processes share."""
    programme = clique_programme(problem)
    hint = None if start is None else programme.values_of(start)
    answer = solve_exactly(programme, max(0.0, end - time.time()), hint)
    found = None if answer.solution is None else programme.allocation(answer.solution.tolist())
    yield Found(found, answer.bound, answer.is_optimal)


def clique_programme(problem: Problem) -> LinearProgramme:
    """Return a problem as a programme of clique rows, all unknowns whole."""
    formulation = formulate(problem)
    symbols = list(formulation.upper)
    at: dict[Symbol, int] = {symbol: position for position, symbol in enumerate(symbols)}
    rows = [*formulation.rows, *_capacity_rows(formulation)]
    numbers, columns, values = _triplets(rows, at)
    return LinearProgramme(
        formulation,
        np.array([formulation.costs.get(symbol, 0) for symbol in symbols], dtype=np.int64),
        np.array(list(formulation.upper.values()), dtype=np.int64),
        np.ones(len(symbols), dtype=np.bool_),
        np.array([-np.inf if row.least is None else row.least for row in rows], dtype=np.float64),
        np.array([row.most for row in rows], dtype=np.float64),
        np.array(numbers, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        np.array(values, dtype=np.int64),
        at,
    )


def _capacity_rows(formulation: Formulation) -> Iterator[Row]:
    """Yield rows that ensure that no chain is overfilled; a counted one holds no more than is paid for."""
    for demand in formulation.demands:
        peak = Peak(demand.index)
        is_counted = peak in formulation.upper
        for row in clique_rows(demand, is_counted):
            terms: tuple[tuple[Symbol, int], ...] = (*row.members, *((pair, -weight) for pair, weight in row.pairs))
            yield Row((*terms, (peak, -1)), 0) if is_counted else Row(terms, row.left)


def _triplets(rows: Sequence[Row], at: dict[Symbol, int]) -> tuple[list[int], list[int], list[int]]:
    numbers: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    for number, row in enumerate(rows):
        numbers += [number] * len(row.terms)
        columns += [at[symbol] for symbol, _ in row.terms]
        values += [value for _, value in row.terms]
    return numbers, columns, values


def _rounded_up(bound: float) -> int:
    """Return the least whole number of steps at or above HiGHS's bound, less its rounding error."""
    return math.ceil(bound - 1e-6 * max(1.0, abs(bound)))
