"""Improvement: plan some turns anew exactly, with the others where they are, again and again."""

import logging
import math
import random
import time
from collections.abc import Callable

from ortools.sat.python import cp_model

from standalloc.engine.bounds.focus import narrowed
from standalloc.engine.models.cpsat import build_model, hint, read_back
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.exact import run, solver
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.neighbourhoods import Neighbourhood, Picker
from standalloc.engine.search.remote import Remote

log = logging.getLogger(__name__)

#: Large neighbourhoods in a row before exact search is considered again.
_ROUNDS = 3

#: Seconds for one large neighbourhood.
_REMOTE_SECONDS = 3.5

#: Seconds in which CP-SAT's model of a neighbourhood shall be built.
_BUILT_SECONDS = 2.0

#: Work of drawing a neighbourhood, for each visit of the day.
_DRAW_WORK = 2e-5


def improve(
    incumbent: Incumbent,
    config: Configuration,
    workers: int,
    seed: int,
    until: Callable[[], bool] = lambda: False,
    *,
    visits: int | None = None,
) -> None:
    """Improve the incumbent until it is over, or `until` says so; sizes follow what was solved in time.

    `visits` is how many the first neighbourhoods have, the configuration's by default.

    It ends as much before the incumbent as it takes to build a model, which hears no deadline.

    The method is large neighbourhood search (Shaw 1998) with CP-SAT as the exact solver of each neighbourhood.
    """
    rng = random.Random(seed)
    picker = Picker(visits or config.neighbourhood_visits, rng)
    current, seconds = incumbent.allocation, 0.0
    while current is not None and incumbent.seconds_left > seconds and not incumbent.is_over() and not until():
        begun = time.monotonic()
        drawn = picker.draw(incumbent.problem, current, incumbent.guidance)
        incumbent.clock.charge(_DRAW_WORK * len(incumbent.problem.visits))
        running = solver(rng.randrange(2**31), workers)
        running.parameters.max_deterministic_time = config.neighbourhood_work
        found, proved = replan(incumbent, current, drawn, running)
        if proved and found is not None and drawn.is_everything(incumbent.problem):
            incumbent.offer(found, "neighbourhoods")
            incumbent.raise_bound(found.cost(incumbent.problem), "neighbourhoods")
        better = found is not None and found.cost(incumbent.problem) < current.cost(incumbent.problem)
        spent = running.response_proto.deterministic_time / config.neighbourhood_work if proved else 1.0
        if not incumbent.clock.counts_work:
            seconds = time.monotonic() - begun - running.response_proto.wall_time
            spent = max(spent, seconds / _BUILT_SECONDS)
        picker.learn(len(drawn.free), spent, better)
        if found is not None:
            incumbent.offer(found, "neighbourhoods")
            current = _better(incumbent, found)


def improve_by_branch_and_cut(incumbent: Incumbent, remote: Remote, picker: Picker) -> None:
    """Improve the incumbent in larger neighbourhoods than CP-SAT can, solved by HiGHS in the child, for some rounds."""
    for _ in range(_ROUNDS):
        current = incumbent.allocation
        if current is None or incumbent.is_over():
            return
        drawn = picker.draw(incumbent.problem, current, incumbent.guidance)
        seconds, optimal, better = min(_REMOTE_SECONDS, incumbent.seconds_left), False, False
        begun = time.monotonic()
        for found in remote.ask("replan", seconds, drawn.free, drawn.classes, current):
            optimal = found.is_optimal
            if found.allocation is not None:
                better = incumbent.offer(found.allocation, "large neighbourhoods")
        log.debug(
            "%d visits, %d columns, %s: %.1f s, optimal %s, better %s",
            len(drawn.free),
            sum(map(len, drawn.classes.values())),
            picker.kind,
            time.monotonic() - begun,
            optimal,
            better,
        )
        picker.learn(len(drawn.free), (time.monotonic() - begun) / _REMOTE_SECONDS if optimal else 1.0, better)


def _better(incumbent: Incumbent, found: Allocation) -> Allocation:
    """Return the incumbent when another stage has overtaken, else what was found: sideways steps are welcome."""
    best = incumbent.allocation
    if best is not None and best.cost(incumbent.problem) < found.cost(incumbent.problem):
        return best
    return found


def replan(
    incumbent: Incumbent,
    current: Allocation,
    drawn: Neighbourhood,
    running: cp_model.CpSolver,
    seconds: float = math.inf,
) -> tuple[Allocation | None, bool]:
    """Plan the free visits anew, for some seconds at most.

    Returns:
        What was found, never worse than `current`, and whether it is proven best.
    """
    model = build_model(narrowed(incumbent.problem, drawn.classes), drawn.free, current)
    hint(model, current)
    status = run(running, model, incumbent, min(seconds, incumbent.seconds_left))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    found = read_back(model, running.response_proto.solution)
    if found.cost(incumbent.problem) > current.cost(incumbent.problem):
        return None, False
    return found, status == cp_model.OPTIMAL
