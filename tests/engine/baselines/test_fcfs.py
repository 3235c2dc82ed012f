"""First come, first served: what a planner would write down hour by hour, and never a rule broken."""

import pytest

from standalloc.check import check
from standalloc.engine.baselines.fcfs import allocate_in_order_of_time
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.model import Plan
from standalloc.solve import solve
from tests.engine.random_days import random_day


def plan_of(instance):
    problem = compile_problem(instance)
    return to_stands(problem, allocate_in_order_of_time(problem), instance.references)


def named(instance):
    return {str(key): stand for key, stand in plan_of(instance).items()}


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_its_plan_breaks_no_rule(first):
    for seed in range(first, first + 50):
        day = random_day(seed)
        assert check(day, Plan(plan_of(day))).violations == (), f"day {seed}"


def test_a_morning_by_hand(build):
    """T1 takes the narrower of two that are free, T2 the other, and T3, for which alone it is wide enough, the bus.

    At 9:12 the buffer after T1 still lasts, so T4 goes by bus too; T5 comes when it has just ended.
    """
    stands = [
        build.stand("W"),
        build.stand("N", max_code="C"),
        build.stand("R1", "remote"),
        build.stand("R2", "remote"),
    ]
    turns = [
        build.turn("T5", "9:15", "10:00", arrival_pax=100),
        build.turn("T4", "9:12", "10:00", arrival_pax=100),
        build.turn("T3", "8:20", "9:30", arrival_pax=250, code="E"),
        build.turn("T2", "8:10", "9:10", arrival_pax=100),
        build.turn("T1", "8:00", "9:00", arrival_pax=100),
    ]
    day = build.day(stands, turns)
    assert named(day) == {"T1": "N", "T2": "W", "T3": "R1", "T4": "R2", "T5": "N"}
    assert solve(day, workers=1).objective == 200 < check(day, Plan(plan_of(day))).objective == 350


def test_a_long_stay_keeps_its_stand_since_a_tow_costs(build):
    """It is there first, so it stays through the peak; the others ride."""
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("T", "6:00", "12:00", arrival_pax=10), build.turn("U", "8:00", "9:00", arrival_pax=300)]
    day = build.day(stands, turns)
    assert named(day) == {"T (arrival)": "C", "T (parking)": "C", "T (departure)": "C", "U": "R"}


def test_it_is_towed_where_it_cannot_stay(build):
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("T", "6:00", "12:00", arrival_pax=10, departure_pax=50)]
    day = build.day(stands, turns, closures=[build.closure("C", "8:00", "9:00")])
    assert named(day) == {"T (arrival)": "C", "T (parking)": "R", "T (departure)": "C"}


def test_who_is_there_chooses_before_who_comes_in_the_same_minute(build):
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("A", "8:45", "9:45", arrival_pax=90), build.turn("T", "8:00", "12:00", arrival_pax=10)]
    day = build.day(stands, turns, policy={"buffer_min": 0})
    assert named(day) == {"A": "R", "T (arrival)": "C", "T (parking)": "C", "T (departure)": "C"}


def test_pinned_visits_are_known_beforehand(build):
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=90), build.turn("U", "8:30", "9:30", arrival_pax=10)]
    assert named(build.day(stands, turns, pins=[build.pin("U", "C")])) == {"T": "R", "U": "C"}


def test_without_a_free_stand_there_is_none(build):
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30")]
    assert named(build.day([build.stand("C")], turns)) == {"T": "C"}


def test_a_stand_more_counts_where_used_ones_do(build):
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "10:00", "11:00")]
    stands = [build.stand("B", max_code="E"), build.stand("A", max_code="E")]
    assert named(build.day(stands, turns, objective={"stand_used": 1})) == {"T": "B", "U": "B"}


def test_transfers_to_flights_that_are_there_count(build):
    """T may not use the first stand and takes the second; for those who change from U to it the third is near."""
    stands = [build.stand("A", zone="A", not_airlines="AA"), build.stand("B", zone="B"), build.stand("C", zone="B")]
    turns = [build.turn("T", "8:00", "9:00", airline="AA"), build.turn("U", "8:10", "9:10", arrival_pax=10)]
    parts = {"zones": {"A.B": 20, "B.B": 5}, "connections": [build.connection("U", "T", 10)]}
    for weight, stand in ((0, "A"), (1, "C")):
        assert named(build.day(stands, turns, objective={"connection_min": weight}, **parts)) == {"T": "B", "U": stand}


def test_the_same_plan_in_each_tier_and_each_time(build):
    tiers = {"tiers": [["unallocated"], ["bus_passenger"], ["tow"]]}
    stands = [build.stand("C"), build.stand("R", "remote")]
    turns = [build.turn("T", "6:00", "12:00", arrival_pax=10), build.turn("U", "8:00", "9:00", arrival_pax=300)]
    day = build.day(stands, turns, objective=tiers)
    results = [solve(day, config="fcfs", workers=1, seed=seed) for seed in (0, 1)]
    assert [dict(result.plan.stands) for result in results] == [plan_of(day)] * 2
    assert results[0].judgement.tiers == (0, 300, 0)
    assert results[0].status == "feasible"
