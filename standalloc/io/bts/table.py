"""A file of flights as pandas reads it: the columns that are needed, as written, and the line of every row."""

import csv
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, Final

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
            header = handle.readline(_PEEK).decode("utf-8-sig", errors="replace")
        delimiter = delimiter_of(header)
        cells = next(csv.reader([header], delimiter=delimiter), [])
        if not file.is_chosen and not is_of_flights(cells):
            message = "is not read: its first row names no flights"
            log.add(place.warning("unknown_file", message, "move it elsewhere, or correct its header"))
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


def _read_rows(handle: IO[bytes], layout: Layout, delimiter: str) -> pd.DataFrame:
    """Return the columns of a layout as text, each value held once; the index is the line."""
    fields = {position: field for field, position in layout.positions.items()}
    frame = pd.read_csv(
        handle,
        sep=delimiter,
        header=None,
        skiprows=int(layout.has_header),
        names=list(range(layout.width)),
        usecols=sorted(fields),
        index_col=False,
        dtype=str,
        na_filter=False,
        skip_blank_lines=False,
        nrows=MOST_ROWS + 1,
        encoding="utf-8-sig",
        encoding_errors="replace",
    )
    frame.index = pd.RangeIndex(1, len(frame) + 1) + int(layout.has_header)
    return frame.rename(columns=fields).astype("category")


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
    return FlightsTable(table.file, table.layout, table.cells[filled])


def _bad_csv(error: Exception, file: str) -> Problem:
    """Return the problem that pandas or the csv module found; pandas counts rows from 0."""
    if "Too many columns" in str(error):
        words = "its rows have fewer cells than the header"
        return Place(file, "flights").error("cell_count", words, "add delimiters, or check it is the file")
    row = re.search(r"(?:row|line) (\d+)", str(error))
    place = Place(file, "flights", line=int(row[1]) + 1 if row else None)
    words = "a quoted cell is never closed" if "inside string" in str(error) else "is not CSV"
    return place.error("bad_csv", words, "correct the line; see its quotes")
