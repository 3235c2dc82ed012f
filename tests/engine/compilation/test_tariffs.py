"""From the objective to tariffs: what each term charges where, computed by hand, and in which steps."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.allocation import from_stands
from standalloc.model import Plan
from tests.engine.random_days import random_day

NONE = dict.fromkeys(("unallocated", "bus_passenger", "tow", "change", "off_terminal", "preference"), 0)


def tariff(build, stands, turns, objective, **parts):
    """Return the only stage's tariff, in the objective's own unit."""
    (found,) = compile_problem(build.day(stands, turns, objective=NONE | objective, **parts)).stages
    return found


def charged(found):
    """Return what each visit costs on each class, and without a stand."""
    rows = [{k: float(cost * found.step) for k, cost in row.items()} for row in found.costs]
    return rows, [None if cost is None else float(cost * found.step) for cost in found.unallocated]


def test_a_visit_without_a_stand_unless_it_is_pinned(build):
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00", stand="A")]
    found = tariff(build, [build.stand("A")], turns, {"unallocated": 7})
    assert charged(found) == ([{0: 0}, {0: 0}], [7, None])


def test_passengers_ride_by_bus_from_where_there_is_no_bridge(build):
    stands = [build.stand("A"), build.stand("B", boarding="bus"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=10, departure_pax=20)]
    found = tariff(build, stands, turns, {"bus_passenger": 0.5})
    assert charged(found)[0] == [{0: 0, 1: 15, 2: 15}]


def test_passengers_of_each_part_ride_by_themselves(build):
    stands = [build.stand("A"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=10, departure_pax=20)]
    found = tariff(build, stands, turns, {"bus_passenger": 1})
    assert charged(found)[0] == [{0: 0, 1: 10}, {0: 0, 1: 0}, {0: 0, 1: 20}]


def test_buses_are_whole_and_each_flight_has_its_own(build):
    """80 in two buses of 40, and one in a third: three trips of 6 minutes, 8 to the other terminal."""
    stands = [build.stand("R", "remote", bus_min="T1=6 *=8"), build.stand("S", "remote")]
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=80, departure_pax=1, terminal="T1"),
        build.turn("U", "8:00", "9:00", arrival_pax=80, departure_pax=1, terminal="T2"),
    ]
    found = tariff(build, stands, turns, {"bus_trip_min": 0.5}, policy={"bus_seats": 40})
    assert charged(found)[0] == [{0: 9, 1: 0}, {0: 12, 1: 0}]


def test_minutes_of_the_occupancy_on_that_stand(build):
    """30 minutes at the bridge and 45 away from it, or 20 where the stand costs 0.2 of its own."""
    stands = [build.stand("A"), build.stand("R", "remote"), build.stand("S", "remote", cost_per_min=0.2)]
    found = tariff(
        build,
        stands,
        [build.turn("T", "8:00", seats=100)],
        {"contact_min": 3, "remote_min": 0.1},
        handling=[build.handling("Regional", 30, 45)],
    )
    assert charged(found)[0] == [{0: 90, 1: 4.5, 2: 9}]


def test_runway_times_shorten_what_a_turn_holds(build):
    stands = [build.stand("A"), build.stand("B", taxi_in_min=10, taxi_out_min=5)]
    found = tariff(
        build, stands, [build.turn("T", "8:00", "9:00")], {"contact_min": 1, "taxi_min": 2}, policy={"times": "runway"}
    )
    assert charged(found)[0] == [{0: 60, 1: 45 + 30}]


def test_a_change_is_paid_on_every_other_stand_and_without_one(build):
    stands = [build.stand(name) for name in "ABC"]
    turns = [build.turn("T", "8:00", "9:00", reference_stand="B"), build.turn("U", "8:00", "9:00")]
    problem = compile_problem(build.day(stands, turns, objective=NONE | {"change": 5, "unallocated": 3}))
    assert [stand_class.sample.id for stand_class in problem.classes] == ["A", "B"]
    assert charged(problem.tariff) == ([{0: 5, 1: 0}, {0: 0, 1: 0}], [8, 3])


def test_a_tow_and_nothing_else_that_happens(build):
    """Movements in the taxilane are happenings too; they cost nothing."""
    stands = [build.stand(name, group="G", terminal=name) for name in "AB"]
    turns = [build.turn("T", "8:00", "12:00")]
    problem = compile_problem(build.day(stands, turns, objective=NONE | {"tow": 7}, policy={"taxilane_min": 10}))
    tows = {link.tow for link in problem.links}
    costs = dict(zip(problem.happenings, problem.tariff.happenings, strict=True))
    assert {cost * problem.tariff.step for happening, cost in costs.items() if happening in tows} == {7}
    assert {cost for happening, cost in costs.items() if happening not in tows} == {0}
    assert len(costs) > len(tows) == 2


def test_stands_are_counted_where_they_are_at_the_terminal(build):
    stands = [build.stand("A"), build.stand("B"), build.stand("C", max_code="C"), build.stand("R", "remote")]
    problem = compile_problem(build.day(stands, [build.turn("T", "8:00", "9:00")], objective=NONE | {"stand_used": 3}))
    assert [stand_class.capacity for stand_class in problem.classes] == [2, 1, 1]
    assert {k: cost * problem.tariff.step for k, cost in problem.tariff.peaks.items()} == {0: 3, 1: 3}


def test_a_transfer_by_zones_and_by_time(build):
    """20 minutes from A to B, 5 within B: 40 are left, so only the one of 45 at least is missed."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "8:40")]
    rows = [build.connection("T", "U", 10), build.connection("T", "U", 2, min_transfer=45, weight=0.5)]
    objective = {"connection_min": 0.1, "missed_connection": 30}
    found = tariff(build, stands, turns, objective, connections=rows, zones={"A.B": 20, "B.B": 5})
    late = 2 * 45 * 0.5 * 0.1 + 2 * 30
    together = [[float(cost * found.step) for cost in row] for row in found.transfers[0]]
    assert together == [[late, 20 + late], [20 + late, 5 + late]]
    assert charged(found)[0] == [{0: 0, 1: 0}, {0: 0, 1: 0}]


def test_without_weights_of_transfers_they_cost_nothing(build):
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "8:40")]
    found = tariff(build, stands, turns, {}, connections=[build.connection("T", "U", 10)], zones={"A.B": 20})
    assert found.transfers == (((0, 0), (0, 0)),)


def test_a_tariff_for_each_tier_in_steps_of_its_own(build):
    """What is in no tier is free; what is in one and has no weight counts once."""
    stands = [build.stand("A"), build.stand("R", "remote", cost_per_min=0.25)]
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=6, reference_stand="A"), build.turn("U", "8:00", "9:00")]
    tiers = [["unallocated"], ["remote_min", "bus_passenger"], ["contact_min"]]
    problem = compile_problem(build.day(stands, turns, objective={"tiers": tiers, "bus_passenger": 4}))
    assert [stage.step for stage in problem.stages] == [10_000, Fraction(3), 60]
    assert [charged(stage) for stage in problem.stages] == [
        ([{0: 0, 1: 0}, {0: 0, 1: 0}], [10_000, 10_000]),
        ([{0: 0, 1: 39}, {0: 0, 1: 15}], [0, 0]),
        ([{0: 60, 1: 0}, {0: 60, 1: 0}], [0, 0]),
    ]
    assert problem.tariff == problem.stages[0]


def stay_and_remote(build, *, turns=2, **objective):
    """Return some turns of three passengers, and a stay that may be towed."""
    stands = [build.stand("K"), build.stand("R", "remote")]
    day = [build.turn(f"T{n}", "8:00", "9:50", arrival_pax=3) for n in range(turns)]
    return build.day(stands, [*day, build.turn("L", "8:00", "12:00")], objective=objective)


@pytest.mark.parametrize(
    ("objective", "step"),
    [
        # unallocated 10000, bus 3 passengers x weight, tow 40
        ({}, Fraction(1)),
        ({"bus_passenger": 4}, Fraction(4)),
        ({"bus_passenger": 0.25}, Fraction(1, 4)),
        ({"bus_passenger": 0, "tow": 0}, Fraction(10_000)),
        ({"bus_passenger": 0.000001, "tow": 0.3, "unallocated": 0}, Fraction(3, 10**6)),
        ({"bus_passenger": 0, "tow": 0, "unallocated": 0}, Fraction(1)),
        ({"stand_used": 16}, Fraction(1)),
        ({"bus_passenger": 0, "tow": 0, "stand_used": 16}, Fraction(16)),
    ],
)
def test_the_step_is_the_least_difference(build, objective, step):
    assert compile_problem(stay_and_remote(build, **objective)).tariff.step == step


@pytest.mark.parametrize(
    "objective",
    [
        {"unallocated": 1e9, "bus_passenger": 0.000001},
        {"bus_passenger": 1e9, "tow": 0.000001},
        {"tow": 1e9, "bus_passenger": 0.000001},
        {"unallocated": 1e9, "tiers": [["tow"], ["unallocated", "bus_passenger"]], "bus_passenger": 0.000001},
    ],
    ids=str,
)
def test_weights_that_span_too_many_digits_are_refused(build, objective):
    with pytest.raises(ValueError, match="span too many digits"):
        compile_problem(stay_and_remote(build, **objective))


def test_stands_count_in_what_is_refused_each_of_them(build):
    objective, turns = {"stand_used": 1e9, "unallocated": 0.000001}, [build.turn("T", "8:00", "9:00")]
    assert tariff(build, [build.stand("A")], turns, objective).step == Fraction(1, 10**6)
    with pytest.raises(ValueError, match="span too many digits"):
        tariff(build, [build.stand("A"), build.stand("B")], turns, objective)


@pytest.mark.parametrize("term", ["connection_min", "missed_connection"])
def test_transfers_count_in_what_is_refused(build, term):
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "8:40")]
    parts = {"connections": [build.connection("T", "U", 1000)], "zones": {"A.B": 41, "A.A": 1}}
    objective = {"unallocated": 0.000001, term: 1e7}
    with pytest.raises(ValueError, match="span too many digits"):
        tariff(build, stands, turns, objective, **parts)
    assert tariff(build, stands, turns, objective | {term: 1e3}, **parts).step == Fraction(1, 10**6)


def test_tiers_of_weights_that_no_sum_would_hold(build):
    """Each tier has its own steps: what is refused in one sum is planned tier by tier."""
    objective = {"unallocated": 1e9, "bus_passenger": 0.000001, "tow": 1000}
    with pytest.raises(ValueError, match="span too many digits"):
        compile_problem(stay_and_remote(build, **objective))
    problem = compile_problem(stay_and_remote(build, **objective, tiers=[["unallocated"], ["bus_passenger"]]))
    assert [stage.step for stage in problem.stages] == [10**9, Fraction(3, 10**6)]


def test_a_large_weight_beside_the_smallest_is_too_much_only_in_sum(build):
    objective = {"unallocated": 1e8, "bus_passenger": 0.000001}
    assert compile_problem(stay_and_remote(build, **objective)).tariff.step == Fraction(1, 10**6)
    with pytest.raises(ValueError, match="span too many digits"):
        compile_problem(stay_and_remote(build, turns=20, **objective))


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_whatever_the_plan_each_stage_costs_what_the_checker_counts(seed, rng):
    """Valid or not, as long as all stands admit their visits; how many stands are used is known of valid plans only."""
    instance = random_day(seed)
    problem = compile_problem(instance)
    stands = {}
    for v, visit in enumerate(instance.visits):
        options = [stand.id for k in problem.costs[v] for stand in problem.classes[k].stands]
        choice = rng.choice([*options, *([] if visit.key in instance.pinned else [None])])
        if choice is not None:
            stands[visit.key] = choice
    allocation = from_stands(problem, stands)
    terms = check(instance, Plan(stands)).terms
    for names, stage in zip(instance.airport.objective.stages, problem.stages, strict=True):
        counted = sum(terms[name].cost for name in names if name != "stand_used")
        cost = allocation.cost_without(problem, (), replace(stage, peaks={}))
        assert float(cost * stage.step) == pytest.approx(counted, abs=1e-9)
