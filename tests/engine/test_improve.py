"""Improvement by neighbourhoods: never worse, and proven where the neighbourhood is the day."""

import random
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.colouring import to_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.config import Configuration
from standalloc.engine.exact import solver
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.improve import improve, replan
from standalloc.engine.neighbourhoods import PICKS, around_a_cost, around_a_moment
from standalloc.io import read
from standalloc.model import Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent / "instances" / "hub" / "hub130"


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


@pytest.mark.parametrize("pick", PICKS)
def test_a_neighbourhood_is_whole_turns_about_its_size(hub, pick):
    problem = compile_problem(hub)
    allocation = greedy_allocation(problem)
    for seed in range(20):
        free = pick(problem, allocation, random.Random(seed), 30)
        assert free == sorted(set(free))
        assert 0 < len(free) <= 30
        turns = {problem.visits[v].turn for v in free}
        assert {v for turn in turns for v in problem.turn_visits[turn]} == set(free)
        assert free == pick(problem, allocation, random.Random(seed), 30)


@pytest.mark.parametrize("pick", [around_a_moment, around_a_cost])
def test_a_neighbourhood_larger_than_the_day_is_the_day(pick):
    for seed in range(12):
        problem = compile_problem(random_day(seed))
        assert pick(problem, greedy_allocation(problem), random.Random(seed), 100) == list(range(len(problem.visits)))


def test_around_a_cost_plans_the_dear_visit_anew(build):
    """Only one visit pays more than it must: it is in every neighbourhood, with who has the stand it wants."""
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn(f"T{n}", f"{8 + 2 * n}:00", f"{9 + 2 * n}:00") for n in range(6)]
    turns.append(build.turn("X", "8:30", "9:30", arrival_pax=50))
    problem = compile_problem(build.day(stands, turns, pins=[build.pin("T0", "A")]))
    allocation = greedy_allocation(problem)
    for seed in range(10):
        free = around_a_cost(problem, allocation, random.Random(seed), 2)
        assert [problem.visits[v].turn for v in free] == ["T0", "X"]


@pytest.mark.parametrize("seed", range(20))
def test_planning_anew_is_never_worse_and_breaks_no_rule(begin, seed):
    incumbent = begin(random_day(seed))
    problem = incumbent.problem
    current = greedy_allocation(problem)
    for step in range(4):
        free = PICKS[step % 3](problem, current, random.Random(step), 3)
        found, proved = replan(incumbent, current, free, solver(step, 1))
        assert proved
        assert found is not None
        assert found.cost(problem) <= current.cost(problem)
        assert all(found.classes[v] == k for v, k in enumerate(current.classes) if v not in free)
        assert check(problem.instance, Plan(to_stands(problem, found, {}))).is_valid
        current = found


@pytest.mark.parametrize("seed", range(20))
def test_a_day_that_is_one_neighbourhood_is_proven(begin, bare, seed):
    notices = []
    incumbent = begin(random_day(seed), notices=notices)
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    improve(incumbent, Configuration(), 1, seed)
    assert incumbent.is_proven
    assert incumbent.cost == incumbent.bound == bare.best(incumbent.problem).cost(incumbent.problem)
    costs = [cost for cost, _, _ in notices]
    assert costs == sorted(costs, reverse=True)


def test_on_a_large_day_costs_only_fall_until_it_is_stopped(hub, begin):
    """Given up at the tenth better plan."""
    notices = []
    incumbent = begin(hub, seconds=600, notices=notices)
    offer = incumbent.offer

    def tenth(allocation, stage):
        taken = offer(allocation, stage)
        if len(notices) >= 10:
            incumbent.give_up()
        return taken

    incumbent.offer = tenth
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    improve(incumbent, Configuration(neighbourhood_visits=20), 1, 0)
    costs = [cost for cost, _, _ in notices]
    assert len(costs) >= 10
    assert costs == sorted(set(costs), reverse=True)
    assert check(hub, Plan(incumbent.stands)).is_valid


def test_without_a_plan_there_is_nothing_to_improve(hub, begin):
    incumbent = begin(hub)
    improve(incumbent, Configuration(), 1, 0)
    assert incumbent.cost is None
