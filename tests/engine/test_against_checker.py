"""Engine and checker share no line about rules and terms: on days with all of them mixed they say the same."""

import pytest

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import solve_exactly
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.allocation import from_stands
from standalloc.model import Plan
from tests.engine.random_days import random_day


def agree(problem, allocation):
    """Ensure that an allocation is a plan without a breach, and costs at every stage what the checker counts."""
    judgement = check(problem.instance, Plan(to_stands(problem, allocation, problem.instance.references)))
    assert judgement.violations == ()
    costs = [allocation.cost_without(problem, (), tariff) * tariff.step for tariff in problem.stages]
    assert [float(cost) for cost in costs] == pytest.approx(judgement.tiers, abs=1e-9)


@pytest.mark.parametrize("first", range(0, 600, 50))
def test_of_first_plans(first):
    for seed in range(first, first + 50):
        problem = compile_problem(random_day(seed))
        agree(problem, greedy_allocation(problem))


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_of_the_model_of_records_plans(bare, first):
    for seed in range(first, first + 50):
        problem = compile_problem(random_day(seed))
        agree(problem, settled(problem, bare.best(problem)))


@pytest.mark.parametrize("first", range(200, 400, 50))
def test_of_the_linear_solvers_plans(first):
    for seed in range(first, first + 50):
        problem = compile_problem(random_day(seed))
        programme = linear_programme(problem)
        answer = solve_exactly(programme, 60, None)
        assert answer.solution is not None
        agree(problem, settled(problem, programme.allocation(answer.solution.tolist())))


def settled(problem, allocation):
    """Return an allocation with every pair its stands share: a solver asserts those only that matter to it."""
    stands = to_stands(problem, allocation, problem.instance.references)
    again = from_stands(problem, stands)
    assert again.classes == allocation.classes
    assert again.cost(problem) <= allocation.cost(problem)
    return again
