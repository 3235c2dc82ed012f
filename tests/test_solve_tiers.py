"""The facade with tiers: each is told, proven and held, and without any nothing else changes."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import read
from standalloc.solve import solve
from tests.check.conftest import Build
from tests.engine.random_days import random_day
from tests.test_solve import cheap, rush

build = Build
HUB = Path(__file__).parent.parent / "instances" / "hub" / "hub130"


@pytest.fixture(scope="module")
def hub():
    return read(HUB)


def tiered(*tiers, **parts):
    """Return the rush by tiers: terms by name, those of a tier joined by `+`."""
    return rush(objective={"tiers": [tier.split("+") for tier in tiers], "bus_passenger": 2}, **parts)


def test_with_tiers_each_is_told_and_proven():
    instance = tiered("unallocated", "stand_used", "bus_passenger+tow")
    result = solve(instance, **cheap())
    assert result.status == "optimal"
    assert [tier.terms for tier in result.tiers] == [("unallocated",), ("stand_used",), ("bus_passenger", "tow")]
    assert [(tier.objective, tier.gap, tier.status) for tier in result.tiers] == [
        (cost, 0, "optimal") for cost in result.judgement.tiers
    ]
    assert result.bound == result.objective == sum(tier.bound for tier in result.tiers)
    assert result.judgement == check(instance, result.plan)


def test_tiers_and_weights_are_two_ways_to_want_the_same_plan():
    """In one tier terms are weighed as without any; in tiers of their own the first beats all that follow."""
    unweighted = dict.fromkeys(("change", "off_terminal", "preference"), 0)
    plain = solve(rush(objective={"bus_passenger": 2} | unweighted), **cheap())
    joined = solve(tiered("unallocated+bus_passenger+tow"), **cheap())
    assert (plain.tiers, len(joined.tiers)) == ((), 1)
    assert plain.objective == joined.objective == plain.bound == joined.bound
    apart = solve(tiered("unallocated", "bus_passenger", "tow"), **cheap())
    assert apart.objective == plain.objective
    riders_first = solve(tiered("bus_passenger", "unallocated"), **cheap())
    assert riders_first.judgement.figures.bus_passengers == 0
    assert riders_first.judgement.figures.unallocated > apart.judgement.figures.unallocated


def test_an_early_tier_is_held_to_its_last_unit_on_a_large_day():
    """One passenger counts whatever a later tier of a billion times its weight would give."""
    stands = [build.stand("K"), build.stand("R", "remote", cost_per_min=0), build.stand("S", "remote")]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=30_001), build.turn("U", "8:00", "9:00", arrival_pax=30_000)]
    objective = {"tiers": [["unallocated"], ["bus_passenger"], ["preference"]], "preference": 1e9}
    likes = [build.preference(stand="K", airline="UU", cost=-1000)]
    turns[1] = turns[1].model_copy(update={"airline": "UU"})
    result = solve(build.day(stands, turns, objective=objective, preferences=likes), **cheap())
    assert result.judgement.tiers == (0, 30_000, 0)
    assert result.status == "optimal"


def test_terms_in_no_tier_cost_nothing_and_are_told_all_the_same():
    result = solve(tiered("unallocated"), **cheap())
    assert result.objective == result.judgement.terms["unallocated"].cost
    assert result.judgement.terms["bus_passenger"].amount > 0
    assert result.judgement.terms["bus_passenger"].cost == 0


def test_costs_of_tiers_add_up_without_rounding():
    """A tenth and two tenths are three tenths, as the checker has it."""
    stands = [build.stand("K"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "8:01", stand="K"), build.turn("U", "8:00", "8:01", stand="R")]
    objective = {"tiers": [["contact_min"], ["remote_min"]], "contact_min": 0.1, "remote_min": 0.2}
    result = solve(build.day(stands, turns, objective=objective), **cheap())
    assert result.objective == result.bound == result.floor == 0.3
    assert result.gap == 0


def test_progress_names_the_tier_at_work():
    seen = []
    solve(tiered("unallocated", "bus_passenger"), **cheap(on_progress=seen.append))
    numbers = [progress.tier for progress in seen]
    assert numbers == sorted(numbers)
    assert set(numbers) == {1, 2}
    for number, name in ((1, "unallocated"), (2, "bus_passenger")):
        of_tier = [progress for progress in seen if progress.tier == number]
        assert of_tier[-1].objective == of_tier[-1].bound
        assert of_tier[-1].objective is not None, name


def test_without_tiers_progress_names_none():
    seen = []
    solve(rush(), **cheap(on_progress=seen.append))
    assert {progress.tier for progress in seen} == {0}


def test_stopped_in_its_first_tier_there_is_no_bound_of_the_whole():
    """Tiers that come after are bounded for plans that keep the first as it is; that may still improve."""
    instance = tiered("unallocated", "bus_passenger", "tow", turns=11)
    result = solve(instance, **cheap(config="first"))
    assert result.status == "feasible"
    assert result.tiers[0].status == "feasible"
    assert (result.bound, result.gap, result.gap_above_floor) == (None, None, None)
    assert all(tier.bound is not None and tier.bound <= tier.objective for tier in result.tiers)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_last_tier_may_be_open_and_the_whole_is_bounded(hub, workers):
    """Nobody without a stand is soon proven; who rides is not, within the first better plan."""
    objective = hub.airport.objective.model_copy(update={"tiers": (("unallocated",), ("bus_passenger", "tow"))})
    instance = replace(hub, airport=hub.airport.model_copy(update={"objective": objective}))
    result = solve(instance, time_limit=600, workers=workers, on_progress=lambda p: p.tier == 2)
    first, second = result.tiers
    assert (first.status, first.objective, first.bound) == ("optimal", 0, 0)
    assert second.status == "feasible"
    assert result.status == "feasible"
    assert result.bound == second.bound < result.objective


def test_a_start_is_kept_tier_by_tier():
    """Nobody rides and one more stands nowhere is worse where stands come first, better where riders do."""
    for first, second in (("unallocated", "bus_passenger"), ("bus_passenger", "unallocated")):
        instance = tiered(first, second)
        best = solve(instance, **cheap())
        stop = threading.Event()
        stop.set()
        again = solve(instance, **cheap(start=best.plan, stop=stop))
        assert again.judgement.tiers == best.judgement.tiers
        other = tiered(second, first)
        worse = solve(other, **cheap(start=best.plan)).judgement.tiers
        assert worse <= check(other, best.plan).tiers


@pytest.mark.parametrize("seed", range(12))
def test_hardly_any_time_leaves_valid_tiers_all_the_same(seed):
    instance = random_day(seed)
    result = solve(instance, time_limit=0.01, workers=1)
    assert result.judgement.is_valid
    for tier in result.tiers:
        assert tier.bound is None or tier.bound <= tier.objective
