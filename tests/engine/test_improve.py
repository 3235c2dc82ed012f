"""Improvement by neighbourhoods: never worse, and proven where the neighbourhood is the day."""

import random
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.colouring import to_stands
from standalloc.engine.config import Configuration
from standalloc.engine.exact import solver
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.improve import improve, replan
from standalloc.engine.neighbourhoods import PICKS, Neighbourhood
from standalloc.io import read
from standalloc.model import Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent / "instances" / "hub" / "hub130"


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


@pytest.mark.parametrize("seed", range(20))
def test_planning_anew_is_never_worse_and_breaks_no_rule(begin, seed):
    incumbent = begin(random_day(seed))
    problem = incumbent.problem
    current = greedy_allocation(problem)
    for step in range(4):
        free = tuple(PICKS[step % 3](problem, current, random.Random(step), 3))
        found, proved = replan(incumbent, current, Neighbourhood(free, {}), solver(step, 1))
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
