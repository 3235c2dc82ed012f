"""Days go into a new folder, or into that of the same airport, and over nothing that is there."""

from pathlib import Path

import pytest

from standalloc.io.bts import for_folder
from standalloc.io.foreign import Imported
from standalloc.model import InputError

pytest.importorskip("airportsdata")

IMPORTED = Imported({"airport.toml": "new", "2030-03-10.csv": "turn\n", "2030-07-10.csv": "turn\n"}, ("note",))


def airport(folder: Path, zone: str) -> Path:
    text = f'[airport]\ncode = "KATL"\ntimezone = "{zone}"\n'
    (folder / "airport.toml").write_text(text, encoding="utf-8")
    (folder / "stands.csv").write_text("stand,kind,max_code\nA1,contact,C\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_new_folder_gets_everything(tmp_path: Path, name: str) -> None:
    made = for_folder(IMPORTED, "ATL", tmp_path / name)
    assert made.files == IMPORTED.files
    assert made.notes[0] == "note"
    assert made.notes[1].startswith("stands.csv is still missing")


@pytest.mark.parametrize("zone", ["America/New_York", "US/Eastern", "America/Detroit"])
def test_an_airport_gets_the_days(tmp_path: Path, zone: str) -> None:
    made = for_folder(IMPORTED, "ATL", airport(tmp_path, zone))
    assert set(made.files) == {"2030-03-10.csv", "2030-07-10.csv"}
    assert made.notes == ("note",)


def test_an_airport_without_stands_is_told(tmp_path: Path) -> None:
    (airport(tmp_path, "America/New_York") / "stands.csv").unlink()
    assert len(for_folder(IMPORTED, "ATL", tmp_path).notes) == 2


@pytest.mark.parametrize("zone", ["America/Chicago", "America/Panama", "Europe/Paris"])
def test_another_clock(tmp_path: Path, zone: str) -> None:
    """Panama has the time of Atlanta in winter only."""
    with pytest.raises(InputError) as caught:
        for_folder(IMPORTED, "ATL", airport(tmp_path, zone))
    [problem] = caught.value.problems
    assert (problem.code, problem.file, problem.column) == ("other_timezone", "airport.toml", "timezone")


def test_a_day_that_is_there(tmp_path: Path) -> None:
    (airport(tmp_path, "America/New_York") / "2030-07-10.csv").write_text("turn\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        for_folder(IMPORTED, "ATL", tmp_path)
    assert [(problem.code, problem.file) for problem in caught.value.problems] == [("existing_file", "2030-07-10.csv")]


def test_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"holds files, and no airport\.toml among them"):
        for_folder(IMPORTED, "ATL", tmp_path)


def test_an_airport_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "airport.toml").write_text("[airport", encoding="utf-8")
    with pytest.raises(InputError, match="is not TOML"):
        for_folder(IMPORTED, "ATL", tmp_path)
