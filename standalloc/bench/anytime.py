"""What the course of a solve tells: when it had a plan, a gap of 1 %, the proof; and its primal-dual integral."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from standalloc.bench.record import Moment
from standalloc.model.result import gap

#: A gap of at most this share counts as one per cent.
ONE_PERCENT: Final = 0.01
#: A gap of at most this share is closed: what is left is the rounding of decimal numbers.
CLOSED: Final = 1e-9

#: Seconds, and the gap from then on as a share from 0 to 1.
Step = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Course:
    """The figures of a course, in seconds; None for what never came.

    Attributes:
        to_plan: until the first plan.
        to_one_percent: until the gap was 1 % at most.
        to_optimal: until nothing was left between objective and bound.
        integral: of the gap over the time limit.
    """

    to_plan: float | None
    to_one_percent: float | None
    to_optimal: float | None
    integral: float


def course_of(trace: Sequence[Moment], end: Sequence[Moment], is_optimal: bool, time_limit: float) -> Course:
    """Return the figures of a run.

    Args:
        trace: what was known on the way.
        end: what holds at the end, a moment for each tier whose gap counts, or one of tier 0 without tiers; none where
            no plan counts.
        is_optimal: whether the plan is proven optimal.
        time_limit: seconds the run might take.
    """
    if not end:
        return Course(None, None, None, time_limit)
    steps = gap_steps(trace, end)
    to_optimal = _first(steps, CLOSED) if is_optimal else None
    return Course(
        next(moment.seconds for moment in (*trace, *end) if moment.objective is not None),
        _first(steps, ONE_PERCENT),
        end[0].seconds if is_optimal and to_optimal is None else to_optimal,
        primal_dual_integral(steps, time_limit),
    )


def gap_steps(trace: Sequence[Moment], end: Sequence[Moment]) -> list[Step]:
    """Return the gap over time: the largest of the tiers that count, 1 where there is no plan or no bound yet.

    Args:
        trace: what was known on the way.
        end: what holds at the end, a moment for each tier that counts.
    """
    shares = {moment.tier: 1.0 for moment in end}

    def steps() -> Iterator[Step]:
        for moment in trace:
            if moment.tier in shares and moment.seconds <= end[0].seconds:
                shares[moment.tier] = _share(moment)
                yield moment.seconds, max(shares.values())
        yield end[0].seconds, max(map(_share, end))

    return list(steps())


def primal_dual_integral(steps: Sequence[Step], time_limit: float) -> float:
    """Return the integral of the gap from 0 to the time limit, in seconds.

    The gap is 1 before the first step and stays what it is after the last. A run that has nothing scores the whole
    limit, one that proves its plan at once 0. After T. Berthold, "Measuring the impact of primal heuristics",
    Operations Research Letters 41 (2013), whose integral is of the primal gap; here it is of that between plan and
    bound.

    Args:
        steps: the gap over time.
        time_limit: seconds.
    """
    corners = [(0.0, 1.0), *((min(seconds, time_limit), share) for seconds, share in steps), (time_limit, 0.0)]
    return sum((later - since) * share for (since, share), (later, _) in pairwise(corners))


def _first(steps: Sequence[Step], most: float) -> float | None:
    return next((seconds for seconds, share in steps if share <= most), None)


def _share(moment: Moment) -> float:
    share = gap(moment.objective, moment.bound)
    return 1.0 if share is None else min(max(share, 0.0), 1.0)
