"""Connections that name turns, flights and zones which are not there."""

import pytest
from pydantic import ValidationError

from standalloc.model import Airport, Connection, InputError, Instance, Stand, Turn

TURNS = (
    {"turn": "T1", "arrival_time": "2030-06-01T08:00Z", "terminal": "A"},
    {"turn": "T2", "departure_time": "2030-06-01T10:00Z", "terminal": "B"},
)


def problems(connections, *, zones=None, stands=({"zone": "A"}, {"terminal": "B"})):
    """Return the problems as (code, table, row, column) and their messages."""
    rows = [
        Stand.model_validate({"stand": f"S{i}", "kind": "contact", "max_code": "F"} | s) for i, s in enumerate(stands)
    ]
    airport = Airport(code="XXX", timezone="UTC", stands=tuple(rows), zones={} if zones is None else zones)
    turns = tuple(Turn.model_validate({"code": "C"} | turn) for turn in TURNS)
    named = tuple(Connection(arrival_turn=one, departure_turn=other, pax=3) for one, other in connections)
    try:
        Instance(airport, turns, connections=named)
    except InputError as error:
        assert all(p.fix and p.severity == "error" for p in error.problems)
        return [((p.code, p.table, p.row, p.column), p.message) for p in error.problems]
    return []


@pytest.mark.parametrize(
    ("connection", "place", "message"),
    [
        (("T9", "T2"), ("unknown_turn", "connections", 1, "arrival_turn"), "turn 'T9' is not in the schedule"),
        (("T1", "T9"), ("unknown_turn", "connections", 1, "departure_turn"), "turn 'T9' is not in the schedule"),
        (("T2", "T2"), ("no_flight", "connections", 1, "arrival_turn"), "turn T2 has no arrival"),
        (("T1", "T1"), ("no_flight", "connections", 1, "departure_turn"), "turn T1 has no departure"),
    ],
)
def test_turns_and_flights(connection, place, message):
    assert problems([("T1", "T2"), connection], zones={"A.B": 20}) == [(place, message)]


def test_zones_without_minutes_are_named_once_each():
    missing = "connections.csv has transfers, and [zones] no minutes from zone '{}' to zone '{}'"
    place = ("missing_zone", "zones", None, None)
    found = problems([("T1", "T2"), ("T1", "T2")])
    assert found == [(place, missing.format("A", "B")), (place, missing.format("B", "A"))]
    assert problems([("T1", "T2")], zones={"A.B": 20}) == []
    assert problems([], zones={}) == []


def test_a_stand_without_a_zone_is_in_that_of_the_turns_terminal():
    # Both flights on the stand without a zone: T1 in zone A, T2 in zone B.
    assert len(problems([("T1", "T2")], stands=[{}])) == 1
    assert problems([("T1", "T2")], stands=[{}], zones={"B.A": 20}) == []


@pytest.mark.parametrize("key", ["A", "A.", "A.B.C", "D.I.A.", "A.B.C.D.E"])
def test_keys_that_are_no_pair_of_zones(key):
    with pytest.raises(ValidationError) as error:
        Airport(code="XXX", timezone="UTC", zones={key: 5})
    assert [problem["type"] for problem in error.value.errors()] == ["bad_zone"]
