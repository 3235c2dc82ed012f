"""More turns at once than stands that admit them: an exact statement, by time and code letter."""

import pytest

from standalloc.check import advise


def demands(build, stands, turns, handling=(), **policy):
    instance = build.day(stands, turns, policy=policy, handling=handling)
    return [p.message for p in advise(instance) if p.code == "demand_above_supply"]


def said(minute, peak, which, supply):
    return (
        f"at 2030-06-01 {minute} {peak} {which} need a stand, buffer included, and only {supply} "
        f"{'admits' if supply == 1 else 'admit'} them: at least {peak - supply} must stay unallocated"
    )


@pytest.mark.parametrize(
    ("buffer", "second", "messages"),
    [
        (15, "09:15", []),
        (15, "09:14", [said("09:14", 2, "turns of code C or larger", 1)]),
        (0, "09:00", []),
        (0, "08:59", [said("08:59", 2, "turns of code C or larger", 1)]),
    ],
)
def test_turns_there_at_one_minute(build, buffer, second, messages):
    turns = [build.turn("T1", "08:00", "09:00", seats=1), build.turn("T2", second, "10:00", seats=1)]
    assert demands(build, [build.stand("C1")], turns, buffer_min=buffer) == messages


def test_the_least_buffer_of_the_stands_counts(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "09:05", "10:00"), build.turn("T3", "09:00", "10:00")]
    assert demands(build, [build.stand("C1"), build.stand("C2", buffer_min=0)], turns) == []
    assert demands(build, [build.stand("C1"), build.stand("C2")], turns) == [
        said("09:05", 3, "turns of code C or larger", 2)
    ]


def test_each_code_letter_against_the_stands_that_admit_it(build):
    stands = [build.stand("E1", max_code="E"), build.stand("C1", max_code="C"), build.stand("C2", max_code="C")]
    wide = [build.turn(f"W{i}", "08:00", "09:00", code="E") for i in range(2)]
    narrow = [build.turn(f"N{i}", "08:30", "09:30") for i in range(2)]
    # two wide-bodies and one stand; with the others four turns and three stands: no more than that one lacks
    assert demands(build, stands, wide + narrow) == [said("08:00", 2, "turns of code E or larger", 1)]
    # another narrow-body makes five turns on three stands: one more
    narrow.append(build.turn("N3", "08:40", "09:30"))
    assert demands(build, stands, wide + narrow) == [
        said("08:00", 2, "turns of code E or larger", 1),
        said("08:40", 5, "turns of code C or larger", 3),
    ]


def test_a_turn_that_splits_counts_once(build):
    turns = [build.turn("T1", "08:00", "14:00")]
    assert demands(build, [build.stand("C1")], turns) == []


def test_turns_no_stand_admits_are_warned_of_as_such(build):
    turns = [build.turn(f"T{i}", "08:00", "09:00", code="F") for i in range(3)]
    assert demands(build, [build.stand("C1", max_code="C")], turns) == []


def test_the_first_of_equal_peaks_is_named(build):
    spans = [("08:00", "09:00"), ("08:30", "09:00"), ("12:00", "13:00"), ("12:30", "13:00")]
    turns = [build.turn(f"T{i}", *span) for i, span in enumerate(spans)]
    assert demands(build, [build.stand("C1")], turns) == [said("08:30", 2, "turns of code C or larger", 1)]


@pytest.mark.parametrize(("second", "lacking"), [("08:53", []), ("08:52", ["09:02"])])
def test_runway_times_count_on_whatever_stand(build, second, lacking):
    # T1 leaves its stand at 08:48 on C2 and 08:50 on C1: with 15 minutes of buffer it is there until 09:03 at least.
    stands = [build.stand("C1", taxi_in_min=4, taxi_out_min=10), build.stand("C2", taxi_in_min=10, taxi_out_min=12)]
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T0", "08:00", "12:00", towable="no")]
    turns.append(build.turn("T2", second, "10:00"))
    messages = [said(minute, 3, "turns of code C or larger", 2) for minute in lacking]
    assert demands(build, stands, turns, times="runway") == messages


@pytest.mark.parametrize(("second", "lacking"), [("08:45", []), ("08:44", ["08:44"])])
def test_handling_counts_on_whatever_stand(build, second, lacking):
    # T1 is there for 30 minutes at the bridge and 40 away from it; each stand has its turn.
    stands = [build.stand("C1"), build.stand("R1", "remote")]
    turns = [build.turn("T1", "08:00", seats=180), build.turn("T0", "08:00", "12:00", towable="no")]
    turns.append(build.turn("T2", second, "10:00"))
    messages = [said(minute, 3, "turns of code C or larger", 2) for minute in lacking]
    assert demands(build, stands, turns, handling=[build.handling("Narrow_Body", 30, 40)]) == messages
