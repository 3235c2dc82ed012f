"""Rule `pin`: a pinned visit is on its stand; what pins cannot waive; pins that no plan can keep."""

import pytest

from standalloc.check import check, pin_problems

STAY = "T1/arrival=C1 T1/parking=C1 T1/departure=C1"


@pytest.mark.parametrize(
    ("visit", "text", "broken"),
    [
        ("*", STAY, []),
        ("*", STAY.replace("parking=C1", "parking=C2"), ["T1/parking"]),
        ("parking", STAY.replace("parking=C1", "parking=C2"), ["T1/parking"]),
        ("arrival", STAY.replace("parking=C1", "parking=C2"), []),
        ("arrival", "T1/parking=C1 T1/departure=C1", ["T1/arrival"]),
        ("*", "", ["T1/arrival", "T1/parking", "T1/departure"]),
    ],
)
def test_pinned_visits(build, visit, text, broken):
    turns = [build.turn("T1", "08:00", "14:00")]
    instance = build.day([build.stand("C1"), build.stand("C2")], turns, pins=[build.pin("T1", "C1", visit)])
    violations = check(instance, build.plan(text)).violations
    assert [(v.rule, v.visits) for v in violations] == [("pin", (build.key(name),)) for name in broken]


def test_the_turns_own_stand_pins_every_visit(build):
    turns = [build.turn("T1", "08:00", "14:00", stand="C1")]
    instance = build.day([build.stand("C1"), build.stand("C2")], turns)
    assert check(instance, build.plan(STAY)).violations == ()
    assert len(check(instance, build.plan(STAY.replace("C1", "C2"))).violations) == 3


def test_messages(build):
    instance = build.day([build.stand("C1"), build.stand("C2")], [build.turn("T1", "08:00", "09:00", stand="C1")])
    (elsewhere,) = check(instance, build.plan("T1=C2")).violations
    assert elsewhere.message == "T1 (2030-06-01 08:00-09:00) is pinned to stand C1 but is on stand C2"
    assert elsewhere.stands == ("C1", "C2")
    (missing,) = check(instance, build.plan()).violations
    assert missing.message == "T1 (2030-06-01 08:00-09:00) is pinned to stand C1 but is unallocated"
    assert (missing.stands, missing.start, missing.end) == (("C1",), 0, 60)


def test_a_pin_waives_neither_overlap_nor_exclusion(build):
    turns = [
        build.turn("T1", "08:00", "09:00", stand="C1"),
        build.turn("T2", "09:00", "10:00"),
        build.turn("T3", "08:00", "09:00"),
    ]
    instance = build.day(
        [build.stand("C1"), build.stand("C2")], turns, exclusions=[build.exclusion("C1", "C2", gap_min=0)]
    )
    assert pin_problems(instance) == []
    found = check(instance, build.plan("T1=C1 T2=C1 T3=C2")).violations
    assert [(v.rule, v.turns) for v in found] == [("overlap", ("T1", "T2")), ("exclusion", ("T1", "T3"))]


@pytest.mark.parametrize(
    ("second", "stand", "message"),
    [
        ("09:00", "C1", "pinned: T1 (2030-06-01 08:00-09:00) and T2 (2030-06-01 09:00-10:00) on stand C1: 0 min apart"),
        ("09:00", "C2", "pinned: T1 (2030-06-01 08:00-09:00) on stand C1 excludes T2"),
        ("09:15", "C1", None),
        ("09:15", "C2", None),
        ("09:20", "C3", "pinned: T2 (2030-06-01 09:20-10:00) on stand C3, which is closed 2030-06-01 09:00-09:30"),
    ],
)
@pytest.mark.parametrize("table", ["schedule", "pins"])
def test_pins_no_plan_can_keep(build, table, second, stand, message):
    in_schedule = table == "schedule"
    turns = [
        build.turn("T1", "08:00", "09:00", stand="C1"),
        build.turn("T2", second, "10:00", stand=stand if in_schedule else ""),
    ]
    instance = build.day(
        [build.stand("C1"), build.stand("C2"), build.stand("C3")],
        turns,
        exclusions=[build.exclusion("C1", "C2")],
        closures=[build.closure("C3", "09:00", "09:30")],
        pins=[build.pin("T1", "C1")] if in_schedule else [build.pin("T1", "C1"), build.pin("T2", stand)],
    )
    problems = pin_problems(instance)
    assert [p.code for p in problems] == ([] if message is None else ["pins_conflict"])
    for problem in problems:
        assert problem.message.startswith(message)
        assert (problem.severity, problem.table, problem.row, problem.column) == ("error", table, 1, "stand")


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({}, None),
        ({"tow_capacity": 1}, "pinned: 2 tows at once (2030-06-01 08:46-09:05), 1 tug available: T1, T2"),
        ({"tow_capacity": 2}, None),
        (
            {"taxilane_min": 2},
            "pinned: T1 in-block on stand C1 (2030-06-01 08:00) and T2 in-block on stand C2 (2030-06-01 08:01) "
            "in group G: 1 min apart, 2 min needed",
        ),
        ({"taxilane_min": 1}, None),
        ({"bus_capacity": 3}, "pinned: 4 buses at once (2030-06-01 08:01-08:30), 3 buses available: T1, T2"),
        ({"bus_capacity": 4}, None),
    ],
)
def test_pins_that_lack_tugs_lanes_or_buses(build, policy, message):
    # T1 and T2 are towed away at 08:45 and 08:46, and need two buses each.
    stands = [build.stand("C1", boarding="bus", group="G"), build.stand("C2", boarding="bus", group="G")]
    stands += [build.stand("R1", "remote"), build.stand("R2", "remote")]
    turns = [build.turn("T1", "08:00", "14:00", arrival_pax=100), build.turn("T2", "08:01", "18:00", arrival_pax=100)]
    places = [("C1", "arrival"), ("R1", "parking")], [("C2", "arrival"), ("R2", "parking")]
    pins = [build.pin(f"T{i}", stand, part) for i, pair in enumerate(places, 1) for stand, part in pair]
    problems = pin_problems(build.day(stands, turns, policy=policy, pins=pins))
    assert {(p.code, p.table) for p in problems} == ({("pins_conflict", "pins")} if message else set())
    assert [p.message for p in problems][:1] == ([message] if message else [])


def test_pins_that_only_waive_admission_are_no_conflict(build):
    turns = [build.turn("T1", "08:00", "09:00", code="F", stand="C1")]
    assert pin_problems(build.day([build.stand("C1", max_code="C")], turns)) == []
