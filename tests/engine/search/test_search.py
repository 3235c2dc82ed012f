"""A whole search: a first plan at once, no bound above the optimum, and an end as soon as someone wants one."""

import signal
import subprocess
import threading
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.search import course, search
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.limits import Limits
from standalloc.io import read
from standalloc.model import Instance, Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"

#: Small days, treated as large ones.
LARGE = {
    "whole_columns": 0,
    "beside_columns": 0,
    "climb_columns": 0,
    "climb_rounds": 60,
    "cut_columns": 10**6,
    "dive_step": 4,
    "dive_rest": 20,
    "neighbourhood_visits": 20,
}

#: For every stage, a configuration that comes to it.
STAGES = {
    "solve_whole": LARGE | {"whole_columns": 10**6},
    "price": LARGE,
    "follow_dive": LARGE,
    "settle": LARGE | {"dive_rest": 200},
    "rematch_all": LARGE,
    "raise_bound_by_cuts": LARGE,
    "improve": LARGE | {"barrier_columns": 0},
    "improve_by_branch_and_cut": LARGE | {"barrier_columns": 0},
    "solve_by_branch_and_cut": LARGE | {"barrier_columns": 0, "neighbourhoods": False, "exact_columns": 10**6},
}

#: Far more than any search here needs: who ends before it was not waited for.
SECONDS = 90


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


@pytest.fixture(scope="module")
def small(hub):
    """Return sixty turns of a hub's day, whose relaxation is below their optimum."""
    return Instance(hub.airport, tuple(sorted(hub.turns, key=lambda turn: turn.id))[:60])


@pytest.fixture(scope="module")
def optimum(bare, begin, small):
    problem = begin(small).problem
    return bare.best(problem).cost(problem)


@pytest.fixture
def children(monkeypatch):
    """Return a list to which every child process is appended that is started."""
    started = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return started


def nothing_is_left(children):
    """Say whether neither a thread of a search nor a child is running."""
    names = {thread.name.partition("_")[0] for thread in threading.enumerate()}
    return "standalloc" not in names and all(child.poll() is not None for child in children)


def when_begun(monkeypatch, stage, act):
    """Act when a stage begins, and let it go on."""
    real = getattr(course, stage)

    def begun(*args, **options):
        act()
        return real(*args, **options)

    monkeypatch.setattr(course, stage, begun)


def is_valid(incumbent):
    return check(incumbent.problem.instance, Plan(incumbent.stands)).is_valid


# What it finds


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("exact", [0, 10**6])
@pytest.mark.parametrize("barrier", [0, 10**6])
def test_every_stage_forced_on_a_small_day(begin, small, optimum, children, barrier, exact, workers):
    """Where branch and cut on the whole day is at work it ends proven, else perhaps when the time is over."""
    is_proof = exact > 0 and workers > 1
    notices, seconds = [], SECONDS if is_proof else 3
    incumbent = begin(small, seconds=seconds, notices=notices)
    config = Configuration(**LARGE, barrier_columns=barrier, exact_columns=exact)
    search.search(incumbent, config, Limits(seconds, workers, 0))
    assert incumbent.is_proven or not is_proof
    assert incumbent.problem.floor <= incumbent.bound <= optimum <= incumbent.cost
    assert is_valid(incumbent)
    assert {stage for *_, stage in notices} >= {"floor", "first plan", "dual ascent"}
    costs = [cost for cost, _, _ in notices if cost is not None]
    bounds = [bound for _, bound, _ in notices if bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert max(bounds) <= optimum
    assert nothing_is_left(children)


@pytest.mark.parametrize("seed", [2, 41, 82, 103, 200, 202])
def test_days_with_every_rule_are_proven_by_the_stages_of_large_ones(begin, bare, seed):
    incumbent = begin(random_day(seed), seconds=SECONDS)
    search.search(incumbent, Configuration(**LARGE, exact_columns=10**6), Limits(SECONDS, 2, 0))
    assert incumbent.cost == incumbent.bound == bare.best(incumbent.problem).cost(incumbent.problem)
    assert is_valid(incumbent)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_small_day_goes_whole_to_the_model_of_record(begin, small, optimum, children, workers):
    incumbent = begin(small, seconds=SECONDS)
    search.search(incumbent, Configuration(), Limits(SECONDS, workers, 0))
    assert incumbent.is_proven
    assert incumbent.cost == optimum
    assert len(children) <= workers - 1


# The first plan


@pytest.fixture
def at_once(monkeypatch):
    """Let a search have no stages beyond the first plan."""
    monkeypatch.setattr(course, "run_stages", lambda *_: None)


def test_there_is_a_plan_however_short_the_time(begin, hub):
    for ended in (begin(hub, seconds=-1), begin(hub, stop=stopped())):
        search.search(ended, Configuration(), Limits(1, 2, 0))
        assert ended.cost == greedy_allocation(ended.problem).cost(ended.problem)
        assert ended.bound == ended.problem.floor
        assert is_valid(ended)


def stopped():
    stop = threading.Event()
    stop.set()
    return stop


def test_a_plan_that_is_given_is_completed(build, begin, at_once):
    """T stays on the remote stand if that is no worse in the end; U is given the rest."""
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=5), build.turn("U", "8:00", "9:00", arrival_pax=9)]
    day = build.day([build.stand("A"), build.stand("R", "remote")], turns)
    incumbent = begin(day)
    incumbent.offer_stands(build.plan("T=R").stands, "start")
    search.search(incumbent, Configuration(), Limits(9, 1, 0))
    assert incumbent.stands == build.plan("T=R U=A").stands


def test_a_plan_that_is_given_is_not_held_on_to(build, begin, at_once):
    """Completed it leaves U without a stand; a plan of nobody's has room for both."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00", code="E")]
    day = build.day([build.stand("A"), build.stand("B", max_code="C")], turns)
    incumbent = begin(day)
    incumbent.offer_stands(build.plan("T=A").stands, "start")
    search.search(incumbent, Configuration(), Limits(9, 1, 0))
    assert incumbent.stands == build.plan("T=B U=A").stands


def test_a_better_plan_that_is_given_is_kept(bare, begin, small, at_once):
    incumbent = begin(small)
    incumbent.offer(bare.best(incumbent.problem), "start")
    given = incumbent.stands
    search.search(incumbent, Configuration(), Limits(9, 1, 0))
    assert incumbent.stands == given


# How it ends


class StageError(Exception):
    """What a stage raises here."""


#: Stages of both sides.
FAILING = ("solve_whole", "price", "settle", "rematch_all", "raise_bound_by_cuts", "improve")


@pytest.mark.parametrize(("stage", "workers"), [*((stage, 2) for stage in FAILING), ("price", 1), ("improve", 1)])
def test_what_a_stage_raises_reaches_the_caller_at_once(begin, hub, monkeypatch, children, stage, workers):
    def fail():
        raise StageError(stage)

    when_begun(monkeypatch, stage, fail)
    incumbent = begin(hub, seconds=SECONDS)
    with pytest.raises(StageError, match=stage):
        search.search(incumbent, Configuration(**STAGES[stage]), Limits(SECONDS, workers, 0))
    assert incumbent.is_over()
    assert incumbent.seconds_left > 0
    assert nothing_is_left(children)
    assert is_valid(incumbent)


@pytest.mark.parametrize("stage", STAGES)
def test_a_stop_amid_any_stage_ends_everything(begin, hub, monkeypatch, children, stage):
    stop, begun = threading.Event(), threading.Event()

    def soon():
        begun.set()
        threading.Timer(0.3, stop.set).start()

    when_begun(monkeypatch, stage, soon)
    incumbent = begin(hub, seconds=SECONDS, stop=stop)
    search.search(incumbent, Configuration(**STAGES[stage]), Limits(SECONDS, 2, 0))
    assert begun.is_set()
    assert incumbent.seconds_left > 0
    assert nothing_is_left(children)
    assert is_valid(incumbent)


def test_ctrl_c_reaches_the_caller_at_once(begin, hub, monkeypatch, children):
    # A CP-SAT solve of another test that catches Ctrl-C itself leaves no handler behind.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    when_begun(monkeypatch, "follow_dive", lambda: threading.Timer(0.2, signal.raise_signal, [signal.SIGINT]).start())
    incumbent = begin(hub, seconds=SECONDS)
    with pytest.raises(KeyboardInterrupt):
        search.search(incumbent, Configuration(**LARGE), Limits(SECONDS, 2, 0))
    assert incumbent.is_over()
    assert incumbent.seconds_left > 0
    assert nothing_is_left(children)


def test_the_deadline_ends_everything(begin, hub, children):
    incumbent = begin(hub, seconds=2)
    search.search(incumbent, Configuration(**LARGE), Limits(2, 2, 0))
    assert incumbent.is_proven or incumbent.seconds_left == 0
    assert nothing_is_left(children)
    assert is_valid(incumbent)
