"""The first sheet of a workbook as one of our own tables, as though it had been saved as CSV."""

from pathlib import Path
from typing import Any

from standalloc.io.csv_table import read_csv
from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import RawTable
from standalloc.io.spreadsheets.cells import fault_of
from standalloc.io.spreadsheets.sheet import Sheet, column_letters, text_of
from standalloc.io.spreadsheets.workbook import read_workbook
from standalloc.io.tables import TableKind
from standalloc.io.text_files import csv_text
from standalloc.io.words import Place


def workbook_table(path: Path, name: str, kind: TableKind[Any], log: ProblemLog) -> RawTable:
    """Return the first visible sheet of a workbook; rows keep the numbers they have there.

    Args:
        path: the file.
        name: what problems call it.
        kind: of table it should be.
        log: takes the problems.
    """
    lost = RawTable(kind.name, name, is_whole=False)
    sheets = read_workbook(path, name, log)
    if not sheets:
        return lost
    sheet = next(iter(sheets.values()))
    errors = log.errors
    _report_faults(sheet, kind, log)
    return lost if log.errors > errors else read_csv(_csv(sheet), kind, sheet.file, log)


def _report_faults(sheet: Sheet, kind: TableKind[Any], log: ProblemLog) -> None:
    for row in sheet.rows:
        for position, value in enumerate(row.values):
            fault = fault_of(value)
            if fault is not None:
                cell = f"{column_letters(position)}{row.number}"
                place = Place(sheet.file, kind.name, line=row.number)
                log.add(place.error(fault.code, f"cell {cell} {fault.message}", fault.fix))


def _csv(sheet: Sheet) -> str:
    """Return a sheet as CSV, blank rows as blank lines, so that a row's line is its number."""
    lines = [""] * (sheet.rows[-1].number if sheet.rows else 0)
    width = max((len(row.values) for row in sheet.rows[:1]), default=0)
    for row in sheet.rows:
        cells = [" ".join(text_of(value).split()) for value in row.values]
        cells += [""] * (width - len(cells))
        lines[row.number - 1] = csv_text(cells, ()).rstrip("\n")
    return "\n".join(lines) + "\n"
