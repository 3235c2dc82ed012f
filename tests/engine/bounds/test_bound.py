"""The proven bound: whatever the duals, never above the optimum; with the solver's duals, the relaxation."""

import math
from collections.abc import Iterator
from itertools import islice, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from standalloc.engine.bounds.ascent import climb
from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.cpsat import build_model
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import LinearProgramme, linear_programme
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.search.exact import solver
from tests.check.conftest import Build
from tests.engine.conftest import Bare
from tests.engine.random_days import random_day


def busy_day(**objective: float) -> Problem:
    """Return three stands, one wide, and seven turns that want two at a time: the relaxation is not the optimum."""
    stands = [Build.stand("M"), Build.stand("ML", max_code="C"), Build.stand("MR", max_code="C")]
    remote = [Build.stand("R", "remote", max_code="C"), Build.stand("S", "remote")]
    rows = [Build.exclusion("M", "ML"), Build.exclusion("M", "MR")]
    starts = ["8:00", "8:20", "8:40", "9:00", "9:20", "9:40", "10:00"]
    turns = [
        Build.turn(f"T{n}", start, f"{int(start[:-3]) + 2}{start[-3:]}", code="CE"[n % 2], arrival_pax=10 + n)
        for n, start in enumerate(starts)
    ]
    likes = [Build.preference(stand="ML", cost=-2.5)]
    return compile_problem(
        Build.day([*stands, *remote], turns, exclusions=rows, preferences=likes, objective=objective)
    )


def later_stages() -> Iterator[Problem]:
    """Yield stages of random days in which what earlier ones may spend keeps the plan from its floor."""
    for seed in range(200):
        for staged in Bare.stages(compile_problem(random_day(seed))):
            if staged.budgets and Bare.best(staged).cost(staged) > staged.floor:
                yield staged


DAYS = [
    busy_day(),
    busy_day(unallocated=1e8, bus_passenger=0.000001),
    *(compile_problem(random_day(n)) for n in range(6)),
    *islice(later_stages(), 8),
]
PROGRAMMES = [linear_programme(day) for day in DAYS]
OPTIMA = [Bare.best(day).cost(day) for day in DAYS]

dual = st.one_of(
    st.floats(-100, 100),
    st.floats(-1e4, 1e4),
    st.floats(allow_nan=True, allow_infinity=True),
    st.sampled_from([0.0, 1e300, -1e300, math.nan, math.inf, -math.inf, 2.0**62, -(2.0**63)]),
)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_duals_whatever_prove_too_much(data):
    day = data.draw(st.integers(0, len(DAYS) - 1))
    rows = len(PROGRAMMES[day].row_upper)
    few = data.draw(st.lists(dual, min_size=1, max_size=8))
    duals = np.array([few[n % len(few)] for n in data.draw(st.permutations(range(rows)))])
    assert proven_prices(PROGRAMMES[day], duals).bound <= OPTIMA[day]


def optimum_with(day, column):
    """Return the optimum of the plans that use a column, None where there is none."""
    model = build_model(DAYS[day])
    model.proto.add(model.variables[column] == 1)
    running = solver(0, 1)
    if running.solve(model.proto) != cp_model.OPTIMAL:
        return None
    return round(running.objective_value)


def columns(day):
    return [symbol for symbol in PROGRAMMES[day].at if isinstance(symbol, Column)]


USING = [{column: optimum_with(day, column) for column in columns(day)} for day in range(len(DAYS))]


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_plan_that_uses_a_column_costs_less_than_its_price(data):
    day = data.draw(st.integers(0, len(DAYS) - 1))
    few = data.draw(st.lists(st.one_of(dual, st.just(0.0)), min_size=1, max_size=8))
    duals = np.array([few[n % len(few)] for n in data.draw(st.permutations(range(len(PROGRAMMES[day].row_upper))))])
    check_prices(day, proven_prices(PROGRAMMES[day], duals))


@pytest.mark.parametrize("day", range(len(DAYS)))
def test_the_solvers_prices_leave_every_better_plan(day):
    _, duals = relaxation(PROGRAMMES[day])
    prices = proven_prices(PROGRAMMES[day], duals)
    check_prices(day, prices)
    dropped = {column for column, least in prices.columns.items() if least > OPTIMA[day]}
    left = DAYS[day].without(dropped)
    assert left.size == DAYS[day].size - len(dropped)
    assert Bare.best(left).cost(left) == OPTIMA[day]


def check_prices(day, prices):
    assert set(prices.columns) == set(USING[day])
    for column, optimum in USING[day].items():
        assert prices.bound <= prices.columns[column]
        assert optimum is None or prices.columns[column] <= optimum


@pytest.mark.parametrize("cost", [-1e6, -549_755.813888, -1e8])
def test_costs_too_large_for_the_finest_duals(build, cost):
    """Shifted by all the digits that duals may have, these costs would leave the range of whole numbers."""
    likes = [build.preference(stand="K", cost=cost), build.preference(stand="K", cost=0.000001)]
    turn = build.turn("T", "8:00", "9:00", arrival_pax=1)
    problem = compile_problem(build.day([build.stand("K")], [turn], preferences=likes, objective={"unallocated": 0}))
    programme = linear_programme(problem)
    assert problem.value(problem.floor) == pytest.approx(cost, abs=1e-5)
    assert proven_prices(programme, np.zeros(len(programme.row_upper))).bound == problem.floor


def crowd(build, weight: float) -> Problem:
    """Return eighty turns for one stand, of which the tier before lets all but one be left out."""
    turns = [build.turn(f"T{n}", "8:00", f"9:{n % 60:02}", arrival_pax=1) for n in range(80)]
    objective = {"tiers": [["unallocated", "contact_min"], ["preference"]], "contact_min": weight, "unallocated": 500}
    likes = [build.preference(stand="A", cost=3)]
    compiled = compile_problem(build.day([build.stand("A")], turns, objective=objective, preferences=likes))
    spent = Bare.best(compiled).cost(compiled)
    return at_stage(compiled, 1, [spent])


@pytest.mark.parametrize("dual", [-1e300, -3e17, -1e17, -1e9, 1e300])
def test_sums_over_a_budget_of_many_visits_stay_exact(build, dual):
    """The budget's side is eighty times its coefficients: its product with a dual once left the whole numbers."""
    problem = crowd(build, 1)
    programme = linear_programme(problem)
    (budget,) = np.flatnonzero(programme.row_upper == problem.budgets[0].limit)
    duals = np.zeros(len(programme.row_upper))
    duals[budget] = dual
    assert proven_prices(programme, duals).bound <= Bare.best(problem).cost(problem) == 1


def test_a_budget_in_tiny_steps_leaves_the_bound_its_digits(build):
    """Coefficients of hundreds of millions: the dual of their row is small, and every digit of it counts."""
    problem = crowd(build, 0.000001)
    programme = linear_programme(problem)
    assert programme.values.max() > 10**8
    value, duals = relaxation(programme)
    assert value > 0.9
    assert proven_prices(programme, duals).bound == 1


def relaxation(programme: LinearProgramme) -> tuple[float, np.ndarray]:
    answer = relax(programme, 30)
    assert answer.solution is not None
    assert answer.duals is not None
    return float(programme.costs @ answer.solution), answer.duals


@pytest.mark.parametrize("day", range(len(DAYS)))
def test_the_solvers_duals_prove_the_relaxation_rounded_up(day):
    value, duals = relaxation(PROGRAMMES[day])
    bound = proven_prices(PROGRAMMES[day], duals).bound
    slack = 1e-6 * max(1.0, abs(value))
    assert value - slack <= bound < value + 1 + slack
    assert bound <= OPTIMA[day]


def proofs(day: int) -> list[Prices]:
    """Return what duals of a vertex, duals amid all best ones, and prices of chains prove of a day."""
    amid = relax(PROGRAMMES[day], 30, to_vertex=False).duals
    assert amid is not None
    *_, climbed = climb(DAYS[day], 200, 30)
    _, vertex = relaxation(PROGRAMMES[day])
    return [proven_prices(PROGRAMMES[day], vertex), proven_prices(PROGRAMMES[day], amid), climbed.prices]


@pytest.mark.parametrize("day", range(len(DAYS)))
def test_joined_prices_prove_what_each_does_and_no_more_than_is_true(day):
    found = proofs(day)
    together = found[0].joined(found[1]).joined(found[2])
    check_prices(day, together)
    assert OPTIMA[day] >= together.bound == max(prices.bound for prices in found)
    for column, least in together.columns.items():
        assert least == max(prices.columns[column] for prices in found)
    for some in permutations(found):
        assert some[0].joined(some[1].joined(some[2])) == together
    assert together.joined(together) == together


@pytest.mark.parametrize("seed", range(100, 125))
def test_what_joined_prices_leave_holds_every_better_plan(seed):
    """On any day: dropped at once are the columns that either leaves out for the optimum's sake."""
    problem = compile_problem(random_day(seed))
    programme = linear_programme(problem)
    optimum = Bare.best(problem).cost(problem)
    *_, climbed = climb(problem, 100, 30)
    together = proven_prices(programme, relaxation(programme)[1]).joined(climbed.prices)
    assert together.bound <= optimum
    left = problem.without({column for column, least in together.columns.items() if least > optimum})
    assert Bare.best(left).cost(left) == optimum
