"""Workbooks of Excel (.xlsx, .xlsm): their sheets read row by row, with the values their formulas had when saved."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

from standalloc.io.csv_table import MOST_ROWS
from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.sheet import UNCALCULATED, Sheet, SheetRow, Value
from standalloc.io.text_files import read_bytes
from standalloc.io.words import printable
from standalloc.model import Problem

if TYPE_CHECKING:
    from openpyxl import Workbook

#: Bytes of all parts of the largest workbook that is read, unpacked: ten times the largest file.
LARGEST_UNPACKED: Final = 200_000_000
#: Cells of the largest sheet that is read, blank ones before the last of each row included.
MOST_CELLS: Final = 20_000_000

#: What openpyxl writes for a time of day that is past midnight: a day at the beginning of the calendar.
_FIRST_DAYS: Final = (datetime(1899, 12, 31), datetime(1904, 1, 1))
_CALENDAR_BEGINS: Final = datetime(1905, 1, 1)
_SECOND: Final = timedelta(seconds=1)


def read_workbook(path: Path, name: str, log: ProblemLog) -> Mapping[str, Sheet] | None:
    """Return the sheets of a workbook in order, hidden ones last, or None once the log says why not.

    Args:
        path: the file.
        name: what problems call it.
        log: takes the problems.

    Raises:
        ModuleNotFoundError: openpyxl is not installed.
    """
    _require_openpyxl()
    data = read_bytes(path, name, log)
    if data is None or not _is_sound_archive(data, name, log):
        return None
    try:
        with _opened(data, values=True) as book, _opened(data, values=False) as formulas:
            sheets = sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            return {
                sheet.title: Sheet(f"{name}[{printable(sheet.title)}]", tuple(_rows(sheet, formulas[sheet.title])))
                for sheet in sheets
            }
    except _TooLargeError as error:
        log.add(Problem("too_large", str(error), fix="split it, or remove what lies far from the table", file=name))
    except Exception as error:  # openpyxl raises whatever its parts raise at damaged files
        log.add(_not_a_workbook(name, f"{type(error).__name__}: {error}"))
    return None


def _require_openpyxl() -> None:
    try:
        import openpyxl  # noqa: F401, PLC0415 - an extra, needed for workbooks alone
    except ModuleNotFoundError as error:
        message = "workbooks of Excel need the package openpyxl: pip install 'standalloc[excel]', or save them as CSV"
        raise ModuleNotFoundError(message, name=error.name) from error


class _TooLargeError(Exception):
    """A sheet has more cells or rows than are read."""


def _is_sound_archive(data: bytes, name: str, log: ProblemLog) -> bool:
    """Say whether a file is a whole archive that unpacks to no more than it may."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > LARGEST_UNPACKED:
                message = f"unpacks to {unpacked:,} bytes, and {LARGEST_UNPACKED:,} are the most that is read"
                log.add(Problem("too_large", message, fix="split it, or remove pictures and old sheets", file=name))
                return False
            # Reads no part beyond the size it states; one that states too little fails its checksum.
            damaged = archive.testzip()
    except Exception as error:  # zipfile raises whatever its decompressors raise at damaged files
        log.add(_not_a_workbook(name, str(error)))
        return False
    if damaged is not None:
        log.add(_not_a_workbook(name, f"its part {damaged} is damaged"))
    return damaged is None


def _not_a_workbook(name: str, reason: str) -> Problem:
    fix = "open it in its program and save it as an Excel workbook (.xlsx) without a password, or as CSV"
    return Problem("bad_workbook", f"is not a workbook that can be read: {printable(reason)}", fix=fix, file=name)


@contextmanager
def _opened(data: bytes, *, values: bool) -> Iterator[Workbook]:
    """Open a workbook; what openpyxl warns of (styles, charts, data validation) is nothing that is read here."""
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra, needed for workbooks alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book: Workbook = load_workbook(  # type: ignore[no-untyped-call]
            BytesIO(data), read_only=True, data_only=values, keep_links=False
        )
        try:
            yield book
        finally:
            book.close()  # type: ignore[no-untyped-call]


def _rows(sheet: Any, formulas: Any) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that are not blank."""
    sheet.reset_dimensions()  # some programs state too small ones
    formulas.reset_dimensions()
    cells = kept = 0
    rows = zip_longest(sheet.iter_rows(values_only=True), formulas.iter_rows(values_only=True), fillvalue=())
    for number, (row, written) in enumerate(rows, 1):
        cells += len(row)
        if cells > MOST_CELLS or kept > MOST_ROWS:
            raise _TooLargeError(
                f"sheet {printable(sheet.title)} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells"
            )
        values = tuple(_value(value, formula) for value, formula in zip_longest(row, written))
        if any(value is not None and value != "" for value in values):
            kept += 1
            yield SheetRow(number, _without_tail(values))


def _value(value: Any, formula: Any) -> Value:
    """Return the value of a cell; times are rounded to the second, of which spreadsheets keep a fraction of a day."""
    if value is None:
        return None if formula is None else UNCALCULATED
    if isinstance(value, datetime):
        if value < _CALENDAR_BEGINS:
            return _to_second(value - _FIRST_DAYS[value >= _FIRST_DAYS[1]])
        return datetime.min + _to_second(value - datetime.min)
    if isinstance(value, time):
        since = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        return _to_second(since)
    if isinstance(value, timedelta):
        return _to_second(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


def _to_second(span: timedelta) -> timedelta:
    return round(span / _SECOND) * _SECOND


def _without_tail(values: tuple[Value, ...]) -> tuple[Value, ...]:
    end = len(values)
    while end and (values[end - 1] is None or values[end - 1] == ""):
        end -= 1
    return values[:end]
