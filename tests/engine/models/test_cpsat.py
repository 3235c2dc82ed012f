"""The model of record: each rule alone, feasible and infeasible, to the minute."""

import pytest


@pytest.mark.parametrize("plan", ["T=A", "T=B", ""])
def test_a_visit_is_on_one_stand_or_none(build, bare, plan):
    day = build.day([build.stand("A"), build.stand("B", "remote")], [build.turn("T", "8:00", "9:00")])
    assert bare.admits(day, plan)
    assert bare.solutions(day) == 3


@pytest.mark.parametrize(("start", "fits"), [("9:14", False), ("9:15", True), ("7:46", False), ("7:45", True)])
def test_overlap_ends_with_the_buffer(build, bare, start, fits):
    other = build.turn("U", start, "12:00") if start > "8" else build.turn("U", "7:00", start)
    day = build.day([build.stand("A")], [build.turn("T", "8:00", "9:00"), other], policy={"buffer_min": 15})
    assert bare.admits(day, "T=A U=A") is fits


@pytest.mark.parametrize(("buffer", "fits"), [(0, True), (1, False)])
def test_the_stands_own_buffer_beats_the_policys(build, bare, buffer, fits):
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "9:00", "10:00")]
    day = build.day([build.stand("A", buffer_min=buffer)], turns, policy={"buffer_min": 15})
    assert bare.admits(day, "T=A U=A") is fits


def test_a_class_holds_as_many_as_it_has_stands(build, bare):
    turns = [build.turn(name, "8:00", "9:00") for name in ("T", "U", "V")]
    day = build.day([build.stand("A"), build.stand("B")], turns)
    assert bare.class_names(day) == ["A B"]
    assert bare.admits(day, "T=A U=B")
    assert not bare.admits(day, "T=A U=B V=A")
    assert bare.cost(day) == 10_000


@pytest.mark.parametrize(
    ("gap", "buffer", "start", "fits"),
    [
        # Gap below, at and above the buffers: at the first minute that is far enough, and the one before it.
        (5, 15, "9:04", False),
        (5, 15, "9:05", True),
        (15, 15, "9:14", False),
        (15, 15, "9:15", True),
        (40, 15, "9:39", False),
        (40, 15, "9:40", True),
        (0, 0, "8:59", False),
        (0, 0, "9:00", True),
        (None, 20, "9:19", False),
        (None, 20, "9:20", True),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_exclusion_ends_with_its_gap_in_either_order(build, bare, gap, buffer, start, fits, swapped):
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", start, "11:00")]
    stands = [build.stand("A"), build.stand("B", "remote")]
    pair = ("B", "A") if swapped else ("A", "B")
    rows = [build.exclusion(*pair, gap_min=gap)]
    day = build.day(stands, turns, policy={"buffer_min": buffer}, exclusions=rows)
    assert bare.admits(day, "T=A U=B") is fits
    assert bare.admits(day, "T=B U=A") is fits


def test_a_wide_stand_excludes_both_sides_and_they_not_each_other(build, bare):
    turns = [build.turn(name, "8:00", "9:00") for name in ("T", "U", "V")]
    stands = [build.stand("M"), build.stand("ML", max_code="C"), build.stand("MR", max_code="C")]
    rows = [build.exclusion("M", "ML"), build.exclusion("MR", "M")]
    day = build.day(stands, turns, exclusions=rows)
    assert bare.class_names(day) == ["M", "ML MR"]
    assert bare.admits(day, "T=ML U=MR")
    assert not bare.admits(day, "T=M U=MR")
    assert bare.cost(day) == 10_000


@pytest.mark.parametrize("gap", [15, 60])
def test_an_exclusion_concerns_only_aircraft_that_match(build, bare, gap):
    turns = [build.turn("T", "8:00", "9:00", code="E"), build.turn("U", "8:00", "9:00", code="C")]
    stands = [build.stand("A"), build.stand("B", "remote")]
    rows = [build.exclusion("A", "B", when_a="code>=E", gap_min=gap)]
    day = build.day(stands, turns, exclusions=rows)
    assert not bare.admits(day, "T=A U=B")
    assert bare.admits(day, "T=B U=A")


@pytest.mark.parametrize("gap", [15, 200])
def test_visits_of_one_turn_never_exclude_one_another(build, bare, gap):
    stands = [build.stand("A"), build.stand("B", "remote")]
    day = build.day(stands, [build.turn("T", "8:00", "12:00")], exclusions=[build.exclusion("A", "B", gap_min=gap)])
    assert bare.admits(day, "T/arrival=A T/parking=B T/departure=A")


@pytest.mark.parametrize("gap", [15, 5, 40])
def test_parking_shorter_than_the_buffer_between_two_visits_to_one_stand(build, bare, gap):
    """The aircraft goes to an excluded neighbour for five minutes, fewer than the buffer, and comes back."""
    stands = [build.stand("K"), build.stand("M", "remote")]
    rows = [build.exclusion("K", "M", gap_min=gap)]
    policy = {"buffer_min": 15, "split_min": 110}
    day = build.day(stands, [build.turn("T", "8:00", "9:50")], policy=policy, exclusions=rows)
    assert bare.admits(day, "T/arrival=K T/parking=M T/departure=K")
    assert bare.admits(day, "T/arrival=M T/parking=K T/departure=M")


@pytest.mark.parametrize(
    ("plan", "tows"),
    [
        ("T/arrival=A T/parking=A T/departure=A", 0),
        ("T/arrival=A T/parking=B T/departure=A", 2),
        ("T/arrival=A T/parking=A T/departure=B", 1),
        ("T/arrival=A T/departure=A", 0),
        ("T/parking=B", 0),
    ],
)
@pytest.mark.parametrize("alike", [True, False])
def test_stays_and_tows(build, bare, plan, tows, alike):
    """A tow is a move between two stands, of one class or of two; a visit without a stand is no tow."""
    stands = [build.stand("A"), build.stand("B", terminal="" if alike else "T9")]
    day = build.day(stands, [build.turn("T", "8:00", "12:00")], objective={"unallocated": 0, "tow": 7})
    assert len(bare.class_names(day)) == (1 if alike else 2)
    assert bare.admits(day, plan, cost=7 * tows)


def test_between_tows_the_stand_is_another_turns(build, bare):
    """While T is parked elsewhere U is on its stand; while T stays, nobody can be."""
    turns = [build.turn("T", "8:00", "14:00"), build.turn("U", "9:30", "12:00")]
    day = build.day([build.stand("A"), build.stand("R", "remote")], turns)
    assert bare.admits(day, "T/arrival=A T/parking=R T/departure=A U=A")
    assert not bare.admits(day, "T/arrival=A T/parking=A T/departure=A U=A")


def test_a_stay_does_not_wait_for_the_buffer(build, bare):
    """Visits of one turn touch: three visits on the only stand, with no minute between them."""
    day = build.day([build.stand("A")], [build.turn("T", "8:00", "14:00")], policy={"buffer_min": 90})
    assert bare.admits(day, "T/arrival=A T/parking=A T/departure=A")


def test_in_a_class_a_stay_gives_back_only_its_own_stand(build, bare):
    """Two turns change over on two stands: one of them must stay, or both need a third stand over the buffer."""
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:00", "12:00")]
    day = build.day([build.stand("A"), build.stand("B")], turns)
    stay = "T/arrival=A T/parking=A T/departure=A U/arrival=B U/parking=B U/departure=B"
    swap = "T/arrival=A T/parking=B T/departure=B U/arrival=B U/parking=A U/departure=A"
    assert bare.admits(day, stay)
    assert not bare.admits(day, swap)


@pytest.mark.parametrize(("parking", "fits"), [("U", True), ("V", False), ("W", True)])
def test_a_visit_of_no_minutes_is_judged_by_the_same_formula(build, bare, parking, fits):
    """T parks for no minutes at 8:45, where U ends, inside V, where W starts."""
    turns = [
        build.turn("T", "8:00", "9:45"),
        build.turn("U", "7:00", "8:45"),
        build.turn("V", "8:00", "9:30", towable=False),
        build.turn("W", "8:45", "10:00"),
    ]
    policy = {"buffer_min": 0, "split_min": 105}
    day = build.day([build.stand("A")], turns, policy=policy, objective={"tow": 0})
    assert day.visits_of["T"][1].start == day.visits_of["T"][1].end
    part = "/arrival" if len(day.visits_of[parking]) > 1 else ""
    assert bare.admits(day, f"T/parking=A {parking}{part}=A") is fits


def test_two_visits_of_no_minutes_at_one_moment_share_a_stand(build, bare):
    policy = {"buffer_min": 0, "split_min": 105}
    day = build.day([build.stand("A")], [build.turn(name, "8:00", "9:45") for name in ("T", "U")], policy=policy)
    assert bare.admits(day, "T/parking=A U/parking=A")


def test_a_pinned_visit_is_on_its_stand(build, bare):
    """The stand admits neither size nor airline: the aircraft is there all the same."""
    stands = [build.stand("A"), build.stand("B", "remote", max_code="B", airlines="XX")]
    day = build.day(stands, [build.turn("T", "8:00", "9:00", arrival_pax=30)], pins=[build.pin("T", "B")])
    assert bare.admits(day, "T=B")
    assert not bare.admits(day, "T=A")
    assert not bare.admits(day, "")
    assert bare.cost(day) == 30


@pytest.mark.parametrize(("arrival", "fits"), [("9:59", False), ("10:00", True)])
def test_a_closed_stand_opens_again(build, bare, arrival, fits):
    turn = build.turn("T", arrival, "12:00")
    day = build.day([build.stand("A")], [turn], closures=[build.closure("A", "8:00", "10:00")])
    assert bare.admits(day, "T=A") is fits


@pytest.mark.parametrize(("code", "fits"), [("C", True), ("E", False)])
def test_a_closure_may_be_for_some_aircraft(build, bare, code, fits):
    turn = build.turn("T", "8:00", "10:00", code=code)
    day = build.day([build.stand("A")], [turn], closures=[build.closure("A", "8:30", "9:00", when="code>=D")])
    assert bare.admits(day, "T=A") is fits


@pytest.mark.parametrize(("landing", "fits"), [("9:04", False), ("9:05", True)])
def test_by_runway_times_stands_differ_in_when_they_are_taken(build, bare, landing, fits):
    """T is off A at 8:55, five minutes before take-off; U is there ten minutes after it lands."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", landing, "11:00")]
    stands = [build.stand("A", taxi_in_min=10, taxi_out_min=5), build.stand("B")]
    day = build.day(stands, turns, policy={"times": "runway", "buffer_min": 20})
    assert bare.admits(day, "T=A U=A") is fits
    assert not bare.admits(day, "T=B U=B")


@pytest.mark.parametrize(("second", "at_bridge", "away"), [("8:29", False, False), ("8:30", True, False)])
def test_handling_depends_on_the_bridge(build, bare, second, at_bridge, away):
    turns = [build.turn("T", "8:00", seats=100), build.turn("U", second, seats=100)]
    stands = [build.stand("A"), build.stand("R", "remote")]
    handling = [build.handling("Regional", 30, 45)]
    day = build.day(stands, turns, policy={"buffer_min": 0}, handling=handling)
    assert bare.admits(day, "T/arrival=A U/arrival=A") is at_bridge
    assert bare.admits(day, "T/arrival=R U/arrival=R") is away


@pytest.mark.parametrize(("mismatch", "cost"), [("forbid", None), ("bus", 30)])
def test_a_bridge_of_another_sector_may_be_left_unused(build, bare, mismatch, cost):
    stand = build.stand("A", arrival_sectors="I")
    turn = build.turn("T", "8:00", "9:00", arrival_sector="D", arrival_pax=20, departure_pax=10)
    day = build.day([stand], [turn], policy={"bridge_mismatch": mismatch})
    assert bare.admits(day, "T=A", cost) is (cost is not None)


@pytest.mark.parametrize(("mismatch", "cost"), [("forbid", None), ("cost", 5), ("bus", 5 + 20)])
def test_another_terminal_is_charged_forbidden_or_served_by_bus(build, bare, mismatch, cost):
    turn = build.turn("T", "8:00", "9:00", terminal="T1", arrival_pax=20)
    day = build.day([build.stand("A", terminal="T2")], [turn], policy={"terminal_mismatch": mismatch})
    assert bare.admits(day, "T=A", cost) is (cost is not None)


@pytest.mark.parametrize(
    ("plan", "stands"),
    [("T=A U=B", 2), ("T=A V=A", 1), ("T=A V=B", 1), ("T=A U=R", 1), ("T=R", 0), ("T=A U=B V=A", 2), ("", 0)],
)
def test_each_stand_used_at_the_terminal_counts(build, bare, plan, stands):
    """The model speaks of as many as are needed: A and B are alike, and V comes when T has gone."""
    names = [build.stand("A"), build.stand("B"), build.stand("R", "remote", boarding="walk")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00"), build.turn("V", "10:00", "11:00")]
    day = build.day(names, turns, objective={"unallocated": 0, "stand_used": 7})
    assert bare.admits(day, plan, cost=7 * stands)
