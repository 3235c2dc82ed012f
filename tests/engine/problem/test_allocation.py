"""Allocations: what they cost, with and without some turns, and what they are of a plan."""

from dataclasses import replace

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.allocation import Allocation, columns_of, from_stands
from standalloc.engine.problem.chains import Column, Pair
from tests.engine.random_days import random_day


def everything(build):
    """Return a day on which places, tows, stands and transfers cost: 3 a bus passenger, 40, 7 and 1 a minute."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="A"), build.stand("R", "remote", zone="B")]
    turns = [
        build.turn("T", "8:00", "12:00", arrival_pax=10, departure_pax=1),
        build.turn("U", "9:30", "12:30", towable=False, arrival_pax=20, departure_pax=2),
    ]
    objective = {"unallocated": 1000, "bus_passenger": 3, "tow": 40, "stand_used": 7, "connection_min": 1}
    rows = [build.connection("T", "U", 5)]
    return compile_problem(build.day(stands, turns, objective=objective, connections=rows, zones={"A.B": 9}))


PLANS = {
    "": 4000,
    "T/arrival=A T/parking=A T/departure=A": 1000 + 7,
    "T/arrival=A T/parking=B T/departure=B": 1000 + 40 + 14,
    "T/arrival=R T/parking=R T/departure=A": 1000 + 40 + 30 + 7,
    "T/arrival=A T/parking=A T/departure=A U=B": 14,
    "T/arrival=A T/parking=A T/departure=A U=R": 7 + 66 + 45,
    "T/arrival=A T/parking=R T/departure=B U=A": 80 + 14,
    "U=R": 3000 + 66,
}


@pytest.mark.parametrize("plan", PLANS)
def test_what_a_plan_costs(build, plan):
    problem = everything(build)
    allocation = from_stands(problem, build.plan(plan).stands)
    assert problem.value(allocation.cost(problem)) == PLANS[plan]


@pytest.mark.parametrize(
    ("plan", "without", "left"),
    [
        # Without a turn: the other's places, tows; a transfer or a stand's class that it takes part in is not counted.
        ("T/arrival=A T/parking=R T/departure=B U=R", "T", 66),
        ("T/arrival=R T/parking=A T/departure=A U=R", "U", 40 + 30),
        ("T/arrival=A T/parking=A T/departure=A U=R", "", 7 + 66 + 45),
        ("U=R", "TU", 0),
    ],
)
def test_what_is_left_without_some_turns(build, plan, without, left):
    problem = everything(build)
    allocation = from_stands(problem, build.plan(plan).stands)
    out = [v for v, visit in enumerate(problem.visits) if visit.turn in without]
    assert problem.value(allocation.cost_without(problem, out, problem.tariff)) == left


@pytest.mark.parametrize("seed", range(60))
def test_the_parts_of_all_turns_add_up_where_nothing_is_shared(seed):
    """Places and happenings are a turn's own; what is left without it is what the others cost."""
    problem = compile_problem(random_day(seed))
    found = greedy_allocation(problem)
    own = replace(problem.tariff, peaks={}, transfers=())
    problem = replace(problem, tariff=own, transfers=())
    whole = found.cost(problem)
    without = [found.cost_without(problem, visits, own) for visits in problem.turn_visits.values()]
    assert sum(whole - left for left in without) == whole


def test_a_peak_counts_a_stay_once_and_the_buffer_too(build):
    """U comes 14 minutes after T has left A: it needs B; V, a minute later, does not."""
    stands = [build.stand("A"), build.stand("B")]
    turns = [
        build.turn("T", "8:00", "12:00"),
        build.turn("U", "12:14", "13:00"),
        build.turn("V", "12:15", "13:00"),
    ]
    problem = compile_problem(build.day(stands, turns))
    peaks = {
        plan: from_stands(problem, build.plan(plan).stands).peak(problem.chains[0])
        for plan in (
            "",
            "T/arrival=A T/parking=A T/departure=A",
            "T/departure=A U=B",
            "T/departure=A V=A",
            "T/departure=A V=B",
            "T/arrival=A T/parking=B T/departure=A",
        )
    }
    assert list(peaks.values()) == [0, 1, 2, 1, 1, 2]


def test_of_a_plan_pairs_are_those_that_share_a_stand(build):
    problem = compile_problem(build.day([build.stand("A"), build.stand("B")], [build.turn("T", "8:00", "12:00")]))
    stay = Pair(Column(0, 0), Column(1, 0))
    assert stay in from_stands(problem, build.plan("T/arrival=A T/parking=A").stands).pairs
    assert stay not in from_stands(problem, build.plan("T/arrival=A T/parking=B").stands).pairs
    assert from_stands(problem, {}).pairs == frozenset()


@pytest.mark.parametrize(("parking", "pairs"), [("A", {(0, 1), (1, 2)}), ("B", {(0, 2)}), (None, {(0, 2)})])
def test_a_stand_left_and_come_back_to_is_shared_past_the_visit_between(build, parking, pairs):
    policy = {"split_min": 110}
    day = build.day([build.stand("A"), build.stand("B")], [build.turn("T", "8:00", "9:50")], policy=policy)
    plan = "T/arrival=A T/departure=A" + (f" T/parking={parking}" if parking else "")
    allocation = from_stands(compile_problem(day), build.plan(plan).stands)
    assert {(pair.first.visit, pair.second.visit) for pair in allocation.pairs} == pairs


def test_a_visit_on_a_stand_that_is_not_for_it_is_taken_as_unallocated(build):
    problem = compile_problem(build.day([build.stand("A", uses="cargo")], [build.turn("T", "8:00", "9:00")]))
    assert from_stands(problem, build.plan("T=A").stands).classes == (None,)


def test_the_columns_in_use():
    assert columns_of(Allocation((None, 3, 0), frozenset())) == [Column(1, 3), Column(2, 0)]
