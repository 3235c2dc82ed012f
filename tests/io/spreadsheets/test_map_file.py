"""Maps: what they say, and every way to get one wrong."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.map_file import read_map
from standalloc.io.spreadsheets.mapping import Column, Layout, TablesMap
from standalloc.model import Problem
from tests.io.spreadsheets.samples import FILES, MOVEMENTS, mapped

ReadMap = Callable[[str], tuple[TablesMap | None, list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> ReadMap:
    """Reads the text of a map."""

    def read_text(text: str) -> tuple[TablesMap | None, list[Problem]]:
        (tmp_path / "map.toml").write_text(text, encoding="utf-8")
        log = ProblemLog()
        return read_map(tmp_path / "map.toml", log), log.problems()

    return read_text


def test_a_map(read: ReadMap) -> None:
    found, problems = read(FILES["map.toml"])
    assert problems == []
    assert found is not None
    assert found.settings["airport"].values == {"code": "XYZ", "timezone": "Europe/Paris"}
    stands, schedule = found.tables
    assert (stands.table, stands.layout, schedule.table) == ("stands", Layout(file="stands.csv"), "schedule")
    assert stands.columns == {name: Column(column=name_) for name, name_ in _STANDS.items()}
    assert stands.values == {"kind": {"pbb": "contact", "open": "remote"}}
    assert (found.turns.link, found.turns.longest_stay, found.turns.days) == (None, None, ())


_STANDS = {"stand": "Bay", "kind": "Type", "max_code": "Cat"}


def test_all_its_keys(read: ReadMap) -> None:
    found, problems = read(
        mapped(
            ("[stands]\n", '[source]\nencoding = "cp1252"\ndelimiter = "tab"\ndecimal = ","\n[stands]\nheader = 3\n'),
            ('file = "day.csv"', 'sheet = "S"\nbase_date = 2030-06-01\ntimezone = "UTC"\ndate_form = "dd.mm.yy"'),
            ('departure_time = "STD"', 'departure_time = { date = "D", time = "STD", days = "+" }'),
            ("[schedule.columns]", 'overnight = true\nfill_down = "D"\nkeep = { T = "1" }\n[schedule.columns]'),
        )
        + '\n[schedule.constants]\nuse = "cargo"\nseats = 180\ntowable = false\nx_day = 2030-06-01\n'
        + '\n[turns]\nlongest_stay = "36:00"\ndays = [2030-06-01, "2030-06-02"]\n'
    )
    assert problems == []
    assert found is not None
    schedule = found.tables[1]
    reading = schedule.layout.over(found.reading)
    assert (reading.encoding, reading.delimiter, reading.decimal) == ("cp1252", "\t", ",")
    assert (reading.base_date, str(reading.timezone)) == (date(2030, 6, 1), "UTC")
    assert reading.date_form is not None
    assert schedule.layout.overnight
    assert (schedule.layout.fill_down, schedule.layout.keep) == (("D",), {"T": ("1",)})
    assert schedule.columns["departure_time"].sources == ("STD", "D", "+")
    assert schedule.constants == {"use": "cargo", "seats": "180", "towable": "no", "x_day": "2030-06-01"}
    assert (found.turns.longest_stay, found.turns.days) == (timedelta(hours=36), (date(2030, 6, 1), date(2030, 6, 2)))


def test_a_section_several_times(read: ReadMap) -> None:
    second = '[[stands]]\nfile = "more.csv"\n[stands.columns]\nstand = "S"\nkind = "K"\nmax_kode = "C"\n'
    text = mapped(("[stands]\n", "[[stands]]\n")) + second
    _, problems = read(text)
    line = text[: text.index("max_kode")].count("\n") + 1
    assert {(problem.code, problem.line) for problem in problems} == {
        ("unknown_column", line),
        ("missing_column", text[: text.index(second)].count("\n") + 1),
    }
    found, problems = read(text.replace("max_kode", "max_code"))
    assert (problems, found and [table.layout.file for table in found.tables]) == (
        [],
        ["stands.csv", "more.csv", "day.csv"],
    )


@pytest.mark.parametrize(
    ("change", "code", "line", "words"),
    [
        (("[stands]\n", "[stnds]\n"), "unknown_section", 5, "'stnds' is not known; did you mean stands?"),
        (("[stands]\n", "[stands]\nfiel = 3\n"), "unknown_key", 6, "key 'fiel' is not known; did you mean file?"),
        (("[stands]\n", "[stands]\ncolumms = 3\n"), "unknown_key", 6, "did you mean columns?"),
        (("[stands]\n", "[stands]\nheader = 0\n"), "out_of_range", 6, "header 0 is not at least 1"),
        (("[stands]\n", "[stands]\nheader = 'x'\n"), "bad_number", 6, "header 'x' is not a whole number"),
        (("[stands]\n", "[stands]\nencoding = 'utf-9'\n"), "bad_choice", 6, "encoding 'utf-9' is not an encoding"),
        (("[stands]\n", "[stands]\nencoding = 'zip'\n"), "bad_choice", 6, "'zip' is not an encoding"),
        (("[stands]\n", "[stands]\ndelimiter = 'x'\n"), "bad_choice", 6, "'comma', 'semicolon' or 'tab'"),
        (("[stands]\n", "[stands]\ndecimal = ';'\n"), "bad_choice", 6, "decimal ';' is not '.' or ','"),
        (("[stands]\n", "[stands]\ntimezone = 'Paris'\n"), "bad_timezone", 6, "timezone 'Paris' is not a time zone"),
        (("[stands]\n", "[stands]\ndate_form = 'dd.mm'\n"), "bad_choice", 6, "give day, month and year once each"),
        (("[stands]\n", "[stands]\nbase_date = 'soon'\n"), "bad_time", 6, "base_date 'soon' is not a date"),
        (("[stands]\n", "[stands]\nkeep = 3\n"), "bad_table", 6, "keep 3 is not a table"),
        (("[stands]\n", "[stands]\novernight = 'x'\n"), "bad_value", 6, "overnight 'x'"),
        (("stand = ", "stnd = "), "unknown_column", 9, "column 'stnd' is not known; did you mean stand?"),
        (('kind = "Type"', "kind = 3"), "bad_table", 10, "stands.columns.kind 3 is not a section"),
        (('kind = "Type"', 'kind = { colum = "Type" }'), "unknown_key", 10, "did you mean column?"),
        (('kind = "Type"', 'kind = { column = "Type", unit = "ft" }'), "bad_choice", 10, "unit 'ft' does not fit"),
        (('kind = "Type"', 'kind = { column = "Type", unit = "yd" }'), "bad_choice", 10, "unit 'yd' is not"),
        (('kind = "Type"', 'kind = { column = "Type", separator = "/" }'), "bad_choice", 10, "hold lists"),
        (('kind = "Type"', 'kind = { time = "Type" }'), "bad_choice", 10, "for columns of times"),
        (('kind = "Type"', "kind = {}"), "bad_choice", 10, "no one column is named"),
        (('= "STA"', '= { column = "A", date = "B" }'), "bad_choice", 23, "date and days go with time"),
        (('= "STA"', '= { column = "A", time = "B" }'), "bad_choice", 23, "no one column is named"),
        (('PBB = "contact"', "PBB = [1]"), "bad_text", 14, "kind: 'PBB' becomes [...]"),
        (("[stands.values.kind]", "[stands.values.kint]"), "unknown_column", 13, "did you mean kind?"),
        (("[stands.values.kind]", "[stands.constants]\nkind = 'x'\n[x_]"), "duplicate_column", 14, "both a column and"),
        (('arrival_time = "STA"\ndeparture_time = "STD"', ""), "missing_column", 17, "arrival_time, departure_time"),
        (('aircraft_type = "Type"', ""), "missing_column", 17, "none of the columns code, wingspan_m, aircraft_type"),
        (('max_code = "Cat"', ""), "missing_column", 5, "none of the columns max_code, max_wingspan_m is there"),
        (("[airport]", "[policy]"), "missing", None, "[airport] is missing"),
        (("[stands.columns]", "[stands.columns"), "bad_toml", 8, "is not TOML"),
        (("[schedule]", "[turns]\nlink = 'tail'\n[schedule]"), "bad_choice", 18, "link 'tail' is not"),
        (("[schedule]", "[turns]\nlongest_stay = 36\n[schedule]"), "bad_number", 18, "hours and minutes as in 36:00"),
        (("[schedule]", "[turns]\nlongest_stay = '0:00'\n[schedule]"), "bad_number", 18, "hours and minutes"),
        (("[schedule]", "[turns]\ndays = ['x']\n[schedule]"), "bad_time", 18, "days 'x' is not a date"),
        (("[schedule]\n", "[schedule]\nconstants = 3\n"), "bad_table", 18, "schedule.constants 3 is not a section"),
        (("[schedule]\n", "[schedule.constants]\nuse = [1]\n[schedule]\n"), "bad_text", 18, "use [...] is not text"),
        (
            ('[airport]\ncode = "XYZ"\n', 'policy = 3\n[airport]\ncode = "XYZ"\n'),
            "bad_table",
            1,
            "policy 3 is not a section",
        ),
        (("[airport]", "stands = [3]\n[airport]"), "bad_toml", 6, "is not TOML"),
    ],
)
def test_faults(read: ReadMap, change: tuple[str, str], code: str, line: int | None, words: str) -> None:
    found, problems = read(mapped(change))
    assert found is None
    told = [problem for problem in problems if problem.code == code]
    assert told, problems
    assert (told[0].file, told[0].line) == ("map.toml", line)
    assert words in str(told[0])
    assert all(problem.fix for problem in problems)


def test_a_list_that_holds_no_sections(read: ReadMap) -> None:
    head, _, rest = FILES["map.toml"].partition("[stands]")
    _, problems = read(f"stands = [3]\n{head}[schedule]{rest.partition('[schedule]')[2]}")
    assert ("bad_table", 1) in {(problem.code, problem.line) for problem in problems}


def test_columns_of_turns_are_none_of_movements(read: ReadMap) -> None:
    text = mapped(('time = "Time"', 'arrival_time = "Time"'), text=MOVEMENTS["map.toml"])
    _, problems = read(text)
    assert [(problem.code, problem.column) for problem in problems] == [
        ("unknown_column", "arrival_time"),
        ("missing_column", "time"),
    ]


def test_a_map_that_is_not_there(tmp_path: Path) -> None:
    log = ProblemLog()
    assert read_map(tmp_path / "map.toml", log) is None
    assert [problem.code for problem in log.problems()] == ["missing_file"]
