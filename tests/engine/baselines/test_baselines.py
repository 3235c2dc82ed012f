"""What all baselines have in common: no help from the engine, the user's start plan kept."""

import threading

import pytest

from standalloc.engine.baselines import BASELINES
from standalloc.engine.search.config import load_configuration
from standalloc.engine.search.limits import Limits
from standalloc.engine.search.search import search
from standalloc.model import Plan
from standalloc.solve import solve
from tests.engine.random_days import random_day

LIMITS = Limits(60.0, 1, 0)


@pytest.mark.parametrize("name", BASELINES)
def test_the_engine_does_not_help(begin, name):
    notices = []
    incumbent = begin(random_day(3), notices=notices)
    search(incumbent, load_configuration(name), LIMITS)
    assert incumbent.stands is not None
    (source,) = {stage for _, _, stage in notices} - {"floor"}
    assert source in ("first come, first served", "CP-SAT, plain", "HiGHS, plain")


@pytest.mark.parametrize("name", BASELINES)
def test_a_start_plan_is_never_made_worse(build, name):
    """First come, first served would give the only contact stand to T."""
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=10), build.turn("U", "8:30", "9:30", arrival_pax=300)]
    start = build.plan("T=R U=C")
    result = solve(build.day(stands, turns), config=name, workers=1, start=Plan(start.stands))
    assert result.objective == 10
    assert result.plan.stands == start.stands


@pytest.mark.parametrize("name", BASELINES)
def test_nothing_begins_when_it_shall_end(begin, name):
    stop = threading.Event()
    stop.set()
    incumbent = begin(random_day(3), stop=stop)
    search(incumbent, load_configuration(name), LIMITS)
    assert incumbent.stands is None
