"""Taxilanes: which movements take one and when, and what the model of record admits of it, to the minute."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Event


def lanes(instance):
    """Return what the members of each lane draw: names of visits, or how often events happen, with their times."""
    problem = compile_problem(instance)
    return [
        sorted((_name(problem, m.key), m.start, m.end) for m in chain.members)
        for chain in problem.chains
        if chain.rule == "taxilane" and chain.capacity == 1 and all(m.weight == 1 for m in chain.members)
    ]


def _name(problem, key):
    return "event" if isinstance(key, Event) else f"{problem.visits[key.visit].key} on {key.stand_class}"


def lane_day(build, turns, minutes=10, policy=None, **parts):
    """Return two stands of one lane and one that is on none."""
    stands = [build.stand("A", group="G"), build.stand("B", group="G", terminal="T9"), build.stand("R", "remote")]
    return build.day(stands, turns, policy={"taxilane_min": minutes, "buffer_min": 0} | (policy or {}), **parts)


def test_a_flight_takes_the_lane_of_its_stand_when_it_comes_and_when_it_goes(build):
    day = lane_day(build, [build.turn("T", "8:00", "9:00")])
    assert lanes(day) == [[(f"T on {k}", start, start + 10) for k in (0, 1) for start in (0, 60)]]


def test_there_is_a_lane_for_each_group(build):
    stands = [build.stand("A", group="G"), build.stand("B", group="H"), build.stand("C")]
    day = build.day(stands, [build.turn("T", "8:00", "9:00")], policy={"taxilane_min": 5})
    assert lanes(day) == [[("T on 0", 0, 5), ("T on 0", 60, 65)], [("T on 1", 0, 5), ("T on 1", 60, 65)]]


@pytest.mark.parametrize("policy", [{"taxilane_min": 0}, {}])
def test_without_minutes_there_is_no_lane(build, policy):
    day = build.day([build.stand("A", group="G")], [build.turn("T", "8:00", "9:00")], policy=policy)
    assert lanes(day) == []


def test_half_turns_move_once(build):
    turns = [build.turn("T", "8:00"), build.turn("U", None, "9:00")]
    stands = [build.stand("A", group="G")]
    assert lanes(build.day(stands, turns, policy={"taxilane_min": 5})) == [
        [("T (arrival) on 0", 0, 5), ("U (departure) on 0", 60, 65)]
    ]


def test_runway_times_move_it(build):
    stands = [build.stand("A", group="G", taxi_in_min=7, taxi_out_min=4)]
    turns = [build.turn("T", "8:00", "9:00")]
    policy = {"taxilane_min": 5, "times": "runway"}
    assert lanes(build.day(stands, turns, policy=policy)) == [[("T on 0", 7, 12), ("T on 0", 56, 61)]]


def test_movements_of_one_turn_that_meet_take_the_lane_once(build):
    """In at 8:00 and out at 8:06: taken without a break up to 8:16, by one visit wherever it is."""
    day = lane_day(build, [build.turn("T", "8:00", "8:06")])
    assert lanes(day) == [[("T on 0", 0, 16), ("T on 1", 0, 16)]]


def test_an_arrival_that_meets_its_own_tow_takes_the_lane_once(build, bare):
    """In at 8:00, away at 8:05 and there at 8:08, back the same way; the lane is alone from 8:00 to 8:18 and later."""
    policy = {"arrival_min": 5, "departure_min": 5, "split_min": 30, "tow_min": 3}
    day = lane_day(build, [build.turn("T", "8:00", "9:00")], policy=policy, objective={"tow": 1})
    problem = compile_problem(day)
    (lane,) = (chain for chain in problem.chains if chain.rule == "taxilane")
    # 8:00 in-block; 8:05 towed off; 8:08 there; 8:10 free of the first, 8:15 of the second, 8:18 of the third.
    cuts = {(m.start, m.end) for m in lane.members if m.start < 30}
    assert cuts == {(0, 5), (5, 8), (8, 10), (10, 15), (15, 18)}
    assert bare.admits(day, "T/arrival=A T/parking=B T/departure=A", cost=2)
    assert bare.admits(day, "T/arrival=A T/parking=R T/departure=B", cost=2)


@pytest.mark.parametrize(
    ("start", "fits"), [("7:50", True), ("7:51", False), ("8:00", False), ("8:09", False), ("8:10", True)]
)
def test_movements_of_two_turns_keep_their_distance(build, bare, start, fits):
    day = lane_day(
        build, [build.turn("T", "8:00", "12:00"), build.turn("U", start, "12:30")], policy={"split_min": 999}
    )
    assert bare.admits(day, "T=A U=B") is fits
    assert bare.admits(day, "T=A U=R")


def test_one_comes_as_another_goes(build, bare):
    day = lane_day(build, [build.turn("T", "8:00", "9:00"), build.turn("U", "9:05", "10:00")])
    assert not bare.admits(day, "T=A U=B")
    assert not bare.admits(day, "T=A U=A")
    assert bare.admits(lane_day(build, [build.turn("T", "8:00", "9:00"), build.turn("U", "9:10", "10:00")]), "T=A U=A")


def towed(build, other):
    """Return a stay that may be towed at 8:45, to be there at 9:05, and a turn for a third stand of the lane."""
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", other, "16:00", code="E", towable=False)]
    stands = [build.stand(name, group="G", max_code="C", terminal=name) for name in "AB"]
    stands += [build.stand("C", group="G"), build.stand("R", "remote")]
    return build.day(stands, turns, policy={"taxilane_min": 10})


@pytest.mark.parametrize(
    ("plan", "other", "fits"),
    [
        # It leaves A at 8:45.
        ("T/arrival=A T/parking=R", "8:35", True),
        ("T/arrival=A T/parking=R", "8:36", False),
        ("T/arrival=A T/parking=R", "8:54", False),
        ("T/arrival=A T/parking=R", "8:55", True),
        # It reaches A at 9:05, when its tow is over.
        ("T/arrival=R T/parking=A", "8:55", True),
        ("T/arrival=R T/parking=A", "8:56", False),
        ("T/arrival=R T/parking=A", "9:14", False),
        ("T/arrival=R T/parking=A", "9:15", True),
        # Between two stands of the lane both count; staying or going without a stand moves nothing.
        ("T/arrival=A T/parking=B", "8:50", False),
        ("T/arrival=A T/parking=B", "9:00", False),
        ("T/arrival=A T/parking=A", "8:45", True),
        ("T/arrival=A", "8:45", True),
        ("T/parking=A", "9:05", True),
    ],
)
def test_a_tow_takes_the_lane_at_both_ends(build, bare, plan, other, fits):
    assert bare.admits(towed(build, other), f"{plan} U=C") is fits


def test_between_two_stands_of_one_class_a_tow_moves_too(build, bare):
    stands = [build.stand(name, group="G") for name in "ABC"]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:45", "16:00", towable=False)]
    day = build.day(stands, turns, policy={"taxilane_min": 10})
    assert bare.class_names(day) == ["A B C"]
    assert bare.admits(day, "T/arrival=A T/parking=A T/departure=A U=B")
    assert not bare.admits(day, "T/arrival=A T/parking=C T/departure=C U=B")
