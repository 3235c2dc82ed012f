"""The first plan: always a valid one, pins honoured, what is given kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.allocation import from_stands
from standalloc.engine.problem.stages import at_stage
from standalloc.model import Plan
from tests.engine.random_days import random_day


@given(st.integers(0, 100_000))
@settings(max_examples=300, deadline=None)
def test_its_plan_breaks_no_rule(seed):
    instance = random_day(seed)
    problem = compile_problem(instance)
    found = greedy_allocation(problem)
    judgement = check(instance, Plan(to_stands(problem, found, instance.references)))
    assert judgement.violations == ()


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_what_is_given_is_kept(bare, seed, rng):
    problem = compile_problem(random_day(seed))
    best = bare.best(problem)
    left_out = {visit.turn for visit in problem.visits if rng.random() < 0.5}
    keep = from_stands(
        problem,
        {
            key: stand
            for key, stand in to_stands(problem, best, {}).items()
            if key.turn not in left_out or key in problem.instance.pinned
        },
    )
    found = greedy_allocation(problem, keep)
    for kept, now in zip(keep.classes, found.classes, strict=True):
        assert kept in (None, now)
    assert keep.pairs <= found.pairs
    stands = to_stands(problem, found, {})
    assert check(problem.instance, Plan(stands)).is_valid


def test_the_wide_come_before_the_narrow(build, bare):
    """Only one stand takes the wide aircraft; the narrow one would have been first there."""
    stands = [build.stand("W", terminal="T1"), build.stand("N", "remote", max_code="C")]
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=100),
        build.turn("U", "8:30", "9:30", code="E", arrival_pax=10),
    ]
    problem = compile_problem(build.day(stands, turns))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "N", "U": "W"}


def test_a_pinned_visit_comes_before_all(build, bare):
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:00", code="F"), build.turn("U", "8:30", "9:30", code="A")]
    problem = compile_problem(build.day(stands, turns, pins=[build.pin("U", "A")]))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "B", "U": "A"}


def test_an_aircraft_stays_where_moving_costs_more(build, bare):
    """The bridge would save twenty passengers the bus; two tows would cost forty."""
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=20), build.turn("U", "8:30", "9:30", code="F")]
    day = build.day(stands, turns, pins=[build.pin("T", "R", "arrival"), build.pin("U", "A")])
    problem = compile_problem(day)
    found = greedy_allocation(problem)
    named = bare.named(problem, found)
    assert {named[f"T ({part})"] for part in ("arrival", "parking", "departure")} == {"R"}
    assert not any(link.tow.happens(found.classes, found.pairs) for link in problem.links)


def test_it_opens_no_stand_where_that_costs_more_than_the_bus(build, bare):
    """The second comes when the first has gone: one stand does for both, and the third rides."""
    stands = [build.stand("A"), build.stand("B"), build.stand("R", "remote")]
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=50),
        build.turn("U", "8:30", "9:30", arrival_pax=10),
        build.turn("V", "10:00", "11:00", arrival_pax=10),
    ]
    problem = compile_problem(build.day(stands, turns, objective={"stand_used": 20}))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "A B", "U": "R", "V": "A B"}


def test_it_parks_near_who_is_there_already(build, bare):
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B"), build.stand("C", zone="B", max_code="E")]
    turns = [build.turn("T", "8:00", "10:00", stand="C"), build.turn("U", "8:00", "10:00")]
    day = build.day(
        stands,
        turns,
        connections=[build.connection("T", "U", 9)],
        zones={"A.B": 15},
        objective={"connection_min": 1},
    )
    problem = compile_problem(day)
    assert bare.named(problem, greedy_allocation(problem)) == {"T": "C", "U": "B"}


def test_no_tug_no_tow_and_no_bus_no_remote_stand(build, bare):
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "9:30", "10:10", arrival_pax=90)]
    day = build.day(stands, turns, policy={"tow_capacity": 0, "bus_capacity": 1}, objective={"tow": 0})
    problem = compile_problem(day)
    assert set(bare.named(problem, greedy_allocation(problem)).values()) == {"A"}
    with_more = build.day(stands, turns, policy={"bus_capacity": 2})
    problem = compile_problem(with_more)
    assert bare.named(problem, greedy_allocation(problem))["U"] == "R"


@pytest.mark.parametrize(("tiers", "stand"), [(["bus_passenger"], "R"), (["bus_passenger", "remote_min"], "S")])
def test_what_is_as_cheap_in_one_tier_is_chosen_by_the_next(build, bare, tiers, stand):
    stands = [build.stand("R", "remote", boarding="walk"), build.stand("S", "remote", boarding="walk", cost_per_min=0)]
    objective = {"tiers": [["unallocated"], *([name] for name in tiers)]}
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=9)]
    problem = compile_problem(build.day(stands, turns, objective=objective))
    assert bare.named(problem, greedy_allocation(problem)) == {"T": stand}
    last = at_stage(problem, len(tiers), [0] * len(tiers))
    assert bare.named(last, greedy_allocation(last)) == {"T": stand}
