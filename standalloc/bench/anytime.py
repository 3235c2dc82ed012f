"""What the course of a solve tells: when it had a plan, a gap of 1 %, the proof; and its primal-dual integral."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from standalloc.bench.record import Moment
from standalloc.model.result import gap

#: A gap of at most this share counts as one per cent.
ONE_PERCENT: Final = 0.01
#: A gap of at most this share is closed: what is left is the rounding of decimal numbers.
CLOSED: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Course:
    """The figures of a course, in seconds; None for what never came.

    Attributes:
        to_plan: until the first plan.
        to_one_percent: until the gap that counts was 1 % at most.
        to_optimal: until nothing was left between objective and bound.
        integral: of the gap over the time limit.
    """

    to_plan: float | None
    to_one_percent: float | None
    to_optimal: float | None
    integral: float


def course_of(trace: Sequence[Moment], last: Moment | None, is_optimal: bool, time_limit: float) -> Course:
    """Return the figures of a run.

    Args:
        trace: what was known on the way.
        last: what holds at the end, its `tier` the one that counts; None without a plan that counts.
        is_optimal: whether the plan is proven optimal.
        time_limit: seconds the run might take.
    """
    if last is None:
        return Course(None, None, None, time_limit)
    course = [*(moment for moment in trace if moment.tier == last.tier and moment.seconds <= last.seconds), last]
    to_plan = next(moment.seconds for moment in (*trace, last) if moment.objective is not None)
    to_optimal = _first(course, CLOSED) if is_optimal else None
    return Course(
        to_plan,
        _first(course, ONE_PERCENT),
        last.seconds if is_optimal and to_optimal is None else to_optimal,
        primal_dual_integral(course, time_limit),
    )


def primal_dual_integral(course: Sequence[Moment], time_limit: float) -> float:
    """Return the integral of the gap from 0 to the time limit, in seconds.

    The gap is 1 before there are both a plan and a bound, is never taken for more than 1 or less than 0, and stays what
    it is after the last moment. A run that has nothing scores the whole limit, one that proves its plan at once 0.
    After T. Berthold, "Measuring the impact of primal heuristics", Operations Research Letters 41 (2013), whose
    integral is of the primal gap; SCIP and others take it of the gap between plan and bound, as here.

    Args:
        course: what was known, in the order of time.
        time_limit: seconds.
    """
    steps = [(0.0, 1.0), *((min(moment.seconds, time_limit), _share(moment)) for moment in course), (time_limit, 0.0)]
    return sum((later - since) * share for (since, share), (later, _) in pairwise(steps))


def _first(course: Sequence[Moment], most: float) -> float | None:
    return next((moment.seconds for moment in course if _share(moment) <= most), None)


def _share(moment: Moment) -> float:
    share = gap(moment.objective, moment.bound)
    return 1.0 if share is None else min(max(share, 0.0), 1.0)
