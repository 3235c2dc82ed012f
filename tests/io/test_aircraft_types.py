"""The table of aircraft types, and what it fills in."""

from pathlib import Path
from typing import Any

import pytest

from standalloc.io.aircraft_types import aircraft_types, fill_from_type
from standalloc.io.words import Place

PLACE = Place("day.csv", "schedule", 0, 2)
OTHERS = Path("../shared/data/stands/grplugin_aircraft.txt")

#: Code letters as airport planning manuals give them.
CODES = {
    "A": "LJ35 C510",
    "B": "CRJ2 E145 SF34 GLF4 C56X B190 JS41",
    "C": "A320 B738 B39M E190 CRJ9 BCS3 DH8D AT76 MD82 F100 GLEX B712",
    "D": "B752 B763 A306 MD11 A310 DC10 IL76 C130",
    "E": "A333 A359 B744 B772 B77W B789 A346 IL96 B779",
    "F": "A388 B748 A124",
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in CODES.items() for name in names.split()])
def test_code_letters(code: str, name: str) -> None:
    assert aircraft_types()[name].code == code


@pytest.mark.parametrize(
    ("iata", "icao"),
    {
        "320": "A320",
        "32N": "A20N",
        "738": "B738",
        "77W": "B77W",
        "333": "A333",
        "789": "B789",
        "E90": "E190",
        "DH4": "DH8D",
    }.items(),
)
def test_iata_codes(iata: str, icao: str) -> None:
    assert aircraft_types()[iata] is aircraft_types()[icao]


def test_every_type_is_plausible() -> None:
    types = {known.icao: known for known in aircraft_types().values()}
    assert len(types) >= 120
    for known in types.values():
        assert known.name
        assert known.code in "ABCDEF"
        assert 10 < known.length_m < 80
        assert 0.6 < known.length_m / known.wingspan_m < 1.75


def test_sizes_agree_with_another_list() -> None:
    if not OTHERS.exists():
        pytest.skip(f"{OTHERS} is not there")
    lines = (line.split("\t") for line in OTHERS.read_text(encoding="utf-8", errors="replace").splitlines())
    others = {
        cells[0]: (float(cells[1]), float(cells[2])) for cells in lines if len(cells) > 4 and _is_number(cells[1:3])
    }
    shared = [known for known in aircraft_types().values() if known.icao in others]
    assert len(shared) > 100
    # Winglets make 3.4 m of difference (B763); the other list has the MA60's two sizes swapped and an old Tu-204.
    far = {
        known.icao
        for known in shared
        if abs(known.wingspan_m - others[known.icao][0]) > 3.5 or abs(known.length_m - others[known.icao][1]) > 1.5
    }
    assert far <= {"MA60", "T204"}


def _is_number(cells: list[str]) -> bool:
    return all(cell.replace(".", "", 1).isdigit() for cell in cells)


@pytest.mark.parametrize(("code", "icao"), {"77X": "B77L", "74Y": "B744", "32X": "A321"}.items())
def test_codes_of_freighters_have_no_seats(code: str, icao: str) -> None:
    freighter, known = aircraft_types()[code], aircraft_types()[icao]
    assert (freighter.icao, freighter.wingspan_m, freighter.seats) == (icao, known.wingspan_m, None)
    assert known.seats


def test_seats_are_plausible() -> None:
    """Most seats a type is certified for bound its usual layout; longer aircraft of one code letter have more."""
    most = {"A320": 195, "A388": 853, "B738": 189, "B744": 660, "B789": 420, "CRJ2": 50, "E190": 114, "AT76": 78}
    assert all(0.6 * seats <= (aircraft_types()[name].seats or 0) <= seats for name, seats in most.items())
    for family in ("A318 A319 A320 A321", "B736 B737 B738 B739", "CRJ2 CRJ7 CRJ9 CRJX", "B788 B789 B78X", "B752 B753"):
        seats = [aircraft_types()[name].seats or 0 for name in family.split()]
        assert seats == sorted(set(seats))
    without = {known.icao for code, known in aircraft_types().items() if code == known.icao and not known.seats}
    assert without == {"A124", "A337", "A3ST", "AN12", "AN26", "AN32", "AN72", "BLCF", "C130", "IL76"}


A320 = {"code": "C", "wingspan_m": 35.8, "length_m": 37.57, "seats": 150}


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        ({"aircraft_type": "A320"}, A320),
        ({"aircraft_type": " a320 "}, A320),
        ({"aircraft_type": "77W"}, {"code": "E", "wingspan_m": 64.8, "length_m": 73.86, "seats": 365}),
        ({"aircraft_type": "A320", "code": "c"}, A320 | {"code": "c"}),
        ({"aircraft_type": "A320", "wingspan_m": "34.1"}, {"wingspan_m": "34.1", "length_m": 37.57, "seats": 150}),
        ({"aircraft_type": "A320", "length_m": "44"}, A320 | {"length_m": "44"}),
        ({"aircraft_type": "A320", "length_m": None}, A320 | {"length_m": None}),
        (
            {"aircraft_type": "A320", "code": "C", "wingspan_m": None},
            {"code": "C", "wingspan_m": None, "length_m": 37.57, "seats": 150},
        ),
        ({"aircraft_type": "A320", "seats": "180"}, A320 | {"seats": "180"}),
        ({"aircraft_type": "A320", "seats": None}, A320 | {"seats": None}),
        ({"aircraft_type": "A320", "use": "passenger"}, A320 | {"use": "passenger"}),
        ({"aircraft_type": "ZZZZ", "code": "C"}, {"code": "C"}),
        ({"aircraft_type": "ZZZZ", "wingspan_m": "30"}, {"wingspan_m": "30"}),
        ({"aircraft_type": "A320", "code": "G"}, A320 | {"code": "G"}),
        ({"code": "C"}, {"code": "C"}),
        ({"aircraft_type": " "}, {}),
    ],
)
def test_what_is_filled_in(cells: dict[str, Any], filled: dict[str, Any]) -> None:
    found, warning = fill_from_type(cells, PLACE)
    assert {name: cell for name, cell in found.items() if name != "aircraft_type"} == filled
    assert warning is None


@pytest.mark.parametrize(
    "cells",
    [
        {"aircraft_type": "A320", "arrival_pax": "120"},
        {"aircraft_type": "A320", "departure_pax": "0"},
        {"aircraft_type": "B763", "use": "cargo"},
        {"aircraft_type": "B763", "use": 5},
        {"aircraft_type": "77X"},
        {"aircraft_type": "A124"},
        {"aircraft_type": "A333", "code": "C"},
        {"aircraft_type": "ZZZZ"},
    ],
)
def test_seats_are_left_open(cells: dict[str, Any]) -> None:
    """Where there are passengers, where the flight has none, and where the type is in doubt."""
    assert "seats" not in fill_from_type(cells, PLACE)[0]


def test_a_code_letter_that_disagrees_is_believed() -> None:
    found, warning = fill_from_type({"aircraft_type": "A333", "code": "C"}, PLACE)
    assert found == {"aircraft_type": "A333", "code": "C"}
    assert warning is not None
    assert (warning.code, warning.severity, warning.place) == ("code_disagrees", "warning", "day.csv:2")


def test_an_unknown_type_without_a_size() -> None:
    found, warning = fill_from_type({"aircraft_type": "ZZZZ"}, PLACE)
    assert found == {"aircraft_type": "ZZZZ", "code": "C"}
    assert warning is not None
    assert (warning.code, warning.severity, warning.place) == ("unknown_type", "warning", "day.csv:2")
    assert "code C is assumed" in warning.message
