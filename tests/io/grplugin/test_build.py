"""A stand file becomes an airport: its columns, its account of every line, and a day that is planned on it."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from standalloc import solve
from standalloc.check import check
from standalloc.io import inspect
from standalloc.io.foreign import Imported
from standalloc.io.grplugin import read_grplugin
from standalloc.io.grplugin.admission import types_like
from standalloc.model import InputError, Instance
from tests.io.grplugin.sample import NAME, SAMPLE, write

ZONE = "Europe/Zurich"


def table(imported: Imported, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(imported.files[name].splitlines()))


def read_back(folder: Path, imported: Imported, day: str | None = None) -> Instance:
    files = dict(imported.files) | ({} if day is None else {"2030-06-01.csv": day})
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    instance, problems = inspect(folder)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert instance is not None
    return instance


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    return read_grplugin(write(tmp_path), "lszh", ZONE)


def test_stands(imported: Imported) -> None:
    stands = {row["stand"]: {name: cell for name, cell in row.items() if cell} for row in table(imported, "stands.csv")}
    not_types, types = ("A35*", "T204"), ("PC12", "B738")
    assert stands == {
        "A1": {
            **{"stand": "A1", "kind": "contact", "min_code": "A", "max_code": "C"},
            **{"arrival_sectors": "D S I", "uses": "passenger", "x_grplugin": "PRIORITY:+3 | PRIORITY:+1"},
        },
        "A2": {
            **{"stand": "A2", "kind": "contact", "min_code": "C", "max_code": "E", "arrival_sectors": "I"},
            **{"uses": "passenger", "not_airlines": "EZY EZS", "x_grplugin": "NOTATYP:A35*,T204"},
            "not_types": " ".join(word for pattern in not_types for word in types_like(pattern)),
        },
        "A3": {
            **{"stand": "A3", "kind": "remote", "min_code": "D", "max_code": "F", "max_wingspan_m": "61"},
            **{"max_length_m": "64", "uses": "passenger cargo", "airlines": "SWR"},
            "x_grplugin": "WINGSPAN:40.0:61.0 | BLOCKS:A2,A9:36:50 | LIMITS:A1:F:C",
        },
        "P 4": {
            **{"stand": "P 4", "kind": "remote", "min_code": "A", "max_code": "F", "uses": "by_hand"},
            **{"x_grplugin": "AREA | USE:P | WTC:L"},
            "types": " ".join(word for name in types for word in types_like(name)),
        },
    }


def test_exclusions_and_preferences(imported: Imported) -> None:
    assert [tuple(row.values()) for row in table(imported, "exclusions.csv")] == [
        ("A2", "code>=D", "A1", "*"),
        ("A2", "wingspan>52", "A3", "wingspan>24"),
        ("A3", "wingspan>36", "A2", "*"),
        ("A3", "length>50", "A2", "*"),
        ("A3", "*", "A1", "code>=D"),  # F is wider than 61 m: no aircraft of the stand is, and all are meant
    ]
    assert [tuple(row.values()) for row in table(imported, "preferences.csv")] == [
        ("", "A1", "-3"),
        *(("SWR", "A1", "-5"), ("SWR", "A2", "-5"), ("EDW", "A1", "-5"), ("EDW", "A2", "-5")),
    ]


def test_every_line_is_accounted_for(imported: Imported) -> None:
    assert imported.notes[0] == "4 stands of LSZH (2 contact), 5 exclusions, 5 preferences"
    rows = {line[:26].strip(): tuple(map(int, line[26:].split())) for line in imported.notes[4:]}
    assert rows == {
        **{"AREA": (0, 1, 0), "ATYP": (1, 0, 0), "BLOCKS": (1, 1, 0), "CALLSIGN": (1, 0, 0), "CODE": (4, 0, 0)},
        **{"COORD": (0, 0, 2), "COPY": (1, 0, 0), "LENGTH": (1, 0, 0), "LIMITS": (1, 1, 0), "MANUAL": (1, 0, 0)},
        **{"NON-SCHENGEN": (2, 0, 0), "NOTATYP": (0, 1, 0), "NOTCALLSIGN": (1, 0, 0), "PRIORITY": (0, 1, 1)},
        **{"SCHENGEN": (1, 0, 0), "STAND": (4, 0, 0), "USE": (4, 0, 1), "WINGSPAN": (0, 1, 0), "WTC": (0, 0, 1)},
        **{"GROUP": (0, 0, 1), "STANDLIST": (0, 1, 0)},
        **{"lines of other airports": (0, 0, 4), "comments and blank lines": (0, 0, 3)},
        "sum": (23, 7, 13),
    }
    assert sum(rows["sum"]) == len(SAMPLE.splitlines())


def test_contact_by_pattern(tmp_path: Path) -> None:
    imported = read_grplugin(write(tmp_path), "LSZH", ZONE, ("P*", "A3"))
    assert {row["stand"]: row["kind"] for row in table(imported, "stands.csv")} == {
        **{"A1": "remote", "A2": "remote", "A3": "contact", "P 4": "contact"}
    }
    assert not any("border status" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((None, ZONE), "missing", "airport is missing: the file holds stands of LSGG, LSZH"),
        (("EPWA", ZONE), "bad_choice", "airport 'EPWA' is not one of LSGG, LSZH"),
        (("LSZH", "Europe/Zuerich"), "bad_timezone", "'Europe/Zuerich' is not a time zone"),
        (("LSZH", ""), "missing", "the time zone of 'LSZH' is not known"),
        (("LSZH", ZONE, ("A*", "Q*")), "unknown_stand", "no stand of LSZH fits 'Q*'"),
    ],
)
def test_what_is_asked_for_is_not_there(
    tmp_path: Path, words: tuple[str | None, str, Sequence[str]], code: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_grplugin(write(tmp_path), *words)
    (error,) = caught.value.errors
    assert (error.code, error.file) == (code, NAME)
    assert message in error.message
    assert error.fix


def test_the_only_airport_needs_no_name(tmp_path: Path) -> None:
    pytest.importorskip("airportsdata")
    imported = read_grplugin(write(tmp_path, "STAND:EPWA:1\nCODE:C\n"))
    airport = read_back(tmp_path, imported).airport
    assert (airport.code, airport.timezone, [stand.id for stand in airport.stands]) == ("EPWA", "Europe/Warsaw", ["1"])


DAY = """\
turn,code,airline,use,arrival_time,arrival_sector,arrival_pax,departure_time,departure_sector,departure_pax
T1,C,SWR,passenger,2030-06-01T08:00,S,100,2030-06-01T09:00,I,110
T2,D,DLH,passenger,2030-06-01T08:10,I,200,2030-06-01T10:00,I,200
T3,E,SWR,passenger,2030-06-01T08:20,I,300,2030-06-01T10:00,I,300
T4,D,SWR,passenger,2030-06-01T11:00,S,150,2030-06-01T12:00,S,150
T5,A,,private,2030-06-01T11:00,S,2,2030-06-01T12:00,S,2
"""


def test_a_day_is_planned(tmp_path: Path, imported: Imported) -> None:
    """A code D or E on A2 keeps T1 off A1, where it is wished for; E is too wide for A3; P 4 is given by hand only."""
    instance = read_back(tmp_path, imported, DAY)
    result = solve(instance, time_limit=10)
    assert result.status == "optimal"
    stands: Mapping[str, str] = {key.turn: stand for key, stand in result.plan.stands.items()}
    assert stands == {"T1": "A1", "T4": "A3"}
    assert check(instance, result.plan).violations == ()


def test_every_bad_line_is_told_together(tmp_path: Path) -> None:
    text = (
        "STAND:LSZH\nCODE:C\nSTAND:LSZH:A1\nCODE:X\nSTAND:LSZH:A2:N047\nCODES:C\nSTAND:LSZH:A3\nBLOCKS:A1:A2:A3:A4:A5\n"
    )
    with pytest.raises(InputError) as error:
        read_grplugin(write(tmp_path, text), "LSZH", ZONE)
    assert [problem.line for problem in sorted(error.value.errors, key=lambda one: one.line or 0)] == [1, 4, 5, 6, 8]
