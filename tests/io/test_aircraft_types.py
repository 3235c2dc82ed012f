"""The table of aircraft types, and what it fills in."""

from pathlib import Path
from typing import Any

import pytest

from standalloc.io.aircraft_types import aircraft_types, fill_size
from standalloc.io.words import Place, Rejected

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


@pytest.mark.parametrize(
    ("cells", "filled"),
    [
        ({"aircraft_type": "A320"}, {"code": "C", "wingspan_m": 35.8, "length_m": 37.57}),
        ({"aircraft_type": " a320 "}, {"code": "C", "wingspan_m": 35.8, "length_m": 37.57}),
        ({"aircraft_type": "77W"}, {"code": "E", "wingspan_m": 64.8, "length_m": 73.86}),
        ({"aircraft_type": "A320", "code": "c"}, {"code": "c", "wingspan_m": 35.8, "length_m": 37.57}),
        ({"aircraft_type": "A320", "wingspan_m": "34.1"}, {"wingspan_m": "34.1", "length_m": 37.57}),
        ({"aircraft_type": "A320", "length_m": "44"}, {"code": "C", "wingspan_m": 35.8, "length_m": "44"}),
        ({"aircraft_type": "A320", "length_m": None}, {"code": "C", "wingspan_m": 35.8, "length_m": None}),
        (
            {"aircraft_type": "A320", "code": "C", "wingspan_m": None},
            {"code": "C", "wingspan_m": None, "length_m": 37.57},
        ),
        ({"aircraft_type": "ZZZZ", "code": "C"}, {"code": "C"}),
        ({"aircraft_type": "ZZZZ", "wingspan_m": "30"}, {"wingspan_m": "30"}),
        ({"aircraft_type": "A320", "code": "G"}, {"code": "G", "wingspan_m": 35.8, "length_m": 37.57}),
        ({"code": "C"}, {"code": "C"}),
    ],
)
def test_what_is_filled_in(cells: dict[str, Any], filled: dict[str, Any]) -> None:
    found, warning = fill_size(cells, PLACE)
    assert {name: cell for name, cell in found.items() if name != "aircraft_type"} == filled
    assert warning is None


def test_a_code_letter_that_disagrees_is_believed() -> None:
    found, warning = fill_size({"aircraft_type": "A333", "code": "C"}, PLACE)
    assert found == {"aircraft_type": "A333", "code": "C"}
    assert warning is not None
    assert (warning.code, warning.severity, warning.place) == ("code_disagrees", "warning", "day.csv:2")


def test_an_unknown_type_without_a_size() -> None:
    found, _ = fill_size({"aircraft_type": "ZZZZ"}, PLACE)
    assert isinstance(found["aircraft_type"], Rejected)
    assert found["aircraft_type"].code == "unknown_type"
