"""Rules `size`, `sector`, `terminal`, `access`: each alone, admitted and refused, on the edge where there is one."""

import pytest

from standalloc.check import check, refusals

SIZE = [
    # stand, turn, objection (None: admitted)
    ({"max_code": "C"}, {"code": "C"}, None),
    ({"max_code": "C"}, {"code": "D"}, "code D, largest is C"),
    ({"max_code": "C"}, {"wingspan_m": 35.9}, None),
    ({"max_code": "C"}, {"wingspan_m": 36.0}, "code D, largest is C"),
    ({"max_code": "E", "min_code": "D"}, {"code": "D"}, None),
    ({"max_code": "E", "min_code": "D"}, {"code": "C"}, "code C, smallest is D"),
    ({"max_wingspan_m": 34.1}, {"wingspan_m": 34.1}, None),
    ({"max_wingspan_m": 34.1}, {"wingspan_m": 34.2}, "wingspan 34.2 m, widest is 34.1 m"),
    ({"max_wingspan_m": 36}, {"code": "C"}, None),  # wingspan not given: that of the letter's limit, 36 m
    ({"max_wingspan_m": 35.9}, {"code": "C"}, "wingspan 36 m, widest is 35.9 m"),
    ({"max_code": "F", "max_wingspan_m": 60}, {"code": "E", "wingspan_m": 60.3}, "wingspan 60.3 m, widest is 60 m"),
    ({"max_length_m": 44.5}, {"length_m": 44.5}, None),
    ({"max_length_m": 44.5}, {"length_m": 44.6}, "length 44.6 m, longest is 44.5 m"),
    ({"max_length_m": 44.5}, {}, None),  # unknown length: admitted, validate warns
    ({"types": "A320 A321"}, {"aircraft_type": "A321"}, None),
    ({"types": "A320 A321"}, {"aircraft_type": "B738"}, "type B738, admitted are A320 A321"),
    ({"types": "A320 A321"}, {}, "type unknown, admitted are A320 A321"),
    ({"not_types": "B738"}, {"aircraft_type": "A320"}, None),
    ({"not_types": "B738"}, {}, None),
    ({"not_types": "B738"}, {"aircraft_type": "B738"}, "type B738 is not admitted"),
    ({"classes": "Regional Narrow_Body"}, {"seats": 220}, None),
    ({"classes": "Regional Narrow_Body"}, {"seats": 221}, "class Wide_Body, admitted are Regional Narrow_Body"),
    ({"classes": "Regional"}, {"class": "Regional", "seats": 221}, None),
    ({"classes": "Regional"}, {}, "class unknown, admitted are Regional"),
]

SECTOR = [
    ({"arrival_sectors": "D S"}, {"arrival_sector": "S"}, None),
    ({"arrival_sectors": "D S"}, {"arrival_sector": "I"}, "arrival sector I, served are D S"),
    ({"arrival_sectors": "D S"}, {}, "arrival sector unknown, served are D S"),
    ({"departure_sectors": "I"}, {"arrival_sector": "D", "departure_sector": "I"}, None),
    ({"departure_sectors": "I"}, {"arrival_sector": "I", "departure_sector": "D"}, "departure sector D, served are I"),
    ({"departure_sectors": "I"}, {"departure_sector": "D", "departure_pax": 0}, "departure sector D, served are I"),
    ({}, {"arrival_sector": "I", "departure_sector": "D"}, None),
    ({"kind": "remote", "arrival_sectors": "D"}, {"arrival_sector": "I"}, None),
    ({"boarding": "bus", "arrival_sectors": "D"}, {"arrival_sector": "I"}, "arrival sector I, served are D"),
]

ACCESS = [
    ({"airlines": "AA BB"}, {"airline": "BB"}, None),
    ({"airlines": "AA BB"}, {"airline": "CC"}, "airline CC, admitted are AA BB"),
    ({"airlines": "AA BB"}, {}, "airline unknown, admitted are AA BB"),
    ({"not_airlines": "AA"}, {"airline": "BB"}, None),
    ({"not_airlines": "AA"}, {}, None),
    ({"not_airlines": "AA"}, {"airline": "AA"}, "airline AA is not admitted"),
    ({"handlers": "H1"}, {"handler": "H1"}, None),
    ({"handlers": "H1"}, {"handler": "H2"}, "handler H2, admitted are H1"),
    ({"handlers": "H1"}, {}, "handler unknown, admitted are H1"),
    ({"uses": "cargo"}, {"use": "cargo"}, None),
    ({"uses": "cargo"}, {}, "use passenger, admitted are cargo"),
]


@pytest.mark.parametrize(
    ("rule", "columns", "turn", "objection"),
    [(rule, *case) for rule, cases in (("size", SIZE), ("sector", SECTOR), ("access", ACCESS)) for case in cases],
)
def test_admission(build, rule, columns, turn, objection):
    instance = build.day([build.stand("C1", **columns)], [build.turn("T1", "08:00", "09:00", **turn)])
    violations = check(instance, build.plan("T1=C1")).violations
    if objection is None:
        assert violations == ()
    else:
        (violation,) = violations
        assert violation.rule == rule
        assert violation.message == f"T1 (2030-06-01 08:00-09:00) on stand C1: {objection}"
        assert (violation.turns, violation.stands, violation.start, violation.end) == (("T1",), ("C1",), 0, 60)
    assert refusals(instance, instance.visits[0], instance.stand["C1"]) == (() if objection is None else (rule,))


def test_sector_is_asked_of_the_visit_that_disembarks_and_the_one_that_boards(build):
    stands = [build.stand("I1", arrival_sectors="I", departure_sectors="I"), build.stand("D1", departure_sectors="D")]
    turns = [build.turn("T1", "08:00", "14:00", arrival_sector="I", departure_sector="D")]
    instance = build.day(stands, turns)
    assert check(instance, build.plan("T1/arrival=I1 T1/parking=I1 T1/departure=D1")).violations == ()
    (violation,) = check(instance, build.plan("T1/arrival=I1 T1/parking=I1 T1/departure=I1")).violations
    assert (violation.rule, violation.visits) == ("sector", (build.key("T1/departure"),))


TERMINAL = [
    # stand, turn, off terminal
    ({"terminal": "T2"}, {"terminal": "T1", "arrival_pax": 1}, True),
    ({"terminal": "T1"}, {"terminal": "T1", "arrival_pax": 1}, False),
    ({"terminal": ""}, {"terminal": "T1", "arrival_pax": 1}, False),
    ({"terminal": "T2"}, {"terminal": "", "arrival_pax": 1}, False),
    ({"terminal": "T2"}, {"terminal": "T1"}, False),  # nobody on board
    ({"terminal": "T2", "kind": "remote"}, {"terminal": "T1", "arrival_pax": 1}, False),
]


@pytest.mark.parametrize(("columns", "turn", "off"), TERMINAL)
@pytest.mark.parametrize("policy", ["cost", "forbid"])
def test_terminal(build, policy, columns, turn, off):
    stands, turns = [build.stand("C1", **columns)], [build.turn("T1", "08:00", "09:00", **turn)]
    instance = build.day(stands, turns, policy={"terminal_mismatch": policy})
    judgement = check(instance, build.plan("T1=C1"))
    assert [v.rule for v in judgement.violations] == (["terminal"] if off and policy == "forbid" else [])
    assert judgement.terms["off_terminal"].amount == off
    if judgement.violations:
        assert judgement.violations[0].message.endswith("on stand C1: terminal T1, the stand is at T2")


@pytest.mark.parametrize(
    ("keys", "broken"),
    [
        ({}, ["sector"]),
        ({"bridge_mismatch": "bus"}, []),
        ({"terminal_mismatch": "bus"}, ["sector"]),
        ({"terminal_mismatch": "forbid"}, ["sector", "terminal"]),
        ({"bridge_mismatch": "bus", "terminal_mismatch": "forbid"}, ["terminal"]),
        ({"bridge_mismatch": "bus", "terminal_mismatch": "bus"}, []),
    ],
)
def test_a_mismatch_may_be_served_by_bus(build, keys, broken):
    stand = build.stand("C1", terminal="A", arrival_sectors="D")
    turn = build.turn("T1", "08:00", "09:00", arrival_sector="I", terminal="B", arrival_pax=100)
    instance = build.day([stand], [turn], policy=keys)
    judgement = check(instance, build.plan("T1=C1"))
    assert [v.rule for v in judgement.violations] == broken
    assert list(refusals(instance, instance.visits[0], stand)) == broken
    # off its terminal it is whatever follows from that
    assert judgement.terms["off_terminal"].amount == 1
    assert judgement.figures.bus_passengers == (100 if "bus" in keys.values() else 0)


def test_refusals_names_every_rule_and_the_closure(build):
    stand = build.stand("C1", max_code="B", arrival_sectors="D", airlines="AA", terminal="T2")
    turn = build.turn("T1", "08:00", "09:00", arrival_sector="I", terminal="T1", arrival_pax=9)
    closures = [build.closure("C1", "08:59", "10:00")]
    instance = build.day([stand], [turn], policy={"terminal_mismatch": "forbid"}, closures=closures)
    assert refusals(instance, instance.visits[0], stand) == ("size", "sector", "terminal", "access", "closure")


def test_a_pin_waives_admission_on_its_own_stand_only(build):
    columns = {"max_code": "B", "arrival_sectors": "D", "airlines": "AA", "terminal": "T2"}
    stands = [build.stand("C1", **columns), build.stand("C2", **columns)]
    turn = build.turn("T1", "08:00", "09:00", arrival_sector="I", terminal="T1", arrival_pax=9, stand="C1")
    closures = [build.closure("C1", "08:59", "10:00")]
    instance = build.day(stands, [turn], policy={"terminal_mismatch": "forbid"}, closures=closures)
    assert refusals(instance, instance.visits[0], stands[0]) == ("closure",)
    assert refusals(instance, instance.visits[0], stands[1]) == ("size", "sector", "terminal", "access")
    assert [v.rule for v in check(instance, build.plan("T1=C1")).violations] == ["closure"]
    found = [v.rule for v in check(instance, build.plan("T1=C2")).violations]
    assert found == ["size", "sector", "terminal", "access", "pin"]
