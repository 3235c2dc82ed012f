"""Rule `overlap`: one aircraft at a time, and the buffer between two."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.model import Plan


def overlaps(build, turns, text, stand=None, **policy):
    instance = build.day([stand or build.stand("C1"), build.stand("C2")], turns, policy=policy)
    violations = check(instance, build.plan(text)).violations
    assert {v.rule for v in violations} <= {"overlap"}
    return violations


@pytest.mark.parametrize(
    ("second", "minutes"),
    [
        (("09:15", "10:00"), None),  # exactly the buffer of 15
        (("09:14", "10:00"), (74, 75)),
        (("09:00", "10:00"), (60, 75)),
        (("08:30", "08:40"), (30, 55)),  # there while the first is: its own 10 minutes and the buffer
        (("08:00", "09:00"), (0, 75)),
    ],
)
def test_buffer(build, second, minutes):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", *second)]
    found = overlaps(build, turns, "T1=C1 T2=C1")
    assert [(v.start, v.end) for v in found] == ([] if minutes is None else [minutes])
    assert [(v.start, v.end) for v in overlaps(build, turns[::-1], "T1=C1 T2=C1")] == [(v.start, v.end) for v in found]
    assert overlaps(build, turns, "T1=C1 T2=C2") == ()


def test_the_message_names_turns_stand_times_and_minutes(build):
    turns = [build.turn("T2", "09:10", "10:00"), build.turn("T1", "08:00", "09:00")]
    (apart,) = overlaps(build, turns, "T1=C1 T2=C1")
    assert apart.message == (
        "T1 (2030-06-01 08:00-09:00) and T2 (2030-06-01 09:10-10:00) on stand C1: 10 min apart, 15 min needed"
    )
    assert (apart.turns, apart.stands) == (("T1", "T2"), ("C1",))
    turns = [build.turn("T1", "22:00", "2 00:30"), build.turn("T2", "23:50", "2 01:00")]
    (together,) = overlaps(build, turns, "T1=C1 T2=C1")
    assert together.message == (
        "T1 (2030-06-01 22:00 - 2030-06-02 00:30) and T2 (2030-06-01 23:50 - 2030-06-02 01:00) "
        "on stand C1: there together for 40 min"
    )


def test_messages_speak_local_time(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "09:00", "10:00")]
    instance = build.day([build.stand("C1")], turns, timezone="America/New_York")
    (violation,) = check(instance, build.plan("T1=C1 T2=C1")).violations
    assert violation.message.startswith("T1 (2030-06-01 04:00-05:00) and T2 (2030-06-01 05:00-06:00)")


@pytest.mark.parametrize(("own", "policy", "gap"), [(None, 0, 0), (None, 20, 20), (0, 20, 0), (30, 20, 30)])
def test_the_stands_own_buffer_beats_the_policys(build, own, policy, gap):
    stand = build.stand("C1", buffer_min=own)
    for minutes, rules in ((gap, []), (gap - 1, ["overlap"])):
        clock = f"{8 + (60 + minutes) // 60:02}:{(60 + minutes) % 60:02}"
        turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", clock, "11:00")]
        found = overlaps(build, turns, "T1=C1 T2=C1", stand, buffer_min=policy)
        assert [v.rule for v in found] == rules


def test_visits_of_one_turn_touch_and_the_next_turn_keeps_its_distance(build):
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "14:14", "15:00")]
    stay = "T1/arrival=C1 T1/parking=C1 T1/departure=C1"
    assert overlaps(build, turns, stay) == ()
    (violation,) = overlaps(build, turns, f"{stay} T2=C1")
    assert violation.visits == (build.key("T1/departure"), build.key("T2"))
    # T1 towed away and back: T2 between the two needs the buffer on both sides
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "09:00", "12:45", towable="no")]
    assert overlaps(build, turns, "T1/arrival=C1 T1/parking=C2 T1/departure=C1 T2=C1") == ()
    (violation,) = overlaps(build, turns, "T1/arrival=C1 T1/parking=C1 T1/departure=C2 T2=C1")
    assert violation.visits == (build.key("T1/parking"), build.key("T2"))


def test_a_long_stay_meets_everyone_under_it(build):
    turns = [
        build.turn("T1", "08:00", "12:00", towable="no"),
        build.turn("T2", "08:30", "09:00"),
        build.turn("T3", "10:00", "10:30"),
    ]
    found = overlaps(build, turns, "T1=C1 T2=C1 T3=C1")
    assert [v.turns for v in found] == [("T1", "T2"), ("T1", "T3")]


def test_half_turns_hold_their_stand_for_their_handling_time(build):
    # T1 arrives 08:00 and holds until 08:45; T2 departs 10:00 and holds from 09:00: 15 minutes apart.
    turns = [build.turn("T1", "08:00"), build.turn("T2", None, "10:00")]
    assert overlaps(build, turns, "T1/arrival=C1 T2/departure=C1") == ()
    turns = [build.turn("T1", "08:00"), build.turn("T2", None, "09:59")]
    (violation,) = overlaps(build, turns, "T1/arrival=C1 T2/departure=C1")
    assert (violation.start, violation.end) == (59, 60)


def test_a_night_stop_holds_its_stand_over_midnight(build):
    turns = [build.turn("T1", "22:00", "2 06:00", towable="no"), build.turn("T2", "2 05:00", "2 07:00")]
    (violation,) = overlaps(build, turns, "T1=C1 T2=C1")
    assert (violation.start, violation.end) == (420, 495)
    turns[1] = build.turn("T2", "2 06:15", "2 07:00")
    assert overlaps(build, turns, "T1=C1 T2=C1") == ()


@pytest.mark.parametrize(
    ("other", "buffer", "broken"),
    [
        (("08:00", "08:45"), 0, False),  # ends at the minute of the parking
        (("08:45", "09:30"), 0, False),  # starts at that minute
        (("08:44", "08:46"), 0, True),
        (("08:00", "08:40"), 5, False),
        (("08:00", "08:41"), 5, True),
    ],
)
def test_a_parking_of_no_minutes_is_judged_by_the_same_formula(build, other, buffer, broken):
    policy = {"split_min": 105, "buffer_min": buffer}
    turns = [build.turn("T1", "08:00", "09:45"), build.turn("T2", *other)]
    found = overlaps(build, turns, "T1/arrival=C2 T1/parking=C1 T1/departure=C2 T2=C1", **policy)
    assert [v.rule for v in found] == (["overlap"] if broken else [])


def test_every_pair_is_found_and_no_other(build):
    spans = [("08:00", "08:50"), ("08:10", "09:30"), ("08:20", "08:30"), ("08:45", "10:00"), ("09:45", "11:00")]
    turns = [build.turn(f"T{i}", *span) for i, span in enumerate(spans)]
    found = overlaps(build, turns, " ".join(f"T{i}=C1" for i in range(5)), buffer_min=15)
    assert {v.turns for v in found} == {
        ("T0", "T1"),
        ("T0", "T2"),
        ("T0", "T3"),
        ("T1", "T2"),
        ("T1", "T3"),
        ("T3", "T4"),
    }  # T2 to T3 and T1 to T4 are exactly 15 minutes apart


@given(
    spans=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 140)), min_size=2, max_size=7),
    buffer=st.integers(0, 20),
)
def test_the_pairs_are_those_of_the_definition(build, spans, buffer):
    turns = [
        build.turn(f"T{i}", f"{start // 60:02}:{start % 60:02}", f"{(start + stay) // 60:02}:{(start + stay) % 60:02}")
        for i, (start, stay) in enumerate(spans)
    ]
    # from 105 minutes on a turn has three visits, its parking as short as no minutes
    instance = build.day([build.stand("C1")], turns, policy={"buffer_min": buffer, "split_min": 105})
    found = check(instance, Plan(dict.fromkeys(instance.visit, "C1"))).violations
    assert {frozenset(v.visits) for v in found} == {
        frozenset((one.key, other.key))
        for one, other in combinations(instance.visits, 2)
        if one.turn != other.turn and not (one.end + buffer <= other.start or other.end + buffer <= one.start)
    }
