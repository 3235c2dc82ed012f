"""The CP-SAT model of record: every rule over stand classes, in three small parts, and how it is solved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Column, Pair, pair_limits
from standalloc.engine.problem import Link, Problem
from standalloc.engine.rows import CliqueRow, clique_rows


@dataclass
class Variables:
    """The Booleans of a model.

    Attributes:
        on: visit on class.
        alone: visit unallocated (not for pinned visits).
        holds: pair of visits of a turn, each on its class; within a class, on one stand.
        towed: link is a tow, where tows cost something.
    """

    on: dict[Column, cp_model.IntVar] = field(default_factory=dict)
    alone: dict[int, cp_model.IntVar] = field(default_factory=dict)
    holds: dict[Pair, cp_model.IntVar] = field(default_factory=dict)
    towed: dict[Link, cp_model.IntVar] = field(default_factory=dict)


@dataclass
class Model:
    """A CP-SAT model of some free visits, the others fixed."""

    problem: Problem
    free: tuple[int, ...]
    proto: cp_model.CpModel
    variables: Variables


def build_model(problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None) -> Model:
    """Return the model of the free visits (whole turns; all by default), the others where `fixed` has them."""
    visits = tuple(range(len(problem.visits))) if free is None else tuple(free)
    rows = list(clique_rows(problem, visits, fixed))
    proto = cp_model.CpModel()
    variables = _variables(proto, problem, visits, rows)
    _ensure_one_place(proto, problem, variables, visits)
    _ensure_pairs(proto, problem, variables)
    _ensure_capacity(proto, variables, rows)
    _ensure_tows(proto, variables)
    cost = _cost(problem, variables)
    proto.minimize(cost)
    return Model(problem, visits, proto, variables)


def hint(model: Model, allocation: Allocation) -> None:
    """Start the search from an allocation."""
    variables = model.variables
    model.proto.clear_hints()  # type: ignore[no-untyped-call]
    for column, on in variables.on.items():
        model.proto.add_hint(on, allocation.classes[column.visit] == column.stand_class)
    for v, alone in variables.alone.items():
        model.proto.add_hint(alone, allocation.classes[v] is None)
    for pair, holds in variables.holds.items():
        model.proto.add_hint(holds, pair in allocation.pairs)
    for link, towed in variables.towed.items():
        model.proto.add_hint(towed, allocation.is_tow(link))


def read_back(model: Model, is_true: Iterable[int], fixed: Allocation | None) -> Allocation:
    """Return the allocation of a solution, given by the indices of its true Booleans."""
    true = set(is_true)
    classes: list[int | None] = [None] * len(model.problem.visits) if fixed is None else list(fixed.classes)
    for v in model.free:
        classes[v] = None
    for column, on in model.variables.on.items():
        if on.index in true:
            classes[column.visit] = column.stand_class
    kept = () if fixed is None else (p for p in fixed.pairs if p.first.visit not in set(model.free))
    held = (pair for pair, holds in model.variables.holds.items() if holds.index in true)
    return Allocation(tuple(classes), frozenset((*kept, *held)))


def _variables(
    proto: cp_model.CpModel, problem: Problem, visits: Sequence[int], rows: Sequence[CliqueRow]
) -> Variables:
    variables = Variables()
    for v in visits:
        for k in problem.costs[v]:
            variables.on[Column(v, k)] = proto.new_bool_var("")
        if problem.unallocated[v] is not None:
            variables.alone[v] = proto.new_bool_var("")
    free = set(visits)
    links = [link for link in problem.links if link.first in free]
    wanted = {pair for row in rows for pair, _ in row.pairs}
    if problem.tow:
        wanted |= {pair for link in links for pair in link.pairs}
        variables.towed = {link: proto.new_bool_var("") for link in links}
    variables.holds = {pair: proto.new_bool_var("") for pair in sorted(wanted)}
    return variables


def _ensure_one_place(proto: cp_model.CpModel, problem: Problem, variables: Variables, visits: Sequence[int]) -> None:
    """Ensure that every visit is on one class or unallocated; a pinned one is on its stand."""
    for v in visits:
        places = [variables.on[Column(v, k)] for k in problem.costs[v]]
        proto.add_exactly_one([*places, *([variables.alone[v]] if v in variables.alone else [])])


def _ensure_pairs(proto: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    """Ensure that a pair holds only with both visits on their classes, and gives minutes back once."""
    for (column, _), group in pair_limits(variables.holds).items():
        if len(group) == 1:
            proto.add_implication(variables.holds[group[0]], variables.on[column])
        else:
            proto.add(cp_model.LinearExpr.sum([variables.holds[pair] for pair in group]) <= variables.on[column])
    for one, other in problem.at_most_one:
        if one in variables.holds and other in variables.holds:
            proto.add_at_most_one([variables.holds[one], variables.holds[other]])


def _ensure_capacity(proto: cp_model.CpModel, variables: Variables, rows: Sequence[CliqueRow]) -> None:
    """Ensure that no stand class and no exclusion is overfilled: overlap, exclusion."""
    for row in rows:
        columns = [variables.on[column] for column, _ in row.columns]
        if row.left == 1 and not row.pairs and all(weight == 1 for _, weight in row.columns):
            proto.add_at_most_one(columns)
            continue
        taken = cp_model.LinearExpr.weighted_sum(columns, [weight for _, weight in row.columns])
        back = cp_model.LinearExpr.weighted_sum(
            [variables.holds[pair] for pair, _ in row.pairs], [weight for _, weight in row.pairs]
        )
        proto.add(taken - back <= row.left)


def _ensure_tows(proto: cp_model.CpModel, variables: Variables) -> None:
    """Ensure that a link is a tow when both visits have stands, and not the same."""
    for link, towed in variables.towed.items():
        stays = [variables.holds[pair] for pair in link.pairs]
        alone = [variables.alone[v] for v in (link.first, link.second) if v in variables.alone]
        proto.add_bool_or([towed, *stays, *alone])


def _cost(problem: Problem, variables: Variables) -> cp_model.LinearExprT:
    terms: list[tuple[cp_model.IntVar, int]] = [
        *((on, problem.costs[column.visit][column.stand_class]) for column, on in variables.on.items()),
        *((alone, problem.unallocated[v] or 0) for v, alone in variables.alone.items()),
        *((towed, problem.tow) for towed in variables.towed.values()),
    ]
    return cp_model.LinearExpr.weighted_sum([variable for variable, _ in terms], [cost for _, cost in terms])
