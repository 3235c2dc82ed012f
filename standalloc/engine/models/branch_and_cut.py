"""Branch and cut: HiGHS's answer to a whole-number programme, as an allocation and a bound."""

import math
from dataclasses import dataclass

from standalloc.engine.models.highs import solve_exactly
from standalloc.engine.models.linear import LinearProgramme
from standalloc.engine.problem.allocation import Allocation


@dataclass(frozen=True)
class Found:
    """What branch and cut found: an allocation, the solver's bound of the free part, whether it calls it optimal."""

    allocation: Allocation | None
    bound: float | None
    is_optimal: bool

    @property
    def least(self) -> int | None:
        """The least whole number of steps at or above the solver's bound, less its rounding error."""
        return None if self.bound is None else math.ceil(self.bound - 1e-6 * max(1.0, abs(self.bound)))


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
