"""The stages of an objective one after the other: each is minimised, then held while the next is."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from standalloc.engine.bounds.relaxed import Relaxed, relaxed
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.problem.together import together, weights
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.search import search
from standalloc.model import VisitKey

Stands = Mapping[VisitKey, str]

#: The judge's word on a plan: what each stage costs in its steps, or None when the plan breaks a rule.
Judge = Callable[[Stands], Sequence[int] | None]

#: Called with the number of the stage, from 0, then objective and bound in its steps, and what the engine is doing.
Notice = Callable[[int, int | None, int | None, str], None]

#: Seconds, or units of work, left from which on stages that were cut short are searched again.
_WORTH_ANOTHER_ROUND = 2.0

#: Share of the time for a plan that is good for all stages of a large day together.
_TOGETHER_SHARE = 0.5


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
    better: Callable[[Stands], object] | None = None,
) -> Outcome:
    """Search stage by stage; what time a stage leaves goes to those after it, and then to those it ended too early for.

    Args:
        problem: as compiled.
        config: the configuration.
        limits: for all stages together; the seconds, or units of work, count from now.
        judge: says what a plan costs.
        notice: hears of progress.
        stop: ends the search early.
        starts: plans that are known.
        better: called with every plan that is better than those before it, and that the outcome is no worse than. The
            judge's last word was about that plan.
    """
    found = _Progress(problem, judge, notice, stop, starts=starts, better=better)
    deadline = limits.clock.now() + limits.seconds
    if len(problem.stages) > 1 and problem.size > config.cut_columns and not config.baseline:
        found.search_together(config, replace(limits, seconds=_TOGETHER_SHARE * limits.seconds))
    first: int | None = 0
    while first is not None:
        for number in range(first, len(problem.stages)):
            # What a stage leaves unproven those after it cannot make good: each has twice what each of them has.
            share = 2 / (len(problem.stages) - number + 1)
            found.search(number, config, replace(limits, seconds=share * max(0.0, deadline - limits.clock.now())))
        left = deadline - limits.clock.now()
        first = None if stop.is_set() or left < _WORTH_ANOTHER_ROUND else found.first_cut_short
    return Outcome(found.best, tuple(found.bounds))


class _Progress:
    """What is found so far, over all stages."""

    def __init__(
        self,
        problem: Problem,
        judge: Judge,
        notice: Notice,
        stop: threading.Event,
        *,
        starts: Sequence[Stands],
        better: Callable[[Stands], object] | None,
    ) -> None:
        self._problem, self._judge, self._notice, self._stop = problem, judge, notice, stop
        self._starts = list(starts)
        self._better = better
        self._least: list[int] | None = None
        self._cut_short: set[int] = set()
        self._proven_with: dict[int, Sequence[int]] = {}
        self.best: Stands | None = None
        self.bounds: list[int | None] = [None] * len(problem.stages)

    @cached_property
    def _relaxed(self) -> Relaxed:
        return relaxed(self._problem)

    @property
    def first_cut_short(self) -> int | None:
        """The first stage that its share of the time ended before it was proven."""
        return min(self._cut_short, default=None)

    def search_together(self, config: Configuration, limits: Limits) -> None:
        """Search all stages at once, for a plan to start from."""
        weight = weights(self._problem)
        least: list[Stands] = []
        heard: dict[int, int] = {}
        told: list[int] = []

        def accept(stands: Stands) -> int | None:
            costs = self._judge(stands)
            if costs is None:
                return None
            total = sum(w * cost for w, cost in zip(weight, costs, strict=True))
            heard[total] = costs[0]
            return total

        def notice(cost: int | None, _bound: int | None, doing: str) -> None:
            # Its bound is none of the first stage's, and not every better plan is better there.
            if cost is not None and heard[cost] < min(told, default=heard[cost] + 1):
                told.append(heard[cost])
                self._notice(0, heard[cost], None, doing)

        incumbent = Incumbent(
            together(self._problem, weight),
            limits.clock.now() + limits.seconds,
            self._stop,
            accept,
            notice,
            taken=lambda stands: least.append(stands) if self._took(stands, ()) else None,
            clock=limits.clock,
            relax=lambda: replace(self._relaxed, problem=together(self._relaxed.problem, weight)),
        )
        for stands in self._starts:
            incumbent.offer_stands(stands, "start plan")
        # Its bound says nothing of a stage alone, so nothing is spent on proving it.
        search(incumbent, config.model_copy(update={"barrier_columns": 0, "exact_columns": 0}), limits)
        if incumbent.stands is not None:
            # The weights hardly ever call another plan better than the stages one after the other do.
            self._starts += [incumbent.stands, *(stands for stands in least[-1:] if stands is not incumbent.stands)]

    def search(self, number: int, config: Configuration, limits: Limits) -> None:
        """Search one stage, with those before held as they are in the best plan."""
        if number and self.best is None:
            return
        spent = [] if self.best is None else list(self._judge(self.best) or ())
        staged = at_stage(self._problem, number, spent[:number])
        deadline = limits.clock.now() + limits.seconds
        accept, notice = _within(self._judge, number, spent), _of_stage(self._notice, number)
        incumbent = Incumbent(
            staged,
            deadline,
            self._stop,
            accept,
            notice,
            taken=lambda stands: self._took(stands, spent[:number]),
            clock=limits.clock,
            relax=lambda: self._relaxed.at_stage(staged, number, spent[:number]),
        )
        known = self.bounds[number]
        if known is not None and all(now <= then for now, then in zip(spent, self._proven_with[number], strict=False)):
            # It was proven for plans that could spend at least as much in the stages before.
            incumbent.raise_bound(known, "bound")
        for stands in (*([] if self.best is None else [self.best]), *self._starts):
            incumbent.offer_stands(stands, "start plan")
        search(incumbent, config, limits)
        self.best, self.bounds[number] = incumbent.stands, incumbent.bound
        self._proven_with[number] = spent[:number]
        self._cut_short.discard(number)
        if not incumbent.is_proven and incumbent.seconds_left <= 0:
            self._cut_short.add(number)

    def _took(self, stands: Stands, held: Sequence[int]) -> bool:
        """Tell of a plan that the stages one after the other call better than all before; say whether it was.

        Args:
            stands: that an incumbent has taken.
            held: costs of the stages before: one that costs less there may yet give way to a plan that does not.
        """
        costs = list(self._judge(stands) or ())
        if costs[: len(held)] != list(held) or not (self._least is None or costs < self._least):
            return False
        self._least = costs
        if self._better is not None:
            self._better(stands)
        return True


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
