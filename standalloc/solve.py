"""The facade: one call from an instance to a checked plan with a proven bound."""

import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from importlib.metadata import version

from standalloc import __version__
from standalloc.check import check, pin_problems
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.config import Configuration, load_configuration
from standalloc.engine.search.herald import Herald, OnPlan
from standalloc.engine.search.limits import Clock, Limits, WorkClock
from standalloc.engine.search.memory import PeakMemory
from standalloc.engine.search.tiers import Outcome, search_stages
from standalloc.model import Instance, Judgement, Plan, Progress, Result, Tier, VisitKey
from standalloc.model.problems import raise_errors
from standalloc.model.result import Status

OnProgress = Callable[[Progress], bool | None]
log = logging.getLogger(__name__)

#: More threads than any machine has cores; CP-SAT would refuse far larger numbers.
_MOST_WORKERS = 1024

#: Seconds kept back from the time limit for solvers to end and for the last judgement, and more of them for a large
#: day: as a share of the seconds that compiling it takes.
_RESERVE, _RESERVE_SHARE = 0.3, 0.3


def solve(
    instance: Instance,
    *,
    time_limit: float = 60.0,
    work_limit: float | None = None,
    workers: int | None = None,
    seed: int = 0,
    config: str = "default",
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
    on_plan: OnPlan | None = None,
    stop: threading.Event | None = None,
    began: float | None = None,
) -> Result:
    """Plan an instance.

    Args:
        instance: the airport and the day.
        time_limit: seconds from when the clock began until the answer.
        work_limit: in place of the time limit, with one worker: units of work, of roughly a second each, after which
            the search ends. Nothing depends on a clock then, so the answer is the same every time on the same machine
            and versions.
        workers: cores to use; all of the machine's by default.
        seed: of everything random; with one worker, the same seed takes the same steps.
        config: name of a packaged configuration, or path of a TOML file.
        start: a plan to start from; the result is never worse. Visits that break a rule in it are planned anew.
        on_progress: called, from the engine's threads, whenever objective or bound improve; returning True
            sets `stop`.
        on_plan: called, from a thread of its own and at most once a second, with the newest better plan and what the
            checker says of it; the result is never worse. The search waits for no call and is the same without any.
        stop: set it from any thread to end early and keep the best plan so far.
        began: `time.monotonic` when the clock began, where that was before the call: then the time limit, and the
            seconds of the progress and of the result, count what came before as well.

    Returns:
        A plan that the checker has judged, with its terms, its bound and what is proven.

    Raises:
        InputError: pins contradict each other.
        ValueError: a limit, the configuration or the weights cannot be used.
        Exception: whatever `on_progress` or `on_plan` raises; the solve then ends early.
    """
    began = time.monotonic() if began is None else began
    limits = _limits(time_limit, work_limit, workers, seed)
    configuration = _configuration(config, limits)
    raise_errors(pin_problems(instance))
    listeners = _Listeners(began, on_progress, threading.Event() if stop is None else stop)
    with PeakMemory() as memory, Herald(on_plan, listeners.stop) as herald:
        result = _searched(instance, configuration, limits, start, listeners=listeners, herald=herald)
    return replace(
        result,
        seconds=time.monotonic() - began,
        peak_memory_mb=memory.megabytes,
        interrupted=listeners.stop.is_set(),
        seed=limits.seed,
        workers=limits.workers,
        config=configuration.name,
        time_limit=None if limits.clock.counts_work else time_limit,
        work_limit=work_limit,
    )


@dataclass(frozen=True, slots=True)
class _Listeners:
    """Who hears of a solve and may end it; `began` is `time.monotonic` when its clock began."""

    began: float
    on_progress: OnProgress | None
    stop: threading.Event


def _searched(
    instance: Instance,
    configuration: Configuration,
    limits: Limits,
    start: Plan | None,
    *,
    listeners: _Listeners,
    herald: Herald,
) -> Result:
    """Return what is found and proven, without the facts about the solve itself."""
    compiling = time.monotonic()
    problem = compile_problem(instance)
    judge = _Judge(problem)
    outcome = search_stages(
        problem,
        configuration,
        _left(limits, listeners.began, time.monotonic() - compiling),
        judge=judge,
        notice=_notice(problem, listeners),
        stop=listeners.stop,
        starts=[] if start is None else [sound_part(instance, start)],
        better=lambda _: herald.hear(*judge.last),
    )
    plan, judgement = _judged(instance, outcome.stands)
    return _result(problem, outcome, plan, judgement)


def _configuration(name: str, limits: Limits) -> Configuration:
    configuration = load_configuration(name)
    if limits.clock.counts_work and configuration.baseline:
        raise ValueError(f"config '{name}' is a baseline, which ends by the clock: give a time limit, no work limit")
    return configuration


def _left(limits: Limits, began: float, compiling: float) -> Limits:
    """Return the limits of the search, which counts from now: less what is gone, and what judging and writing take.

    Args:
        limits: of the whole.
        began: `time.monotonic` when its clock began.
        compiling: seconds that compiling took.
    """
    if limits.clock.counts_work:
        return limits
    reserve = _RESERVE + _RESERVE_SHARE * compiling
    left = began + max(limits.seconds - reserve, limits.seconds / 2) - time.monotonic()
    return replace(limits, seconds=max(0.0, left))


def _result(problem: Problem, outcome: Outcome, plan: Plan, judgement: Judgement) -> Result:
    """Return what is found and proven."""
    tiers = _tiers(problem, judgement, outcome)
    return Result(
        status=_status(outcome, tiers),
        plan=plan,
        judgement=judgement,
        bound=_bound(problem, outcome, tiers),
        floor=_sum(problem, [tariff.floor for tariff in problem.stages]),
        seconds=0.0,
        versions=versions(),
        tiers=tiers if problem.instance.airport.objective.tiers else (),
    )


def _bound(problem: Problem, outcome: Outcome, tiers: Sequence[Tier]) -> float | None:
    """Return the bound of the whole objective: with tiers there is one only where all but the last are optimal."""
    bounds = [bound for bound in outcome.bounds if bound is not None]
    is_bounded = len(bounds) == len(tiers) and all(tier.status == "optimal" for tier in tiers[:-1])
    return _sum(problem, bounds) if is_bounded else None


def _notice(problem: Problem, listeners: _Listeners) -> Callable[[int, int | None, int | None, str], None]:
    """Return what tells the caller of better objectives and bounds, in the objective's own unit."""
    has_tiers = bool(problem.instance.airport.objective.tiers)

    def notice(number: int, cost: int | None, bound: int | None, doing: str) -> None:
        if listeners.on_progress is None:
            return
        step = problem.stages[number].step
        objective = None if cost is None else float(cost * step)
        lower = None if bound is None else float(bound * step)
        tier = number + 1 if has_tiers else 0
        if listeners.on_progress(Progress(time.monotonic() - listeners.began, objective, lower, doing, tier)):
            listeners.stop.set()

    return notice


def versions() -> Mapping[str, str]:
    """Return the versions of all that a plan depends on."""
    return {"standalloc": __version__, "ortools": version("ortools"), "python": platform.python_version()}


def configuration_values(name: str) -> Mapping[str, bool | int | float | str]:
    """Return every key of a configuration with its value.

    Args:
        name: of a packaged configuration, or path of a TOML file.

    Raises:
        ValueError: there is no such configuration or file, or it holds a key or value that is not known.
    """
    values: Mapping[str, bool | int | float | str] = load_configuration(name).model_dump()
    return values


def sound_part(instance: Instance, plan: Plan) -> Mapping[VisitKey, str]:
    """Return the stands of a plan, its pins kept, without the visits that break a rule there."""
    stands = {**plan.stands, **instance.pinned}
    while violations := check(instance, Plan(stands)).violations:
        broken = {key for violation in violations for key in violation.visits if key in stands} - set(instance.pinned)
        if not broken:
            break
        log.warning("start plan: %d visits break a rule and are planned anew", len(broken))
        stands = {key: stand for key, stand in stands.items() if key not in broken}
    return stands


def _limits(time_limit: float, work_limit: float | None, workers: int | None, seed: int) -> Limits:
    if not 0 < time_limit <= 10_000_000:
        raise ValueError(f"time_limit {time_limit!r} is not a number of seconds above 0")
    if work_limit is not None and not 0 < work_limit <= 10_000_000:
        raise ValueError(f"work_limit {work_limit!r} is not a number of units above 0")
    if work_limit is not None and workers != 1:
        asked = "one per core" if workers is None else workers
        raise ValueError(f"work_limit goes with one worker alone, not with {asked}: give --workers 1 (workers=1)")
    cores = workers if workers is not None else (os.cpu_count() or 1)
    if not 1 <= cores <= _MOST_WORKERS:
        raise ValueError(f"workers {workers!r} is not from 1 to {_MOST_WORKERS}")
    if not 0 <= seed < 2**31:
        raise ValueError(f"seed {seed!r} is not from 0 to 2147483647")
    if work_limit is not None:
        return Limits(work_limit, cores, seed, WorkClock())
    return Limits(time_limit, cores, seed, Clock())


class _Judge:
    """Gives the checker's costs of a plan, in the steps of each stage, or None when it breaks a rule.

    Attributes:
        last: the plan that was judged last and what the checker says of it.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._stands: Mapping[VisitKey, str] | None = None
        self._costs: Sequence[int] | None = None
        self.last: tuple[Plan, Judgement]

    def __call__(self, stands: Mapping[VisitKey, str]) -> Sequence[int] | None:
        # Whoever takes a plan asks again: the answer is not worked out twice.
        if stands is not self._stands:
            judgement = check(self._problem.instance, Plan(stands))
            self.last = Plan(stands, judgement.reasons), judgement
            self._stands, self._costs = stands, self._word(judgement)
        return self._costs

    def _word(self, judgement: Judgement) -> Sequence[int] | None:
        if not judgement.is_valid:
            log.error("a plan breaks a rule and is thrown away: %s", judgement.violations[0].message)
            return None
        return _in_steps(self._problem, judgement)


def _in_steps(problem: Problem, judgement: Judgement) -> Sequence[int]:
    return [round(Fraction(cost) / tariff.step) for cost, tariff in zip(judgement.tiers, problem.stages, strict=True)]


def _sum(problem: Problem, steps: Sequence[int]) -> float:
    """Return the sum of what each stage has in its own steps, rounded once as the checker rounds the objective."""
    return float(sum(number * tariff.step for number, tariff in zip(steps, problem.stages, strict=True)))


def _tiers(problem: Problem, judgement: Judgement, outcome: Outcome) -> tuple[Tier, ...]:
    """Return what is known of each stage; one is optimal when nothing lies between cost and bound."""
    rows = zip(
        problem.instance.airport.objective.stages,
        problem.stages,
        judgement.tiers,
        _in_steps(problem, judgement),
        outcome.bounds,
        strict=True,
    )
    return tuple(
        Tier(
            terms,
            cost,
            None if bound is None else float(bound * tariff.step),
            "optimal" if bound is not None and bound >= steps else "feasible",
        )
        for terms, tariff, cost, steps, bound in rows
    )


def _status(outcome: Outcome, tiers: Sequence[Tier]) -> Status:
    if outcome.stands is None:
        return "unknown"
    return "optimal" if all(tier.status == "optimal" for tier in tiers) else "feasible"


def _judged(instance: Instance, stands: Mapping[VisitKey, str] | None) -> tuple[Plan, Judgement]:
    """Return the best plan with its reasons; the checker has the last word.

    Without a plan (the pins could not be kept in the time) it is the empty one, with what the checker says of it.
    """
    judgement = check(instance, Plan(stands or {}))
    if stands is not None and not judgement.is_valid:
        raise RuntimeError(f"the checker rejects the plan: {judgement.violations[0].message}")
    return Plan(stands or {}, judgement.reasons), judgement
