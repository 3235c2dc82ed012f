"""Terms `taxi_min`, `contact_min`, `remote_min` and `bus_trip_min`, and what stands cost, computed by hand."""

import pytest

from standalloc.check import check


def stands(build):
    return [
        build.stand("C1", terminal="A", taxi_in_min=5, taxi_out_min=8, cost_per_min=2.5),
        build.stand("C2", terminal="A", taxi_in_min=1, taxi_out_min=2),
        build.stand("R1", "remote", taxi_in_min=12, taxi_out_min=15, cost_per_min=0, bus_min="A=7 B=9.5"),
        build.stand("R2", "remote", taxi_in_min=3, taxi_out_min=4, bus_min=6),
        build.stand("R3", "remote", bus_min="B=11 *=3"),
        build.stand("R4", "remote"),
    ]


def terms(build, turns, text, policy=None, **objective):
    return check(build.day(stands(build), turns, policy=policy, objective=objective), build.plan(text)).terms


def amounts(build, turns, text, *names, **policy):
    found = terms(build, turns, text, policy)
    return tuple(found[name].amount for name in names)


@pytest.mark.parametrize("times", ["block", "runway"])
@pytest.mark.parametrize(
    ("times_of_turn", "text", "minutes"),
    [
        (("08:00", "10:00"), "T1=C1", 13),
        (("08:00", "10:00"), "T1=R1", 27),
        (("08:00", None), "T1/arrival=C1", 5),
        ((None, "10:00"), "T1/departure=C1", 8),
        (("08:00", "10:00"), "", 0),
    ],
)
def test_taxi_min(build, times, times_of_turn, text, minutes):
    assert amounts(build, [build.turn("T1", *times_of_turn)], text, "taxi_min", times=times) == (minutes,)


def test_taxi_min_of_parts_is_that_of_their_flights(build):
    turns = [build.turn("T1", "08:00", "14:00")]
    # in to C1, nothing for the parking on R1, out from R2
    assert amounts(build, turns, "T1/arrival=C1 T1/parking=R1 T1/departure=R2", "taxi_min") == (9,)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("T1/arrival=C1 T1/parking=R1 T1/departure=C2", (105, 255)),
        ("T1/arrival=C1 T1/parking=C1 T1/departure=C1", (360, 0)),
        ("T1/parking=R1", (0, 255)),
    ],
)
def test_contact_min_and_remote_min(build, text, minutes):
    assert amounts(build, [build.turn("T1", "08:00", "14:00")], text, "contact_min", "remote_min") == minutes


def test_minutes_are_those_of_the_occupancy(build):
    turns = [build.turn("T1", "08:00", "10:00")]
    assert amounts(build, turns, "T1=C1", "contact_min", "remote_min", times="runway") == (107, 0)
    assert amounts(build, turns, "T1=R1", "contact_min", "remote_min", times="runway") == (0, 93)


def test_a_stands_own_cost_beats_the_weight(build):
    turns = [build.turn(name, "08:00", "10:00") for name in ("T1", "T2", "T3", "T4")]
    found = terms(build, turns, "T1=C1 T2=C2 T3=R1 T4=R2", contact_min=0.1, remote_min=3)
    assert (found["contact_min"].amount, found["contact_min"].cost) == (240, 312)  # 120 x 2.5 + 120 x 0.1
    assert (found["remote_min"].amount, found["remote_min"].cost) == (240, 360)  # 120 x 0 + 120 x 3


def test_a_stands_own_cost_counts_without_a_weight(build):
    found = terms(build, [build.turn("T1", "08:00", "10:00")], "T1=C1")
    assert (found["contact_min"].amount, found["contact_min"].cost) == (120, 300)


@pytest.mark.parametrize(
    ("tiers", "cost"),
    [
        ([["unallocated"], ["contact_min"]], 420),  # 120 x 2.5 + 120 x 1: to be in a tier is to count
        ([["unallocated"]], 0),
    ],
)
def test_a_stands_own_cost_counts_in_a_tier_only(build, tiers, cost):
    turns = [build.turn(name, "08:00", "10:00") for name in ("T1", "T2")]
    found = terms(build, turns, "T1=C1 T2=C2", tiers=tiers)
    assert (found["contact_min"].amount, found["contact_min"].cost) == (240, cost)


@pytest.mark.parametrize(
    ("stand", "terminal", "minutes"),
    [
        ("R1", "A", 3 * 7),  # two buses in, one out
        ("R1", "B", 28.5),
        ("R1", "C", 0),  # nothing said of that terminal
        ("R1", "", 0),
        ("R2", "A", 3 * 6),
        ("R2", "", 3 * 6),
        ("R3", "B", 3 * 11),
        ("R3", "A", 3 * 3),
        ("R4", "A", 0),
        ("C2", "A", 0),
    ],
)
def test_bus_trip_min(build, stand, terminal, minutes):
    turns = [build.turn("T1", "08:00", "10:00", terminal=terminal, arrival_pax=81, departure_pax=80)]
    assert amounts(build, turns, f"T1={stand}", "bus_trip_min") == (minutes,)


def test_bus_trips_of_a_bridge_left_unused(build):
    stand = build.stand("C1", terminal="A", arrival_sectors="D", bus_min="A=2 B=13")
    turns = [
        build.turn("T1", "08:00", arrival_sector="I", terminal="A", arrival_pax=200),
        build.turn("T2", "10:00", arrival_sector="D", terminal="B", arrival_pax=40),
        build.turn("T3", "12:00", arrival_sector="D", terminal="A", arrival_pax=40),
    ]
    plan = build.plan("T1/arrival=C1 T2/arrival=C1 T3/arrival=C1")
    policy = {"bridge_mismatch": "bus", "terminal_mismatch": "bus"}
    judgement = check(build.day([stand], turns, policy=policy, objective={"bus_trip_min": 0.5}), plan)
    assert judgement.violations == ()
    assert judgement.terms["bus_trip_min"].amount == 3 * 2 + 13
    assert judgement.terms["bus_trip_min"].cost == 9.5
