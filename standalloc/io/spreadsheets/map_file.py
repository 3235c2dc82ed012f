"""A map from its TOML file, every key of it known and every value of the right kind."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import Section
from standalloc.io.spreadsheets.columns import TABLES, columns_of_map, kind_of, required_of_map
from standalloc.io.spreadsheets.mapping import (
    DURATION,
    METRES,
    MINUTES,
    Column,
    Layout,
    Reading,
    TableMap,
    TablesMap,
    Turns,
)
from standalloc.io.spreadsheets.sheet import plain, text_of
from standalloc.io.tables import SCHEDULE, SECTION_KEYS
from standalloc.io.text_files import read_text
from standalloc.io.toml_sections import parse_toml, toml_lines
from standalloc.io.words import Place, Way, path_name, printable, shown, translate, unknown_name
from standalloc.model import Problem

M = TypeVar("M", bound=BaseModel)

_READING: Final = "source"
_TURNS: Final = "turns"
#: What a section for a table holds beside the keys of its layout.
_PARTS: Final = ("columns", "constants", "values")
SECTIONS: Final = (_READING, *SECTION_KEYS, *TABLES, _TURNS)
#: Sections that say something of an airport, rather than of its days.
_OF_AIRPORT: Final = tuple(name for name in (*SECTION_KEYS, *TABLES) if name != SCHEDULE.name)
#: Kinds of column by the units they may be in.
_UNITS: Final[Mapping[str, tuple[str, ...]]] = {"metres": tuple(METRES), "minutes": (*MINUTES, DURATION)}


def read_map(path: Path, log: ProblemLog, *, is_of_days: bool = False) -> TablesMap | None:
    """Return a map, or None once the log says that it is none; what can be read of a faulty one is checked as well.

    Args:
        path: of the map.
        log: takes the problems.
        is_of_days: whether it is for days of an airport that is there already, and so says nothing of the airport.
    """
    name = path_name(path.name)
    text = read_text(path, name, log)
    document = None if text is None else parse_toml(text, Place(name, ""), log)
    if text is None or document is None:
        return None
    return _MapReader(name, document, toml_lines(text), log).read(is_of_days=is_of_days)


class _MapReader:
    """Reads the sections of one map."""

    def __init__(self, file: str, document: Mapping[str, Any], lines: Mapping[str, int], log: ProblemLog) -> None:
        self._file = file
        self._document = document
        self._lines = lines
        self._log = log

    def read(self, *, is_of_days: bool) -> TablesMap | None:
        """Return the map, or None once the log says what is wrong with it."""
        errors = self._log.errors
        for name in (name for name in self._document if name not in SECTIONS):
            said = unknown_name("section", name, SECTIONS)
            self._log.add(self._place(name).error("unknown_section", *said, printable(name)))
        for name in _OF_AIRPORT if is_of_days else ():
            if name in self._document:
                message = f"[{name}] is of the airport, which is there already"
                self._log.add(self._place(name).error("existing_file", message, "remove it, or name a new folder"))
        required = (SCHEDULE.name, "file and columns") if is_of_days else ("airport", "code and timezone")
        if required[0] not in self._document:
            message = f"[{required[0]}] is missing"
            self._log.add(Place(self._file, required[0]).error("missing", message, f"add it, with {required[1]}"))
        reading = self._validated(Reading, _READING, self._document.get(_READING, {}))
        turns = self._validated(Turns, _TURNS, self._document.get(_TURNS, {}))
        is_movements = turns is not None and turns.link is not None
        tables = [table for way, name, raw in self._tables() if (table := self._table(way, name, raw, is_movements))]
        if self._log.errors > errors or reading is None or turns is None:
            return None
        return TablesMap(self._file, dict(self._settings()), reading, turns, tuple(tables))

    def _settings(self) -> Iterator[tuple[str, Section]]:
        """Yield the sections of `airport.toml`; their keys are checked where all airports' are."""
        for name in (name for name in SECTION_KEYS if name in self._document):
            keys = {way.removeprefix(f"{name}."): at for way, at in self._lines.items() if way.startswith(f"{name}.")}
            yield name, Section(name, self._file, self._document[name], keys, self._lines.get(name))

    def _tables(self) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """Yield way, name and content of every section for a table, `[[schedule]]` giving several."""
        for name, value in self._document.items():
            if name in SECTION_KEYS and not isinstance(value, dict):
                self._refuse_value(name, name, value)
            if name not in TABLES:
                continue
            sections = value if isinstance(value, list) else [value]
            for index, section in enumerate(sections):
                way = f"{name}.{index}" if isinstance(value, list) else name
                if isinstance(section, dict):
                    yield way, name, section
                else:
                    self._refuse_value(way, name, section)

    def _table(self, way: str, name: str, raw: Mapping[str, Any], is_movements: bool) -> TableMap | None:
        known = columns_of_map(name, is_movements=is_movements)
        layout = self._validated(Layout, way, {key: raw[key] for key in raw if key not in _PARTS}, table=name)
        parts = {part: self._part(way, name, part, raw.get(part, {}), known) for part in _PARTS}
        columns = {ours: self._column(way, name, ours, theirs) for ours, theirs in parts["columns"].items()}
        constants = {ours: self._constant(way, name, ours, value) for ours, value in parts["constants"].items()}
        values = {ours: self._translation(way, name, ours, given) for ours, given in parts["values"].items()}
        for ours in columns.keys() & constants.keys():
            place = self._place(f"{way}.constants.{ours}", name)
            self._log.add(place.error("duplicate_column", f"{ours} is both a column and a constant", "keep one", ours))
        self._require(way, name, (*parts["columns"], *parts["constants"]), is_movements)
        if layout is None:
            return None
        sound = {ours: column for ours, column in columns.items() if column is not None}
        return TableMap(name, layout, sound, constants, values, self._places(way, name))

    def _part(self, way: str, name: str, part: str, raw: Any, known: tuple[str, ...]) -> Mapping[str, Any]:
        """Return a part of a section without the columns that are not known."""
        if not isinstance(raw, dict):
            self._refuse_value(f"{way}.{part}", name, raw)
            return {}
        for ours in (ours for ours in raw if not self._is_known(name, ours, known)):
            place = self._place(f"{way}.{part}.{ours}", name)
            self._log.add(place.error("unknown_column", *unknown_name("column", ours, known), printable(ours)))
        return {ours: value for ours, value in raw.items() if self._is_known(name, ours, known)}

    @staticmethod
    def _is_known(name: str, ours: str, known: tuple[str, ...]) -> bool:
        return ours in known or (name == SCHEDULE.name and ours.startswith("x_"))

    def _column(self, way: str, name: str, ours: str, theirs: Any) -> Column | None:
        raw = {"column": theirs} if isinstance(theirs, str) else theirs
        way = f"{way}.columns.{ours}"
        column = self._validated(Column, way, raw, table=name)
        if column is None:
            return None
        misuse = _misuse(column, kind_of(name, ours))
        if misuse is not None:
            self._log.add(self._place(way, name).error("bad_choice", f"{ours}: {misuse[0]}", misuse[1], ours))
        return column

    def _constant(self, way: str, name: str, ours: str, value: Any) -> str:
        if isinstance(value, dict | list):
            self._log.add(
                self._place(f"{way}.constants.{ours}", name).error(
                    "bad_text", f"{ours} {shown(value)} is not text or a number", "write one value", ours
                )
            )
            return ""
        return _as_text(value)

    def _translation(self, way: str, name: str, ours: str, given: Any) -> Mapping[str, str]:
        way = f"{way}.values.{ours}"
        if not isinstance(given, dict):
            self._refuse_value(way, name, given)
            return {}
        for theirs, value in given.items():
            if isinstance(value, dict | list):
                message = f"{ours}: {shown(theirs)} becomes {shown(value)}, which is not text or a number"
                self._log.add(self._place(f"{way}.{theirs}", name).error("bad_text", message, "write one value", ours))
        return {plain(theirs): _as_text(value) for theirs, value in given.items()}

    def _require(self, way: str, name: str, filled: tuple[str, ...], is_movements: bool) -> None:
        for group in required_of_map(name, is_movements=is_movements):
            if not set(group) & set(filled):
                one = f"column {group[0]} is missing"
                several = f"none of the columns {', '.join(group)} is there"
                fix = f"add it to [{name}.columns] or [{name}.constants]"
                place = self._place(way, name)
                self._log.add(place.error("missing_column", one if len(group) == 1 else several, fix, group[0]))

    def _validated(self, model: type[M], way: str, raw: Any, table: str | None = None) -> M | None:
        name = way if table is None else table
        if not isinstance(raw, dict):
            self._refuse_value(way, name, raw)
            return None
        unknown = [key for key in raw if key not in model.model_fields]
        known = (*model.model_fields, *(_PARTS if model is Layout else ()))
        for key in unknown:
            place = self._place(f"{way}.{key}", name)
            self._log.add(place.error("unknown_key", *unknown_name("key", key, known), printable(key)))
        try:
            sound = model.model_validate({key: value for key, value in raw.items() if key not in unknown})
        except ValidationError as error:
            for problem in _problems(error, lambda at: self._place(".".join([way, *map(str, at)]), name)):
                self._log.add(problem)
            return None
        return None if unknown else sound

    def _places(self, way: str, name: str) -> Mapping[tuple[str, ...], Place]:
        keys = (key for key in self._lines if key == way or key.startswith(f"{way}."))
        return {(): self._place(way, name)} | {
            tuple(key.removeprefix(way).split(".")[1:]): self._place(key, name) for key in keys
        }

    def _place(self, way: str, table: str = "") -> Place:
        """Return where a key stands, or else the nearest section around it."""
        while way and way not in self._lines:
            way = way.rpartition(".")[0]
        return Place(self._file, table or way, line=self._lines.get(way))

    def _refuse_value(self, way: str, name: str, value: object) -> None:
        message = f"{way} {shown(value)} is not a section"
        self._log.add(self._place(way, name).error("bad_table", message, f"write [{way}] and its keys below"))


def _problems(error: ValidationError, place_of: Callable[[Way], Place]) -> Iterator[Problem]:
    """Yield the problems of a validation error; what a map's own kinds of value say of a bad one is kept."""
    details = {str(detail["loc"][0]): detail for detail in error.errors(include_url=False)}
    for problem in translate(error, place_of):
        detail = details[str(problem.column)]
        if detail["type"] == "bad_choice":
            message = f"{problem.column} {shown(detail['input'])} {detail['msg']}"
            yield replace(problem, code="bad_choice", message=message, fix="correct it")
        else:
            yield problem


def _misuse(column: Column, kind: str) -> tuple[str, str] | None:
    """Return what is wrong with the keys of a column of this kind, and what to do."""
    in_two = "write { date = 'Date', time = 'STA' }"
    if kind != "time" and (column.time or column.date or column.days):
        return "time, date and days are for columns of times", "name its one column"
    if (column.column is None) == (column.time is None):
        return "no one column is named", f"name it; of a time in two columns {in_two}"
    if column.column is not None and (column.date or column.days):
        return "date and days go with time, not with column", in_two
    if column.unit is not None and column.unit not in _UNITS.get(kind, ()):
        units = ", ".join(_UNITS.get(kind, ()))
        return f"unit '{column.unit}' does not fit", f"choose of {units}" if units else "remove it: this has no unit"
    if column.separator is not None and kind != "list":
        return "a separator is for columns that hold lists", "remove it"
    return None


def _as_text(value: Any) -> str:
    """Return a value of TOML as a cell: dates and times in ISO 8601."""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="minutes")
    return text_of(value) if isinstance(value, str | int | float | bool) else str(value)
