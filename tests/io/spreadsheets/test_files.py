"""The files of a source: which are read, and how their cells are separated."""

from pathlib import Path

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.files import Files
from standalloc.io.spreadsheets.mapping import Layout, Reading, TableMap
from standalloc.io.spreadsheets.sheet import Sheet
from standalloc.io.words import Place
from tests.io.spreadsheets.workbooks import texts, workbook


def sheets(folder: Path, log: ProblemLog, **layout: str) -> list[Sheet]:
    table = TableMap("stands", Layout.model_validate(layout), {}, {}, {}, {(): Place("map.toml", "stands", line=5)})
    return Files(folder, log).sheets(table, Reading())


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b\n", None), ("a;b\n", None), ("\n\na\tb\n", None), ("a,x;b\n", "semicolon"), ("a\tb\n", "tab")],
)
def test_delimiters(tmp_path: Path, text: str, delimiter: str | None) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    log = ProblemLog()
    [sheet] = sheets(tmp_path, log, **({} if delimiter is None else {"delimiter": delimiter}))
    assert [len(row.values) for row in sheet.rows] == [2]
    assert log.problems() == []


def test_which_files_are_read(tmp_path: Path) -> None:
    for name in ("b.CSV", "a.tsv", "c.txt", "~$d.xlsx", "e.doc", "map.toml"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
    assert Files(tmp_path, ProblemLog()).names == ("a.tsv", "b.CSV", "c.txt")
    assert [sheet.file for sheet in sheets(tmp_path, ProblemLog(), file="*.csv")] == ["b.CSV"]
    assert Files(tmp_path / "b.CSV", ProblemLog()).names == ("b.CSV",)


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n\n"x\ny",1\n,\nz,2\n', encoding="utf-8")
    [sheet] = sheets(tmp_path, ProblemLog())
    assert [(row.number, row.values) for row in sheet.rows] == [(1, ("a", "b")), (3, ("x\ny", "1")), (6, ("z", "2"))]


def test_sheets_by_name(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="workbooks need the extra excel")
    (tmp_path / "w.xlsx").write_bytes(workbook({"One": texts("a"), "Two": texts("b")}))
    assert [sheet.file for sheet in sheets(tmp_path, ProblemLog())] == ["w.xlsx[One]"]
    assert [sheet.file for sheet in sheets(tmp_path, ProblemLog(), sheet="TWO")] == ["w.xlsx[Two]"]
    log = ProblemLog()
    assert sheets(tmp_path, log, sheet="Tow") == []
    [problem] = log.problems()
    assert str(problem) == "map.toml:5: sheet 'Tow' is not in w.xlsx; did you mean two? (its sheets are One, Two)"


def test_no_file(tmp_path: Path) -> None:
    log = ProblemLog()
    assert sheets(tmp_path, log) == []
    [problem] = log.problems()
    assert str(problem).startswith(
        "map.toml:5: file is missing (name one of SOURCE, which holds no file ending in .xlsx"
    )
