"""Zurich's and Warsaw's real stand files: every stand is there, no line is unaccounted for, a day is planned."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from standalloc import solve
from standalloc.check import check
from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.foreign import Imported
from standalloc.io.grplugin import read_grplugin
from standalloc.io.grplugin.admission import types_like
from tests.io.grplugin.test_build import read_back, table

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared" / "data" / "stands"
FILES = {"LSZH": "grplugin_LSGG_LSZH.txt", "EPWA": "grplugin_EP.txt"}
ZONES = {"LSZH": "Europe/Zurich", "EPWA": "Europe/Warsaw"}
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
#: Turns of three code letters, at both border statuses, all there at the same hours.
DAY = (
    "turn,code,airline,arrival_time,arrival_sector,arrival_pax,departure_time,departure_sector,departure_pax\n"
    + "".join(
        f"T{number},{'CCCDE'[number % 5]},XYZ,2030-06-01T{8 + number % 4:02}:00,{'SI'[number % 2]},100,"
        f"2030-06-01T{10 + number % 4:02}:00,{'SI'[number % 2]},100\n"
        for number in range(40)
    )
)


def read(airport: str) -> Imported:
    source = SHARED / FILES[airport]
    if not source.is_file():
        pytest.skip(f"{source} is not there")
    return read_grplugin(source, airport, ZONES[airport])


@pytest.mark.parametrize(("airport", "stands"), [("LSZH", 155), ("EPWA", 152)])
def test_every_stand_and_every_line(airport: str, stands: int) -> None:
    imported = read(airport)
    rows = table(imported, "stands.csv")
    text = (SHARED / FILES[airport]).read_text(encoding="utf-8")
    opened = [line.split(":")[2] for line in text.splitlines() if line.startswith(f"STAND:{airport}:")]
    assert [row["stand"] for row in rows] == opened
    assert len(rows) == stands
    sums = next(note for note in imported.notes if note.startswith("sum"))
    assert sum(map(int, sums.split()[1:])) == len(text.splitlines())


@pytest.mark.parametrize("airport", FILES)
def test_lines_by_keyword(airport: str) -> None:
    """The account, added up by keyword, is what a search of the file for the airport's lines finds."""
    imported = read(airport)
    found: dict[str, int] = {}
    is_ours = False
    for line in (SHARED / FILES[airport]).read_text(encoding="utf-8").splitlines():
        keyword, *values = line.strip().split(":")
        is_ours = values[0] == airport if keyword == "STAND" else is_ours
        is_loose = keyword == "STANDLIST"
        if line.strip() and not line.startswith("//") and (values[0] == airport if is_loose else is_ours):
            found[keyword] = found.get(keyword, 0) + 1
    start = next(place for place, note in enumerate(imported.notes) if note.startswith("lines by rule"))
    told = {note.split()[0]: sum(map(int, note.split()[1:])) for note in imported.notes[start + 1 : -3]}
    assert told == found


@pytest.mark.parametrize("airport", FILES)
def test_the_page_has_the_account(airport: str) -> None:
    imported = read(airport)
    start = next(place for place, note in enumerate(imported.notes) if note.startswith("lines by rule"))
    column = list(FILES).index(airport)
    for note in imported.notes[start + 1 :]:
        name, counts = note[:26].strip(), " / ".join(note[26:].split())
        (row,) = (line for line in PAGE.splitlines() if line.startswith((f"| `{name}` |", f"| {name} |")))
        assert row.split("|")[2 + column].strip() == counts, name


@pytest.mark.parametrize("airport", FILES)
def test_a_day_is_planned(tmp_path: Path, airport: str) -> None:
    instance = read_back(tmp_path, read(airport), DAY)
    result = solve(instance, time_limit=20)
    assert check(instance, result.plan).violations == ()
    assert len(result.plan.stands) == len(instance.visits)


def test_the_plugin_s_types_are_as_wide_as_ours() -> None:
    """Winglets add up to three metres and a half; the plugin's table leaves them out."""
    source = SHARED / "grplugin_aircraft.txt"
    if not source.is_file():
        pytest.skip(f"{source} is not there")
    rows = [line.split("\t") for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    theirs = {row[0]: float(row[1]) for row in rows}
    known = {one.icao: one for one in aircraft_types().values()}
    compared = {name: (span, known[name].wingspan_m) for name, span in theirs.items() if name in known}
    assert len(compared) > 50
    far = {name: spans for name, spans in compared.items() if abs(spans[0] - spans[1]) > 3.5}
    assert len(far) < len(compared) / 20, far
    patterns = ("A35*", "B77*", "MD*", "DH*")
    assert all(
        set(types_like(pattern)) & {name for name in theirs if fnmatchcase(name, pattern)} for pattern in patterns
    )
