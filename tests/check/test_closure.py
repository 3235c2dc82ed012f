"""Rule `closure`: nobody on a closed stand."""

import pytest

from standalloc.check import check, refusals


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("07:00", "08:00", None),  # ends as the aircraft comes
        ("09:00", "10:00", None),  # starts as it leaves
        ("07:00", "08:01", (0, 1)),
        ("08:59", "10:00", (59, 60)),
        ("08:20", "08:30", (20, 30)),
        ("07:00", "10:00", (0, 60)),
    ],
)
def test_closed_period(build, start, end, minutes):
    closures = [build.closure("C1", start, end, reason="works")]
    instance = build.day(
        [build.stand("C1"), build.stand("C2")], [build.turn("T1", "08:00", "09:00")], closures=closures
    )
    assert check(instance, build.plan("T1=C2")).violations == ()
    violations = check(instance, build.plan("T1=C1")).violations
    assert [(v.rule, v.start, v.end) for v in violations] == ([] if minutes is None else [("closure", *minutes)])
    visit = instance.visits[0]
    assert refusals(instance, visit, instance.stand["C1"]) == (() if minutes is None else ("closure",))
    assert refusals(instance, visit, instance.stand["C2"]) == ()
    for violation in violations:
        assert (violation.turns, violation.stands) == (("T1",), ("C1",))
        assert violation.message == (
            f"T1 (2030-06-01 08:00-09:00) on stand C1, which is closed 2030-06-01 {start}-{end} (works)"
        )


@pytest.mark.parametrize(("when", "broken"), [("*", True), ("code>=D", False), ("code<=C", True), ("length>40", True)])
def test_only_matching_aircraft(build, when, broken):
    closures = [build.closure("C1", "08:00", "09:00", when=when)]
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "09:00", code="C")], closures=closures)
    assert [v.rule for v in check(instance, build.plan("T1=C1")).violations] == (["closure"] if broken else [])


def test_the_buffer_is_not_asked_of_a_closure(build):
    closures = [build.closure("C1", "06:00", "08:00"), build.closure("C1", "09:00", "12:00")]
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "09:00")], closures=closures)
    assert check(instance, build.plan("T1=C1")).violations == ()


@pytest.mark.parametrize(("start", "broken"), [("08:45", False), ("08:44", True)])
def test_a_parking_of_no_minutes(build, start, broken):
    closures = [build.closure("C1", start, "09:00")]
    turns = [build.turn("T1", "08:00", "09:45")]
    instance = build.day([build.stand("C1"), build.stand("C2")], turns, closures=closures, policy={"split_min": 105})
    plan = build.plan("T1/arrival=C2 T1/parking=C1 T1/departure=C2")
    assert [v.rule for v in check(instance, plan).violations] == (["closure"] if broken else [])


def test_a_pinned_visit_too(build):
    turns = [build.turn("T1", "08:00", "09:00", stand="C1")]
    instance = build.day([build.stand("C1")], turns, closures=[build.closure("C1", "08:30", "12:00")])
    assert [v.rule for v in check(instance, build.plan("T1=C1")).violations] == ["closure"]
