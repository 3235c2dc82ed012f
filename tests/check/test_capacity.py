"""Rules `tow_capacity` and `bus_capacity`: every minute counted, each period of excess named once."""

import pytest

from standalloc.check import check


def minutes_of(rule, instance, plan):
    """Return the periods of the violations, all of which are of the rule."""
    violations = check(instance, plan).violations
    assert {v.rule for v in violations} <= {rule}
    return [(v.start, v.end) for v in violations]


# --- tows -------------------------------------------------------------------------------------------------------------


def tow_day(build, arrivals, **policy):
    """Return a day of turns of six hours that each have a contact stand and share remote ones."""
    stands = [build.stand(f"{kind}{i}") for i in range(1, len(arrivals) + 1) for kind in "CR"]
    turns = [build.turn(f"T{i}", *times) for i, times in enumerate(arrivals, 1)]
    return build.day(stands, turns, policy={"arrival_min": 45, "departure_min": 60, "tow_min": 20} | policy)


def towed_away(*numbers, back=True):
    """Return a plan that tows turns to their remote stands, and back."""
    parts = {"arrival": "C", "parking": "R", "departure": "C" if back else "R"}
    return " ".join(f"T{i}/{part}={kind}{i}" for i in numbers for part, kind in parts.items())


TOGETHER = [("08:00", "14:00"), ("08:10", "15:00")]  # towed 08:45-09:05 and 08:55-09:15


@pytest.mark.parametrize(
    ("capacity", "minutes"), [(None, []), (2, []), (1, [(55, 65)]), (0, [(45, 75), (300, 320), (360, 380)])]
)
def test_tows_at_once(build, capacity, minutes):
    instance = tow_day(build, TOGETHER, tow_capacity=capacity)
    assert minutes_of("tow_capacity", instance, build.plan(towed_away(1, 2))) == minutes


@pytest.mark.parametrize(("second", "minutes"), [("08:19", [(64, 65)]), ("08:20", [])])
def test_a_tug_is_free_at_the_minute_its_tow_ends(build, second, minutes):
    instance = tow_day(build, [("08:00", "14:00"), (second, "15:00")], tow_capacity=1)
    assert minutes_of("tow_capacity", instance, build.plan(towed_away(1, 2))) == minutes


def test_who_stays_put_or_has_no_next_stand_needs_no_tug(build):
    instance = tow_day(build, TOGETHER, tow_capacity=1)
    assert (
        minutes_of("none", instance, build.plan(f"{towed_away(1)} T2/arrival=C2 T2/parking=C2 T2/departure=C2")) == []
    )
    assert minutes_of("none", instance, build.plan(f"{towed_away(1)} T2/arrival=C2 T2/departure=R2")) == []


def test_a_tow_of_no_minutes_needs_no_tug(build):
    instance = tow_day(build, TOGETHER, tow_capacity=0, tow_min=0)
    assert minutes_of("none", instance, build.plan(towed_away(1, 2))) == []


def test_a_violation_names_every_tow_of_its_period(build):
    # 08:45-09:05, 08:55-09:15, 09:00-09:20 and 09:14-09:34: at least two from 08:55 to 09:20, three from 09:00 to 09:05
    arrivals = [("08:00", "14:00"), ("08:10", "15:00"), ("08:15", "16:00"), ("08:29", "17:00")]
    instance = tow_day(build, arrivals, tow_capacity=1)
    (violation,) = check(instance, build.plan(towed_away(4, 2, 3, 1, back=False))).violations
    assert violation.message == ("3 tows at once (2030-06-01 08:55-09:20), 1 tug available: T1, T2, T3, and 1 more")
    assert (violation.start, violation.end) == (55, 80)
    assert violation.turns == ("T1", "T2", "T3", "T4")
    assert violation.visits[:2] == (build.key("T1/arrival"), build.key("T1/parking"))
    assert violation.stands == ("C1", "R1", "C2", "R2", "C3", "R3", "C4", "R4")


def test_two_periods_are_two_violations(build):
    instance = tow_day(build, [*TOGETHER, ("18:00", "23:00"), ("18:05", "23:30")], tow_capacity=1)
    violations = check(instance, build.plan(towed_away(1, 2, 3, 4))).violations
    assert [(v.start, v.end) for v in violations] == [(55, 65), (650, 665)]
    assert [v.message for v in violations] == [
        "2 tows at once (2030-06-01 08:55-09:05), 1 tug available: T1, T2",
        "2 tows at once (2030-06-01 18:50-19:05), 1 tug available: T3, T4",
    ]


def test_a_turn_whose_parking_has_no_minutes_is_towed_twice_at_once(build):
    policy = {"split_min": 105, "tow_capacity": 1, "buffer_min": 0}
    instance = tow_day(build, [("08:00", "09:45")], **policy)
    assert minutes_of("tow_capacity", instance, build.plan(towed_away(1))) == [(45, 65)]


# --- buses ------------------------------------------------------------------------------------------------------------


def bus_day(build, *turns, **policy):
    """Return a day on remote stands and a contact stand C1; buses of 80 seats in use for 30 minutes."""
    stands = [build.stand("C1"), *(build.stand(f"R{i}", "remote") for i in range(1, 5))]
    return build.day(stands, turns, policy={"bus_seats": 80, "bus_use_min": 30} | policy)


@pytest.mark.parametrize(
    ("pax", "capacity", "minutes"),
    [
        ((80, 80), 2, []),
        ((81, 80), 2, [(10, 30)]),  # two buses and one from 08:10 to 08:30
        ((81, 80), 3, []),
        ((0, 80), 1, []),
        ((80, 80), 1, [(10, 30)]),
        ((80, 80), 0, [(0, 40)]),
        ((81, 500), None, []),
    ],
)
def test_buses_at_once(build, pax, capacity, minutes):
    turns = [build.turn("T1", "08:00", arrival_pax=pax[0]), build.turn("T2", "08:10", arrival_pax=pax[1])]
    instance = bus_day(build, *turns, bus_capacity=capacity)
    assert minutes_of("bus_capacity", instance, build.plan("T1/arrival=R1 T2/arrival=R2")) == minutes


@pytest.mark.parametrize(
    ("off_block", "minutes"), [("08:00", []), ("08:01", [(0, 1)]), ("08:59", [(29, 30)]), ("09:00", [])]
)
def test_departures_use_buses_up_to_off_block(build, off_block, minutes):
    # T1's two buses from 08:00 to 08:30; T2's one for the half hour before it leaves.
    turns = [build.turn("T1", "08:00", arrival_pax=160), build.turn("T2", None, off_block, departure_pax=1)]
    instance = bus_day(build, *turns, bus_capacity=2)
    assert minutes_of("bus_capacity", instance, build.plan("T1/arrival=R1 T2/departure=R2")) == minutes


def test_both_operations_of_one_visit_add_up(build):
    turns = [build.turn("T1", "08:00", "08:50", arrival_pax=80, departure_pax=80)]
    instance = bus_day(build, *turns, bus_capacity=1)
    assert minutes_of("bus_capacity", instance, build.plan("T1=R1")) == [(20, 30)]


def test_who_stands_at_a_bridge_or_walks_needs_no_bus(build):
    turns = [build.turn("T1", "08:00", "09:00", seats=180)]
    stands = [build.stand("C1"), build.stand("R1", "remote"), build.stand("W1", "remote", boarding="walk")]
    instance = build.day(stands, turns, policy={"bus_capacity": 0})
    assert minutes_of("none", instance, build.plan("T1=C1")) == []
    assert minutes_of("none", instance, build.plan("T1=W1")) == []
    assert minutes_of("bus_capacity", instance, build.plan("T1=R1")) == [(0, 60)]
    assert minutes_of("none", instance, build.plan()) == []


@pytest.mark.parametrize(
    ("policy", "turn", "minutes"),
    [
        ({"bridge_mismatch": "bus"}, {"arrival_sector": "I"}, [(0, 60)]),  # bused at both ends of its visit
        ({"bridge_mismatch": "bus"}, {"arrival_sector": "D"}, []),
        ({"terminal_mismatch": "bus"}, {"arrival_sector": "D", "terminal": "B"}, [(0, 60)]),
        ({"terminal_mismatch": "bus"}, {"arrival_sector": "D", "terminal": "A"}, []),
    ],
)
def test_a_bridge_left_unused_takes_buses(build, policy, turn, minutes):
    stands = [build.stand("C1", arrival_sectors="D", terminal="A")]
    turns = [build.turn("T1", "08:00", "09:00", seats=180, **turn)]
    instance = build.day(stands, turns, policy={"bus_capacity": 0} | policy)
    assert minutes_of("bus_capacity", instance, build.plan("T1=C1")) == minutes


def test_buses_are_counted_from_the_stands_own_in_block(build):
    stands = [build.stand("R1", "remote", taxi_in_min=7, taxi_out_min=9)]
    turns = [build.turn("T1", "08:00", "10:00", arrival_pax=9, departure_pax=9)]
    instance = build.day(stands, turns, policy={"bus_capacity": 0, "bus_use_min": 20, "times": "runway"})
    assert minutes_of("bus_capacity", instance, build.plan("T1=R1")) == [(7, 27), (91, 111)]


def test_the_message_names_buses_and_turns(build):
    turns = [build.turn(f"T{i}", "08:00", "12:00", towable="no", arrival_pax=150) for i in range(1, 5)]
    instance = bus_day(build, *turns, bus_capacity=7)
    (violation,) = check(instance, build.plan("T1=R1 T2=R2 T3=R3 T4=R4")).violations
    assert violation.message == ("8 buses at once (2030-06-01 08:00-08:30), 7 buses available: T1, T2, T3, and 1 more")
    assert violation.visits == tuple(build.key(f"T{i}") for i in range(1, 5))
    assert violation.stands == ("R1", "R2", "R3", "R4")
