"""Branch and cut: HiGHS's answer to a whole-number programme, as an allocation and a bound."""

from standalloc.engine.allocation import Allocation
from standalloc.engine.highs import solve_exactly
from standalloc.engine.linear import LinearProgramme
from standalloc.engine.remote import Found


def branch_and_cut(
    programme: LinearProgramme, seconds: float, start: Allocation | None = None, for_bound: bool = False
) -> Found:
    """Return what HiGHS finds.

    Args:
        programme: to solve.
        seconds: the most it may take.
        start: an allocation that is known.
        for_bound: see `solve_exactly`.
    """
    answer = solve_exactly(programme, seconds, None if start is None else programme.values_of(start), for_bound)
    found = None if answer.solution is None else programme.allocation(answer.solution.tolist())
    return Found(found, answer.bound, answer.is_optimal)
