"""Rule `taxilane`: movements in one stand group, every kind against every other."""

import pytest

from standalloc.check import check


def lane_day(build, *turns, **policy):
    """Return a day of turns whose stands are in groups G (A1, A2, A3), H (B1) or none (N1, N2)."""
    groups = {"A1": "G", "A2": "G", "A3": "G", "B1": "H", "N1": "", "N2": ""}
    stands = [build.stand(name, group=group, taxi_in_min=4, taxi_out_min=6) for name, group in groups.items()]
    return build.day(stands, turns, policy={"taxilane_min": 3, "tow_min": 20} | policy)


def lanes(instance, plan):
    violations = check(instance, plan).violations
    assert {v.rule for v in violations} <= {"taxilane"}
    return violations


@pytest.mark.parametrize(
    ("second", "minutes"),
    [
        (("08:00", "12:00"), (0, 3)),
        (("08:02", "12:00"), (2, 3)),
        (("08:03", "12:00"), None),
        (("07:58", "12:00"), (2, 3)),  # minutes from 07:58
        (("07:00", "07:58"), (60, 61)),  # in-block two minutes after the other's off-block
        (("07:00", "07:57"), None),
        (("07:00", "09:01"), (121, 123)),
    ],
)
@pytest.mark.parametrize("gap", [3, 0])
def test_in_block_and_off_block(build, gap, second, minutes):
    turns = [build.turn("T1", "08:00", "09:00", towable="no"), build.turn("T2", *second, towable="no")]
    instance = lane_day(build, *turns, taxilane_min=gap)
    expected = [minutes] if minutes and gap else []
    assert [(v.start, v.end) for v in lanes(instance, build.plan("T1=A1 T2=A2"))] == expected
    assert lanes(instance, build.plan("T1=A1 T2=B1")) == ()
    assert lanes(instance, build.plan("T1=N1 T2=N2")) == ()
    assert lanes(instance, build.plan("T1=A1")) == ()


def test_the_message_and_whom_it_names(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "09:01", "10:00")]
    (violation,) = lanes(lane_day(build, *turns), build.plan("T1=A1 T2=A2"))
    assert violation.message == (
        "T1 off-block from stand A1 (2030-06-01 09:00) and T2 in-block on stand A2 (2030-06-01 09:01) in group G: "
        "1 min apart, 3 min needed"
    )
    assert (violation.visits, violation.stands) == ((build.key("T1"), build.key("T2")), ("A1", "A2"))


@pytest.mark.parametrize(
    ("minute", "moves"),
    [
        ("08:45", "T1 towed off stand A1 (2030-06-01 08:45)"),
        ("09:05", "T1 towed onto stand A2 (2030-06-01 09:05)"),
        ("13:00", "T1 towed off stand A2 (2030-06-01 13:00)"),
        ("13:20", "T1 towed onto stand A1 (2030-06-01 13:20)"),
        ("14:00", "T1 off-block from stand A1 (2030-06-01 14:00)"),
        ("10:00", None),
    ],
)
def test_both_ends_of_tows(build, minute, moves):
    # T1 is towed from A1 to A2 at 08:45, back at 13:00; T2 comes to A3 at the minute.
    instance = lane_day(build, build.turn("T1", "08:00", "14:00"), build.turn("T2", minute, "18:00", towable="no"))
    found = lanes(instance, build.plan("T1/arrival=A1 T1/parking=A2 T1/departure=A1 T2=A3"))
    assert [v.message.partition(" and ")[0] for v in found] == ([moves] if moves else [])


def test_a_tow_names_the_visit_at_that_end(build):
    turns = [build.turn("T1", "08:00", "14:00"), build.turn("T2", "08:46", "18:00", towable="no")]
    for text, part, count in (("T1/arrival=A1 T1/parking=B1", "arrival", 1), ("T1/arrival=B1 T1/parking=A1", "", 0)):
        violations = lanes(lane_day(build, *turns), build.plan(f"{text} T1/departure=B1 T2=A3"))
        assert [v.visits for v in violations] == [(build.key(f"T1/{part}"), build.key("T2"))] * count


def test_movements_of_one_turn_may_follow_each_other(build):
    # Turned round in two minutes; and both ends of a tow of one minute in one group.
    instance = lane_day(build, build.turn("T1", "08:00", "08:02"), build.turn("T2", "10:00", "16:00"), tow_min=1)
    assert lanes(instance, build.plan("T1=A1 T2/arrival=A1 T2/parking=A2 T2/departure=A2")) == ()


def test_every_pair_is_a_violation(build):
    turns = [build.turn(f"T{i}", f"08:0{i}", "12:00", towable="no") for i in (2, 0, 1)]
    found = lanes(lane_day(build, *turns[:2]), build.plan("T0=A1 T2=A2"))
    assert [v.turns for v in found] == [("T0", "T2"), ("T0", "T2")]  # in-block and off-block
    found = [v for v in lanes(lane_day(build, *turns), build.plan("T0=A1 T1=A2 T2=A3")) if v.start < 60]
    assert [v.turns for v in found] == [("T0", "T1"), ("T0", "T2"), ("T1", "T2")]


def test_runway_times_count_at_the_stand(build):
    # On stands that differ in taxi minutes both are in-block at 08:10.
    stands = [build.stand("A1", group="G", taxi_in_min=4), build.stand("A2", group="G", taxi_in_min=10)]
    turns = [build.turn("T1", "08:06"), build.turn("T2", "08:00")]
    for times, count in (("runway", 1), ("block", 0)):
        instance = build.day(stands, turns, policy={"taxilane_min": 3, "times": times})
        assert len(lanes(instance, build.plan("T1/arrival=A1 T2/arrival=A2"))) == count


@pytest.mark.parametrize(("first", "second"), [("09:00", "09:00"), ("09:02", "09:00")])
def test_half_turns_move_once(build, first, second):
    # A half-turn is there for its handling time, but only its own flight moves.
    turns = [build.turn("T1", first), build.turn("T2", None, second)]
    assert len(lanes(lane_day(build, *turns), build.plan("T1/arrival=A1 T2/departure=A2"))) == 1
    turns = [build.turn("T1", "09:00"), build.turn("T2", None, "09:45")]  # T1's handling ends as T2 leaves
    assert lanes(lane_day(build, *turns), build.plan("T1/arrival=A1 T2/departure=A2")) == ()
