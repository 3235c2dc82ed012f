"""The unknowns: an allocation into values and back."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.cpsat import build_model, hint, read_back
from standalloc.engine.models.formulation import formulate
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.models.symbols import Alone, Peak, Together, allocation_of, value_of
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.chains import Column, Event, Pair
from tests.engine.random_days import random_day


def nothing(problem):
    return Allocation((None,) * len(problem.visits), frozenset())


@pytest.mark.parametrize("seed", range(60))
def test_an_allocation_there_and_back(seed):
    problem = compile_problem(random_day(seed))
    found = greedy_allocation(problem)
    formulation = formulate(problem)
    values = {symbol: value_of(symbol, problem, found) for symbol in formulation.upper}
    true = [symbol for symbol, value in values.items() if value]
    back = allocation_of(true, range(len(problem.visits)), nothing(problem))
    assert back.classes == found.classes
    asked = {symbol for symbol in formulation.upper if isinstance(symbol, Pair)}
    assert back.pairs == found.pairs & asked
    assert all(0 <= value <= formulation.upper[symbol] for symbol, value in values.items())
    assert sum(formulation.costs[symbol] * values[symbol] for symbol in formulation.costs) == found.cost(problem)


@pytest.mark.parametrize("seed", range(20))
def test_through_either_solvers_variables(seed):
    problem = compile_problem(random_day(seed))
    found = greedy_allocation(problem)
    model = build_model(problem)
    hint(model, found)
    values = dict(zip(model.proto.proto.solution_hint.vars, model.proto.proto.solution_hint.values, strict=True))
    assert read_back(model, [values[index] for index in range(len(values))]).classes == found.classes
    programme = linear_programme(problem)
    assert programme.allocation(programme.values_of(found).tolist()).classes == found.classes


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_what_is_not_free_stays(seed):
    problem = compile_problem(random_day(seed))
    fixed = greedy_allocation(problem)
    free = [v for v, visit in enumerate(problem.visits) if int(visit.turn[1:]) % 2]
    left = allocation_of([], free, fixed)
    assert left.classes == tuple(None if v in free else k for v, k in enumerate(fixed.classes))
    assert left.pairs == {pair for pair in fixed.pairs if pair.first.visit not in free}
    formulation = formulate(problem, free, fixed)
    true = [symbol for symbol in formulation.upper if value_of(symbol, problem, fixed)]
    assert allocation_of(true, free, fixed).classes == fixed.classes


@pytest.fixture
def problem(build):
    """Return a stay that may be towed, and whose passengers are awaited, on two stands that are counted or one not."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="A"), build.stand("R", "remote", zone="B")]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "9:00", "13:00", towable=False)]
    rows = [build.connection("T", "U", 5)]
    objective = {"stand_used": 10, "connection_min": 1}
    return compile_problem(build.day(stands, turns, objective=objective, connections=rows, zones={"A.B": 9}))


@pytest.mark.parametrize(
    ("plan", "values"),
    [
        ("", {Alone(0): 1, Alone(3): 1, Peak(0): 0, Together(0, None, 0): 0}),
        ("T/arrival=A", {Column(0, 0): 1, Column(0, 1): 0, Alone(0): 0, Peak(0): 1, Together(0, 0, None): 1}),
        ("T/arrival=A T/parking=A", {Event(0): 0, Pair(Column(0, 0), Column(1, 0)): 1, Peak(0): 1}),
        ("T/arrival=A T/parking=B", {Event(0): 1, Pair(Column(0, 0), Column(1, 0)): 0, Peak(0): 2}),
        ("T/arrival=A U=B", {Peak(0): 1, Together(0, 0, 0): 1, Together(0, 0, 1): 0}),
        ("T/arrival=A T/parking=A U=B", {Peak(0): 2}),
        ("T/arrival=R T/parking=R U=A", {Event(0): 0, Event(1): 0, Peak(0): 1, Together(0, 1, 0): 1}),
        ("U=R", {Column(3, 1): 1, Peak(0): 0, Together(0, None, 1): 1, Together(0, 0, 1): 0}),
    ],
)
def test_values_by_hand(build, problem, plan, values):
    """A peak is of minutes with their buffer: on two stands a tow leaves one of them only 15 minutes later."""
    assert [[stand.id for stand in one.stands] for one in problem.classes] == [["A", "B"], ["R"]]
    allocation = from_stands(problem, build.plan(plan).stands)
    assert {symbol: value_of(symbol, problem, allocation) for symbol in values} == values
