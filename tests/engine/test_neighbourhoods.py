"""Neighbourhoods: whole turns, about as many as asked for, and those that matter."""

import random
from functools import partial
from pathlib import Path

import pytest

from standalloc.engine.allocation import columns_of, from_stands
from standalloc.engine.bound import Prices
from standalloc.engine.compile import compile_problem
from standalloc.engine.focus import Guidance
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.neighbourhoods import PICKS, Picker, against_the_relaxation, around_a_cost, around_a_moment
from standalloc.io import read
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent / "instances" / "hub" / "hub130"


NOTHING = Guidance(Prices(0, {}), {})


@pytest.fixture(scope="module")
def hub():
    return compile_problem(read(HUB))


@pytest.mark.parametrize("pick", [*PICKS, partial(against_the_relaxation, NOTHING)])
def test_a_neighbourhood_is_whole_turns_about_its_size(hub, pick):
    allocation = greedy_allocation(hub)
    for seed in range(20):
        free = pick(hub, allocation, random.Random(seed), 30)
        assert free == sorted(set(free))
        assert 0 < len(free) <= 30
        turns = {hub.visits[v].turn for v in free}
        assert {v for turn in turns for v in hub.turn_visits[turn]} == set(free)
        assert free == pick(hub, allocation, random.Random(seed), 30)


@pytest.mark.parametrize("pick", [around_a_moment, around_a_cost, partial(against_the_relaxation, NOTHING)])
def test_a_neighbourhood_larger_than_the_day_is_the_day(pick):
    for seed in range(12):
        problem = compile_problem(random_day(seed))
        assert pick(problem, greedy_allocation(problem), random.Random(seed), 100) == list(range(len(problem.visits)))


def costly(build):
    """Return a day on which only X pays more than it must, since T0, pinned, has the stand it wants."""
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn(f"T{n}", f"{8 + 2 * n}:00", f"{9 + 2 * n}:00") for n in range(6)]
    turns.append(build.turn("X", "8:30", "9:30", arrival_pax=50))
    return compile_problem(build.day(stands, turns, pins=[build.pin("T0", "A")]))


def test_around_a_cost_plans_the_dear_visit_anew(build):
    """It is in every neighbourhood, with who has the stand it wants."""
    problem = costly(build)
    allocation = greedy_allocation(problem)
    for seed in range(10):
        free = around_a_cost(problem, allocation, random.Random(seed), 2)
        assert [problem.visits[v].turn for v in free] == ["T0", "X"]


def test_against_the_relaxation_plans_anew_who_is_elsewhere_in_it(build):
    """The relaxation has T2 and T4 on the remote stand, the plan at the terminal."""
    problem = costly(build)
    allocation = from_stands(problem, build.plan("T0=A T1=A T2=A T3=A T4=A T5=A X=R").stands)
    guide = dict.fromkeys(columns_of(allocation), 1.0)
    for v in (2, 4):
        del guide[columns_of(allocation)[v]]
    for seed in range(10):
        free = against_the_relaxation(Guidance(Prices(0, {}), guide), problem, allocation, random.Random(seed), 2)
        assert [problem.visits[v].turn for v in free] == ["T2", "T4"]


def test_who_has_no_stand_is_against_the_relaxation_too(build):
    problem = costly(build)
    allocation = from_stands(problem, build.plan("T0=A T1=A T2=A T3=A T4=A T5=A").stands)
    guide = dict.fromkeys(columns_of(allocation), 1.0)
    free = against_the_relaxation(Guidance(Prices(0, {}), guide), problem, allocation, random.Random(0), 1)
    assert [problem.visits[v].turn for v in free] == ["X"]


def test_sizes_follow_what_was_solved(hub):
    allocation = greedy_allocation(hub)
    larger, smaller = Picker(40.0, random.Random(0)), Picker(40.0, random.Random(0))
    grown, shrunk = [], []
    for _ in range(60):
        grown.append(len(larger.draw(hub, allocation, None).free))
        larger.learn(grown[-1], 0.1, False)
        shrunk.append(len(smaller.draw(hub, allocation, None).free))
        smaller.learn(shrunk[-1], 1.0, False)
    assert grown[0] <= 40 < max(grown[-3:])
    assert max(shrunk[-3:]) <= 8 < shrunk[0]


def test_a_neighbourhood_that_could_not_be_as_large_as_asked_for_does_not_grow_on(build):
    """Solving a day of seven visits again and again says nothing of days of a hundred."""
    problem = costly(build)
    picker = Picker(100.0, random.Random(0))
    allocation = greedy_allocation(problem)
    for _ in range(50):
        picker.learn(len(picker.draw(problem, allocation, None).free), 0.1, False)
    assert set(picker._sizes.values()) == {15.0}
