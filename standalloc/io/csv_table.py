"""CSV text to a raw table: the header and the shape of every row are checked, the cells not yet."""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from standalloc.io.problem_log import MOST_IN_A_TABLE, ProblemLog
from standalloc.io.source import RawRow, RawTable, filled
from standalloc.io.tables import TableKind
from standalloc.io.words import Place, nearest, printable, unknown_name

#: Rows of the longest table that is read; a year of a large hub has fewer than half as many.
MOST_ROWS: Final = 500_000

#: What the csv module says, in our words.
_CSV_ERRORS: Final = {
    "field larger": "a cell is longer than 131072 characters; is a quote not closed?",
    "unexpected end": "a quoted cell is never closed",
    "expected after": "text follows the closing quote of a cell",
}


def read_csv(text: str, kind: TableKind[Any], file: str, log: ProblemLog) -> RawTable:
    """Return the rows of a CSV with commas or semicolons.

    Args:
        text: of the file.
        kind: of table it should be.
        file: what problems call it.
        log: takes the problems; with an error among them the table is not whole.
    """
    errors = log.errors
    lines = csv_lines(text, Place(file, kind.name), log)
    line, cells = next(lines, (1, []))
    written = header_columns(cells)
    columns = tuple(kind.aliases.get(name, name) for name in written)
    if not _header_fits(columns, kind, Place(file, kind.name, line=line), log):
        return RawTable(kind.name, file, is_whole=False)
    rows = tuple(islice(_rows(lines, columns, Place(file, kind.name), log), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        place = Place(file, kind.name, line=rows[-1].line)
        log.add(place.error("too_large", f"has more than {MOST_ROWS:,} rows", "split it"))
        rows = ()
    return RawTable(kind.name, file, rows, log.errors == errors, written)


def header_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns a header names; the empty cells spreadsheets leave at the end of a line do not count."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def delimiter_of(header: str) -> str:
    """Return the character that separates the cells of a header line."""
    return ";" if header.count(";") > header.count(",") else ","


def csv_lines(
    text: str, place: Place, log: ProblemLog, delimiter: str | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every row that is not blank, with the line it starts on.

    Args:
        text: of the file.
        place: of the file, for problems.
        log: takes the problem that ends the reading.
        delimiter: between cells; None takes commas or semicolons, whichever the first line has more of.
    """
    header = next((line for line in io.StringIO(text, newline="") if line.strip()), "")
    handle = io.StringIO(text, newline="")
    reader = csv.reader(handle, delimiter=delimiter or delimiter_of(header), skipinitialspace=True, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        words = next((ours for theirs, ours in _CSV_ERRORS.items() if theirs in str(error)), "is not CSV")
        problem = Place(place.file, place.table, line=line).error("bad_csv", words, "correct the line; see its quotes")
        log.add(problem)


def _header_fits(columns: tuple[str, ...], kind: TableKind[Any], place: Place, log: ProblemLog) -> bool:
    errors = log.errors
    if len(columns) == 1 and "\t" in columns[0]:
        log.add(place.error("bad_csv", "tabs are not supported", "use commas or semicolons"))
        return False
    known = kind.columns
    unknown = [name for name in columns if name and name not in known and not name.startswith("x_")]
    for name in () if kind.is_open else unknown:
        log.add(place.error("unknown_column", *unknown_name("column", name, known), printable(name)))
    named_from = 1 if kind.is_open else 0
    if "" in columns[named_from:]:
        number = columns.index("", named_from) + 1
        log.add(place.error("unknown_column", f"column {number} has no name", "name it or remove it"))
    for name in dict.fromkeys(name for name in columns if name and columns.count(name) > 1):
        log.add(
            place.error("duplicate_column", f"column '{printable(name)}' is there twice", "keep one", printable(name))
        )
    # A misspelt column is reported above: the one it was meant to be is not missing as well.
    present = {*columns} if kind.is_open else {*columns, *(nearest(name, known) for name in unknown)}
    for group in kind.required:
        if not present.intersection(group):
            one = f"column {group[0]} is missing"
            several = f"none of the columns {', '.join(group)} is there"
            log.add(place.error("missing_column", one if len(group) == 1 else several, "add it", group[0]))
    return log.errors == errors


def _rows(
    lines: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], place: Place, log: ProblemLog
) -> Iterator[RawRow]:
    errors = log.errors
    for line, cells in lines:
        if log.errors - errors >= MOST_IN_A_TABLE:
            return
        used = len(header_columns(cells))
        if len(cells) < len(columns) or used > len(columns):
            count = used if used > len(columns) else len(cells)
            message = f"the row has {count} cells, the header {len(columns)}"
            log.add(Place(place.file, place.table, line=line).error("cell_count", message, "add or remove delimiters"))
            continue
        yield RawRow(filled(zip(columns, cells, strict=False)), line)
