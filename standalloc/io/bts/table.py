"""A file of flights as pandas reads it: the columns that are needed, as written, and the line of every row."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any, Final

import pandas as pd

from standalloc.io.bts.files import FlightsFile
from standalloc.io.bts.layout import Layout, is_of_flights, layout_of
from standalloc.io.csv_table import delimiter_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place
from standalloc.model import Problem

#: Rows of the longest file that is read; the longest month has some 700,000.
MOST_ROWS: Final = 2_000_000
#: Bytes of a header that are looked at.
_PEEK: Final = 65_536


@dataclass(frozen=True, slots=True)
class FlightsTable:
    """The rows of a file as written.

    Attributes:
        file: what problems call it.
        layout: of its columns.
        cells: one categorical column of text for each of the layout's; the index is the line.
    """

    file: str
    layout: Layout
    cells: pd.DataFrame

    def place(self, line: int) -> Place:
        """Return where a row stands."""
        return Place(self.file, "flights", line=line)


def read_table(file: FlightsFile, log: ProblemLog) -> FlightsTable | None:
    """Return the rows of a file, or None once the log says why it cannot be used.

    A file of a folder that is evidently something else is passed over with a warning.

    Args:
        file: CSV on its own or in a ZIP.
        log: takes the problems.
    """
    place = Place(file.name, "flights")
    try:
        with file.open() as handle:
            start = handle.read(_PEEK).decode("utf-8-sig", errors="replace")
        header = start.partition("\n")[0]
        delimiter = delimiter_of(header)
        cells = next(csv.reader([header], delimiter=delimiter), [])
        if not _is_csv_of_flights(file, start, cells, log):
            return None
        layout = layout_of(cells, Place(file.name, "flights", line=1), log)
        if layout is None:
            return None
        with file.open() as handle:
            rows = _read_rows(handle, layout, delimiter)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        log.add(place.error("bad_zip", "is damaged", "download it again"))
    except (pd.errors.ParserError, csv.Error) as error:
        log.add(_bad_csv(error, file.name))
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        log.add(place.error("unreadable", message, "correct path or permissions"))
    else:
        return _sound(FlightsTable(file.name, layout, rows), log)
    return None


def _is_csv_of_flights(file: FlightsFile, start: str, cells: Sequence[str], log: ProblemLog) -> bool:
    """Say whether a file is worth reading; the log says why not.

    Args:
        file: in question.
        start: of its text.
        cells: of its first row.
        log: takes the problem: a warning where a folder holds what is no file of flights.
    """
    place = Place(file.name, "flights")
    if is_of_flights(start.partition("\n")[0].split("\t")):
        log.add(place.error("bad_csv", "its cells are separated by tabs", "save it as CSV, with commas"))
        return False
    if file.is_chosen and not start.strip():
        log.add(place.error("empty_file", "is empty", "name a file of flights, or download it again"))
        return False
    if file.is_chosen or is_of_flights(cells):
        return True
    reason = "its first row names no flights" if start.strip() else "it is empty"
    log.add(place.warning("unknown_file", f"is not read: {reason}", "move it elsewhere, or correct its header"))
    return False


def _read_rows(handle: IO[bytes], layout: Layout, delimiter: str) -> pd.DataFrame:
    """Return the columns of a layout as text, and those beyond the last of all; the index is the line."""
    fields = {position: field for field, position in layout.positions.items()}
    # pandas drops without a word what no row is expected to have: a first row of our own has more cells than the rest
    beyond = _beyond(layout)
    first = f"{delimiter * (beyond.stop - 1)}\n".encode()
    frame = pd.read_csv(
        io.BufferedReader(_After(first, handle)),
        sep=delimiter,
        header=None,
        names=list(range(beyond.stop)),
        usecols=sorted({*fields, *beyond}),
        index_col=False,
        dtype=str,
        na_filter=False,
        skip_blank_lines=False,
        nrows=MOST_ROWS + 2 + int(layout.has_header),
        encoding="utf-8",
        encoding_errors="replace",
    )
    rows = frame.iloc[1 + int(layout.has_header) :]
    rows.index = pd.RangeIndex(1, len(rows) + 1) + int(layout.has_header)
    return rows.rename(columns=fields).astype("category")


def _beyond(layout: Layout) -> range:
    """Return the positions after the last column at which cells are looked for that have no place."""
    return range(layout.width, layout.width + 4)


class _After(io.RawIOBase):
    """What a file holds, without its byte-order mark, after a first line.

    Args:
        first: the line.
        handle: of the file, at its beginning.
    """

    def __init__(self, first: bytes, handle: IO[bytes]) -> None:
        self._ahead = first + handle.read(len(codecs.BOM_UTF8)).removeprefix(codecs.BOM_UTF8)
        self._handle = handle

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer as far as there is something; return how far."""
        some = self._ahead[: len(buffer)] or self._handle.read(len(buffer))
        self._ahead = self._ahead[len(buffer) :]
        buffer[: len(some)] = some
        return len(some)


def _sound(table: FlightsTable, log: ProblemLog) -> FlightsTable | None:
    """Return a table without its blank lines, or None where there are too many rows or none."""
    place = Place(table.file, "flights")
    if len(table.cells) > MOST_ROWS:
        log.add(place.error("too_large", f"has more than {MOST_ROWS:,} rows", "split it"))
        return None
    filled = pd.Series(data=False, index=table.cells.index)
    for field in table.cells:
        filled |= table.cells[field] != ""
    if not filled.any():
        log.add(place.error("no_rows", "has no flights", "name a file with some"))
        return None
    beyond = [*_beyond(table.layout)]
    for line in table.cells.index[(table.cells[beyond] != "").any(axis=1)]:
        message = f"the row has more cells than the header, which has {table.layout.width}"
        log.add(table.place(line).error("cell_count", message, "remove delimiters, or quote the cell that holds one"))
    return FlightsTable(table.file, table.layout, table.cells.loc[filled].drop(columns=beyond))


def _bad_csv(error: Exception, file: str) -> Problem:
    """Return the problem that pandas or the csv module found; pandas counts rows from 0, that of our own included."""
    row = re.search(r"(?:row|line) (\d+)", str(error))
    place = Place(file, "flights", line=int(row[1]) if row else None)
    words = "a quoted cell is never closed" if "inside string" in str(error) else "is not CSV"
    return place.error("bad_csv", words, "correct the line; see its quotes")
