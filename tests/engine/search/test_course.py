"""The course of a search: which stage follows which, by the size of the day, the workers and the configuration.

Stages are noted here in place of being run; what they do together is the search's own test.
"""

import threading
from itertools import groupby
from pathlib import Path

import pytest

from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.search import course
from standalloc.engine.search.config import Configuration
from standalloc.engine.search.limits import Limits
from standalloc.io import read
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"

NOTED = ("settle", "solve_by_branch_and_cut", "raise_bound_by_cuts", "solve_whole", "rematch_all", "improve")

LARGE = {"whole_columns": 0, "beside_columns": 0, "climb_columns": 0}


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


#: So often a planning side with nothing to find looks for better plans before the other is waited for.
TURNS = 12


class Noted:
    """The stages of each side in the order they began; where both have a thread, the caller's is the polishing one."""

    def __init__(self):
        self.caller = threading.current_thread()
        self.by_caller = []
        self.beside = []

    def note(self, stage):
        (self.by_caller if threading.current_thread() is self.caller else self.beside).append(stage)

    @property
    def stages(self):
        return {*self.by_caller, *self.beside}


def some(stages, *names):
    """Return the stages of these names, how often one follows itself left out."""
    return [stage for stage, _ in groupby(stage for stage in stages if stage.partition(" ")[0] in names)]


@pytest.fixture
def run(begin, monkeypatch):
    """Return a function that runs the course of a day with all stages noted, to the end of both sides."""

    def run(instance, workers=2, *, seconds=600, over_with="", **config):
        incumbent, noted, polished = begin(instance, seconds=seconds), Noted(), threading.Event()
        incumbent.offer(greedy_allocation(incumbent.problem), "first plan")

        def note(stage):
            noted.note(stage)
            if stage == over_with:
                incumbent.give_up()

        def price(_, __, rounds):
            note("price exactly" if rounds is None else "price by ascent")

        def follow_dive(*_):
            note("follow_dive")
            return []

        def improve_by_branch_and_cut(*_):
            note("improve_by_branch_and_cut")
            if noted.beside.count("improve_by_branch_and_cut") >= TURNS:
                assert polished.wait(60)
                incumbent.give_up()

        def polish(*args, real=course._polish):
            real(*args)
            polished.set()

        for stage in NOTED:
            monkeypatch.setattr(course, stage, lambda *_, stage=stage, **__: note(stage))
        for replaced in (price, follow_dive, improve_by_branch_and_cut):
            monkeypatch.setattr(course, replaced.__name__, replaced)
        with monkeypatch.context() as patch:
            patch.setattr(course, "_polish", polish)
            course.run_stages(incumbent, Configuration(**config), Limits(seconds, workers, 0))
        return noted

    return run


# By size


def test_a_small_day_goes_whole_to_cpsat_before_anything_else(run):
    assert run(random_day(4)).by_caller[0] == "solve_whole"
    assert run(random_day(4), over_with="solve_whole").stages == {"solve_whole"}


def test_a_middling_day_waits_for_its_relaxation_and_goes_whole_beside_the_dive(run, hub):
    noted = run(hub, whole_columns=0)
    assert noted.beside[:2] == ["price exactly", "follow_dive"]
    assert some(noted.by_caller, "improve", "solve_whole", "rematch_all") == ["improve", "solve_whole", "improve"]


def test_a_large_day_is_priced_by_ascent_and_by_the_barrier_beside_the_dive(run, hub):
    noted = run(hub, **LARGE)
    assert noted.beside[:2] == ["price by ascent", "follow_dive"]
    order = some(noted.by_caller, "rematch_all", "price", "raise_bound_by_cuts", "solve_whole")
    assert order == ["rematch_all", "price exactly", "raise_bound_by_cuts", "rematch_all"]
    assert noted.by_caller[-1] == "improve"


def test_one_worker_rematches_plans_and_then_proves(run, hub):
    noted = run(hub, 1, **LARGE)
    assert noted.by_caller[:3] == ["rematch_all", "price by ascent", "follow_dive"]
    assert some(noted.by_caller, "price", "raise_bound_by_cuts")[1:] == ["price exactly", "raise_bound_by_cuts"]
    assert noted.by_caller[-1] == "improve"
    assert not {"solve_by_branch_and_cut", "improve_by_branch_and_cut"} & noted.stages
    assert noted.beside == []


# By configuration


def test_without_a_bound_nothing_is_priced(run, hub):
    noted = run(hub, **LARGE, bound=False)
    assert set(noted.by_caller) == {"improve"}
    assert not {"price exactly", "price by ascent", "follow_dive", "settle"} & noted.stages


@pytest.mark.parametrize(
    ("limits", "left_out"),
    [
        ({}, set()),
        ({"barrier_columns": 0}, {"price exactly", "raise_bound_by_cuts"}),
        ({"cut_columns": 0}, {"raise_bound_by_cuts"}),
        ({"exact_columns": 0}, set()),
    ],
)
def test_what_a_day_is_too_large_for_is_left_out(run, hub, limits, left_out):
    noted = run(hub, 1, **(LARGE | limits))
    assert {"price exactly", "raise_bound_by_cuts"} - noted.stages == left_out


def test_with_too_little_time_for_the_barrier_it_is_not_begun(run, hub):
    assert "price exactly" not in run(hub, 1, seconds=0.3, **LARGE).stages


@pytest.mark.parametrize("workers", [1, 2])
def test_without_neighbourhoods_there_is_exact_search_alone(run, hub, workers):
    """And not again while as much is left."""
    noted = run(hub, workers, **LARGE, neighbourhoods=False, barrier_columns=0)
    planned = noted.by_caller if workers == 1 else noted.beside
    assert planned.count("solve_by_branch_and_cut") == 1
    assert not {"improve", "rematch_all", "improve_by_branch_and_cut"} & noted.stages


def test_what_a_dive_leaves_open_is_settled_after_it(run, hub):
    assert some(run(hub, 1, **LARGE).by_caller, "follow_dive", "settle") == ["follow_dive", "settle"]


def test_what_is_over_goes_no_further(run, hub):
    ended = run(hub, 2, over_with="follow_dive", **LARGE)
    assert not {"improve_by_branch_and_cut", "solve_by_branch_and_cut"} & ended.stages


# Neighbourhoods and exact search in turns


def alternating(run, instance, **config):
    """Return the stages of a planning side that only alternates."""
    return run(instance, bound=False, whole_columns=0, beside_columns=0, **config).beside


def test_exact_search_begins_when_neighbourhoods_find_nothing_and_is_not_repeated(run, hub):
    found = alternating(run, hub, exact_columns=10**6)
    before = found.index("solve_by_branch_and_cut")
    assert before == course._STALLED
    assert set(found[:before]) == {"improve_by_branch_and_cut"}
    assert found.count("solve_by_branch_and_cut") == 1


def test_little_goes_to_exact_search_at_once(run):
    assert alternating(run, random_day(4))[0] == "solve_by_branch_and_cut"


def test_too_much_for_exact_search_is_cut_once(run, hub):
    found = alternating(run, hub, exact_columns=0, cut_columns=10**6)
    assert found.index("raise_bound_by_cuts") == course._STALLED
    assert found.count("raise_bound_by_cuts") == 1
    assert "solve_by_branch_and_cut" not in found
    assert "raise_bound_by_cuts" not in alternating(run, hub, exact_columns=0, cut_columns=0)
