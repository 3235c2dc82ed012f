"""Sources that cannot be read: each with file, line, column, value and fix, and never anything but such errors."""

import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.io.bts import files, read_bts, table
from standalloc.io.foreign import Imported
from standalloc.model import InputError, Problem
from tests.io.bts.sample import BARE, CHOSEN, FLIGHTS, MONTHLY, NAME, Flight, text_of
from tests.io.test_mutations import NASTY, SETTINGS

pytest.importorskip("airportsdata")


LAYOUTS: Mapping[str, Mapping[str, Callable[[Flight], str]]] = {"monthly": MONTHLY, "chosen": CHOSEN, "bare": BARE}


def problems_of(path: Path, airport: str = "ATL") -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_bts(path, airport)
    return list(caught.value.errors)


SPOILT = [
    ('"FlightDate"', '"Day"', "missing_column", 1, "column FlightDate or FL_DATE is missing"),
    ('"Tail_Number"', '"Tail"', "missing_column", 1, "column Tail_Number or TailNum is missing"),
    ('"Div1Airport"', '"Dest"', "duplicate_column", 1, "column 'Dest' is there twice"),
    ("2030-03-10", "10 March", "bad_time", 2, "FlightDate '10 March' is not a date"),
    ("2030-03-10", "2030-02-30", "bad_time", 2, "FlightDate '2030-02-30' is not a date: day is out of range"),
    ("2030-03-10", "1930-03-10", "bad_time", 2, "FlightDate '1930-03-10' is not a date from 1987"),
    ("2030-03-10", "", "missing", 2, "FlightDate is missing"),
    ('"0800"', '"2460"', "bad_time", 2, "CRSDepTime '2460' is not a time of day"),
    ('"0800"', '"8 am"', "bad_time", 2, "CRSDepTime '8 am' is not a time"),
    ('"0800"', "", "missing", 2, "CRSDepTime is missing"),
    ('"1230"', '"2401"', "bad_time", 3, "ArrTime '2401' is not a time of day"),
    ("10.00", "ten", "bad_number", 3, "DepDelay 'ten' is not a whole number"),
    ('"FL","N1AT"', '"","N1AT"', "missing", 2, "Reporting_Airline is missing"),
    ('"FL","N1AT"', '"F*","N1AT"', "bad_text", 2, "Reporting_Airline 'F*' is not a carrier's code"),
    ('"N1AT","1"', '"N1AT","one"', "bad_number", 2, "Flight_Number_Reporting_Airline 'one' is not a whole number"),
    ('"N1AT","1"', '"N1AT","-1"', "out_of_range", 2, "Flight_Number_Reporting_Airline '-1' is not at least 0"),
    ('"MCO","Somewhere, GA"', '"MCO2",', "bad_text", 2, "Origin 'MCO2' is not an airport's code"),
    ('"BWI"', '""', "missing", 6, "Dest is missing"),
    ('"Somewhere, GA"', "Somewhere, GA", "bad_text", 2, "Dest ' GA' is not an airport's code"),
    ('"0930",0.00', '"0930",2.00', "bad_choice", 2, "Cancelled '2.00' is not 0 or 1"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "words"), SPOILT)
def test_spoilt_files(tmp_path: Path, old: str, new: str, code: str, line: int, words: str) -> None:
    text = text_of()
    assert old in text
    (tmp_path / NAME).write_text(text.replace(old, new, 1), encoding="utf-8")
    problem = problems_of(tmp_path / NAME)[0]
    assert (problem.code, problem.file) == (code, str(tmp_path / NAME))
    assert words in problem.message
    assert problem.fix
    assert problem.line == line
    if line > 1:
        assert problem.column == words.split(maxsplit=1)[0]


def test_a_quote_that_is_not_closed(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text_of() + '"2030,\n', encoding="utf-8")
    [problem] = problems_of(tmp_path / NAME)
    assert (problem.code, problem.line, problem.message) == (
        "bad_csv",
        len(FLIGHTS) + 2,
        "a quoted cell is never closed",
    )


def test_lines_of_a_file_without_a_header(tmp_path: Path) -> None:
    text = text_of(layout=BARE, header=False).replace(",800,", ",860,", 1)
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    problem = problems_of(tmp_path / NAME)[0]
    assert (problem.line, problem.column, problem.message) == (1, "DepTime", "DepTime '860' is not a time of day")


@pytest.mark.parametrize("day", ["32", "", "ten"])
def test_a_date_in_three_columns(tmp_path: Path, day: str) -> None:
    text = text_of(layout=BARE).replace("2030,3,10,", f"2030,3,{day},", 1)
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    problem = problems_of(tmp_path / NAME)[0]
    assert (problem.code, problem.line, problem.column) == ("bad_time", 2, "Year, Month, DayofMonth")


def test_a_spoilt_row_that_concerns_nobody_is_passed_over(tmp_path: Path) -> None:
    flights = [*FLIGHTS, Flight(10, 77, "N9AT", "MCO", "TPA", "8 am", "9 am")]
    (tmp_path / NAME).write_text(text_of(flights), encoding="utf-8")
    assert read_bts(tmp_path / NAME, "ATL").files


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "empty_file"),
        ("a,b\n1,2\n", "missing_column"),
        (text_of([]), "no_rows"),
        (text_of([]) + "," * 17 + "\n\n", "no_rows"),
        (text_of([]) + "2030,\n", "missing"),
        (text_of(FLIGHTS[7:]).replace("ATL", "BOS"), "no_flights"),
    ],
)
def test_files_of_something_else(tmp_path: Path, content: str, code: str) -> None:
    (tmp_path / NAME).write_text(content, encoding="utf-8")
    assert {problem.code for problem in problems_of(tmp_path / NAME)} == {code}


def test_blank_lines_keep_the_count(tmp_path: Path) -> None:
    lines = text_of().splitlines()
    text = "\n".join([lines[0], lines[1], "", ",,", lines[2].replace("1040", "1099")])
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert [problem.line for problem in problems_of(tmp_path / NAME)] == [5]


@pytest.mark.parametrize("name", ["monthly", "chosen", "bare"])
def test_rows_with_surplus_cells(tmp_path: Path, name: str) -> None:
    lines = text_of(layout=LAYOUTS[name], header=name != "bare").splitlines()
    width = len(LAYOUTS[name]) - (name == "monthly")  # the last column of which has no name
    torn = 2 if name == "bare" else 3
    lines[torn - 1] = ",".join([*lines[torn - 1].split(",")[:3], "x", *lines[torn - 1].split(",")[3:], "y"])
    lines[torn] += ",, "  # empty ones, as spreadsheets leave
    (tmp_path / NAME).write_text("\n".join(lines), encoding="utf-8-sig")
    first = problems_of(tmp_path / NAME)[0]
    assert (first.code, first.line) == ("cell_count", torn)
    assert first.message == f"the row has more cells than the header, which has {width}"


def test_empty_files_and_tabs(tmp_path: Path) -> None:
    path = tmp_path / NAME
    for text in ("", "\n \n"):
        path.write_text(text, encoding="utf-8")
        assert [(problem.code, problem.message) for problem in problems_of(path)] == [("empty_file", "is empty")]
    with pytest.raises(InputError) as caught:
        read_bts(tmp_path, "ATL")
    assert f"{NAME}: is not read: it is empty" in [f"{one.file}: {one.message}" for one in caught.value.problems]
    path.write_text(text_of().replace(",", "\t"), encoding="utf-8")
    for source in (path, tmp_path):
        [problem] = problems_of(source)
        assert (problem.code, problem.message, problem.fix) == (
            "bad_csv",
            "its cells are separated by tabs",
            "save it as CSV, with commas",
        )


def test_strange_files_of_a_folder_are_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / NAME).write_text(text_of(), encoding="utf-8")
    (tmp_path / "airports.csv").write_text("iata,airport\nATL,Atlanta\n", encoding="utf-8")
    assert read_bts(tmp_path, "ATL").files
    assert "airports.csv: is not read: its first row names no flights" in caplog.text
    (tmp_path / NAME).unlink()
    assert [problem.code for problem in problems_of(tmp_path)] == ["no_flights"]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert [(problem.code, problem.file) for problem in problems_of(tmp_path)] == [("missing_file", str(tmp_path))]


def _pack(path: Path, names: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in names.items():
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("names", [{}, {"readme.html": ""}, {"a.csv": text_of(), "b.csv": text_of()}], ids=len)
def test_zips_without_one_csv(tmp_path: Path, names: Mapping[str, str]) -> None:
    assert [problem.code for problem in problems_of(_pack(tmp_path / "a.zip", names))] == ["bad_zip"]


@pytest.mark.parametrize("position", [0, 0.1, 0.5, 0.95])
def test_damaged_zips(tmp_path: Path, position: float) -> None:
    path = _pack(tmp_path / "a.zip", {NAME: text_of()})
    content = path.read_bytes()
    start = int(position * len(content))
    path.write_bytes(content[:start] + b"\xff" * 40)
    assert [problem.code for problem in problems_of(path)] == ["bad_zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_CSV", 1000)
    for path in (_pack(tmp_path / "a.zip", {NAME: " " * 1001}), tmp_path / "b.csv"):
        if path.suffix == ".csv":
            path.write_text(" " * 1001, encoding="utf-8")
        [problem] = problems_of(path)
        assert (problem.code, problem.file) == ("too_large", str(path))


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_ROWS", len(FLIGHTS) - 1)
    (tmp_path / NAME).write_text(text_of(), encoding="utf-8")
    assert [problem.code for problem in problems_of(tmp_path / NAME)] == ["too_large"]


def test_unknown_airports_airlines_and_days(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(text_of(), encoding="utf-8")
    assert [problem.code for problem in problems_of(tmp_path / NAME, "ATQ9")] == ["unknown_airport"]
    assert [problem.code for problem in problems_of(tmp_path / NAME, "BOS")] == ["no_flights"]
    with pytest.raises(InputError, match=re.escape("no flights of airline 'DL' at ATL (name one of FL)")):
        read_bts(tmp_path / NAME, "ATL", airlines=["FL", "DL"])


def _judge(content: bytes, suffix: str = ".csv") -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"flights{suffix}"
        path.write_bytes(content)
        try:
            imported: Imported = read_bts(path, "ATL")
        except InputError as error:
            for problem in error.problems:
                assert (problem.file or "").startswith(str(path))
                assert problem.message
                assert problem.fix
            return
    assert "airport.toml" in imported.files


@pytest.mark.parametrize("name", LAYOUTS)
@settings(SETTINGS, max_examples=60)
@given(data=st.data())
def test_cells_are_changed(name: str, data: st.DataObject) -> None:
    rows = [line.split(",") for line in text_of(layout=LAYOUTS[name]).splitlines()]
    cells = [cell for row in rows for cell in row]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(rows))
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.one_of(NASTY, st.sampled_from(cells)))
    text = "\n".join(",".join(row) for row in rows)
    _judge(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", ["csv", "zip"])
@settings(SETTINGS, max_examples=60)
@given(data=st.data())
def test_bytes_are_changed(name: str, data: st.DataObject) -> None:
    content = text_of().encode()
    if name == "zip":
        with tempfile.TemporaryDirectory() as folder:
            content = _pack(Path(folder) / "a.zip", {NAME: text_of()}).read_bytes()
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(0, 20)))
    _judge(content[:start] + data.draw(st.binary(max_size=12)) + content[end:], f".{name}")
