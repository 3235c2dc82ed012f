"""The best plan and the best bound so far, shared by all stages; says when there is nothing left to do."""

import logging
import threading
from collections.abc import Callable, Mapping
from functools import cached_property

from standalloc.engine.bounds.bound import Prices
from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.bounds.relaxed import Relaxed
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.limits import Clock
from standalloc.model import VisitKey

Stands = Mapping[VisitKey, str]
log = logging.getLogger(__name__)

#: Work of judging a plan, for each visit.
_JUDGING_WORK = 5e-5


class Incumbent:
    """Best allocation, its stands, the best proven bound and the relaxation's guidance; costs are whole steps.

    Safe to use from several threads.

    Args:
        problem: the compiled problem.
        deadline: what the clock shows when everything ends.
        stop: set by anyone who wants the solve to end.
        accept: the judge's word on a plan's stands: its cost in steps, or None when it breaks a rule or a budget.
        notice: called with (objective, bound, stage) when one of them improves.
        taken: called with the stands of every better plan, right after the judge's word on it.
        clock: of seconds (`time.monotonic`, by default) or of work.
        relax: makes the relaxed problem that bounds and dives work on; by default that is the problem.
    """

    def __init__(
        self,
        problem: Problem,
        deadline: float,
        stop: threading.Event,
        accept: Callable[[Stands], int | None],
        notice: Callable[[int | None, int | None, str], None],
        *,
        taken: Callable[[Stands], object] | None = None,
        clock: Clock | None = None,
        relax: Callable[[], Relaxed] | None = None,
    ) -> None:
        self.problem = problem
        self._relax = relax
        self.deadline = deadline
        self.clock = Clock() if clock is None else clock
        self._stop = stop
        self._accept = accept
        self._notice = notice
        self._taken = taken
        self._lock = threading.RLock()
        self._finished = threading.Event()
        self._given_up = threading.Event()
        self.stands: Stands | None = None
        self.allocation: Allocation | None = None
        self.cost: int | None = None
        self.bound: int | None = None
        self.guidance: Guidance | None = None
        self.coarse_guidance: Guidance | None = None

    @cached_property
    def relaxed(self) -> Relaxed:
        """The relaxed problem, made when it is first asked for; not to be asked for by two threads at once."""
        return Relaxed(self.problem) if self._relax is None else self._relax()

    def offer(self, allocation: Allocation, stage: str) -> bool:
        """Take an allocation when it is better and the judge accepts it; say whether it was taken."""
        with self._lock:
            if self.cost is not None and allocation.cost(self.problem) >= self.cost:
                return False
            wishes = self.problem.instance.references
            return self.offer_stands(to_stands(self.problem, allocation, wishes), stage)

    def offer_stands(self, stands: Stands, stage: str) -> bool:
        """Take a plan's stands when they are better and the judge accepts them; say whether they were taken."""
        with self._lock:
            self.clock.charge(_JUDGING_WORK * len(self.problem.visits))
            cost = self._accept(stands)
            if cost is None:
                log.debug("stage %s made a plan that is not accepted", stage)
                return False
            if self.cost is not None and cost >= self.cost:
                return False
            self.stands, self.cost = stands, cost
            self.allocation = from_stands(self.problem, stands)
            if self._taken is not None:
                self._taken(stands)
            self._changed(stage)
            return True

    def raise_bound(self, bound: int, stage: str) -> None:
        """Take a proven lower bound when it is better."""
        with self._lock:
            if self.bound is None or bound > self.bound:
                self.bound = bound
                self._changed(stage)

    def learn(self, prices: Prices, shares: Mapping[Column, float]) -> Guidance:
        """Take what is said of the relaxed problem beside what is known already, and return all that is of it.

        No shares: none new.
        """
        with self._lock:
            known = self.coarse_guidance
            if known is not None:
                prices, shares = prices.joined(known.prices), shares or known.shares
            self.coarse_guidance = Guidance(prices, shares)
            self.guidance = self.relaxed.guidance(self.coarse_guidance, self.problem)
            return self.coarse_guidance

    def give_up(self) -> None:
        """End all stages, because one of them has failed."""
        self._given_up.set()

    def _changed(self, stage: str) -> None:
        if self.cost is not None and self.bound is not None and self.bound >= self.cost:
            self._finished.set()
        self._notice(self.cost, self.bound, stage)

    @property
    def is_proven(self) -> bool:
        """Whether the plan is proven optimal."""
        return self._finished.is_set()

    @property
    def seconds_left(self) -> float:
        """What the clock has to go until the deadline, in its seconds or units of work; at least 0."""
        return max(0.0, self.deadline - self.clock.now())

    def is_called_off(self) -> bool:
        """Whether somebody wants the end: stopped, or given up."""
        return self._stop.is_set() or self._given_up.is_set()

    def is_over(self) -> bool:
        """Whether to end: proven, stopped, given up or out of time."""
        return self.is_proven or self.is_called_off() or self.seconds_left <= 0.0
