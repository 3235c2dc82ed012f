"""The Lagrangian bound: whatever the prices, never above the optimum of any day, tier or column."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.engine.bounds.lagrangian import Lagrangian, Multipliers
from standalloc.engine.compilation.compile import compile_problem
from tests.engine.bounds.test_bound import DAYS, OPTIMA, check_prices
from tests.engine.conftest import Bare
from tests.engine.random_days import random_day

LAGRANGIANS = [Lagrangian(day) for day in DAYS]

price = st.one_of(
    st.just(0.0),
    st.floats(0, 10),
    st.floats(0, 1e4),
    st.sampled_from([-5.0, 1e12, 1e300, math.nan, math.inf, -math.inf, 2.0**62]),
)


def spread(few, count, order):
    return np.array([few[order.randrange(len(few))] for _ in range(count)])


@given(st.integers(0, len(DAYS) - 1), st.lists(price, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=400, deadline=None)
def test_no_prices_whatever_prove_too_much(day, few, order):
    nothing = LAGRANGIANS[day].nothing
    prices = Multipliers(spread(few, len(nothing.runs), order), spread(few, len(nothing.budgets), order))
    value = LAGRANGIANS[day].value(prices)
    assert value.bound <= OPTIMA[day]
    assert value.bound - 1 < value.unrounded <= value.bound
    check_prices(day, value.prices)
    assert value.prices.bound == value.bound


@pytest.mark.parametrize("seed", range(30))
def test_no_rule_is_priced_too_high(seed):
    """Days with every rule and term: prices of the size of the costs, at which loads and rebates both matter."""
    rng = np.random.default_rng(seed)
    for staged in Bare.stages(compile_problem(random_day(1000 + seed))):
        lagrangian, optimum = Lagrangian(staged), Bare.best(staged).cost(staged)
        runs, budgets = lagrangian.nothing.runs, lagrangian.nothing.budgets
        for scale in (0.1, 1, 10):
            some = rng.random(len(runs)) * rng.integers(0, 2, len(runs)) * lagrangian.scales[0] * scale
            assert lagrangian.value(Multipliers(some, rng.random(len(budgets)) * scale)).bound <= optimum


def test_without_prices_each_turn_goes_its_cheapest_way(build):
    turns = [build.turn(f"T{n}", "8:00", "9:00", arrival_pax=10 + n) for n in range(3)]
    problem = compile_problem(build.day([build.stand("K"), build.stand("R", "remote")], turns))
    value = Lagrangian(problem).value(Lagrangian(problem).nothing)
    assert value.bound == problem.floor == 0


def test_a_full_stand_is_priced(build):
    """Two turns want one bridge stand: at a price of the cheaper one's passengers, the bound is the optimum."""
    turns = [build.turn(f"T{n}", "8:00", "9:00", arrival_pax=pax) for n, pax in enumerate((10, 30))]
    problem = compile_problem(build.day([build.stand("K"), build.stand("R", "remote")], turns))
    lagrangian = Lagrangian(problem)
    assert Bare.best(problem).cost(problem) * problem.tariff.step == 10
    contact = next(k for k, one in enumerate(problem.classes) if one.sample.id == "K")
    runs = lagrangian.nothing.runs
    runs[lagrangian.draws.bounds[contact] : lagrangian.draws.bounds[contact + 1]] = 10 / problem.tariff.step
    value = lagrangian.value(Multipliers(runs, np.zeros(0)))
    assert value.bound * problem.tariff.step == 10
    dearest = {column.visit: least for column, least in value.prices.columns.items() if column.stand_class != contact}
    assert [least * problem.tariff.step for least in dearest.values()] == [10, 30]


def test_a_counted_chain_pays_for_itself_up_to_the_cost_of_a_stand(build):
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=50)]
    stands = [build.stand("K"), build.stand("R", "remote")]
    problem = compile_problem(build.day(stands, turns, objective={"stand_used": 20}))
    lagrangian = Lagrangian(problem)
    assert Bare.best(problem).cost(problem) * problem.tariff.step == 20
    (counted,) = problem.tariff.peaks
    (run,) = range(*lagrangian.draws.bounds[counted : counted + 2])
    proven = []
    for cost in (10, 20, 30):
        runs = lagrangian.nothing.runs
        runs[run] = cost / problem.tariff.step
        value = lagrangian.value(Multipliers(runs, np.zeros(0)))
        proven.append(value.bound * problem.tariff.step)
        assert value.capacity[run] == (0 if cost < 20 else 1)
    assert proven == [10, 20, 20]


#: Days of short turns: what visits further apart give back is taken without being used.
SHORT = [n for n, day in enumerate(DAYS) if all(len(turn) < 3 for turn in day.turn_visits.values())]


@pytest.mark.parametrize("day", SHORT)
def test_the_excess_is_a_slope(day):
    """From wherever one looks, no prices prove more than the slope promises (up to the rounding of prices)."""
    lagrangian, rng = LAGRANGIANS[day], np.random.default_rng(day)
    runs, budgets = lagrangian.nothing.runs, lagrangian.nothing.budgets
    points = [Multipliers(rng.random(len(runs)) * 9, rng.random(len(budgets))) for _ in range(6)]
    values = [lagrangian.value(point) for point in points]
    for here, value in zip(points, values, strict=True):
        slope = lagrangian.excess(value)
        for there, other in zip(points, values, strict=True):
            promised = (there.runs - here.runs) @ slope.runs + (there.budgets - here.budgets) @ slope.budgets
            assert other.unrounded <= value.unrounded + promised + 1e-4 * max(1.0, abs(value.unrounded))
