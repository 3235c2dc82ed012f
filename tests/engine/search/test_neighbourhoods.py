"""Neighbourhoods: whole turns, about as many as asked for, and those that matter."""

import random
from collections import Counter
from functools import partial
from pathlib import Path

import pytest

from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.allocation import columns_of, from_stands
from standalloc.engine.problem.chains import Column
from standalloc.engine.search.neighbourhoods import (
    GUIDED,
    PICKS,
    Neighbourhood,
    Picker,
    against_the_relaxation,
    around_a_cost,
    around_a_loss,
    around_a_moment,
)
from standalloc.io import read
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"


NOTHING = Guidance(Prices(0, {}), {})


@pytest.fixture(scope="module")
def hub():
    return compile_problem(read(HUB))


@pytest.fixture(scope="module")
def guidance(hub):
    programme = linear_programme(hub)
    answer = relax(programme, 60, to_vertex=False)
    shares = {c: float(answer.solution[at]) for c, at in programme.at.items() if isinstance(c, Column)}
    return Guidance(proven_prices(programme, answer.duals), shares)


@pytest.mark.parametrize("pick", [*PICKS, *GUIDED])
def test_a_neighbourhood_is_whole_turns_about_its_size(hub, guidance, pick):
    allocation = greedy_allocation(hub)
    pick = partial(pick, guidance) if pick in GUIDED else pick
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
    assert set(picker._sizes.values()) == {1.3 * 7 + 8}


def test_a_kind_drawn_for_the_first_time_is_as_large_as_the_last_of_another(hub):
    """Where the first could not be solved, no other kind has to find that out by itself."""
    picker, allocation = Picker(64.0, random.Random(0)), greedy_allocation(hub)
    picker.draw(hub, allocation, None)
    first = picker.kind
    picker.learn(64, 1.0, False)
    sizes = {}
    while len(sizes) < 3:
        drawn = picker.draw(hub, allocation, None)
        sizes[picker.kind] = len(drawn.free)
    assert first in sizes
    assert max(sizes.values()) <= 0.7 * 64


def dear(*losses):
    """Return guidance by which columns are dearer than the bound by what is said, all others by nothing."""
    return lambda problem: Guidance(
        Prices(0, {Column(v, k): dict(losses).get((v, k), 0) for v, row in enumerate(problem.costs) for k in row}), {}
    )


def test_around_a_loss_plans_anew_who_is_dear_by_the_prices(build):
    """T4 on the remote stand is all that costs beyond the bound: it is in every neighbourhood."""
    problem = costly(build)
    allocation = from_stands(problem, build.plan("T0=A T1=A T2=A T3=A T4=R T5=A X=R").stands)
    remote = allocation.classes[4]
    guidance = dear(((4, remote), 7))(problem)
    for seed in range(10):
        (alone,) = around_a_loss(guidance, problem, allocation, random.Random(seed), 1)
        assert problem.visits[alone].turn == "T4"
        both = around_a_loss(guidance, problem, allocation, random.Random(seed), 3)
        turns = {problem.visits[v].turn for v in both}
        assert "T4" in turns
        assert "X" not in turns


def test_where_nothing_is_lost_it_is_against_the_relaxation(build):
    problem = costly(build)
    allocation = from_stands(problem, build.plan("T0=A T1=A T2=A T3=A T4=A T5=A X=R").stands)
    guidance = dear()(problem)
    for seed in range(5):
        found = around_a_loss(guidance, problem, allocation, random.Random(seed), 3)
        assert found == against_the_relaxation(guidance, problem, allocation, random.Random(seed), 3)


def test_everything_is_all_visits_on_all_classes(build):
    problem = costly(build)
    everyone = tuple(range(len(problem.visits)))
    classes = {v: frozenset(row) for v, row in enumerate(problem.costs)}
    fewer = classes | {1: frozenset({0})}
    assert Neighbourhood(everyone, {}).is_everything(problem)
    assert Neighbourhood(everyone, classes).is_everything(problem)
    assert Neighbourhood(everyone, {0: classes[0]}).is_everything(problem)
    assert not Neighbourhood(everyone, fewer).is_everything(problem)
    assert not Neighbourhood(everyone[1:], classes).is_everything(problem)
    assert not Neighbourhood((), {}).is_everything(problem)


def kinds(picker, problem, allocation, guidance, better, times):
    """Return how often each kind is drawn where only `better` finds better plans."""
    drawn = Counter()
    for _ in range(times):
        picker.draw(problem, allocation, guidance)
        drawn[picker.kind] += 1
        picker.learn(5, 0.2, picker.kind == better)
    return drawn


@pytest.mark.parametrize("better", ["around_a_cost", "around_a_loss"])
def test_what_finds_better_plans_is_drawn_more_often(build, better):
    problem = costly(build)
    allocation, guidance = greedy_allocation(problem), dear()(problem)
    drawn = kinds(Picker(5.0, random.Random(1)), problem, allocation, guidance, better, 400)
    assert drawn.keys() == {pick.__name__ for pick in (*PICKS, *GUIDED)}
    assert drawn[better] > 200


def test_without_guidance_no_guided_kind_is_drawn(build):
    problem = costly(build)
    drawn = kinds(Picker(5.0, random.Random(1)), problem, greedy_allocation(problem), None, "", 60)
    assert drawn.keys() == {pick.__name__ for pick in PICKS}


def test_visits_are_kept_to_the_classes_that_promise_a_better_plan(hub, guidance):
    allocation = greedy_allocation(hub)
    gap = allocation.cost(hub) - guidance.prices.bound
    picker = Picker(40.0, random.Random(0))
    for _ in range(10):
        drawn = picker.draw(hub, allocation, guidance)
        assert drawn.classes.keys() == set(drawn.free)
        assert all(
            allocation.classes[v] in kept for v, kept in drawn.classes.items() if allocation.classes[v] is not None
        )
        margin = min(gap, guidance.margin(12 * len(hub.visits)))
        assert drawn.classes == guidance.promising(hub, margin, drawn.free, allocation)
        picker.learn(len(drawn.free), 0.2, True)


@pytest.mark.parametrize(("better", "classes"), [(False, 3 * 1.3**5), (True, 3)])
def test_in_vain_again_and_again_visits_have_more_classes(hub, guidance, monkeypatch, better, classes):
    monkeypatch.setattr("standalloc.engine.search.neighbourhoods._CLASSES", 3.0)
    allocation = greedy_allocation(hub)
    picker = Picker(40.0, random.Random(0))
    for _ in range(25):
        picker.draw(hub, allocation, guidance)
        picker.learn(40, 0.6, better)
    drawn = picker.draw(hub, allocation, guidance)
    assert guidance.margin(3 * len(hub.visits)) < guidance.margin(3 * 1.3**5 * len(hub.visits))
    margin = guidance.margin(classes * len(hub.visits))
    assert drawn.classes == guidance.promising(hub, margin, drawn.free, allocation)


@pytest.mark.parametrize(("spent", "factor"), [(0.05, 1.6), (0.2, 1.3), (0.3, 1.1), (0.7, 1.0), (1.0, 0.7)])
def test_how_far_a_size_moves_is_a_matter_of_the_time_it_took(hub, spent, factor):
    allocation = greedy_allocation(hub)
    picker = Picker(40.0, random.Random(0))
    picker.draw(hub, allocation, None)
    picker.learn(40, spent, False)
    assert picker._sizes[picker.kind] == pytest.approx(40 * factor)
