"""How long a transfer takes, by zones and sectors, with hand-computed answers."""

import pytest

from standalloc.model import Airport, Connection, Instance, Stand, Turn
from standalloc.model.transfers import TransferTimes

ZONES = {
    "A.B": 20,
    "A.A": 5,
    "B.C": 30,
    "C.B": 40,
    "D.I.A.B": 50,
    "D.I.B.C": 60.5,
    "I.I.B.B": 10,
}


@pytest.mark.parametrize(
    ("arrival", "departure", "minutes"),
    [
        (("D", "A"), ("D", "B"), 20),
        (("D", "B"), ("D", "A"), 20),  # the same back, nothing else being said
        (("D", "B"), ("D", "C"), 30),
        (("D", "C"), ("D", "B"), 40),  # its own way back
        (("D", "A"), ("D", "A"), 5),
        (("D", "B"), ("D", "B"), 0),  # within a zone, nothing being said
        (("D", "A"), ("D", "C"), None),
        (("D", "A"), ("I", "B"), 50),  # the sectors' own minutes
        (("D", "B"), ("I", "A"), 50),
        (("I", "A"), ("D", "B"), 20),  # the sectors the other way round are others
        (("D", "C"), ("I", "B"), 60.5),
        (("D", "A"), ("I", "A"), 5),
        (("I", "B"), ("I", "B"), 10),
    ],
)
def test_minutes(arrival, departure, minutes):
    assert TransferTimes(ZONES).minutes(arrival, departure) == minutes


def test_names_are_those_of_zones_not_of_sectors():
    assert TransferTimes(ZONES).names == {"A", "B", "C"}


def instance(**parts):
    stands = ({"stand": "C1", "zone": "A"}, {"stand": "C2", "terminal": "B"}, {"stand": "C3"})
    airport = Airport(
        code="XXX",
        timezone="UTC",
        stands=tuple(Stand.model_validate({"kind": "contact", "max_code": "F"} | row) for row in stands),
        zones=ZONES,
    )
    times = {"arrival_time": "2030-06-01T08:00Z", "departure_time": "2030-06-01T09:00Z"}
    sectors = {"arrival_sector": "D", "departure_sector": "I"}
    turn = Turn.model_validate({"turn": "T1", "code": "C", "terminal": "A"} | times | sectors)
    return Instance(airport, (turn,), **parts)


def test_the_zone_is_the_stands_own_its_terminal_or_the_turns_terminal():
    day = instance()
    (visit,) = day.visits
    assert [day.zone_of(visit, stand) for stand in day.airport.stands] == ["A", "B", "A"]


@pytest.mark.parametrize(("least", "zones", "minutes"), [(0, "AB", 50), (49, "AB", 50), (51, "AB", 51), (7, "CC", 7)])
def test_a_transfer_takes_at_least_its_own_minutes(least, zones, minutes):
    row = Connection(arrival_turn="T1", departure_turn="T1", pax=1, min_transfer=least)
    assert instance(connections=(row,)).transfer_minutes(row, *zones) == minutes
