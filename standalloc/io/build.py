"""From a source as written to an instance, with every problem on the way in the log."""

from dataclasses import replace
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from standalloc.check import advise, pin_problems
from standalloc.io.locator import Locator
from standalloc.io.plan_table import plan_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import Rows, read_rows
from standalloc.io.settings import read_settings
from standalloc.io.source import RawTable, Source
from standalloc.io.tables import AIRPORT_TABLES, CLOSURES, CONNECTIONS, PINS, REFERENCE, SCHEDULE, R, TableKind
from standalloc.model import Instance
from standalloc.model.consistency import instance_problems


def build(source: Source, log: ProblemLog) -> Instance | None:
    """Return the instance of a source, or None once the log says why there is none.

    What can be read is read and checked against the rest, so that one problem does not hide another.

    Args:
        source: everything as written.
        log: takes the problems.
    """
    if SCHEDULE.name not in source.tables:
        source = _airport_alone(source)
    settings = read_settings(source, log)
    tables: dict[str, Rows[Any]] = {}

    def rows(kind: TableKind[R]) -> tuple[R, ...]:
        raw = source.tables.get(kind.name, RawTable(kind.name, None, is_whole=False))
        read: Rows[R] = read_rows(raw, kind, ZoneInfo(settings.timezone), log)
        tables[kind.name] = read
        return read.models

    airport = settings.model_copy(update={kind.name: rows(kind) for kind in AIRPORT_TABLES})
    parts = (airport, rows(SCHEDULE), rows(CLOSURES), rows(PINS), rows(CONNECTIONS))
    unsound = frozenset(problem.table for problem in log.problems() if problem.severity == "error")
    locator = Locator(tables, source.sections, unsound)
    for problem in instance_problems(*parts):
        if not locator.is_echo(problem):
            log.add(locator.locate(problem))
    rows(REFERENCE)
    if log.errors:
        return None
    return _checked(Instance(*parts, name=source.name), locator, log)


def _airport_alone(source: Source) -> Source:
    """Leave out what only means something beside a schedule."""
    tables = {
        name: raw for name, raw in source.tables.items() if name not in {PINS.name, CONNECTIONS.name, REFERENCE.name}
    }
    return replace(source, tables=tables)


def _checked(instance: Instance, locator: Locator, log: ProblemLog) -> Instance | None:
    """Return the instance with its reference plan, unless its pins conflict or the reference is none of its plans."""
    reference = plan_of(locator.tables[REFERENCE.name], instance, log, is_complete=False)
    instance = replace(instance, reference=reference.stands)
    for problem in chain(pin_problems(instance), advise(instance)):
        log.add(locator.locate(problem))
    return None if log.errors else instance
