"""An instance in one document, as JSON holds it, to a source."""

from collections.abc import Mapping
from typing import Any, Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import RawRow, RawTable, Section, Source, filled
from standalloc.io.tables import (
    AIRPORT_KEYS,
    AIRPORT_TABLES,
    CLOSURES,
    CONNECTIONS,
    PINS,
    REFERENCE,
    SCHEDULE,
    SECTION_KEYS,
    STANDS,
)
from standalloc.io.words import Place, printable, shown, unknown_name

_SECTIONS: Final = tuple(name for name in SECTION_KEYS if name != "airport")
_AIRPORT_TABLES: Final = tuple(kind.name for kind in AIRPORT_TABLES)
#: Tables that may stand inside `airport` or beside it.
_EITHER: Final = (CLOSURES.name, PINS.name, CONNECTIONS.name)
IN_AIRPORT: Final = (*AIRPORT_KEYS, *_SECTIONS, *_AIRPORT_TABLES, *_EITHER)
BESIDE: Final = ("name", "airport", SCHEDULE.name, *_EITHER, REFERENCE.name)


def read_document(document: object, file: str | None, name: str, log: ProblemLog) -> Source:
    """Return what a document holds.

    Args:
        document: plain values, as JSON reads them.
        file: what problems call it.
        name: of the schedule, where the document gives none.
        log: takes the problems.
    """
    reader = _DocumentReader(file, log)
    whole = reader.mapping("document", document, BESIDE)
    airport = None if whole is None else reader.airport(whole)
    if whole is None or airport is None:
        return Source({}, {})
    for key in (key for key in _EITHER if key in whole and key in airport):
        reader.error("duplicate_key", f"{key} is there twice, in airport and beside it", "keep one", "airport", airport)
    own = {key: airport[key] for key in AIRPORT_KEYS if key in airport}
    sections = {key: reader.section(key, airport[key]) for key in _SECTIONS if key in airport}
    sections["airport"] = Section("airport", file, own, line=_line(airport))
    written = {key: value for key, value in (*airport.items(), *whole.items()) if value is not None}
    written.setdefault(STANDS.name, [])
    names = (*_AIRPORT_TABLES, SCHEDULE.name, *_EITHER, REFERENCE.name)
    tables = {key: reader.table(key, written[key]) for key in names if key in written}
    return Source(sections, tables, whole.get("name") or name)


def read_table(rows: object, name: str, file: str | None, log: ProblemLog) -> RawTable:
    """Return a list of objects as a table.

    Args:
        rows: plain values, as JSON reads them.
        name: of the table.
        file: what problems call the document.
        log: takes the problems.
    """
    return _DocumentReader(file, log).table(name, rows)


class _DocumentReader:
    """Reads the parts of one document."""

    def __init__(self, file: str | None, log: ProblemLog) -> None:
        self._file = file
        self._log = log

    def error(self, code: str, message: str, fix: str, table: str, value: object) -> None:
        """Log an error about a value of a table or section."""
        self._log.add(Place(self._file, table, line=_line(value)).error(code, message, fix))

    def mapping(self, name: str, value: object, known: tuple[str, ...]) -> Mapping[str, Any] | None:
        """Return an object, or None once the log says that it is none."""
        if not isinstance(value, Mapping):
            fix = f"write an object with {', '.join(known[:4])}, ..."
            self.error("bad_document", f"{name} {shown(value)} is not an object", fix, name, value)
            return None
        for key in (key for key in value if key not in known):
            message, fix = unknown_name("key", str(key), known)
            self._log.add(
                Place(self._file, name, line=_line(value)).error("unknown_key", message, fix, printable(str(key)))
            )
        return value

    def airport(self, whole: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the airport of a document, or None once the log says that there is none."""
        if not isinstance(whole.get("name", ""), str):
            self.error("bad_text", f"name {shown(whole['name'])} is not text", "write it in quotes", "", whole)
        if "airport" not in whole:
            self.error("missing", "airport is missing", "add an object with code, timezone, stands", "airport", whole)
            return None
        return self.mapping("airport", whole["airport"], IN_AIRPORT)

    def section(self, name: str, value: object) -> Section:
        """Return a section; its keys are checked where its values are."""
        values: Mapping[str, Any] = {}
        if isinstance(value, Mapping):
            values = {str(key): inner for key, inner in value.items()}
        elif value is not None:
            self.error("bad_table", f"{name} {shown(value)} is not an object", "write names and values", name, value)
        return Section(name, self._file, values, line=_line(value))

    def table(self, name: str, value: object) -> RawTable:
        """Return a table; its cells are checked where its rows are read."""
        if not isinstance(value, list | tuple):
            self.error("bad_table", f"{name} {shown(value)} is not a list", "write a list of objects", name, value)
            return RawTable(name, self._file, is_whole=False)
        rows = []
        for index, row in enumerate(value):
            if isinstance(row, Mapping):
                rows.append(RawRow(filled((str(key), cell) for key, cell in row.items()), _line(row)))
            else:
                self.error("bad_table", f"{name}[{index}] {shown(row)} is not an object", "write an object", name, row)
        return RawTable(name, self._file, tuple(rows), is_whole=len(rows) == len(value))


def _line(value: object) -> int | None:
    """Return the line of an object read from a file."""
    line: int | None = getattr(value, "line", None)
    return line
