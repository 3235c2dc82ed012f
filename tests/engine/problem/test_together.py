"""All stages at once: what a plan costs then, and that an earlier stage hardly ever suffers for a later one."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.together import together, weights
from standalloc.solve import solve
from tests.engine.random_days import random_day

SEEDS = range(80)


def test_the_last_stage_weighs_one(build):
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=7), build.turn("U", "8:00", "9:00", arrival_pax=3)]
    objective = {"tiers": [["unallocated"], ["bus_passenger"]], "unallocated": 1}
    problem = compile_problem(build.day(stands, turns, objective=objective))
    assert list(weights(problem)) == [10 * 7, 1]


def test_a_day_with_one_stage_stays_as_it_is(build):
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "9:00", arrival_pax=7)]))
    assert list(weights(problem)) == [1]
    assert together(problem, [1]).costs == problem.costs


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_costs_the_weighted_sum_of_what_it_costs_in_each_stage(seed):
    problem = compile_problem(random_day(seed))
    weight = weights(problem)
    summed = together(problem, weight)
    found = greedy_allocation(problem)
    costs = [found.cost_without(problem, (), tariff) for tariff in problem.stages]
    assert found.cost(summed) == sum(w * cost for w, cost in zip(weight, costs, strict=True))


def test_some_of_those_days_have_tiers():
    assert any(len(compile_problem(random_day(seed)).stages) > 2 for seed in SEEDS)


@pytest.mark.parametrize("seed", range(20))
def test_beginning_with_all_stages_at_once_ends_at_the_same_optimum(seed, tmp_path):
    day = random_day(seed)
    large = tmp_path / "large.toml"
    large.write_text("cut_columns = 0\n", encoding="utf-8")
    told = []
    config = {"time_limit": 60, "workers": 1}
    found = solve(day, config=str(large), on_progress=lambda p: told.append((p.tier, p.objective)), **config)
    best = solve(day, **config)
    assert (found.status, best.status) == ("optimal", "optimal")
    assert found.judgement.tiers == best.judgement.tiers
    # Of the first tier nothing that is worse is ever told.
    first = [objective for tier, objective in told if tier == 1 and objective is not None]
    assert first == sorted(first, reverse=True)
