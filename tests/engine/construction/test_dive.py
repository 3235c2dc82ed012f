"""The dive on a hub's day: what it fixes keeps every rule, and what it leaves open can still be settled."""

import math
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.dive import dive
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax
from standalloc.engine.problem.chains import Column
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.relaxation import follow_dive, price
from standalloc.engine.search.remote import Remote
from standalloc.io import read
from standalloc.model import Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"
REST = 50


@pytest.fixture(scope="module")
def hub():
    return compile_problem(read(HUB))


@pytest.fixture(scope="module")
def steps(hub):
    return list(dive(hub, 12, REST, 600))


def test_it_goes_on_until_few_visits_are_open(steps):
    assert len(steps) > 2
    assert [len(step.open) for step in steps] == sorted((len(step.open) for step in steps), reverse=True)
    assert len(steps[-1].open) <= 2 * REST
    assert len(steps[-2].open) > REST


def test_the_first_step_tells_where_the_relaxation_has_everyone(hub, steps):
    """Shares of a visit's columns, and without a stand, are one in all."""
    first, *others = steps
    parked = [sum(first.shares.get(Column(v, k), 0.0) for k in hub.costs[v]) for v in range(len(hub.visits))]
    assert all(share < 1 + 1e-6 for share in parked)
    assert sum(parked) > 0.9 * len(parked)
    assert all(step.shares == {} for step in others)


def test_turns_are_fixed_whole(hub, steps):
    for step in steps:
        turns = {hub.visits[v].turn for v in step.open}
        assert {v for turn in turns for v in hub.turn_visits[turn]} == set(step.open)
        assert all(step.fixed.classes[v] is None for v in step.open)
        assert all(pair.first.visit not in step.open for pair in step.fixed.pairs)


def test_what_is_fixed_breaks_no_rule(hub, steps):
    for step in steps:
        assert check(hub.instance, Plan(to_stands(hub, step.fixed, {}))).is_valid


def test_the_open_rest_can_be_settled(hub, steps, bare):
    """The exact optimum of what is left open is no worse than the greedy end, and not far above the best known."""
    last = steps[-1]
    begun = greedy_allocation(hub, last.fixed)
    settled = bare.best(hub, last.open, begun)
    assert check(hub.instance, Plan(to_stands(hub, settled, {}))).is_valid
    assert settled.cost(hub) <= begun.cost(hub)


@pytest.mark.parametrize("seed", range(12))
def test_small_days_with_every_rule(seed):
    problem = compile_problem(random_day(seed))
    steps = list(dive(problem, 1, 0, 60))
    assert steps
    for step in steps:
        violations = check(problem.instance, Plan(to_stands(problem, step.fixed, {}))).violations
        assert {violation.rule for violation in violations} <= {"pin"}


def always_dearer(monkeypatch):
    """Let every step be one that makes the relaxation dearer than it may; one turn alone stands whatever it costs."""
    monkeypatch.setattr("standalloc.engine.construction.dive._RISE", -math.inf)


def test_where_every_step_is_taken_back_turns_are_fixed_one_by_one_to_the_end(hub, steps, monkeypatch):
    """Half of what is open after the first step is a rest."""
    always_dearer(monkeypatch)
    begun = len(steps[0].open)
    first, *others = dive(hub, 12, begun // 2, 600)
    assert len(first.open) == begun
    assert len(others[-1].open) <= begun // 2
    assert len(others) > len(list(dive_without_care(hub, begun // 2, monkeypatch)))
    assert check(hub.instance, Plan(to_stands(hub, others[-1].fixed, {}))).is_valid


def dive_without_care(hub, rest, monkeypatch):
    """Dive with no step taken back."""
    monkeypatch.setattr("standalloc.engine.construction.dive._RISE", math.inf)
    return dive(hub, 12, rest, 600)


def test_after_a_step_taken_back_the_next_may_cost_more(hub, monkeypatch):
    """What begins with no patience takes large steps again after the first one taken back."""

    def steps_with(more):
        monkeypatch.setattr("standalloc.engine.construction.dive._RISE", 1e-9)
        monkeypatch.setattr("standalloc.engine.construction.dive._MORE_RISE", more)
        return len(list(dive(hub, 12, REST // 2, 600)))

    assert steps_with(1e9) < steps_with(1.0)


class Clock:
    """A clock on which solving a relaxation takes a second, and nothing else any time."""

    def __init__(self, monkeypatch):
        self.now = 0.0
        monkeypatch.setattr("standalloc.engine.construction.dive.time", self)
        monkeypatch.setattr("standalloc.engine.construction.dive.relax", self.relax)

    def monotonic(self):
        return self.now

    def relax(self, programme, _):
        self.now += 1.0
        return relax(programme, 600)


@pytest.mark.parametrize("seconds", [4, 7])
def test_with_little_time_its_steps_are_larger_and_come_to_the_end(hub, steps, monkeypatch, seconds):
    """Even where each is dearer than it may be."""
    always_dearer(monkeypatch)
    clock = Clock(monkeypatch)
    *_, last = dive(hub, 1, REST, seconds)
    assert len(last.open) <= REST < len(steps[0].open)
    assert clock.now <= seconds
    assert check(hub.instance, Plan(to_stands(hub, last.fixed, {}))).is_valid


def test_no_time_no_step(hub):
    assert list(dive(hub, 12, REST, 0)) == []


def test_following_it_raises_the_bound_and_improves_the_plan(hub, begin):
    notices = []
    incumbent = begin(hub.instance, notices=notices)
    incumbent.raise_bound(hub.floor, "floor")
    incumbent.offer(greedy_allocation(hub), "first plan")
    first = incumbent.cost
    with Remote(hub, incumbent.is_over) as remote:
        price(incumbent, remote, None)
        follow_dive(incumbent, Configuration(dive_rest=REST), remote)
    assert first is not None
    assert hub.floor < incumbent.bound <= incumbent.cost < first
    assert {stage for _, _, stage in notices} == {"floor", "first plan", "relaxation", "dive"}
