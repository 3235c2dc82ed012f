"""An airport of an apt.dat: its columns, what is assumed, and a day that is planned on it."""

import csv
from pathlib import Path

import pytest

from standalloc import solve
from standalloc.check import check
from standalloc.io import inspect
from standalloc.io.apt_dat import read_apt_dat
from standalloc.io.foreign import Imported
from standalloc.model import InputError, Instance
from tests.io.apt_dat.sample import NAME, SAMPLE, write

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "stands"
ZONE = "America/New_York"


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


def test_stands(tmp_path: Path) -> None:
    imported = read_apt_dat(write(tmp_path), "kxyz", ZONE)
    rows = table(imported, "stands.csv")
    ours = ("stand", "kind", "max_code", "terminal", "uses", "airlines", "x_airlines")
    assert [tuple(row[name] for name in ours) for row in rows] == [
        ("A1", "contact", "E", "A", "passenger", "", "DAL AAL"),
        ("A1L", "contact", "C", "A", "passenger", "", ""),
        ("7", "remote", "A", "", "business private", "", ""),
        ("Cargo North", "remote", "F", "", "cargo", "", "FDX"),
        ("Pad", "remote", "A", "", "helicopter", "", ""),
        ("Terminal 2 Gate 9", "contact", "D", "2", "", "", ""),
    ]
    kept = ("x_latitude", "x_longitude", "x_heading", "x_type", "x_kinds", "x_operation", "x_name")
    assert tuple(rows[0][name] for name in kept) == (
        *("33.64000000", "-84.44000000", "-90.40", "gate", "heavy jets", "airline", "Gate A1"),
    )
    airport = read_back(tmp_path, imported).airport
    assert (airport.code, airport.name, airport.timezone) == ("KXYZ", "Example Intl", ZONE)
    assert imported.notes == (
        "6 stands of KXYZ (3 contact), 2 exclusions",
        "1 hangar left out",
        "1 row 15 left out: there are rows 1300",
        "1 stand without a width code: taken from the kinds of aircraft, or for code C",
        "airlines of 2 stands: noted in x_airlines and not a rule",
        "the source knows neither bridges, border status nor what else keeps neighbours apart: see docs/formats.md",
    )


def test_airlines_as_a_rule(tmp_path: Path) -> None:
    imported = read_apt_dat(write(tmp_path), "XYZ", ZONE, "rule")
    assert [row["airlines"] for row in table(imported, "stands.csv")] == ["DAL AAL", "", "", "FDX", "", ""]


def test_an_old_file(tmp_path: Path) -> None:
    imported = read_apt_dat(write(tmp_path), "KOLD", ZONE)
    rows = table(imported, "stands.csv")
    assert [(row["stand"], row["kind"], row["max_code"]) for row in rows] == [
        ("1", "contact", "C"),
        ("Apron", "remote", "C"),
    ]


def test_an_excerpt_without_a_header(tmp_path: Path) -> None:
    pytest.importorskip("airportsdata")
    rows = "".join(line for line in SAMPLE.splitlines(keepends=True)[7:11])
    imported = read_apt_dat(write(tmp_path, rows), "katl")
    airport = read_back(tmp_path, imported).airport
    assert (airport.code, airport.timezone, len(airport.stands)) == ("KATL", ZONE, 2)


DAY = """\
turn,code,arrival_time,arrival_pax,departure_time,departure_pax
T1,C,2030-06-01T08:00,100,2030-06-01T09:00,100
T2,C,2030-06-01T08:00,90,2030-06-01T09:00,90
T3,D,2030-06-01T08:10,200,2030-06-01T09:00,200
T4,E,2030-06-01T11:00,300,2030-06-01T12:00,300
"""


def test_a_day_is_planned(tmp_path: Path) -> None:
    """A1 and A1L are 20 m apart, too near for two of code C: the smallest of T1 to T3 stays out."""
    instance = read_back(tmp_path, read_apt_dat(write(tmp_path), "KXYZ", ZONE), DAY)
    result = solve(instance, time_limit=10)
    assert result.status == "optimal"
    stands = {key.turn: stand for key, stand in result.plan.stands.items()}
    assert stands["T4"] == "A1"
    assert len(stands) == 3
    assert check(instance, result.plan).violations == ()


@pytest.mark.parametrize(("airport", "stands", "contact"), [("KATL", 320, 320), ("LSZH", 221, 100)])
def test_real_airports(tmp_path: Path, airport: str, stands: int, contact: int) -> None:
    source = SHARED / f"{airport}_ramps.txt"
    if not source.is_file():
        pytest.skip(f"{source} is not there")
    imported = read_apt_dat(source, airport, ZONE)
    read = read_back(tmp_path, imported).airport.stands
    rows = [line.split() for line in source.read_text(encoding="utf-8").splitlines()]
    hangars = sum(row[0] == "1300" and row[4] == "hangar" for row in rows)
    assert len(read) == stands == sum(row[0] == "1300" for row in rows) - hangars
    assert sum(stand.is_contact for stand in read) == contact
    day = "turn,code,arrival_time,arrival_pax,departure_time,departure_pax\n" + "".join(
        f"T{number},{'CCD'[number % 3]},2030-06-01T08:00,100,2030-06-01T10:00,100\n" for number in range(30)
    )
    instance = read_back(tmp_path, imported, day)
    result = solve(instance, time_limit=20)
    assert check(instance, result.plan).violations == ()
    assert len(result.plan.stands) == 30


#: A text of the sample, what replaces it; then code and words of the one error.
SPOILT = [
    ("33.64000000 -084.44", "north -084.44", "bad_number", "latitude 'north' is not a number"),
    ("33.64000000 -084.44", "91 -084.44", "out_of_range", "latitude '91' is not at most 90"),
    ("33.64000000 -084.44", "nan -084.44", "out_of_range", "latitude 'nan' is not"),
    ("-084.44000000 -90.40", "-184.44000000 -90.40", "out_of_range", "longitude '-184.44000000' is not at least -180"),
    ("-90.40 gate", "west gate", "bad_number", "heading 'west' is not a number"),
    ("-90.40 gate", "-90.40 pier", "bad_choice", "type 'pier' is not 'gate', 'hangar', 'misc' or 'tie_down'"),
    ("heavy|jets Gate A1", "heavy,jets Gate A1", "bad_choice", "aircraft kinds 'heavy,jets' is not 'heavy', 'jets'"),
    ("-90.40 gate heavy|jets Gate A1", "-90.40 gate", "missing", "aircraft kinds is missing"),
    ("1301 E airline dal", "1301 G airline dal", "bad_code", "width code 'G' is not one of A-F"),
    ("1301 E airline dal", "1301 E airliner dal", "bad_choice", "operation 'airliner' is not 'none'"),
    ("dal aal", "dal,aal", "bad_text", "airlines 'dal,aal' holds DAL,AAL, which is no airline of three letters"),
    ("1301 E airline dal aal", "1301 E", "missing", "operation is missing"),
    ("Gate A1\n", "Gate \x1b\n", "bad_text", "name 'Gate \\x1b' holds characters that cannot be printed"),
    ("1302 iata_code XYZ", "1301 E airline", "missing", "row 1301 follows no row 1300"),
    ("15 33.70 -84.44 90 Gate 99", "15 33.70 -84.44 90 Gate 99\n1301 C none", "missing", "follows no row 1300"),
    ("1301 E airline dal aal\n", "1301 E airline dal aal\n1301 C cargo\n", "duplicate", "'Gate A1' has two rows 1301"),
    ("15 33.70 -84.44 90", "15 33.70 -84.44 east", "bad_number", "heading 'east' is not a number"),
]


@pytest.mark.parametrize(("old", "new", "code", "words"), SPOILT)
def test_a_spoilt_row(tmp_path: Path, old: str, new: str, code: str, words: str) -> None:
    assert old in SAMPLE
    spoilt = SAMPLE.replace(old, new, 1)
    with pytest.raises(InputError) as caught:
        read_apt_dat(write(tmp_path, spoilt), "KXYZ", ZONE)
    (error,) = caught.value.errors
    changed = SAMPLE[: SAMPLE.index(old)].count("\n") + 1
    assert (error.code, error.file) == (code, NAME)
    assert error.line is not None
    assert 0 <= error.line - changed <= new.strip().count("\n")
    assert words in error.message
    assert error.fix


@pytest.mark.parametrize(
    ("text", "airport", "zone", "code", "words"),
    [
        (SAMPLE, None, ZONE, "missing", "airport is missing: the file holds 'KXYZ', 'KOLD', 'KBAD'"),
        (SAMPLE, "KQQQ", ZONE, "bad_choice", "airport 'KQQQ' is not among the 3 of the file"),
        (SAMPLE, "KXYZ", None, "missing", "the time zone of 'KXYZ' is not known"),
        (SAMPLE, "KXYZ", "Mars", "bad_timezone", "--timezone 'Mars' is not a time zone"),
        ("I\n1100 Version\n1 0 0 0 KEMP Empty\n99\n", "KEMP", ZONE, "no_rows", "'KEMP' has no startup location"),
        ("I\n1100 Version\n1 0 0 0 KEMP Empty\n99\n", None, ZONE, "no_rows", "holds no startup location"),
        ("1300 33 -84 90 gate jets 1\n", None, ZONE, "missing", "airport is missing: no row 1 says which"),
        ("1300 33 -84 90 hangar jets 1\n", "KATL", ZONE, "no_rows", "KATL has hangars only"),
        ("tail,model\nN1,737\n", "KATL", ZONE, "no_rows", "holds no airport"),
        ("", "KATL", ZONE, "no_rows", "holds no airport"),
    ],
)
def test_what_is_asked_for_is_not_there(
    tmp_path: Path, text: str, airport: str | None, zone: str | None, code: str, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_apt_dat(write(tmp_path, text), airport, zone)
    (error,) = caught.value.errors
    assert (error.code, error.file) == (code, NAME)
    assert words in error.message
    assert error.fix


def test_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(InputError) as caught:
            read_apt_dat(path, "KXYZ", ZONE)
        assert [error.code for error in caught.value.errors] == ["unreadable"]


def test_another_encoding_is_an_error_where_it_is_read(tmp_path: Path) -> None:
    whole = SAMPLE.encode()
    with pytest.raises(InputError) as caught:
        read_apt_dat(write(tmp_path, whole.replace(b"Gate A1\n", b"Porte \xe9\n")), "KXYZ", ZONE)
    assert [(error.code, error.line) for error in caught.value.errors] == [("bad_encoding", 8)]
    read_apt_dat(write(tmp_path, whole.replace(b"Elsewhere", b"\xe9")), "KXYZ", ZONE)
