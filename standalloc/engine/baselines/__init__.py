"""Baselines: what others would do, kept for comparison; each takes the place of the engine's stages."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from standalloc.engine.baselines.cpsat_plain import search_intervals, solve_by_intervals
from standalloc.engine.baselines.fcfs import first_come_first_served
from standalloc.engine.baselines.highs_plain import solve_by_clique_rows, solve_cliques
from standalloc.engine.models.branch_and_cut import Found
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits

#: What makes the plan, by the value of the configuration's key `baseline`.
BASELINES: Final[Mapping[str, Callable[[Incumbent, Configuration, Limits], None]]] = {
    "fcfs": first_come_first_served,
    "cpsat-plain": solve_by_intervals,
    "highs-plain": solve_by_clique_rows,
}

#: What answers for a solver in the child process: (problem, arguments, seconds).
ANSWERS: Final[Mapping[str, Callable[..., Iterator[Found]]]] = {"cpsat": search_intervals, "highs": solve_cliques}
