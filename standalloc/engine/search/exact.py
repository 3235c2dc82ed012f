"""Whole-day stages: CP-SAT for small days, the relaxation for the bound, HiGHS branch and cut for middling ones."""

import logging
import threading

from ortools.sat.python import cp_model

from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.models.cpsat import Model, build_model, hint, read_back
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.remote import Remote

log = logging.getLogger(__name__)

#: From so many columns on, branch and cut works for the bound alone.
_LARGE = 3_000

#: Share of the time left that cuts may take.
_CUTS_TIME = 0.9

#: Work of building a model, for each of its unknowns, and of a unit of CP-SAT's deterministic time.
_MODEL_WORK = 1e-4
_CPSAT_WORK = 2.0


class _Report(cp_model.CpSolverSolutionCallback):
    """Offers every solution CP-SAT finds."""

    def __init__(self, model: Model, incumbent: Incumbent) -> None:
        super().__init__()
        self._model = model
        self._incumbent = incumbent

    def on_solution_callback(self) -> None:
        """Read the solution and offer it."""
        self._incumbent.offer(read_back(self._model, self.response_proto.solution), "CP-SAT")


def solver(seed: int, workers: int) -> cp_model.CpSolver:
    """Return a CP-SAT solver that leaves Ctrl-C alone and closes no gap by tolerance."""
    made = cp_model.CpSolver()
    made.parameters.random_seed = seed
    made.parameters.num_workers = workers
    # The linear relaxation of the clique rows is what prunes here; without it neighbourhoods take ten times as long.
    made.parameters.linearization_level = 2
    made.parameters.catch_sigint_signal = False
    made.parameters.relative_gap_limit = 0.0
    made.parameters.absolute_gap_limit = 0.0
    return made


def run(
    running: cp_model.CpSolver,
    model: Model,
    incumbent: Incumbent,
    seconds: float,
    callback: cp_model.CpSolverSolutionCallback | None = None,
) -> cp_model.CpSolverStatus:
    """Let CP-SAT solve a model until everything is over, some seconds or units of work at most; return its status."""
    counts_work = incumbent.clock.counts_work
    parameters = running.parameters
    if counts_work:
        parameters.max_deterministic_time = max(0.01, min(seconds / _CPSAT_WORK, parameters.max_deterministic_time))
    else:
        parameters.max_time_in_seconds = max(0.01, seconds)
    # A proof found on the way is seen sooner or later: where work counts the solver comes to its end by itself.
    is_over = incumbent.is_called_off if counts_work else incumbent.is_over
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            if is_over():
                running.stop_search()

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        status = running.solve(model.proto, callback)
    finally:
        done.set()
        watcher.join()
    work = _CPSAT_WORK * running.response_proto.deterministic_time
    incumbent.clock.charge(work + _MODEL_WORK * len(model.variables))
    return status


def solve_whole(incumbent: Incumbent, seconds: float, workers: int, seed: int) -> None:
    """Give the whole day to CP-SAT for some seconds."""
    model = build_model(incumbent.problem)
    if incumbent.allocation is not None:
        hint(model, incumbent.allocation)
    running = solver(seed, workers)
    # CP-SAT counts in whole numbers: its bound is a whole number of steps, given as a float.
    running.best_bound_callback = lambda bound: incumbent.raise_bound(round(bound), "CP-SAT")
    status = run(running, model, incumbent, min(seconds, incumbent.seconds_left), _Report(model, incumbent))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        incumbent.raise_bound(round(running.best_objective_bound), "CP-SAT")


def what_can_cost_less(problem: Problem, guidance: Guidance | None, limit: int) -> Problem:
    """Return the problem without the columns that the relaxation's prices prove to be in no plan of less cost."""
    if guidance is None:
        return problem
    return problem.without({column for column, least in guidance.prices.columns.items() if least >= limit})


def solve_by_branch_and_cut(incumbent: Incumbent, problem: Problem, limit: int, seconds: float) -> None:
    """Give the day to HiGHS, as far as it can hold a plan that costs less than a limit.

    Args:
        incumbent: to improve.
        problem: from `what_can_cost_less`, with the same limit; of the relaxed day only the bound is taken.
        limit: a cost in steps.
        seconds: the most it may take.
    """
    log.info("branch and cut on %d of %d columns", problem.size, incumbent.problem.size)
    is_day = problem.instance is incumbent.problem.instance
    current = incumbent.allocation if is_day else None
    fits = current is not None and all(k in problem.costs[v] for v, k in enumerate(current.classes) if k is not None)
    large = problem.size > _LARGE
    with Remote(problem, incumbent.is_over) as remote:
        for found in remote.ask("exactly", seconds, current if fits else None, large):
            if found.allocation is not None and is_day:
                incumbent.offer(found.allocation, "branch and cut")
            if found.least is not None:
                # Only what costs at least the limit was left out.
                incumbent.raise_bound(min(limit, found.least), "branch and cut")


def raise_bound_by_cuts(incumbent: Incumbent, reach: float, seconds: float) -> None:
    """Raise a large day's bound by the cuts of branch and cut, on columns whose prices are near the bound.

    Args:
        incumbent: whose bound it is.
        reach: how far cuts may raise it, as a share of it; what is dearer is left out.
        seconds: the most it may take.
    """
    cost, guidance = incumbent.cost, incumbent.coarse_guidance
    if cost is None or guidance is None:
        return
    bound = guidance.prices.bound
    limit = min(cost, bound + max(1, int(reach * abs(bound))))
    problem = what_can_cost_less(incumbent.relaxed.problem, guidance, limit)
    # HiGHS looks at the clock between two rounds of cuts, which take a while.
    solve_by_branch_and_cut(incumbent, problem, limit, min(seconds, _CUTS_TIME * incumbent.seconds_left - 1.0))
