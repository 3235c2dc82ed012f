"""Tugs and buses: who takes how many for how long, and what the model of record admits of it, to the minute."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Event


def drawn(instance, rule):
    """Return what members of the only chain of a rule draw: visit or event, weight, start, end."""
    problem = compile_problem(instance)
    (chain,) = (chain for chain in problem.chains if chain.rule == rule)
    return chain.capacity, [
        (m.key if isinstance(m.key, Event) else tuple(m.key), m.weight, m.start, m.end) for m in chain.members
    ]


# Tugs


def two_stays(build, second="8:00", tow_min=20, tow_capacity=1):
    """Return two turns that each may be towed from A or B to the other."""
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", second, "12:30")]
    stands = [build.stand(name, terminal=name) for name in "ABCD"]
    policy = {"tow_min": tow_min, "tow_capacity": tow_capacity}
    return build.day(stands, turns, policy=policy, objective={"tow": 1})


TOWED = "T/arrival=A T/parking=B T/departure=B"


def test_a_tow_takes_one_tug_from_the_boundary_of_its_visits(build):
    assert drawn(two_stays(build), "tow_capacity") == (
        1,
        [(Event(0), 1, 45, 65), (Event(1), 1, 180, 200), (Event(2), 1, 45, 65), (Event(3), 1, 210, 230)],
    )


@pytest.mark.parametrize(("second", "fits"), [("8:00", False), ("8:19", False), ("8:20", True)])
def test_tows_end_when_they_are_over(build, bare, second, fits):
    day = two_stays(build, second)
    assert bare.admits(day, f"{TOWED} U/arrival=C U/parking=D U/departure=D") is fits
    assert bare.admits(day, f"{TOWED} U/arrival=C U/parking=C U/departure=D", cost=2)


@pytest.mark.parametrize(("policy", "fits"), [({"tow_capacity": 2}, True), ({"tow_capacity": None}, True), ({}, False)])
def test_as_many_tows_as_tugs(build, bare, policy, fits):
    day = two_stays(build, **policy)
    assert bare.admits(day, f"{TOWED} U/arrival=C U/parking=D U/departure=D") is fits


def test_without_tugs_everyone_stays(build, bare):
    day = two_stays(build, tow_capacity=0)
    assert not bare.admits(day, TOWED)
    assert bare.admits(day, "T/arrival=A T/parking=A T/departure=A U/arrival=C U/parking=C U/departure=C")
    assert bare.admits(day, "T/arrival=A T/departure=B")


def test_a_tow_of_no_minutes_takes_nothing(build, bare):
    day = two_stays(build, tow_min=0, tow_capacity=0)
    assert not [chain for chain in compile_problem(day).chains if chain.rule == "tow_capacity"]
    assert bare.admits(day, TOWED)


def test_between_two_stands_of_one_class_it_is_a_tow_too(build, bare):
    turns = [build.turn("T", "8:00", "12:00")]
    day = build.day([build.stand("A"), build.stand("B")], turns, policy={"tow_capacity": 0})
    assert bare.class_names(day) == ["A B"]
    assert not bare.admits(day, TOWED)
    assert bare.admits(day, "T/arrival=A T/parking=A T/departure=A")


# Buses


def bused(build, turns, bus_capacity=3, **policy):
    stands = [build.stand("A"), build.stand("R", "remote"), build.stand("S", "remote")]
    return build.day(stands, turns, policy={"bus_seats": 50, "bus_use_min": 30, "bus_capacity": bus_capacity} | policy)


def test_an_operation_takes_buses_after_in_block_or_before_off_block(build):
    """101 passengers in three buses, 50 in one; nobody rides from the stand at the terminal."""
    day = bused(build, [build.turn("T", "8:00", "10:00", arrival_pax=101, departure_pax=50)])
    assert drawn(day, "bus_capacity") == (3, [((0, 1), 3, 0, 30), ((0, 1), 1, 90, 120)])


def test_without_passengers_no_bus(build):
    turns = [build.turn("T", "8:00", "10:00", departure_pax=7), build.turn("L", "8:00", "12:00", arrival_pax=60)]
    day = bused(build, turns)
    assert drawn(day, "bus_capacity") == (3, [((0, 1), 1, 90, 120), ((1, 1), 2, 0, 30)])


def test_a_mismatch_takes_buses_where_the_policy_lets_it_pass(build):
    turns = [build.turn("T", "8:00", "10:00", arrival_pax=50, arrival_sector="D", departure_sector="I")]
    stands = [build.stand("A", arrival_sectors="D", departure_sectors="D")]
    day = build.day(stands, turns, policy={"bridge_mismatch": "bus", "bus_capacity": 9})
    assert drawn(day, "bus_capacity") == (9, [((0, 0), 1, 0, 30)])


def test_buses_come_to_the_stand_at_its_own_time(build):
    """Runway times: 8:00 and 10:00 are those of landing and take-off."""
    stands = [build.stand("R", "remote", taxi_in_min=5, taxi_out_min=10)]
    turns = [build.turn("T", "8:00", "10:00", arrival_pax=50, departure_pax=50)]
    day = build.day(stands, turns, policy={"times": "runway", "bus_capacity": 9})
    assert drawn(day, "bus_capacity")[1] == [((0, 0), 1, 5, 35), ((0, 0), 1, 80, 110)]


@pytest.mark.parametrize(("second", "fits"), [("8:00", False), ("8:29", False), ("8:30", True)])
def test_buses_are_free_again_to_the_minute(build, bare, second, fits):
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=100), build.turn("U", second, "13:00", arrival_pax=100)]
    day = bused(build, turns, split_min=999)
    assert bare.admits(day, "T=R U=S") is fits
    assert bare.admits(day, "T=R U=A")


@pytest.mark.parametrize(("capacity", "fits"), [(3, False), (4, True), (None, True), (0, False)])
def test_as_many_buses_as_there_are(build, bare, capacity, fits):
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=100), build.turn("U", "8:00", "13:00", arrival_pax=100)]
    assert bare.admits(bused(build, turns, capacity, split_min=999), "T=R U=S") is fits


@pytest.mark.parametrize(("departure", "fits"), [("8:59", False), ("9:00", True)])
def test_operations_of_one_turn_add_up(build, bare, departure, fits):
    turns = [build.turn("T", "8:00", departure, arrival_pax=100, departure_pax=100)]
    assert bare.admits(bused(build, turns), "T=R") is fits


def test_who_needs_more_buses_than_there_are_has_no_remote_stand(build, bare):
    day = bused(build, [build.turn("T", "8:00", "10:00", arrival_pax=151)])
    assert not bare.admits(day, "T=R")
    assert bare.admits(day, "T=A")


def test_a_bus_in_use_for_no_minutes_is_no_limit(build, bare):
    day = bused(build, [build.turn("T", "8:00", "10:00", arrival_pax=151)], 0, bus_use_min=0)
    assert bare.admits(day, "T=R")
