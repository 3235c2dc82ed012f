"""The textbook whole-number programme: an unknown for each visit and kind of stand, a row for each clique of visits.

Of the visits that overlap at a moment a class of stands holds as many as it has stands (Guépet et al. 2015 have rows of
this kind). Stands that nothing tells apart count together: one by one, HiGHS finds neither plan nor bound in the time
that it takes to prove such a day. It solves the programme by branch and cut, with nothing to guide it.
"""

import time
from collections.abc import Iterator, Sequence

import numpy as np

from standalloc.engine.models.branch_and_cut import Found, branch_and_cut
from standalloc.engine.models.formulation import Row, capacity_rows, formulate
from standalloc.engine.models.linear import LinearProgramme
from standalloc.engine.models.symbols import Symbol
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.remote import Remote

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
            if found.least is not None:
                incumbent.raise_bound(found.least, _STAGE)


def solve_cliques(problem: Problem, start: Allocation | None, end: float, _seconds: float) -> Iterator[Found]:
    """Yield what HiGHS finds until `end` by the clock, which the two processes share."""
    programme = clique_programme(problem)
    yield branch_and_cut(programme, max(0.0, end - time.time()), start)


def clique_programme(problem: Problem) -> LinearProgramme:
    """Return a problem as a programme of clique rows, all unknowns whole."""
    formulation = formulate(problem)
    symbols = list(formulation.upper)
    at: dict[Symbol, int] = {symbol: position for position, symbol in enumerate(symbols)}
    rows = [*formulation.rows, *capacity_rows(formulation)]
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


def _triplets(rows: Sequence[Row], at: dict[Symbol, int]) -> tuple[list[int], list[int], list[int]]:
    numbers: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    for number, row in enumerate(rows):
        numbers += [number] * len(row.terms)
        columns += [at[symbol] for symbol, _ in row.terms]
        values += [value for _, value in row.terms]
    return numbers, columns, values
