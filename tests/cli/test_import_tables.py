"""`import tables`: the example of its page, what is suggested, and what is refused."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from standalloc.io.spreadsheets.mapping import Column, Layout, Reading, Turns

Run = Callable[..., Result]

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("\n## `tables`\n")[2].partition("\n## ")[0]
#: The files that the page shows, by name.
SHOWN: Mapping[str, str] = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL))


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the page, in the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "SOURCE").mkdir()
    for name in ("stands.csv", "flights.csv"):
        (tmp_path / "SOURCE" / name).write_text(SHOWN[name], encoding="utf-8")
    (tmp_path / "my_columns.toml").write_text(SHOWN["my_columns.toml"], encoding="utf-8")
    return tmp_path


def test_the_example_of_the_page(source: Path, run: Run) -> None:
    answer = run("import", "tables", "SOURCE", "--map", "my_columns.toml", "--out", "xyz")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.splitlines() == [
        "stands: 4 rows of stands.csv, 1 left out",
        "schedule: 10 rows of flights.csv, 1 left out",
        "10 movements: 5 turns, 0 alone",
        "2 days, 2030-06-01 to 2030-06-02; night stops in the files of both days: 1",
        "wrote xyz; next: standalloc show xyz",
    ]
    assert (source / "xyz" / "2030-06-01.csv").read_text(encoding="utf-8") == SHOWN["2030-06-01.csv"]
    names = {path.name for path in (source / "xyz").iterdir()}
    assert names == {"airport.toml", "stands.csv", "2030-06-01.csv", "2030-06-02.csv"}
    for day in ("2030-06-01.csv", "2030-06-02.csv"):
        checked = run("validate", "xyz", day)
        assert (checked.exit_code, checked.output) == (0, "0 errors, 0 warnings\n")


def test_days_are_added_to_an_airport(source: Path, run: Run) -> None:
    run("import", "tables", "SOURCE", "--map", "my_columns.toml", "--out", "xyz")
    (source / "week.csv").write_text(SHOWN["week.csv"], encoding="utf-8")
    (source / "my_days.toml").write_text(SHOWN["my_days.toml"], encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (source / "xyz").iterdir()}
    words = ("import", "tables", "week.csv", "--map", "my_days.toml", "--out", "xyz")
    answer = run(*words)
    assert answer.exit_code == 0, answer.output
    after = {path.name: path.read_bytes() for path in (source / "xyz").iterdir()}
    assert after.keys() - before.keys() == {"2030-06-03.csv"}
    assert before.items() <= after.items()
    assert run("validate", "xyz", "2030-06-03.csv").exit_code == 0
    again = run(*words)
    assert again.exit_code == 2
    assert "2030-06-03.csv: error existing_file: is there already" in again.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            SHOWN["my_columns.toml"],
            "[stands] is of the airport, which is there already (remove it, or name",
        ),
        ("[turns]\ndays = []\n", "[schedule] is missing (add it, with file and columns)"),
        (
            SHOWN["my_days.toml"] + 'terminal = "Flight in"\n[schedule.constants]\nseats = "many"\n',
            "seats 'many' is not",
        ),
    ],
)
def test_what_is_no_map_of_days(source: Path, run: Run, text: str, told: str) -> None:
    run("import", "tables", "SOURCE", "--map", "my_columns.toml", "--out", "xyz")
    (source / "week.csv").write_text(SHOWN["week.csv"], encoding="utf-8")
    (source / "my_days.toml").write_text(text, encoding="utf-8")
    before = sorted(source.rglob("*"))
    answer = run("import", "tables", "week.csv", "--map", "my_days.toml", "--out", "xyz")
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert sorted(source.rglob("*")) == before


def test_the_message_of_the_page(source: Path, run: Run) -> None:
    (message,) = re.findall(r"`week\.xlsx\[Stands\]:14: (.*?)`\.", SECTION.replace("\n", " "))
    stands = source / "SOURCE" / "stands.csv"
    stands.write_text(SHOWN["stands.csv"].replace("PBB;C", "PBB;G"), encoding="utf-8")
    answer = run("import", "tables", "SOURCE", "--map", "my_columns.toml", "--out", "xyz")
    assert answer.exit_code == 2
    assert answer.stderr == f"stands.csv:3: {message}\n"
    assert not (source / "xyz").exists()


def test_what_is_suggested_for_the_example(source: Path, run: Run) -> None:
    before = sorted(source.rglob("*"))
    answer = run("import", "tables", "SOURCE", "--suggest")
    assert answer.exit_code == 0, answer.output
    assert sorted(source.rglob("*")) == before
    (source / "suggested.toml").write_text(answer.stdout, encoding="utf-8")
    again = run("import", "tables", "SOURCE", "--map", "suggested.toml", "--out", "new")
    assert again.exit_code == 2
    assert {line.partition(":")[0] for line in again.stderr.splitlines()} == {"stands.csv"}  # the row of the sum
    stands = source / "SOURCE" / "stands.csv"
    stands.write_text(SHOWN["stands.csv"].replace("Total;4;;;;\n", ""), encoding="utf-8")
    again = run("import", "tables", "SOURCE", "--map", "suggested.toml", "--out", "new")
    assert again.exit_code == 0, again.output


def test_the_day_of_times(source: Path, run: Run) -> None:
    flights = SHOWN["flights.csv"].replace("01.06.2030", "").replace("02.06.2030", "")
    (source / "SOURCE" / "flights.csv").write_text(flights, encoding="utf-8")
    words = ("import", "tables", "SOURCE", "--map", "my_columns.toml", "--out", "new")
    answer = run(*words)
    assert answer.exit_code == 2
    assert (
        "flights.csv:2: STA/STD + Date: error bad_time: arrival_time '06:10' is a time without a date" in answer.stderr
    )
    answer = run(*words, "--day", "2031-01-02")
    assert answer.exit_code == 0, answer.output
    assert (source / "new" / "2031-01-02.csv").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("SOURCE",), "give --map and --out, or --suggest"),
        (("SOURCE", "--map", "my_columns.toml"), "give --map and --out"),
        (("SOURCE", "--suggest", "--out", "new"), "leave --map, --out and --day out"),
        (("SOURCE", "--map", "none.toml", "--out", "new"), "none.toml: error missing_file: does not exist"),
        (("SOURCE", "--map", "my_columns.toml", "--out", "SOURCE"), "name a new folder"),
        (("nowhere", "--suggest"), "does not exist"),
        (("my_columns.toml", "--suggest"), "holds no spreadsheets"),
        (("SOURCE", "--map", "my_columns.toml", "--out", "new", "--day", "soon"), "does not match the format"),
    ],
)
def test_bad_usage(source: Path, run: Run, words: tuple[str, ...], told: str) -> None:
    before = sorted(source.rglob("*"))
    answer = run("import", "tables", *words)
    assert answer.exit_code == 2
    assert told in answer.stderr
    assert sorted(source.rglob("*")) == before


@pytest.mark.parametrize("kind", [Reading, Layout, Column, Turns])
def test_every_key_of_a_map_is_on_its_page(kind: type[Reading | Column | Turns]) -> None:
    cells = re.findall(r"^\| ([^|]*) \|", SECTION, re.MULTILINE)
    keys = {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}
    assert set(kind.model_fields) <= keys
