"""The textbook CP-SAT model: one optional interval for each visit and stand, and no two at a time on a stand.

All other rules and the objective are those of the model of record, over single stands; nothing tells the solver more
than the problem itself.
"""

import queue
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from ortools.sat.python import cp_model

from standalloc.engine.baselines.single_stands import of_single_stands, over_classes
from standalloc.engine.models.branch_and_cut import Found
from standalloc.engine.models.cpsat import Model, hint, read_back
from standalloc.engine.models.formulation import Row, formulate
from standalloc.engine.models.rows import Demand
from standalloc.engine.models.symbols import Peak
from standalloc.engine.problem.allocation import from_stands
from standalloc.engine.problem.chains import Column, Event, Member, Pair, Rebate
from standalloc.engine.problem.problem import Problem
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.incumbent import Incumbent
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.remote import Remote
from standalloc.model import VisitKey

_STAGE = "CP-SAT, plain"


def solve_by_intervals(incumbent: Incumbent, _config: Configuration, limits: Limits) -> None:
    """Give the whole day to CP-SAT with all workers, in a child process, until it is proven or the time is over."""
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        arguments = (incumbent.stands, limits.workers, limits.seed)
        for found in remote.ask("plain", incumbent.seconds_left, "cpsat", *arguments):
            if found.allocation is not None:
                incumbent.offer(found.allocation, _STAGE)
            if found.bound is not None:
                # CP-SAT counts in whole numbers: its bound is a whole number of steps, given as a float.
                incumbent.raise_bound(round(found.bound), _STAGE)


def search_intervals(
    problem: Problem, known: Mapping[VisitKey, str] | None, workers: int, seed: int, seconds: float
) -> Iterator[Found]:
    """Yield every plan and bound that CP-SAT finds, as soon as it does; it begins from what is known, if anything."""
    single = of_single_stands(problem, known)
    model = interval_model(single)
    if known is not None:
        hint(model, from_stands(single, known))
    running = cp_model.CpSolver()
    running.parameters.num_workers = workers
    running.parameters.random_seed = seed
    running.parameters.max_time_in_seconds = seconds
    heard: queue.SimpleQueue[Found | None] = queue.SimpleQueue()
    running.best_bound_callback = lambda bound: heard.put(Found(None, bound, False))

    def solve() -> None:
        try:
            status = running.solve(model.proto, _Report(problem, model, heard))
            if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                heard.put(Found(None, running.best_objective_bound, status == cp_model.OPTIMAL))
        finally:
            heard.put(None)

    thread = threading.Thread(target=solve)
    thread.start()
    while (found := heard.get()) is not None:
        yield found
    thread.join()


class _Report(cp_model.CpSolverSolutionCallback):
    """Passes on every solution, as an allocation over stand classes."""

    def __init__(self, problem: Problem, model: Model, heard: "queue.SimpleQueue[Found | None]") -> None:
        super().__init__()
        self._problem = problem
        self._model = model
        self._heard = heard

    def on_solution_callback(self) -> None:
        """Read the solution and pass it on."""
        found = read_back(self._model, self.response_proto.solution)
        allocation = over_classes(self._problem, self._model.formulation.problem, found)
        self._heard.put(Found(allocation, None, False))


def interval_model(problem: Problem) -> Model:
    """Return the model of a problem of single stands."""
    formulation = formulate(problem)
    proto = cp_model.CpModel()
    variables = {symbol: proto.new_int_var(0, most, "") for symbol, most in formulation.upper.items()}
    model = Model(formulation, proto, variables)
    for row in formulation.rows:
        _ensure_row(model, row)
    for demand in formulation.demands:
        _ensure_capacity(model, demand)
        _ensure_used(model, demand)
    costs = formulation.costs
    proto.minimize(cp_model.LinearExpr.weighted_sum([variables[symbol] for symbol in costs], list(costs.values())))
    return model


def _ensure_row(model: Model, row: Row) -> None:
    chosen = [model.variables[symbol] for symbol, _ in row.terms]
    if (row.least, row.most) == (1, 1):
        model.proto.add_exactly_one(chosen)
        return
    total = cp_model.LinearExpr.weighted_sum(chosen, [coefficient for _, coefficient in row.terms])
    model.proto.add(total <= row.most)
    if row.least is not None:
        model.proto.add(total >= row.least)


def _ensure_capacity(model: Model, demand: Demand) -> None:
    """Ensure that a chain is not overfilled: one at a time where it holds one, as on a stand, else so many."""
    pieces = list(_pieces(demand))
    intervals = [
        model.proto.new_optional_fixed_size_interval_var(piece.start, piece.end - piece.start, there, "")
        for piece in pieces
        for there in [_presence(model, piece)]
    ]
    if demand.capacity == 1 and all(piece.weight == 1 for piece in pieces):
        model.proto.add_no_overlap(intervals)
    else:
        model.proto.add_cumulative(intervals, [piece.weight for piece in pieces], demand.capacity)


def _ensure_used(model: Model, demand: Demand) -> None:
    """Ensure that a stand counts as used when a visit is on it."""
    used = model.variables.get(Peak(demand.index))
    if used is not None:
        for item in demand.free:
            if isinstance(item, Member):
                model.proto.add_implication(model.variables[item.key], used)


class _Piece(NamedTuple):
    """What a key takes of a chain over `[start, end)` minutes, unless one of the pairs holds."""

    key: Column | Event
    unless: tuple[Pair, ...]
    weight: int
    start: int
    end: int


def _pieces(demand: Demand) -> Iterator[_Piece]:
    """Yield the members cut up where a pair gives minutes back: the earlier visit of the two then takes nothing.

    Between single stands a pair gives back all that a visit takes.
    """
    given_back: dict[Column, list[Rebate]] = defaultdict(list)
    for item in demand.free:
        if isinstance(item, Rebate):
            given_back[item.pair.first].append(item)
    for member in demand.free:
        if not isinstance(member, Member):
            continue
        rebates = given_back.get(member.key, []) if isinstance(member.key, Column) else []
        cuts = {member.start, member.end, *(cut for rebate in rebates for cut in (rebate.start, rebate.end))}
        # A visit of no minutes is a piece all the same: nobody may be there at that moment.
        for start, end in pairwise(sorted(cuts)) if len(cuts) > 1 else [(member.start, member.end)]:
            unless = tuple(rebate.pair for rebate in rebates if rebate.start <= start and end <= rebate.end)
            yield _Piece(member.key, unless, member.weight, start, end)


def _presence(model: Model, piece: _Piece) -> cp_model.LiteralT:
    """Return what says that a piece counts: its key is used and none of the pairs holds, of which one at most can."""
    key = model.variables[piece.key]
    if not piece.unless:
        return key
    there = model.proto.new_bool_var("")
    model.proto.add_exactly_one([there, key.negated(), *(model.variables[pair] for pair in piece.unless)])
    return there
