"""The ascent: it comes to the relaxation, proves no more than is true, and its ways are near the relaxation's."""

from itertools import islice

import pytest

from standalloc.engine.bounds.ascent import ascend, climb
from standalloc.engine.bounds.lagrangian import Lagrangian
from standalloc.engine.bounds.ways import Ways
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.linear import linear_programme
from tests.engine.bounds.test_bound import DAYS, OPTIMA, busy_day, check_prices, relaxation
from tests.engine.random_days import random_day


@pytest.mark.parametrize("day", range(len(DAYS)))
def test_it_proves_what_is_true_and_ever_more(day):
    bounds = [climbed.best.unrounded for climbed in ascend(Lagrangian(DAYS[day]), 60)]
    assert len(bounds) == 60
    assert bounds == sorted(bounds)
    *_, last = climb(DAYS[day], 60, 30)
    assert last.prices.bound <= OPTIMA[day]
    assert last.prices.bound >= bounds[-1]
    check_prices(day, last.prices)


def held_whole(count):
    """Return days all of whose rules ways and chains hold: no transfers, no happening of several causes."""
    problems = (compile_problem(random_day(seed)) for seed in range(300))
    whole = (
        problem
        for problem in problems
        if problem.size > 12
        and not problem.transfers
        and all(len(happening.causes) == 1 for happening in problem.happenings)
        and Ways(problem).is_joint.all()
    )
    return list(islice(whole, count))


@pytest.mark.parametrize("problem", [busy_day(), *held_whole(4)])
def test_it_comes_to_the_relaxation(problem):
    value, _ = relaxation(linear_programme(problem))
    *_, last = ascend(Lagrangian(problem), 1500, first=50.0)
    assert last.best.unrounded >= value - 0.01 * max(1.0, value - problem.floor)


def test_it_goes_on_from_prices_it_is_given():
    lagrangian = Lagrangian(busy_day())
    *_, before = ascend(lagrangian, 300)
    first = next(ascend(lagrangian, 10, before.multipliers))
    assert first.best.total == before.best.total
    assert first.best.total > next(ascend(lagrangian, 10)).best.total


def test_the_guide_is_near_a_solution():
    problem = busy_day()
    *_, last = climb(problem, 1500, 30)
    for v, places in enumerate(problem.costs):
        shares = [share for column, share in last.guide.items() if column.visit == v]
        assert len(shares) <= len(places)
        assert sum(shares) <= 1 + 1e-9
    assert sum(last.guide.values()) > len(problem.visits) - 0.5


def test_out_of_time_it_tells_what_it_has():
    told = list(climb(busy_day(), 10**9, 0.0))
    assert len(told) == 1
    assert told[0].prices.bound >= busy_day().floor
