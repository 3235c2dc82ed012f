"""Improvement by neighbourhoods: never worse, and proven where the neighbourhood is the day."""

import random
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.bounds.bound import proven_prices
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.completion import completed
from standalloc.engine.construction.dive import Step
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.chains import Column
from standalloc.engine.search import relaxation
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.exact import solver
from standalloc.engine.search.improve import improve, improve_by_branch_and_cut, replan
from standalloc.engine.search.neighbourhoods import PICKS, Neighbourhood, Picker
from standalloc.engine.search.relaxation import follow_dive, price, settle
from standalloc.engine.search.remote import Remote
from standalloc.io import read
from standalloc.model import Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"


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
    """Given up at the fifth better plan."""
    notices = []
    incumbent = begin(hub, seconds=600, notices=notices)
    offer = incumbent.offer

    def fifth(allocation, stage):
        taken = offer(allocation, stage)
        if len(notices) >= 5:
            incumbent.give_up()
        return taken

    incumbent.offer = fifth
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    improve(incumbent, Configuration(neighbourhood_visits=20), 1, 0)
    costs = [cost for cost, _, _ in notices]
    assert len(costs) >= 5
    assert costs == sorted(set(costs), reverse=True)
    assert check(hub, Plan(incumbent.stands)).is_valid


class SlowClock:
    """A clock that goes 1,000 seconds further each time someone looks at it."""

    def __init__(self):
        self.now = 0.0

    def monotonic(self):
        self.now += 1000.0
        return self.now


def test_no_model_is_built_that_could_not_be_before_the_end(hub, begin, monkeypatch):
    """On this clock a model takes 1,000 seconds, of which 600 are left."""
    monkeypatch.setattr("standalloc.engine.search.improve.time", SlowClock())
    drawn = []
    monkeypatch.setattr(Picker, "learn", lambda _, visits, spent, __: drawn.append((visits, spent)))
    incumbent = begin(hub, seconds=600)
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    improve(incumbent, Configuration(neighbourhood_visits=20), 1, 0)
    ((visits, spent),) = drawn
    assert visits <= 20
    assert spent > 1.0
    assert incumbent.seconds_left > 0


def test_without_a_plan_there_is_nothing_to_improve(hub, begin):
    incumbent = begin(hub)
    improve(incumbent, Configuration(), 1, 0)
    assert incumbent.cost is None


@pytest.fixture
def priced(hub, begin):
    """A hub's day with a first plan and the relaxation's prices, and its child."""
    incumbent = begin(hub)
    incumbent.offer(greedy_allocation(incumbent.problem), "first plan")
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        price(incumbent, remote, None)
        yield incumbent, remote


def test_the_relaxation_prices_and_tells_no_shares(priced):
    incumbent, _ = priced
    programme = linear_programme(incumbent.problem)
    assert incumbent.bound == proven_prices(programme, relax(programme, 60).duals).bound
    assert incumbent.guidance.prices.bound == incumbent.bound
    assert incumbent.guidance.shares == {}


def test_dual_ascent_prices_and_tells_shares(hub, begin):
    notices = []
    incumbent = begin(hub, notices=notices)
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        price(incumbent, remote, 40)
        price(incumbent, remote, 60)
    assert {stage for _, _, stage in notices} == {"dual ascent"}
    assert incumbent.guidance.prices.bound == incumbent.bound > incumbent.problem.floor
    assert len(incumbent.guidance.shares) >= len(incumbent.problem.visits)


def test_without_prices_there_is_no_dive(hub, begin):
    incumbent = begin(hub)
    with Remote(incumbent.problem, incumbent.is_over) as remote:
        assert follow_dive(incumbent, Configuration(), remote) == []
        assert remote._child is None


def test_what_a_dive_leaves_open_is_settled(priced):
    """No worse than the plan that completes the dive."""
    incumbent, remote = priced
    config = Configuration(dive_rest=60)
    steps = follow_dive(incumbent, config, remote)
    assert steps[-1].open
    completion = completed(incumbent.problem, steps[-1].fixed, incumbent.guidance)
    settle(incumbent, config, steps, remote)
    assert incumbent.cost <= completion.cost(incumbent.problem)
    assert check(incumbent.problem.instance, Plan(incumbent.stands)).is_valid


def asked(monkeypatch, incumbent, remote, counts, is_optimal=lambda visits: True):
    """Settle the steps of a dive with so many visits open; return how many were planned anew each time."""
    noted = []

    def settled(_, visits, plan, *__):
        noted.append(len(visits))
        return plan, is_optimal(len(visits))

    monkeypatch.setattr(relaxation, "_settled", settled)
    steps = [Step({}, incumbent.allocation, tuple(range(count))) for count in counts]
    most = settle(incumbent, Configuration(dive_rest=20), steps, remote)
    assert most == max(filter(is_optimal, noted), default=0)
    return noted


def test_earlier_steps_of_a_dive_are_settled_after_later_ones(priced, monkeypatch):
    """Each with a good deal more visits, up to three and a half times as many as the dive ends with."""
    assert asked(monkeypatch, *priced, [100, 71, 70, 40, 21, 20, 0]) == [20, 40, 70]


def test_the_largest_days_leave_more_to_settle(priced, monkeypatch):
    """As many more as they have more visits than what counts as large."""
    assert asked(monkeypatch, *priced, [100, 71]) == []
    monkeypatch.setattr(relaxation, "_LARGE", len(priced[0].problem.visits) / 2)
    assert asked(monkeypatch, *priced, [141, 71]) == [71]


def test_what_is_not_settled_to_the_end_is_the_last(priced, monkeypatch):
    assert asked(monkeypatch, *priced, [60, 40, 20], is_optimal=lambda visits: visits < 40) == [20, 40]


def test_of_a_dive_that_came_to_no_end_nothing_is_settled(priced, monkeypatch):
    assert asked(monkeypatch, *priced, [100, 71]) == []
    assert asked(monkeypatch, *priced, []) == []


def test_large_neighbourhoods_make_nothing_worse_and_some_better(priced):
    incumbent, remote = priced
    begun = incumbent.cost
    picker = Picker(12.0, random.Random(0))
    for _ in range(3):
        before = incumbent.cost
        improve_by_branch_and_cut(incumbent, remote, picker)
        assert incumbent.cost <= before
    assert incumbent.cost < begun
    assert check(incumbent.problem.instance, Plan(incumbent.stands)).is_valid


@pytest.mark.parametrize("seed", range(20))
def test_planning_anew_on_some_classes_keeps_to_them(begin, bare, seed):
    """The best of those plans, proven, whatever the others might do."""
    incumbent = begin(random_day(seed))
    problem, rng = incumbent.problem, random.Random(seed)
    current = greedy_allocation(problem)
    everyone = tuple(range(len(problem.visits)))
    classes = {
        v: frozenset(k for k in row if k == current.classes[v] or v in problem.pinned or rng.random() < 0.4)
        for v, row in enumerate(problem.costs)
    }
    found, proved = replan(incumbent, current, Neighbourhood(everyone, classes), solver(seed, 1))
    assert proved
    left = problem.without({Column(v, k) for v, row in enumerate(problem.costs) for k in row if k not in classes[v]})
    assert found.cost(problem) == bare.best(left).cost(problem)
    assert all(k is None or k in classes[v] for v, k in enumerate(found.classes))
