"""The rows that a section of a map takes from a sheet, each cell with where it comes from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.cells import Cell, Origin, fault_of, read_cell, translate_text
from standalloc.io.spreadsheets.clock import LocalTime, Time, TimeCells, in_iso, read_time
from standalloc.io.spreadsheets.columns import kind_of
from standalloc.io.spreadsheets.mapping import Column, Reading, TableMap
from standalloc.io.spreadsheets.sheet import Header, Sheet, SheetRow, Value, column_letters, header_of, plain, text_of
from standalloc.io.words import Place, Rejected, printable, unknown_name

_ARRIVAL: Final = "arrival_time"
_DEPARTURE: Final = "departure_time"


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row of one of our tables, empty cells included, and where it was taken from."""

    file: str
    line: int
    cells: Mapping[str, Cell]

    def text(self, column: str) -> str:
        """Return the text of a cell, empty where there is none or it cannot be read."""
        cell = self.cells.get(column)
        return cell.value if cell is not None and isinstance(cell.value, str) else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a section takes from a sheet.

    Attributes:
        rows: in order.
        left_out: how many rows its conditions leave out.
        unused: columns of the sheet that it does not read.
    """

    rows: Sequence[TakenRow]
    left_out: int = 0
    unused: Sequence[str] = ()


def take(table: TableMap, sheet: Sheet, defaults: Reading, base_date: date | None, log: ProblemLog) -> Taken:
    """Return the rows a section takes from a sheet; none once the log says that a column is not there.

    Args:
        table: the section.
        sheet: it takes them from.
        defaults: how cells are read where the section says nothing.
        base_date: day of times that come without one; None: as the map says.
        log: takes the problems with the columns; those with cells stay in the cells.
    """
    reading = table.layout.over(defaults)
    if base_date is not None:
        reading = reading.model_copy(update={"base_date": base_date})
    return _SheetReader(table, sheet, reading, log).take()


class _SheetReader:
    """Takes the rows of one sheet."""

    def __init__(self, table: TableMap, sheet: Sheet, reading: Reading, log: ProblemLog) -> None:
        self._table = table
        self._sheet = sheet
        self._reading = reading
        self._log = log
        self._header = Header(())
        self._positions: dict[str, int] = {}
        #: What problems call the source of each column of ours.
        self._titles: dict[str, str] = {}

    def take(self) -> Taken:
        """Return the rows that are not left out."""
        rows = self._below_header()
        if rows is None or not self._find_columns():
            return Taken(())
        for ours, column in self._table.columns.items():
            titles = (self._header.title(self._positions[name]) for name in column.sources)
            self._titles[ours] = printable(" + ".join(titles))
        filled = list(_filled_down(rows, [self._positions[name] for name in self._table.layout.fill_down]))
        kept = [row for row in filled if self._is_wanted(row)]
        self._refuse_surplus(kept)
        unused = self._unused(filled)
        return Taken([self._row(row) for row in kept], len(filled) - len(kept), unused)

    def _below_header(self) -> tuple[SheetRow, ...] | None:
        """Take in the header and return the rows below it; None once the log says that there is none."""
        number = self._table.layout.header
        rows = self._sheet.rows
        index = next((i for i, row in enumerate(rows) if number in (None, row.number)), None)
        if index is None:
            where = "is blank" if number is None else f"has nothing in row {number}, which should name the columns"
            place = Place(self._sheet.file, self._table.table)
            self._log.add(place.error("no_rows", where, "correct sheet or header in the map, or fill it"))
            return None
        self._header = header_of(rows[index])
        return rows[index + 1 :]

    def _find_columns(self) -> bool:
        """Find every column the section names; say whether all are there, each once."""
        errors = self._log.errors
        layout = self._table.layout
        for ours, column in self._table.columns.items():
            for name in column.sources:
                self._find(name, ("columns", ours))
        for key, names in (("fill_down", layout.fill_down), ("keep", layout.keep), ("leave_out", layout.leave_out)):
            for name in names:
                self._find(name, (key, name))
        return self._log.errors == errors

    def _find(self, name: str, way: tuple[str, ...]) -> None:
        found = self._header.find(name)
        if len(found) == 1:
            self._positions[name] = found[0]
            return
        place = self._table.place(*way)
        if found:
            letters = " or ".join(f"@{letter}" for letter in map(column_letters, found))
            message = f"{self._sheet.file} has the column '{printable(name)}' {len(found)} times"
            fix = f"name it by its letter: {letters}"
            self._log.add(place.error("duplicate_column", message, fix, printable(name)))
            return
        message, fix = unknown_name(
            "column", name, [printable(title.lower()) for title in self._header.titles if title]
        )
        fix = "correct the name, or the number of the header's row" if fix == "rename it" else fix
        message = message.replace("is not known", f"is not in {self._sheet.file}")
        self._log.add(place.error("unknown_column", message, fix, printable(name)))

    def _is_wanted(self, row: SheetRow) -> bool:
        layout = self._table.layout
        kept = (self._matches(row, name, patterns) for name, patterns in layout.keep.items())
        left_out = (self._matches(row, name, patterns) for name, patterns in layout.leave_out.items())
        return all(kept) and not any(left_out)

    def _matches(self, row: SheetRow, name: str, patterns: Iterable[str]) -> bool:
        text = plain(text_of(self._value(row, name)))
        return any(matches(text, pattern) for pattern in patterns)

    def _value(self, row: SheetRow, name: str | None) -> Value:
        position = None if name is None else self._positions[name]
        return None if position is None or position >= len(row.values) else row.values[position]

    def _refuse_surplus(self, rows: Sequence[SheetRow]) -> None:
        """Log an error for each row of a CSV that fills more cells than the header has."""
        width = max(len(self._header.titles), 1 + max(self._positions.values(), default=0))
        for row in rows if self._sheet.is_text else ():
            used = max((i for i, value in enumerate(row.values, 1) if text_of(value)), default=0)
            if used > width:
                message = f"the row has {used} cells, the header {width}"
                place = Place(self._sheet.file, self._table.table, line=row.number)
                self._log.add(place.error("cell_count", message, "remove delimiters, or quote the cell that holds one"))

    def _unused(self, rows: Sequence[SheetRow]) -> list[str]:
        width = max((len(row.values) for row in rows), default=0)
        used = set(self._positions.values())
        return [title for i, title in enumerate(self._header.titles[:width]) if title and i not in used]

    def _row(self, row: SheetRow) -> TakenRow:
        cells = {ours: self._cell(row, ours, column) for ours, column in self._table.columns.items()}
        times = {ours: self._time(row, ours) for ours in cells if kind_of(self._table.table, ours) == "time"}
        if self._table.layout.overnight:
            times = _rolled_over(times)
        for ours, time in times.items():
            if isinstance(cells[ours].value, Rejected):
                continue
            text = in_iso(time, self._reading.timezone) if isinstance(time, LocalTime) else time or ""
            cells[ours] = replace(cells[ours], value=text)
        for ours, text in self._table.constants.items():
            place = self._table.place("constants", ours)
            cells[ours] = Cell(text, Origin(place.file, place.line, ours))
        return TakenRow(self._sheet.file, row.number, cells)

    def _cell(self, row: SheetRow, ours: str, column: Column) -> Cell:
        """Return a cell; that of a time gets its value with the row's other times."""
        parts = [self._value(row, name) for name in column.sources]
        fault = next((fault for value in parts if (fault := fault_of(value)) is not None), None)
        text = "" if fault else " ".join(filter(None, map(text_of, reversed(parts))))
        origin = Origin(self._sheet.file, row.number, self._titles[ours], text)
        kind = kind_of(self._table.table, ours)
        if fault is not None or kind == "time":
            return Cell(fault or "", origin)
        [value] = parts
        values = self._table.values.get(ours, {})
        return Cell(read_cell(value, kind, column, values, self._reading.decimal or "."), origin)

    def _time(self, row: SheetRow, ours: str) -> Time:
        column = self._table.columns[ours]
        value, day, days = (self._value(row, name) for name in (column.sources[0], column.date, column.days))
        if isinstance(value, str) and ours in self._table.values:
            value = translate_text(value.strip(), self._table.values[ours])
        time = read_time(TimeCells(value, day, days), self._reading.date_form, self._reading.base_date)
        arrival = self._table.columns.get(_ARRIVAL)
        if isinstance(time, LocalTime) and column.date is not None and (arrival is None or column.date != arrival.date):
            return replace(time, is_dated=True)
        return time


def _rolled_over(times: Mapping[str, Time]) -> dict[str, Time]:
    """Put a departure that would be before its arrival, without a date of its own, on the next day."""
    arrival, departure = times.get(_ARRIVAL), times.get(_DEPARTURE)
    if not isinstance(arrival, LocalTime) or not isinstance(departure, LocalTime) or departure.is_dated:
        return dict(times)
    if departure.moment > arrival.moment or departure.moment >= datetime.max - timedelta(days=1):
        return dict(times)
    return {**times, _DEPARTURE: LocalTime(departure.moment + timedelta(days=1), is_dated=True)}


def _filled_down(rows: Iterable[SheetRow], positions: Sequence[int]) -> Iterator[SheetRow]:
    """Yield rows whose empty cells at some positions hold what the cell above them does."""
    above: dict[int, Value] = {}
    for row in rows:
        values = list(row.values) + [None] * (max(positions, default=-1) + 1 - len(row.values))
        for position in positions:
            if text_of(values[position]) == "":
                values[position] = above.get(position)
            above[position] = values[position]
        yield SheetRow(row.number, tuple(values))


def matches(text: str, pattern: str) -> bool:
    """Say whether a text in plain letters is what a pattern says, in which `*` stands for any characters."""
    return re.fullmatch(re.escape(plain(pattern)).replace(r"\*", ".*"), text, re.DOTALL) is not None
