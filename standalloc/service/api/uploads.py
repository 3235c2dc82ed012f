"""Airports and schedules as clients send them, read and checked: functions that also run in a process of their own."""

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from standalloc.io import instance_document
from standalloc.io.build import build
from standalloc.io.csv_table import read_csv
from standalloc.io.document_source import read_document
from standalloc.io.folder import AIRPORT_FILE, TABLE_FILES, read_folder
from standalloc.io.json_document import read_json
from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import RawTable, Source
from standalloc.io.tables import CLOSURES, CONNECTIONS, DAY_TABLES, PINS, SCHEDULE, TableKind
from standalloc.io.text_files import read_text
from standalloc.io.words import nearest, printable, shown
from standalloc.model import Instance, Problem
from standalloc.service.api.sheets import workbook_table

#: Tables that belong to a day and never to an airport.
_OF_A_DAY: Final = (PINS.name, CONNECTIONS.name)
#: Parts of an upload of a schedule.
DAY_PARTS: Final[Mapping[str, TableKind[Any]]] = {kind.name: kind for kind in (SCHEDULE, CLOSURES, PINS, CONNECTIONS)}
#: What problems call the body of a request.
_BODY: Final = "body"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of an upload, its name as the client gave it, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an upload holds.

    Attributes:
        problems: errors, then there is no document, and warnings.
        document: to store, in the one form that `standalloc.io` writes.
        day: of a schedule: the one most of its times are of.
    """

    problems: list[Problem]
    document: dict[str, Any] | None = None
    day: date | None = None


def read_airport(body: bytes, most_stands: int) -> Outcome:
    """Read an airport's document.

    Args:
        body: JSON, the `airport` of an instance document.
        most_stands: stands it may have.
    """
    log = ProblemLog()
    document = _json(body, log)
    source = Source({}, {}) if document is None else read_document({"airport": document}, _BODY, "", log)
    return _airport(source, most_stands, log)


def read_airport_files(files: list[Upload], most_stands: int) -> Outcome:
    """Read the files of an airport's folder.

    Args:
        files: `airport.toml`, `stands.csv` and the like.
        most_stands: stands it may have.
    """
    log = ProblemLog()
    known = (AIRPORT_FILE, *TABLE_FILES)
    for name in (file.name for file in files if file.name not in known):
        meant = nearest(name, known)
        fix = f"did you mean {meant}?" if meant else f"known are {', '.join(known)}"
        log.add(Problem("unknown_file", f"{shown(name)} is no file of an airport", fix, table="airport"))
    for name, count in Counter(file.name for file in files).items():
        if count > 1:
            log.add(Problem("duplicate", f"{shown(name)} is there {count} times", "send it once", table="airport"))
    if log.errors:
        return Outcome(log.problems())
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            (Path(folder) / file.name).write_bytes(file.content)
        return _airport(read_folder(Path(folder), None, log), most_stands, log)


def read_schedule(body: bytes, airport: Mapping[str, Any], name: str, most_turns: int) -> Outcome:
    """Read the document of a day.

    Args:
        body: JSON, an instance document without `airport`.
        airport: document of its airport.
        name: of the schedule.
        most_turns: it may have.
    """
    log = ProblemLog()
    document = _json(body, log)
    if document is None:
        return Outcome(log.problems())
    if not isinstance(document, dict):
        fix = "write an object with schedule, closures, pins, ..."
        log.add(Problem("bad_document", f"document {shown(document)} is not an object", fix, file=_BODY))
        return Outcome(log.problems())
    if "airport" in document:
        log.add(Problem("unknown_key", "key 'airport' is not known", "remove it: it is in the path", file=_BODY))
    own = read_document({**document, "airport": {}}, _BODY, "", log).tables
    tables = {kind.name: own[kind.name] for kind in DAY_TABLES if kind.name in own}
    return _schedule(tables, airport, name, most_turns, log)


def read_schedule_files(files: Mapping[str, Upload], airport: Mapping[str, Any], name: str, most_turns: int) -> Outcome:
    """Read the files of a day.

    Args:
        files: by the name of their table; the name of each tells its format, CSV or a workbook.
        airport: document of its airport.
        name: of the schedule.
        most_turns: it may have.
    """
    log = ProblemLog()
    with tempfile.TemporaryDirectory() as folder:
        tables = {table: _table(Path(folder) / table, file, DAY_PARTS[table], log) for table, file in files.items()}
    return _schedule(tables, airport, name, most_turns, log)


def _table(path: Path, file: Upload, kind: TableKind[Any], log: ProblemLog) -> RawTable:
    """Read one file; its own name is for problems alone, it is written under ours."""
    name = printable(file.name.replace("\\", "/").rpartition("/")[2], 100) or f"{kind.name}.csv"
    path.write_bytes(file.content)
    if file.content[:4] == b"PK\x03\x04":
        return workbook_table(path, name, kind, log)
    text = read_text(path, name, log)
    return RawTable(kind.name, name, is_whole=False) if text is None else read_csv(text, kind, name, log)


def _json(body: bytes, log: ProblemLog) -> object | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _BODY
        path.write_bytes(body)
        text = read_text(path, _BODY, log)
    return None if text is None else read_json(text, _BODY, log)


def _airport(source: Source, most_stands: int, log: ProblemLog) -> Outcome:
    for name in _OF_A_DAY:
        if name in source.tables:
            message, fix = f"{name} are of a day, not of an airport", "send them with its schedule"
            log.add(Problem("unknown_key", message, fix, table=name, file=source.tables[name].file))
    _bound(source.tables.get("stands"), most_stands, log)
    instance = None if log.errors else build(source, log)
    if instance is None:
        return Outcome(log.problems())
    document = instance_document(instance)
    closures = {CLOSURES.name: document[CLOSURES.name]} if CLOSURES.name in document else {}
    return Outcome(log.problems(), {**document["airport"], **closures})


def _schedule(
    tables: Mapping[str, RawTable], airport: Mapping[str, Any], name: str, most_turns: int, log: ProblemLog
) -> Outcome:
    """Build the day, then leave out what is the airport's."""
    _bound(tables.get(SCHEDULE.name), most_turns, log)
    if SCHEDULE.name not in tables:
        log.add(Problem("no_schedule", "holds no schedule", "add one", table=SCHEDULE.name))
    if log.errors:
        return Outcome(log.problems())
    theirs = read_document({"airport": airport}, None, name, log)
    lasting, closures = theirs.tables.get(CLOSURES.name), tables.get(CLOSURES.name)
    if lasting is not None and closures is not None:
        tables = {**tables, CLOSURES.name: replace(closures, rows=(*closures.rows, *lasting.rows))}
    instance = build(replace(theirs, tables={**theirs.tables, **tables}, name=name), log)
    if instance is None:
        return Outcome(log.problems())
    document = instance_document(instance)
    del document["airport"]
    document.pop("name", None)
    own = document.pop(CLOSURES.name, [])[: _count(closures)]
    return Outcome(log.problems(), document | ({CLOSURES.name: own} if own else {}), _day(instance))


def _count(table: RawTable | None) -> int:
    return 0 if table is None else len(table.rows)


def _bound(table: RawTable | None, most: int, log: ProblemLog) -> None:
    if _count(table) > most and table is not None:
        message = f"has {len(table.rows):,} rows, and {most:,} are the most that this service takes"
        log.add(Problem("too_large", message, "split it", table=table.name, file=table.file))


def _day(instance: Instance) -> date:
    """Return the local day that most arrivals and departures are of."""
    zone = instance.moment(0).tzinfo
    moments = (moment for turn in instance.turns for moment in (turn.arrival_time, turn.departure_time))
    days = Counter(moment.astimezone(zone).date() for moment in moments if moment is not None)
    return max(days, key=lambda day: (days[day], day))
