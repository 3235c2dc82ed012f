"""The stages of an objective one after the other: each is minimised, then held while the next is."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from standalloc.engine.config import Configuration
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.problem import Problem
from standalloc.engine.search import Limits, search
from standalloc.engine.stages import at_stage
from standalloc.model import VisitKey

Stands = Mapping[VisitKey, str]

#: The judge's word on a plan: what each stage costs in its steps, or None when the plan breaks a rule.
Judge = Callable[[Stands], Sequence[int] | None]

#: Called with the number of the stage, from 0, then objective and bound in its steps, and what the engine is doing.
Notice = Callable[[int, int | None, int | None, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search found.

    Attributes:
        stands: the best plan, None without one.
        bounds: for each stage the proven least cost in its steps of plans that keep the stages before as good as they
            are in the best plan; None where unknown.
    """

    stands: Stands | None
    bounds: tuple[int | None, ...]


def search_stages(
    problem: Problem,
    config: Configuration,
    limits: Limits,
    *,
    judge: Judge,
    notice: Notice,
    stop: threading.Event,
    starts: Sequence[Stands] = (),
) -> Outcome:
    """Search stage by stage; what time a stage leaves goes to those after it.

    Args:
        problem: as compiled.
        config: the configuration.
        limits: for all stages together; the seconds count from now.
        judge: says what a plan costs.
        notice: hears of progress.
        stop: ends the search early.
        starts: plans that are known.
    """
    deadline = time.monotonic() + limits.seconds
    best: Stands | None = None
    spent: Sequence[int] = ()
    bounds: list[int | None] = []
    for number in range(len(problem.stages)):
        if number and best is None:
            bounds.append(None)
            continue
        staged = at_stage(problem, number, spent)
        seconds = max(0.0, deadline - time.monotonic()) / (len(problem.stages) - number)
        incumbent = Incumbent(
            staged, time.monotonic() + seconds, stop, _within(judge, number, spent), _of_stage(notice, number)
        )
        for stands in (*([] if best is None else [best]), *starts):
            incumbent.offer_stands(stands, "start plan")
        search(incumbent, config, Limits(seconds, limits.workers, limits.seed))
        best = incumbent.stands
        bounds.append(incumbent.bound)
        spent = () if best is None else judge(best) or ()
    return Outcome(best, tuple(bounds))


def _within(judge: Judge, number: int, spent: Sequence[int]) -> Callable[[Stands], int | None]:
    """Return what accepts plans that keep the stages before, and says what they cost in this one."""

    def accept(stands: Stands) -> int | None:
        costs = judge(stands)
        if costs is None or any(cost > most for cost, most in zip(costs, spent[:number], strict=False)):
            return None
        return costs[number]

    return accept


def _of_stage(notice: Notice, number: int) -> Callable[[int | None, int | None, str], None]:
    def heard(cost: int | None, bound: int | None, doing: str) -> None:
        notice(number, cost, bound, doing)

    return heard
