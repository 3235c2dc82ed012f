"""`import` and `export`: an airport made from another format, and a plan written in one."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result

from standalloc.cli import main
from standalloc.cli.importing import export, import_

Run = Callable[..., Result]

SVO: Mapping[str, str] = {
    "Timetable.csv": """\
flight_AD;flight_datetime;flight_ID;flight_terminal_#;flight_AC_PAX_capacity_total;flight_PAX;Aircraft_Stand
A;17.05.2019 11:05;D;1;160;130;
D;17.05.2019 12:00;I;2;300;161;
""",
    "Aircraft_Stands.csv": """\
Aircraft_Stand,JetBridge_on_Arrival,JetBridge_on_Departure,1,2,3,4,5,Terminal,Taxiing_Time
7,D,I,5,15,20,25,30,1,10
9,N,N,7,17,22,27,32,,4
""",
    "Handling_Rates.csv": """\
Name,Value
Bus_Cost_per_Minute,10
Away_Aircraft_Stand_Cost_per_Minute,20
JetBridge_Aircraft_Stand_Cost_per_Minute,25
Aircraft_Taxiing_Cost_per_Minute,30
""",
    "Handling_Time.csv": """\
Aircraft_Class,JetBridge_Handling_Time,Away_Handling_Time
Regional,40,50
Narrow_Body,50,65
Wide_Body,60,80
""",
}
HUAWEI_CUP: Mapping[str, str] = {
    "pucks.csv": """\
puck,arr_flight,arr_type,ac,dep_flight,dep_type,from,to,arr,dep,body
P1,AA1,D,320,AA2,D,XXX,YYY,2018-01-19 23:00:00,2018-01-20 01:00:00,N
P2,AA3,I,33E,AA4,D,XXX,YYY,2018-01-19 23:10:00,2018-01-21 01:00:00,W
""",
    "gates.csv": 'gate,hall,region,arr_type,dep_type,body\nT5,T,North,I,"D, I",W\nS9,S,East,"D, I",D,N\n',
    "tickets.csv": "ticket,pax,arr_flight,arr_date,dep_flight,dep_date\nK1,2,AA1,2018-01-19,AA4,2018-01-21\n",
}


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders with made-up sources, in the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    for folder, files in (("svo", SVO), ("huawei-cup", HUAWEI_CUP)):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("words", [("svo",), *(("huawei-cup", "--question", str(number)) for number in (1, 2, 3))])
def test_what_is_imported_is_an_airport(source: Path, run: Run, words: tuple[str, ...]) -> None:
    answer = run("import", words[0], words[0], *words[1:], "--out", "new/airport")
    assert answer.exit_code == 0, answer.output
    assert answer.stdout.endswith("wrote new/airport; next: standalloc show new/airport\n")
    checked = run("validate", "new/airport")
    assert checked.exit_code == 0, checked.output
    assert {path.name for path in Path("new/airport").iterdir()} > {"airport.toml", "stands.csv"}


@pytest.mark.parametrize(
    ("name", "file", "words"),
    [
        ("svo", "Timetable.csv", "Timetable.csv:2: flight_AD: error bad_choice: flight_AD 'B' is not 'A' or 'D'"),
        ("huawei-cup", "gates.csv", "gates.csv:2: hall: error bad_choice: hall 'U' is not 'T' or 'S'"),
    ],
)
def test_a_bad_source_leaves_nothing_behind(source: Path, run: Run, name: str, file: str, words: str) -> None:
    path = source / name / file
    path.write_text(path.read_text().replace("\nA;", "\nB;").replace("T5,T", "T5,U"), encoding="utf-8")
    question = ("--question", 1) if name == "huawei-cup" else ()
    answer = run("import", name, name, *question, "--out", "new")
    assert answer.exit_code == 2
    assert words in answer.stderr
    assert not Path("new").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("import", "svo", "nowhere", "--out", "new"),
        ("import", "svo", "svo/Timetable.csv", "--out", "new"),
        ("import", "svo", "svo"),
        ("import", "huawei-cup", "huawei-cup", "--out", "new"),
        ("import", "huawei-cup", "huawei-cup", "--question", "4", "--out", "new"),
        ("import", "svo", "huawei-cup", "--out", "new"),
        ("export", "svo", "day.json", "plan.csv", "--out", "new"),
        ("import", "apt-dat"),
    ],
)
def test_bad_usage(source: Path, run: Run, words: tuple[str, ...]) -> None:
    before = sorted(source.rglob("*"))
    answer = run(*words)
    assert answer.exit_code == 2
    assert answer.stderr
    assert "Internal error" not in answer.stderr
    assert sorted(source.rglob("*")) == before


def test_nothing_is_written_over(source: Path, run: Run) -> None:
    answer = run("import", "svo", "svo", "--out", "svo")
    assert answer.exit_code == 2
    assert "name a new folder" in answer.stderr
    assert {path.name for path in (source / "svo").iterdir()} == set(SVO)


def test_a_file_is_no_folder_to_write(source: Path, run: Run) -> None:
    (source / "file").write_text("")
    answer = run("import", "svo", "svo", "--out", "file")
    assert answer.exit_code == 2
    assert "file: is not a folder; name another" in answer.stderr
    assert (source / "file").read_text() == ""


def test_a_plan_is_exported(source: Path, run: Run) -> None:
    assert run("import", "svo", "svo", "--out", "airport").exit_code == 0
    (source / "plan.csv").write_text("turn,stand\n1,7\n2,9\n", encoding="utf-8")
    answer = run("export", "svo", "airport", "2019-05-17.csv", "plan.csv", "--out", "filled.csv")
    assert (answer.exit_code, answer.stdout) == (0, "wrote filled.csv\n")
    rows = list(csv.DictReader((source / "filled.csv").read_text(encoding="utf-8").splitlines()))
    written = list(csv.DictReader(SVO["Timetable.csv"].splitlines(), delimiter=";"))
    assert rows == [row | {"Aircraft_Stand": stand} for row, stand in zip(written, ("7", "9"), strict=True)]


def test_flights_without_a_stand_are_told(source: Path, run: Run) -> None:
    assert run("import", "svo", "svo", "--out", "airport").exit_code == 0
    (source / "plan.csv").write_text("turn,stand\n1,7\n2,\n", encoding="utf-8")
    answer = run("export", "svo", "airport", "2019-05-17.csv", "plan.csv", "--out", "filled.csv")
    assert answer.exit_code == 0
    assert "1 of 2 flights have no stand" in answer.stderr
    assert (source / "filled.csv").read_text(encoding="utf-8").endswith(",161,\n")


def test_every_format_has_its_section() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    names = {*import_.commands, *export.commands}
    assert names <= {line.partition("`")[2].partition("`")[0] for line in page.splitlines() if line.startswith("## ")}
    assert {import_.name, export.name} <= set(main.commands)
