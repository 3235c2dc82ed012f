"""Plans as files and as rows."""

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from standalloc.io.csv_table import read_csv
from standalloc.io.document_source import read_table
from standalloc.io.json_document import read_json
from standalloc.io.plan_table import plan_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import read_rows
from standalloc.io.source import RawTable
from standalloc.io.tables import PLAN
from standalloc.io.text_files import csv_text, read_text, write_text
from standalloc.io.words import path_name
from standalloc.model import InputError, Instance, Plan, Problem, Reason, Visit

if TYPE_CHECKING:
    import pandas as pd

_logger: Final = logging.getLogger("standalloc.io")

StrPath = str | os.PathLike[str]


def read_plan(path: StrPath, instance: Instance) -> Plan:
    """Return a plan from a CSV, or from a JSON: a list of rows, or a result with such a list as `plan`.

    Args:
        path: of the file.
        instance: the plan is for.

    Raises:
        InputError: with every problem found. Warnings are logged.
    """
    plan, problems = inspect_plan(path, instance)
    if plan is None:
        raise InputError(problems)
    for problem in problems:
        _logger.warning("%s", problem)
    return plan


def inspect_plan(path: StrPath, instance: Instance) -> tuple[Plan | None, list[Problem]]:
    """Return the plan, or None where there are errors, with every problem found, warnings included.

    Args:
        path: of the file, as for `read_plan`.
        instance: the plan is for.
    """
    log = ProblemLog()
    raw = _raw_plan(Path(path), log)
    rows = read_rows(raw, PLAN, ZoneInfo(instance.airport.timezone), log)
    plan = plan_of(rows, instance, log)
    return None if log.errors else plan, log.problems()


def _raw_plan(path: Path, log: ProblemLog) -> RawTable:
    name = path_name(path)
    text = read_text(path, name, log)
    if text is None:
        return RawTable(PLAN.name, name, is_whole=False)
    if path.suffix.lower() != ".json":
        return read_csv(text, PLAN, name, log)
    document = read_json(text, name, log)
    if document is None:
        return RawTable(PLAN.name, name, is_whole=False)
    return read_table(document.get("plan", document) if isinstance(document, dict) else document, PLAN.name, name, log)


def write_plan(plan: Plan, instance: Instance, path: StrPath) -> None:
    """Write a plan as a CSV, whole or not at all.

    Args:
        plan: to write.
        instance: it is for.
        path: of the file.

    Raises:
        OSError: it cannot be written.
    """
    rows = ([row[column] for column in PLAN.columns] for row in plan_rows(plan, instance))
    write_text(Path(path), csv_text(PLAN.columns, rows))


def plan_rows(plan: Plan, instance: Instance) -> list[dict[str, str]]:
    """Return one row for each visit: turn, visit, stand, start, end (ISO 8601, local with offset) and reason.

    Args:
        plan: to tell.
        instance: it is for.
    """
    return [_row(visit, plan, instance) for visit in instance.visits]


def _row(visit: Visit, plan: Plan, instance: Instance) -> dict[str, str]:
    stand = plan.stands.get(visit.key, "")
    start, end = instance.occupancy(visit, instance.stand[stand]) if stand else (visit.start, visit.end)
    reason = None if stand else plan.reasons.get(visit.key)
    return {
        "turn": visit.turn,
        "visit": visit.part,
        "stand": stand,
        "start": instance.moment(start).isoformat(timespec="minutes"),
        "end": instance.moment(end).isoformat(timespec="minutes"),
        "reason": "" if reason is None else _told(reason),
    }


def _told(reason: Reason) -> str:
    return str(reason) if reason.code else reason.text


def to_frame(plan: Plan, instance: Instance) -> "pd.DataFrame":
    """Return a plan as a pandas DataFrame: the rows of `plan_rows`, `start` and `end` in the airport's time zone.

    Args:
        plan: to tell.
        instance: it is for.
    """
    import pandas as pd  # noqa: PLC0415 - reading and writing files works without pandas, and starts sooner

    frame = pd.DataFrame(plan_rows(plan, instance), columns=list(PLAN.columns))
    for column in ("start", "end"):
        frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(instance.airport.timezone)
    return frame
