"""Costs as whole steps: exact, as coarse as they may be, and refused where whole numbers would not hold them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.allocation import from_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.costs import common_step, exact
from standalloc.model import Plan
from tests.engine.random_days import random_day


def stay_and_remote(build, *, turns=2, **objective):
    stands = [build.stand("K"), build.stand("R", "remote")]
    day = [build.turn(f"T{n}", "8:00", "9:50", arrival_pax=3) for n in range(turns)]
    return build.day(stands, day, objective=objective)


@pytest.mark.parametrize(
    ("number", "fraction"), [(0.1, Fraction(1, 10)), (1e-6, Fraction(1, 10**6)), (2.0, Fraction(2))]
)
def test_a_weight_is_what_is_written(number, fraction):
    assert exact(number) == fraction


@pytest.mark.parametrize(("costs", "step"), [([], 1), ([0, 0], 1), ([6, 4], 2), ([0, -9, 6], 3)])
def test_the_step_divides_all_costs(costs, step):
    assert common_step(costs) == step


@pytest.mark.parametrize(
    ("objective", "step"),
    [
        # unallocated 10000, bus 3 passengers x weight, tow 40
        ({}, Fraction(1)),
        ({"bus_passenger": 4}, Fraction(4)),
        ({"bus_passenger": 0.25}, Fraction(1, 4)),
        ({"bus_passenger": 0, "tow": 0}, Fraction(10_000)),
        ({"bus_passenger": 0.000001, "tow": 0.3, "unallocated": 0}, Fraction(3, 10**6)),
        ({"bus_passenger": 0, "tow": 0, "unallocated": 0}, Fraction(1)),
    ],
)
def test_the_step_is_the_least_difference(build, objective, step):
    assert compile_problem(stay_and_remote(build, **objective)).step == step


@given(st.integers(0, 400), st.randoms(use_true_random=False))
@settings(max_examples=120, deadline=None)
def test_a_plans_cost_is_the_checkers_objective(seed, rng):
    """Whatever the plan, valid or not: on stands that admit them all visits cost what the checker counts."""
    instance = random_day(seed)
    problem = compile_problem(instance)
    stands = {}
    for v, visit in enumerate(instance.visits):
        options = [stand.id for k in problem.costs[v] for stand in problem.classes[k].stands]
        choice = rng.choice([*options, *([] if visit.key in instance.pinned else [None])])
        if choice is not None:
            stands[visit.key] = choice
    cost = from_stands(problem, stands).cost(problem)
    assert problem.value(cost) == pytest.approx(check(instance, Plan(stands)).objective, abs=1e-9)


@pytest.mark.parametrize(
    "objective",
    [
        {"unallocated": 1e9, "bus_passenger": 0.000001},
        {"bus_passenger": 1e9, "tow": 0.000001},
        {"tow": 1e9, "bus_passenger": 0.000001},
    ],
)
def test_weights_that_span_too_many_digits_are_refused(build, objective):
    with pytest.raises(ValueError, match="span too many digits"):
        compile_problem(stay_and_remote(build, **objective))


def test_a_large_weight_beside_the_smallest_is_too_much_only_in_sum(build):
    objective = {"unallocated": 1e8, "bus_passenger": 0.000001}
    assert compile_problem(stay_and_remote(build, **objective)).step == Fraction(1, 10**6)
    with pytest.raises(ValueError, match="span too many digits"):
        compile_problem(stay_and_remote(build, turns=20, **objective))
