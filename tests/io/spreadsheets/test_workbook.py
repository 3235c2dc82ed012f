"""Workbooks: what cells hold, what is too large, and what is no workbook."""

import struct
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets import workbook as module
from standalloc.io.spreadsheets.sheet import UNCALCULATED, Sheet, Value
from standalloc.io.spreadsheets.workbook import read_workbook
from standalloc.model import Problem
from tests.io.spreadsheets.workbooks import formula, number, rows, text, texts, workbook

pytest.importorskip("openpyxl", reason="workbooks need the extra excel")

ReadBook = Callable[[bytes], dict[str, Sheet]]
Fail = Callable[[bytes], Problem]


@pytest.fixture
def read(tmp_path: Path) -> ReadBook:
    def read_bytes(content: bytes) -> dict[str, Sheet]:
        (tmp_path / "book.xlsx").write_bytes(content)
        log = ProblemLog()
        sheets = read_workbook(tmp_path / "book.xlsx", "book.xlsx", log)
        assert log.problems() == []
        assert sheets is not None
        return dict(sheets)

    return read_bytes


@pytest.fixture
def fail(tmp_path: Path) -> Fail:
    def read_bytes(content: bytes) -> Problem:
        (tmp_path / "book.xlsx").write_bytes(content)
        log = ProblemLog()
        assert read_workbook(tmp_path / "book.xlsx", "book.xlsx", log) is None
        [problem] = log.problems()
        assert (problem.severity, problem.file) == ("error", "book.xlsx")
        assert problem.fix
        return problem

    return read_bytes


def only(read: ReadBook, cell: str, **keys: bool) -> Value:
    """Return the value of the only cell of a workbook."""
    sheets = read(workbook({"S": rows(cell)}, **keys))
    return sheets["S"].rows[0].values[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (text("A1", "Bay"), "Bay"),
        (number("A1", 3), 3),
        (number("A1", 2.5), 2.5),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        (number("A1", 47635, 1), datetime(2030, 6, 1)),
        (number("A1", 47635.25, 4), datetime(2030, 6, 1, 6)),
        (number("A1", 47635.256944444445, 4), datetime(2030, 6, 1, 6, 10)),
        (number("A1", 0.25, 2), timedelta(hours=6)),
        (number("A1", 0.2534722, 2), timedelta(hours=6, minutes=5)),
        (number("A1", 1.0104166, 2), timedelta(hours=24, minutes=15)),
        (number("A1", 1.0104166, 3), timedelta(hours=24, minutes=15)),
        (number("A1", 0.03125, 3), timedelta(minutes=45)),
        (formula("A1", "1+1", "2"), 2),
        (formula("A1", 'A2&amp;"x"', "yx", "str"), "yx"),
        (formula("A1", "1+1", None), UNCALCULATED),
        (formula("A1", "NA()", "#N/A", "e"), "#N/A"),
    ],
)
def test_cells(read: ReadBook, cell: str, value: Value) -> None:
    assert only(read, cell) == value
    assert type(only(read, cell)) is type(value)


def test_days_counted_from_1904(read: ReadBook) -> None:
    assert only(read, number("A1", 46173.25, 4), epoch_1904=True) == datetime(2030, 6, 1, 6)
    assert only(read, number("A1", 1.0104166, 2), epoch_1904=True) == timedelta(hours=24, minutes=15)


def test_rows_keep_their_numbers(read: ReadBook) -> None:
    sheets = read(workbook({"S": texts("Title") + texts("a;;c", ";", "d", first=4)}))
    assert [(row.number, row.values) for row in sheets["S"].rows] == [
        (1, ("Title",)),
        (4, ("a", None, "c")),
        (6, ("d",)),
    ]
    assert sheets["S"].file == "book.xlsx[S]"


def test_merged_cells_hold_their_value_once(read: ReadBook) -> None:
    sheets = read(workbook({"S": texts("Pier;Bay", "North;A1", ";A2")}, merged="A2:A3"))
    assert [row.values for row in sheets["S"].rows] == [("Pier", "Bay"), ("North", "A1"), (None, "A2")]


def test_sheets_that_are_shown_come_first(read: ReadBook) -> None:
    sheets = read(workbook({"Lists": texts("x"), "Day": texts("y"), "Stands": ""}, hidden=("Lists",)))
    assert list(sheets) == ["Day", "Stands", "Lists"]
    assert sheets["Stands"].rows == ()


def test_a_cell_in_the_far_corner(read: ReadBook) -> None:
    far = f'<row r="1048576">{number("XFD1048576", 1)}</row>'
    found = read(workbook({"S": texts("a") + far}))["S"].rows
    assert [row.number for row in found] == [1, 1048576]


def test_too_many_cells(fail: Fail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CELLS", 40_000)
    problem = fail(workbook({"S": rows(*(number(f"XFD{row}", 1) for row in range(1, 4)))}))
    assert problem.code == "too_large"
    assert "sheet S has more than" in problem.message


def test_a_workbook_that_unpacks_to_too_much(fail: Fail, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_UNPACKED", 3_000_000)
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(module.LARGEST_UNPACKED + 1))
    assert len(content.getvalue()) < 10_000
    problem = fail(content.getvalue())
    assert (problem.code, "unpacks to 3,000,001 bytes" in problem.message) == ("too_large", True)


def test_a_part_that_states_too_small_a_size(fail: Fail) -> None:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("part", bytes(5_000_000))
    size = struct.pack("<L", 5_000_000)
    assert content.getvalue().count(size) == 2
    problem = fail(content.getvalue().replace(size, struct.pack("<L", 50)))
    assert (problem.code, "damaged" in problem.message) == ("bad_workbook", True)


@pytest.mark.parametrize(
    "content",
    [
        b"Bay;Type\n",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        workbook({"S": texts("a")})[:-30],
        workbook({"S": texts("a")})[:200],
        workbook({"S": "<row><c"}),
        workbook({"S": '<row r="x"><c r="A1"><v>1</v></c></row>'}),
    ],
)
def test_what_is_no_workbook(fail: Fail, content: bytes) -> None:
    problem = fail(content)
    assert problem.code == "bad_workbook"
    assert "save it as an Excel workbook (.xlsx)" in problem.fix


def test_an_archive_of_something_else(fail: Fail) -> None:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert fail(content.getvalue()).code == "bad_workbook"


def test_entities_do_not_grow(fail: Fail) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    good = workbook({"S": texts("a")})
    content = BytesIO()
    with ZipFile(BytesIO(good)) as source, ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = source.read(name).decode()
            if "sheet1" in name:
                part = part.replace("<worksheet", f"{bomb}]><worksheet").replace("<t>a<", "<t>&i;<")
            archive.writestr(name, part)
    assert fail(content.getvalue()).code == "bad_workbook"


def test_without_openpyxl(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(workbook({"S": texts("a")}))
    program = f"""
import sys
sys.modules["openpyxl"] = None
from pathlib import Path
from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.workbook import read_workbook
try:
    read_workbook(Path({str(tmp_path / "book.xlsx")!r}), "book.xlsx", ProblemLog())
except ModuleNotFoundError as error:
    print(error)
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'standalloc[excel]'" in answer.stdout


def test_openpyxl_is_loaded_for_workbooks_alone() -> None:
    program = (
        "import sys, standalloc.io.spreadsheets; print(*{'openpyxl', 'numpy', 'pandas', 'click'} & {*sys.modules})"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []
