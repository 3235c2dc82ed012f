"""Whole-day stages: each finds the optimum and proves it, however many steps it is away from nothing."""

import math
import threading

import pytest

from standalloc.engine.bounds.bound import proven_prices
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax, solve_exactly
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.search.exact import raise_bound_by_cuts, solve_by_branch_and_cut, solve_whole, what_can_cost_less
from tests.engine.random_days import random_day


def three_for_two(build, **objective):
    """Return a day on which one of three turns stays without a stand, and one takes the bus: 10,000 and 1."""
    stands = [build.stand("K"), build.stand("R", "remote")]
    turns = [build.turn(name, "8:00", "9:50", arrival_pax=1, departure_pax=0) for name in "TUV"]
    return build.day(stands, turns, objective=objective)


@pytest.mark.parametrize("objective", [{}, {"bus_passenger": 0.001}, {"unallocated": 1e7, "bus_passenger": 0.0001}])
def test_cpsat_proves_its_optimum_to_the_step(build, begin, objective):
    """Ten million steps and more: a millionth of the bound would be more than one."""
    incumbent = begin(three_for_two(build, **objective))
    solve_whole(incumbent, 30, 1, 0)
    assert incumbent.is_proven
    assert incumbent.bound == incumbent.cost


def test_branch_and_cut_proves_its_optimum(build, begin):
    incumbent = begin(three_for_two(build))
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    solve_by_branch_and_cut(incumbent, incumbent.problem, incumbent.cost, 30)
    assert (incumbent.bound, incumbent.cost) == (10_001, 10_001)


def test_branch_and_cut_needs_no_plan_to_begin_with(build, begin):
    incumbent = begin(three_for_two(build))
    solve_by_branch_and_cut(incumbent, incumbent.problem, 1_000_000, 30)
    assert (incumbent.bound, incumbent.cost) == (10_001, 10_001)


def test_no_bound_goes_beyond_the_limit_that_columns_were_left_out_by(build, begin):
    incumbent = begin(three_for_two(build))
    solve_by_branch_and_cut(incumbent, incumbent.problem, 5_000, 30)
    assert incumbent.bound == 5_000


def test_what_is_over_is_not_begun(build, begin):
    stop = threading.Event()
    incumbent = begin(three_for_two(build), stop=stop)
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    stop.set()
    solve_by_branch_and_cut(incumbent, incumbent.problem, incumbent.cost, 30)
    assert incumbent.bound is None


def priced(begin, seed):
    """Return an incumbent with a first plan and the relaxation's prices, and the optimum."""
    incumbent = begin(random_day(seed))
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    programme = linear_programme(incumbent.problem)
    answer, best = relax(programme, 30), solve_exactly(programme, 30, None)
    assert answer.duals is not None
    assert best.bound is not None
    incumbent.learn(proven_prices(programme, answer.duals), {})
    return incumbent, round(best.bound)


@pytest.mark.parametrize("seed", range(40))
def test_what_prices_leave_out_is_in_no_better_plan(begin, seed):
    """The optimum of what is left, or the plan at hand, is the optimum of all."""
    incumbent, optimum = priced(begin, seed)
    left = what_can_cost_less(incumbent.problem, incumbent.guidance, incumbent.cost)
    assert left.size <= incumbent.problem.size
    rest = solve_exactly(linear_programme(left), 30, None)
    assert rest.bound is not None
    assert min(incumbent.cost, round(rest.bound)) == optimum


def test_without_prices_nothing_is_left_out(begin):
    problem = begin(random_day(0)).problem
    assert what_can_cost_less(problem, None, 1) is problem


#: Days whose relaxation is below their optimum, by 0.2 % (82) to a quarter of it.
LOOSE = (2, 41, 82, 103)


@pytest.mark.parametrize("seed", LOOSE)
@pytest.mark.parametrize("reach", [0.02, 0.5])
def test_cuts_raise_the_bound_no_further_than_they_reach(begin, seed, reach):
    incumbent, optimum = priced(begin, seed)
    begun = incumbent.guidance.prices.bound
    assert begun < optimum
    raise_bound_by_cuts(incumbent, reach, 30)
    within = begun + max(1, int(reach * abs(begun)))
    assert incumbent.bound == min(optimum, within)


def test_cuts_need_a_plan_and_prices(begin):
    without_plan, without_prices = begin(random_day(0)), begin(random_day(0))
    without_plan.learn(priced(begin, 0)[0].guidance.prices, {})
    without_prices.offer(greedy_allocation(without_prices.problem), "first plan")
    for incumbent in (without_plan, without_prices):
        raise_bound_by_cuts(incumbent, 0.5, 30)
        assert incumbent.bound is None


@pytest.mark.parametrize("seed", range(10))
def test_working_for_the_bound_proves_the_same(seed):
    programme = linear_programme(compile_problem(random_day(seed)))
    one, other = solve_exactly(programme, 30, None), solve_exactly(programme, 30, None, for_bound=True)
    assert one.bound == pytest.approx(other.bound)
    assert other.is_optimal


@pytest.mark.parametrize("seed", range(25))
def test_both_exact_solvers_agree(bare, seed):
    problem = compile_problem(random_day(seed))
    programme = linear_programme(problem)
    answer = solve_exactly(programme, 30, None)
    assert answer.is_optimal
    assert answer.solution is not None
    assert answer.bound is not None
    optimum = bare.best(problem).cost(problem)
    assert round(float(programme.costs @ answer.solution)) == optimum
    assert math.ceil(answer.bound - 1e-6 * max(1.0, abs(answer.bound))) == optimum
