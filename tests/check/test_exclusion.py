"""Rule `exclusion`: two stands that may not hold certain aircraft at once."""

import pytest

from standalloc.check import check


def exclusions(build, turns, text, **columns):
    stands = [build.stand("M0"), build.stand("M0L"), build.stand("R1", "remote")]
    instance = build.day(stands, turns, exclusions=[build.exclusion("M0", "M0L", **columns)])
    violations = check(instance, build.plan(text)).violations
    assert {v.rule for v in violations} <= {"exclusion"}
    return violations


@pytest.mark.parametrize(("gap_min", "gap"), [(None, 15), (0, 0), (40, 40)])  # None: the policy's buffer of 15
@pytest.mark.parametrize("text", ["T1=M0 T2=M0L", "T1=M0L T2=M0"])
def test_gap_in_either_order(build, gap_min, gap, text):
    first = build.turn("T1", "08:00", "09:00")
    fine = build.turn("T2", f"09:{gap:02}", "11:00")
    assert exclusions(build, [first, fine], text, gap_min=gap_min) == ()
    close = build.turn("T2", f"09:{gap - 1:02}" if gap else "08:59", "11:00")
    (violation,) = exclusions(build, [first, close], text, gap_min=gap_min)
    assert violation.turns == ("T1", "T2")
    assert set(violation.stands) == {"M0", "M0L"}
    assert (violation.start, violation.end) == (60 + gap - 1, 60 + gap)


def test_message(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "09:05", "10:00")]
    (violation,) = exclusions(build, turns, "T1=M0L T2=M0")
    assert violation.message == (
        "T1 (2030-06-01 08:00-09:00) on stand M0L excludes T2 (2030-06-01 09:05-10:00) on stand M0: "
        "5 min apart, 15 min needed"
    )


def test_other_stands_are_not_concerned(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "08:00", "09:00")]
    assert exclusions(build, turns, "T1=M0 T2=R1") == ()
    assert exclusions(build, turns, "T1=M0L T2=R1") == ()


def test_one_stand_alone_is_left_to_overlap(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "09:15", "10:00"), build.turn("T3", "12:00", "13:00")]
    assert exclusions(build, turns, "T1=M0 T2=M0 T3=M0L", gap_min=60) == ()


def test_visits_of_one_turn_never_exclude_each_other(build):
    turns = [build.turn("T1", "08:00", "14:00")]
    assert exclusions(build, turns, "T1/arrival=M0 T1/parking=M0L T1/departure=M0") == ()


@pytest.mark.parametrize(
    ("when_a", "when_b", "on_a", "on_b", "broken"),
    [
        ("code>=E", "*", {"code": "E"}, {"code": "C"}, True),
        ("code>=E", "*", {"code": "D"}, {"code": "C"}, False),
        ("code>=E", "*", {"code": "C"}, {"code": "E"}, False),  # the condition is that of stand a
        ("code>=E", "code=C", {"code": "F"}, {"code": "C"}, True),
        ("code>=E", "code=C", {"code": "F"}, {"code": "D"}, False),
        ("wingspan>36", "*", {"wingspan_m": 36.1}, {"code": "C"}, True),
        ("wingspan>36", "*", {"wingspan_m": 36}, {"code": "C"}, False),
        ("length>40", "length>40", {"length_m": 44}, {"length_m": 41}, True),
        ("length>40", "length>40", {"length_m": 44}, {"length_m": 40}, False),
        ("length>40", "length>40", {"length_m": 44}, {}, True),  # unknown length: the safe side
        ("class=Wide_Body", "*", {"seats": 300}, {}, True),
        ("class=Wide_Body", "*", {"seats": 180}, {}, False),
        ("type=B772 B77W", "type=A388", {"aircraft_type": "B77W"}, {"aircraft_type": "A388"}, True),
        ("type=B772 B77W", "type=A388", {"aircraft_type": "A388"}, {"aircraft_type": "B77W"}, False),
    ],
)
def test_conditions(build, when_a, when_b, on_a, on_b, broken):
    turns = [build.turn("T1", "08:00", "09:00", **on_a), build.turn("T2", "08:00", "09:00", **on_b)]
    found = exclusions(build, turns, "T1=M0 T2=M0L", when_a=when_a, when_b=when_b)
    assert bool(found) is broken


def test_the_same_row_written_both_ways_is_reported_once(build):
    stands = [build.stand("M0"), build.stand("M0L")]
    rows = [build.exclusion("M0", "M0L"), build.exclusion("M0L", "M0")]
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "08:00", "09:00")]
    violations = check(build.day(stands, turns, exclusions=rows), build.plan("T1=M0 T2=M0L")).violations
    assert [v.rule for v in violations] == ["exclusion"]
