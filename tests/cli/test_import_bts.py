"""`import bts`: the days of an airport from flights, into a new folder or an airport's."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from standalloc.io.airport_zones import airport_zones
from tests.io.bts.sample import FLEET, text_of

Run = Callable[..., Result]
DAYS = {"2030-03-10.csv", "2030-03-11.csv", "2030-03-12.csv"}

pytest.importorskip("airportsdata")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Made-up flights and their fleet, in the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "flights.csv").write_text(text_of(), encoding="utf-8")
    (tmp_path / "fleet.csv").write_text(FLEET, encoding="utf-8")
    return tmp_path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_folder(source: Path, run: Run) -> None:
    answer = run("import", "bts", "flights.csv", "--airport", "atl", "--fleet", "fleet.csv", "--out", "atl")
    assert answer.exit_code == 0, answer.output
    assert names(source / "atl") == {"airport.toml", *DAYS}
    assert "stands.csv is still missing" in answer.stdout
    assert answer.stdout.endswith("wrote atl\n")
    assert "of 2 of 6 turns the aircraft is not known" in answer.stderr
    (source / "atl" / "stands.csv").write_text("stand,kind,max_code\nA1,contact,C\n", encoding="utf-8")
    assert run("validate", "atl", "2030-03-10.csv").exit_code == 0


def test_days_and_airlines_are_chosen(source: Path, run: Run) -> None:
    words = ("--airport", "ATL", "--airline", "fl", "--from", "2030-03-11", "--to", "2030-03-11")
    assert run("import", "bts", "flights.csv", *words, "--out", "atl").exit_code == 0
    assert names(source / "atl") == {"airport.toml", "2030-03-11.csv"}


def test_days_are_added_to_an_airport(source: Path, run: Run) -> None:
    assert run("init", "xyz").exit_code == 0
    path = source / "xyz" / "airport.toml"
    before = path.read_text(encoding="utf-8")
    answer = run("import", "bts", "flights.csv", "--airport", "ATL", "--out", "xyz")
    assert answer.exit_code == 2
    assert "other_timezone" in answer.stderr
    lines = ['timezone = "America/New_York"' if line.startswith("timezone") else line for line in before.splitlines()]
    path.write_text("\n".join(lines), encoding="utf-8")
    answer = run("import", "bts", "flights.csv", "--airport", "ATL", "--out", "xyz")
    assert answer.exit_code == 0, answer.output
    assert names(source / "xyz") >= DAYS
    assert path.read_text(encoding="utf-8") == "\n".join(lines)
    assert "still missing" not in answer.stdout
    assert answer.stdout.endswith("wrote xyz; next: standalloc show xyz\n")


def test_nothing_is_written_over(source: Path, run: Run) -> None:
    words = ("import", "bts", "flights.csv", "--airport", "ATL", "--out", "atl")
    assert run(*words, "--from", "2030-03-12").exit_code == 0
    answer = run(*words)
    assert answer.exit_code == 2
    assert "2030-03-12.csv: error existing_file: is there already" in answer.stderr
    assert names(source / "atl") == {"airport.toml", "2030-03-12.csv"}


def test_a_file_is_no_folder_to_write(source: Path, run: Run) -> None:
    (source / "file").write_text("")
    answer = run("import", "bts", "flights.csv", "--airport", "ATL", "--out", "file")
    assert answer.exit_code == 2
    assert answer.stderr == "Error: file: is not a folder; name another\n"


def test_a_bad_source_leaves_nothing_behind(source: Path, run: Run) -> None:
    (source / "flights.csv").write_text(text_of().replace('"0800"', '"2500"'), encoding="utf-8")
    answer = run("import", "bts", "flights.csv", "--airport", "ATL", "--out", "atl")
    assert answer.exit_code == 2
    assert "flights.csv:2: CRSDepTime: error bad_time: CRSDepTime '2500' is not a time of day" in answer.stderr
    assert not (source / "atl").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("flights.csv", "--out", "atl"),
        ("flights.csv", "--airport", "ATL"),
        ("nowhere.csv", "--airport", "ATL", "--out", "atl"),
        ("flights.csv", "--airport", "ATL", "--from", "today", "--out", "atl"),
        ("flights.csv", "--airport", "ATL", "--from", "2031-01-01", "--out", "atl"),
        ("flights.csv", "--airport", "ATL", "--fleet", "nowhere.csv", "--out", "atl"),
        ("flights.csv", "--airport", "A", "--out", "atl"),
    ],
)
def test_bad_usage(source: Path, run: Run, words: tuple[str, ...]) -> None:
    answer = run("import", "bts", *words)
    assert answer.exit_code == 2
    assert answer.stderr
    assert "Internal error" not in answer.stderr
    assert names(source) == {"flights.csv", "fleet.csv"}


def test_without_the_extra(source: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "airportsdata", None)
    airport_zones.cache_clear()
    answer = run("import", "bts", "flights.csv", "--airport", "ATL", "--out", "atl")
    airport_zones.cache_clear()
    assert answer.exit_code == 2
    assert "pip install 'standalloc[formats]'" in answer.stderr
