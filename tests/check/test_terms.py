"""Every objective term, computed by hand."""

import pytest

from standalloc.check import check
from standalloc.check.terms import AMOUNTS
from standalloc.model import TERMS


def amount(instance, plan, term):
    return check(instance, plan).terms[term].amount


def test_terms_are_those_of_the_model():
    assert tuple(AMOUNTS) == tuple(TERMS)


@pytest.mark.parametrize(("text", "count"), [("T1=C1 T2=C2", 0), ("T1=C1", 1), ("", 2)])
def test_unallocated(build, text, count):
    stands = [build.stand("C1"), build.stand("C2")]
    instance = build.day(stands, [build.turn(name, "08:00", "09:00") for name in ("T1", "T2")])
    assert amount(instance, build.plan(text), "unallocated") == count


@pytest.mark.parametrize(
    ("columns", "passengers"),
    [
        ({"kind": "remote"}, 180),
        ({"kind": "remote", "boarding": "walk"}, 0),
        ({"kind": "remote", "boarding": "bridge"}, 0),
        ({"kind": "contact"}, 0),
        ({"kind": "contact", "boarding": "bus"}, 180),
    ],
)
def test_bus_passenger_goes_by_the_stands_boarding(build, columns, passengers):
    stands = [build.stand("S1", **columns)]
    turns = [build.turn("T1", "08:00", "09:00", arrival_pax=100, departure_pax=80)]
    assert amount(build.day(stands, turns), build.plan("T1=S1"), "bus_passenger") == passengers


@pytest.mark.parametrize(
    ("text", "passengers"),
    [
        ("T1/arrival=C1 T1/parking=R1 T1/departure=C1", 0),
        ("T1/arrival=R1 T1/parking=R1 T1/departure=C1", 100),
        ("T1/arrival=C1 T1/parking=C1 T1/departure=R1", 80),
        ("T1/arrival=R1", 100),  # who is unallocated rides no bus
    ],
)
def test_bus_passengers_of_each_part(build, text, passengers):
    stands = [build.stand("C1"), build.stand("R1", "remote")]
    turns = [build.turn("T1", "08:00", "14:00", arrival_pax=100, departure_pax=80)]
    assert amount(build.day(stands, turns), build.plan(text), "bus_passenger") == passengers


@pytest.mark.parametrize(
    ("policy", "passengers"),
    [
        ({}, 0),
        ({"bridge_mismatch": "bus"}, 180),
        ({"terminal_mismatch": "bus"}, 40),
        ({"terminal_mismatch": "cost"}, 0),
    ],
)
def test_bus_passengers_of_a_bridge_left_unused(build, policy, passengers):
    # Both pins waive what the policy would forbid. T1 boards in a sector that is not served, T2 is off its terminal.
    stands = [build.stand("C1", terminal="A", departure_sectors="D")]
    turns = [
        build.turn("T1", "08:00", "09:00", departure_sector="I", arrival_pax=100, departure_pax=80, stand="C1"),
        build.turn("T2", "10:00", "11:00", departure_sector="D", terminal="B", arrival_pax=40, stand="C1"),
    ]
    assert amount(build.day(stands, turns, policy=policy), build.plan("T1=C1 T2=C1"), "bus_passenger") == passengers


@pytest.mark.parametrize(
    ("text", "tows"),
    [
        ("T1/arrival=C1 T1/parking=C1 T1/departure=C1", 0),
        ("T1/arrival=C1 T1/parking=C1 T1/departure=C2", 1),
        ("T1/arrival=C1 T1/parking=C2 T1/departure=C1", 2),
        ("T1/arrival=C1 T1/departure=C2", 0),  # no two consecutive visits are both allocated
        ("T1/parking=C1 T1/departure=C2", 1),
    ],
)
def test_tow(build, text, tows):
    instance = build.day([build.stand("C1"), build.stand("C2")], [build.turn("T1", "08:00", "14:00")])
    assert amount(instance, build.plan(text), "tow") == tows


@pytest.mark.parametrize(("text", "changes"), [("T1=C1 T2=C2", 0), ("T1=C2 T2=C1", 1), ("T2=C1", 1)])
def test_change_counts_visits_with_a_reference(build, text, changes):
    turns = [build.turn("T1", "08:00", "09:00", reference_stand="C1"), build.turn("T2", "08:00", "09:00")]
    instance = build.day([build.stand("C1"), build.stand("C2")], turns)
    assert amount(instance, build.plan(text), "change") == changes


def test_a_reference_plan_beats_the_turns_own_reference(build):
    turns = [build.turn("T1", "08:00", "14:00", reference_stand="C1")]
    instance = build.day([build.stand("C1"), build.stand("C2")], turns)
    reference = {build.key("T1/parking"): "C2", build.key("T9"): "C1"}
    instance = type(instance)(instance.airport, instance.turns, reference=reference)
    assert amount(instance, build.plan("T1/arrival=C1 T1/parking=C1 T1/departure=C1"), "change") == 1
    assert amount(instance, build.plan("T1/arrival=C1 T1/parking=C2 T1/departure=C1"), "change") == 0
    assert amount(instance, build.plan(), "change") == 3


def test_off_terminal_counts_visits_not_passengers(build):
    stands = [build.stand("C1", terminal="T2"), build.stand("R1", "remote", terminal="T2")]
    turns = [build.turn("T1", "08:00", "14:00", terminal="T1", arrival_pax=100, departure_pax=80)]
    instance = build.day(stands, turns)
    # the parking visit has no passengers
    assert amount(instance, build.plan("T1/arrival=C1 T1/parking=C1 T1/departure=C1"), "off_terminal") == 2
    assert amount(instance, build.plan("T1/arrival=C1 T1/parking=C1 T1/departure=R1"), "off_terminal") == 1


@pytest.mark.parametrize(
    ("rows", "cost"),
    [
        ([{"stand": "C1", "cost": 3}], 3),
        ([{"stand": "C2", "cost": 3}], 0),
        ([{"terminal": "T2", "cost": -1.5}], -1.5),
        ([{"apron": "N", "cost": 2}], 2),
        ([{"stand": "C1", "cost": 3}, {"terminal": "T2", "cost": -1.5}, {"apron": "N", "cost": 2}], 3.5),
        ([{"stand": "C1", "cost": 3}, {"stand": "C1", "cost": 3}], 6),
        ([{"airline": "AA", "type": "A320", "use": "passenger", "stand": "C1", "cost": 3}], 3),
        ([{"airline": "BB", "type": "A320", "stand": "C1", "cost": 3}], 0),
        ([{"airline": "AA", "type": "A321", "stand": "C1", "cost": 3}], 0),
        ([{"use": "cargo", "stand": "C1", "cost": 3}], 0),
    ],
)
def test_preference_sums_every_matching_row(build, rows, cost):
    stands = [build.stand("C1", terminal="T2", apron="N"), build.stand("C2")]
    turns = [build.turn("T1", "08:00", "09:00", airline="AA", aircraft_type="A320", arrival_pax=1)]
    instance = build.day(stands, turns, preferences=[build.preference(**row) for row in rows])
    assert amount(instance, build.plan("T1=C1"), "preference") == cost
    assert amount(instance, build.plan(), "preference") == 0


def test_preference_is_asked_of_visits_with_passengers(build):
    rows = [build.preference(stand="C1", cost=3)]
    turns = [build.turn("T1", "08:00", "14:00", arrival_pax=10), build.turn("T2", "15:00", "16:00")]
    instance = build.day([build.stand("C1")], turns, preferences=rows)
    plan = build.plan("T1/arrival=C1 T1/parking=C1 T1/departure=C1 T2=C1")
    assert amount(instance, plan, "preference") == 3  # of T1's arrival alone


@pytest.mark.parametrize(
    ("text", "stands"), [("T1=C1 T2=C2", 2), ("T1=C1 T2=R1", 1), ("T1=R1 T2=R2", 0), ("T1=C1", 1), ("", 0)]
)
def test_stand_used_counts_contact_stands(build, text, stands):
    kinds = {"C1": "contact", "C2": "contact", "R1": "remote", "R2": "remote"}
    turns = [build.turn(name, "08:00", "09:00") for name in ("T1", "T2")]
    instance = build.day([build.stand(*pair) for pair in kinds.items()], turns)
    assert amount(instance, build.plan(text), "stand_used") == stands


def test_a_stand_used_twice_is_used(build):
    turns = [build.turn("T1", "08:00", "09:00"), build.turn("T2", "10:00", "16:00")]
    plan = build.plan("T1=C1 T2/arrival=C1 T2/parking=C1 T2/departure=C1")
    assert amount(build.day([build.stand("C1")], turns), plan, "stand_used") == 1


def test_costs_and_objective(build):
    stands = [build.stand("C1", terminal="A"), build.stand("R1", "remote")]
    turns = [
        build.turn("T1", "08:00", "14:00", terminal="B", arrival_pax=100, departure_pax=80, reference_stand="R1"),
        build.turn("T2", "08:00", "09:00", arrival_pax=50),
    ]
    rows = [build.preference(stand="C1", cost=-2)]
    instance = build.day(stands, turns, preferences=rows)
    judgement = check(instance, build.plan("T1/arrival=C1 T1/parking=R1 T1/departure=R1"))
    found = {name: (term.amount, term.cost) for name, term in judgement.terms.items() if term.cost}
    assert found == {
        "unallocated": (1, 10_000),
        "bus_passenger": (80, 80),
        "tow": (1, 40),
        "change": (1, 5),
        "off_terminal": (1, 5),
        "preference": (-2, -2),
    }
    assert judgement.objective == 10_128


def test_weights_are_counted_exactly(build):
    # In binary 0.1 + 0.1 + 0.1 is not 0.3, and 3 * 0.1 neither.
    stands = [build.stand("R1", "remote"), build.stand("C1")]
    turns = [build.turn("T1", "08:00", "09:00", arrival_pax=3), build.turn("T2", "08:00", "09:00", arrival_pax=1)]
    rows = [build.preference(stand="C1", cost=0.1), build.preference(stand="C1", cost=0.2)]
    instance = build.day(stands, turns, preferences=rows, objective={"bus_passenger": 0.1, "preference": 0.000001})
    judgement = check(instance, build.plan("T1=R1 T2=C1"))
    assert judgement.terms["bus_passenger"].cost == 0.3
    assert judgement.terms["preference"].cost == 0.0000003
    assert judgement.objective == 0.3000003


TIERS = [["unallocated"], ["bus_passenger", "tow"], ["stand_used"]]


def tiered(build, **objective):
    """Return the judgement of 1 visit unallocated, 80 bus passengers, 1 tow, 1 change and 1 contact stand used."""
    stands = [build.stand("C1"), build.stand("R1", "remote")]
    turns = [
        build.turn("T1", "08:00", "14:00", arrival_pax=100, departure_pax=80, reference_stand="R1"),
        build.turn("T2", "08:00", "09:00", arrival_pax=50),
    ]
    plan = build.plan("T1/arrival=C1 T1/parking=R1 T1/departure=R1")
    return check(build.day(stands, turns, objective=objective), plan)


def test_without_tiers_the_objective_is_the_one_tier(build):
    judgement = tiered(build)
    assert judgement.tiers == (10_125,)
    assert judgement.objective == 10_125


def test_the_cost_of_each_tier(build):
    judgement = tiered(build, tiers=TIERS, unallocated=7, bus_passenger=0.1)
    assert judgement.tiers == (7, 48, 1)  # 80 x 0.1 + 40; a term of a tier whose weight is 0 counts once
    assert judgement.objective == 56
    # a change is counted and, in no tier, costs nothing
    assert (judgement.terms["change"].amount, judgement.terms["change"].cost) == (1, 0)
    assert judgement.terms["stand_used"].cost == 1
