"""Reading an instance: from a folder and a schedule, or from one document."""

import logging
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from standalloc.io.build import build
from standalloc.io.document_source import read_document
from standalloc.io.folder import read_folder
from standalloc.io.json_document import read_json
from standalloc.io.problem_log import ProblemLog
from standalloc.io.schedules import choose_schedule
from standalloc.io.source import Source
from standalloc.io.tables import SCHEDULE
from standalloc.io.text_files import read_text
from standalloc.io.words import Place, path_name
from standalloc.model import InputError, Instance, Problem
from standalloc.model.problems import Severity

_logger: Final = logging.getLogger("standalloc.io")

StrPath = str | os.PathLike[str]


def read(airport: StrPath, schedule: StrPath | None = None, *, day: date | str | None = None) -> Instance:
    """Return the instance of an airport and a schedule; warnings are logged.

    Args:
        airport: folder of the airport, or an instance JSON that holds everything.
        schedule: CSV of the schedule: absolute, relative to the working directory, or inside the folder.
        day: such as `2013-07-11`: picks the folder's CSV of that day. With neither, the folder's only schedule.

    Raises:
        InputError: with every problem found.
    """
    instance, log = _gather(airport, schedule, day, "error")
    return _sound(instance, log)


def inspect(
    airport: StrPath, schedule: StrPath | None = None, *, day: date | str | None = None
) -> tuple[Instance | None, list[Problem]]:
    """Return the instance, or None where there are errors, with every problem found, warnings included.

    The arguments are those of `read`. Where no schedule is chosen and the folder has none or several, that is a
    warning, and the instance is the airport without turns.
    """
    instance, log = _gather(airport, schedule, day, "warning")
    return instance, log.problems()


def read_instance_document(document: Mapping[str, Any]) -> Instance:
    """Return the instance of a document, the content of an instance JSON; warnings are logged.

    Raises:
        InputError: with every problem found, each with its table and row.
    """
    log = ProblemLog()
    source = read_document(document, None, "", log)
    return _sound(_build(source, "error", Place(None, SCHEDULE.name), log), log)


def _gather(
    airport: StrPath, schedule: StrPath | None, day: date | str | None, missing: Severity
) -> tuple[Instance | None, ProblemLog]:
    log = ProblemLog()
    path = Path(airport)
    if _is_folder(path):
        chosen = choose_schedule(path, None if schedule is None else Path(schedule), day, missing, log)
        return build(read_folder(path, chosen, log), log), log
    name = path_name(path)
    text = read_text(path, name, log)
    if text is not None and (schedule is not None or day is not None):
        log.add(Place(name, "").error("two_schedules", "holds its own schedule", "leave the other one out"))
    document = None if text is None else read_json(text, name, log)
    if document is None:
        return None, log
    source = read_document(document, name, path.stem, log)
    return _build(source, missing, Place(name, SCHEDULE.name), log), log


def _build(source: Source, missing: Severity, place: Place, log: ProblemLog) -> Instance | None:
    """Build the instance of a document; without a schedule, of its airport alone."""
    if SCHEDULE.name not in source.tables and not log.errors:
        make = place.error if missing == "error" else place.warning
        log.add(make("no_schedule", "holds no schedule", 'add "schedule": a list of turns'))
    return build(source, log)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _sound(instance: Instance | None, log: ProblemLog) -> Instance:
    """Return the instance and log its warnings.

    Raises:
        InputError: there is none.
    """
    problems = log.problems()
    if instance is None:
        raise InputError(problems)
    for problem in problems:
        _logger.warning("%s", problem)
    return instance
