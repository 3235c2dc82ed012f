"""Spreadsheets and their map to an airport of our own format, checked by our own reader."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.check import WARNINGS
from standalloc.check.wording import counted
from standalloc.io.build import build
from standalloc.io.folder import AIRPORT_FILE, read_folder
from standalloc.io.foreign import Imported, settle, stop_at_errors
from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import RawRow, RawTable, Source, filled
from standalloc.io.spreadsheets.days import split_days
from standalloc.io.spreadsheets.extract import Taken, TakenRow, take
from standalloc.io.spreadsheets.files import Files
from standalloc.io.spreadsheets.map_file import read_map
from standalloc.io.spreadsheets.mapping import TablesMap
from standalloc.io.spreadsheets.relocate import relocated
from standalloc.io.spreadsheets.toml_text import toml_text
from standalloc.io.spreadsheets.turns import named, turns_of_movements
from standalloc.io.tables import CONNECTIONS, PINS, REFERENCE, SCHEDULE, STANDS
from standalloc.io.text_files import LARGEST_FILE, csv_text
from standalloc.io.words import Place, path_name, printable
from standalloc.model import InputError, Problem

_TURNS: Final = "turns"
#: Tables whose rows name turns, and so belong to one day.
_OF_A_DAY: Final = (PINS.name, CONNECTIONS.name)
#: Tables of an airport's folder that concern a day which is there, not those that are imported.
_OF_ONE_DAY: Final = (*_OF_A_DAY, REFERENCE.name)

Rows = Mapping[str, Sequence[TakenRow]]


def read_tables(source: Path, map_file: Path, base_date: date | None = None, airport: Path | None = None) -> Imported:
    """Return the airport that a map finds in spreadsheets, or days of one that is there already.

    Args:
        source: a CSV, a workbook of Excel, or a folder of them.
        map_file: the map (docs/formats.md).
        base_date: day of times that come without one; None: as the map says.
        airport: folder of the airport whose days they are; None: the map says what the airport is.

    Raises:
        InputError: with every problem, at its place in the map or in a sheet.
        ModuleNotFoundError: a workbook is to be read and openpyxl is not installed.
    """
    log = ProblemLog()
    tables_map = read_map(map_file, log, is_of_days=airport is not None)
    if tables_map is None:
        raise InputError(log.problems())
    if airport is None:
        return _Importer(tables_map, base_date, log).read(source)
    present = read_folder(airport, None, log)
    stop_at_errors(log)
    tables = {name: table for name, table in present.tables.items() if name not in _OF_ONE_DAY}
    of_days = replace(tables_map, settings=present.sections)
    return _only_days(_Importer(of_days, base_date, log, tables).read(source), airport)


def _only_days(imported: Imported, airport: Path) -> Imported:
    """Return what was imported without the airport itself.

    Raises:
        InputError: the airport has a schedule of one of the days.
    """
    days = {name: text for name, text in imported.files.items() if name != AIRPORT_FILE}
    there = [Place(path_name(airport / name), SCHEDULE.name) for name in days if (airport / name).exists()]
    if there:
        fix = "move it elsewhere, or choose other days under [turns]"
        raise InputError([place.error("existing_file", "is there already", fix) for place in there])
    return replace(imported, files=days)


@dataclass(frozen=True, slots=True)
class _Importer:
    """Makes an airport by one map."""

    map: TablesMap
    base_date: date | None
    log: ProblemLog
    #: Tables of an airport that is there already; None where the map makes one.
    present: Mapping[str, RawTable] | None = None
    #: The first sheet of each table.
    sheets: dict[str, str] = field(default_factory=dict)

    def read(self, source: Path) -> Imported:
        """Return what the map finds in a source."""
        notes: list[str] = []
        rows = self._taken(Files(source, self.log), notes)
        stop_at_errors(self.log)
        turns = self._turns(rows, notes)
        days = self._days(turns, notes)
        airport = {name: part for name, part in rows.items() if name != SCHEDULE.name}
        self._judge(airport, days or {"": turns})
        stop_at_errors(self.log)
        files = {AIRPORT_FILE: toml_text({name: section.values for name, section in self.map.settings.items()})}
        files |= {f"{name}.csv": _text(name, part, part) for name, part in airport.items()}
        files |= {f"{day}.csv": _text(SCHEDULE.name, part, turns) for day, part in days.items()}
        self._refuse_large(files)
        return Imported(files, tuple(notes))

    def _taken(self, files: Files, notes: list[str]) -> Rows:
        """Return the rows of each table, and note what was taken and what left out."""
        rows: dict[str, list[TakenRow]] = {}
        for table in self.map.tables:
            for sheet in files.sheets(table, self.map.reading):
                taken = take(table, sheet, self.map.reading, self.base_date, self.log)
                rows.setdefault(table.table, []).extend(taken.rows)
                self.sheets.setdefault(table.table, sheet.file)
                notes.append(_note(table.table, sheet.file, taken))
        if self.present is None and STANDS.name not in {table.table for table in self.map.tables}:
            fix = "add it: an airport has stands"
            self.log.add(Place(self.map.file, STANDS.name).error("missing", "[stands] is missing", fix))
        return rows

    @property
    def _zone(self) -> ZoneInfo:
        """The airport's time zone; where it is none, which the reader reports, any."""
        try:
            return ZoneInfo(str(self.map.settings["airport"].values["timezone"]))
        except (LookupError, ValueError, OSError):
            return ZoneInfo("UTC")

    def _turns(self, rows: Rows, notes: list[str]) -> Sequence[TakenRow]:
        taken = rows.get(SCHEDULE.name, ())
        if self.map.turns.link is None:
            return named(taken, self._zone)
        self._warn_of_no_link(self.map.turns.link)
        turns = turns_of_movements(taken, self.map.turns, self._zone, self.log)
        whole = sum(row.text("arrival_time") != "" and row.text("departure_time") != "" for row in turns)
        notes.append(f"{counted(len(taken), 'movement')}: {counted(whole, 'turn')}, {len(turns) - whole} alone")
        return named(turns, self._zone)

    def _warn_of_no_link(self, link: str) -> None:
        """Warn where no section says by what movements are linked: not two of them are."""
        column = "linked_flight" if link == "flight" else link
        sections = [table for table in self.map.tables if table.table == SCHEDULE.name]
        if sections and not any(column in {*table.columns, *table.constants} for table in sections):
            message = f"link is '{link}', and no section has the column {column}: every movement is a half-turn"
            place = Place(self.map.file, SCHEDULE.name)
            self.log.add(place.warning("missing_column", message, "add it to [schedule.columns]", column))

    def _days(self, turns: Sequence[TakenRow], notes: list[str]) -> Mapping[date, Sequence[TakenRow]]:
        days = split_days(turns, self.map.turns.days, self._zone, Place(self.map.file, _TURNS), self.log)
        if len(days) > 1:
            twice = sum(map(len, days.values())) - len(turns)
            span = f"{min(days)} to {max(days)}"
            notes.append(f"{len(days)} days, {span}; night stops in the files of both days: {twice}")
        return days

    @property
    def _has_schedule(self) -> bool:
        return any(table.table == SCHEDULE.name for table in self.map.tables)

    def _judge(self, airport: Rows, days: Mapping[date, Sequence[TakenRow]] | Rows) -> None:
        """Have our own reader judge every day; its problems go to the log, each once and at its place in the source."""
        for name in _OF_A_DAY:
            if airport.get(name) and len(days) > 1:
                message = f"[{name}] belongs to one day, and the schedule has {len(days)}"
                fix = f"choose one, as in days = [{next(iter(days))}] under [{_TURNS}]"
                self.log.add(Place(self.map.file, name).error("several_schedules", message, fix))
                return
        found: dict[Problem, None] = {}
        for day, turns in days.items():
            rows = {**airport, **({SCHEDULE.name: turns} if self._has_schedule else {})}
            found |= dict.fromkeys(self._problems(rows, str(day)))
        for problem in found:
            self.log.add(problem)

    def _problems(self, rows: Rows, name: str) -> Iterator[Problem]:
        """Yield what our reader says, but for advice on the instance as a whole, which `validate` gives."""
        log = ProblemLog()
        taken = {table: self._raw(table, part) for table, part in rows.items()}
        build(Source(self.map.settings, {**(self.present or {}), **taken}, name), log)
        for problem in log.problems():
            if problem.code not in WARNINGS:
                yield relocated(problem, rows.get(problem.table, ()))

    def _raw(self, table: str, rows: Sequence[TakenRow]) -> RawTable:
        raw = (RawRow(filled((name, cell.value) for name, cell in row.cells.items()), row.line) for row in rows)
        return RawTable(table, self.sheets.get(table), tuple(raw))

    def _refuse_large(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            if len(text.encode()) > LARGEST_FILE:
                message = f"would be larger than {LARGEST_FILE // 1_000_000} MB"
                self.log.add(Place(name, "").error("too_large", message, "leave rows or columns out"))
        settle(self.log)


def _text(table: str, rows: Sequence[TakenRow], all_rows: Sequence[TakenRow]) -> str:
    """Return rows as a CSV with the columns that all the table's rows have."""
    present = {name for row in all_rows for name in row.cells}
    ours = [name for name in SCHEDULE.columns if name in present] if table == SCHEDULE.name else []
    columns = ours + [name for row in all_rows[:1] for name in row.cells if name not in ours]
    columns += sorted(present.difference(columns))
    return csv_text(columns, ([row.text(name).strip() for name in columns] for row in rows))


def _note(table: str, file: str, taken: Taken) -> str:
    note = f"{table}: {counted(len(taken.rows), 'row')} of {file}"
    if taken.left_out:
        note += f", {taken.left_out} left out"
    return f"{note}; not read: {', '.join(map(printable, taken.unused))}" if taken.unused else note
