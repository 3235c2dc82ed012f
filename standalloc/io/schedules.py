"""Which CSV of an airport's folder is the schedule."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Final

from standalloc.io.csv_table import delimiter_of, header_columns
from standalloc.io.folder import TABLE_FILES, files_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, path_name, shown
from standalloc.model.problems import Severity

_DAY_FILE: Final = re.compile(r"\d{4}-\d{2}-\d{2}\.csv")
#: Characters of a CSV that are looked at to tell whether it is a schedule.
_PEEK: Final = 65_536


def choose_schedule(
    folder: Path, schedule: Path | None, day: date | str | None, missing: Severity, log: ProblemLog
) -> Path | None:
    """Return the path of the schedule, or None once the log says why there is none.

    Args:
        folder: of the airport.
        schedule: a CSV, relative to the working directory or inside the folder.
        day: picks the folder's CSV of that day.
        missing: what it is when neither is given and the folder does not hold exactly one schedule.
        log: takes the problems.
    """
    if schedule is not None and day is not None:
        problem = Place(None, "").error("two_schedules", "a schedule and a day are both given", "give one of them")
        log.add(problem)
        return None
    if schedule is not None:
        return _given(folder, schedule, log)
    if day is not None:
        return _of_day(folder, day, log)
    return _only(folder, missing, log)


def _given(folder: Path, schedule: Path, log: ProblemLog) -> Path | None:
    for path in (schedule, folder / schedule):
        if _is_file(path):
            return path
    message = f"there is no such file, neither here nor in {path_name(folder)}"
    log.add(Place(path_name(schedule), "schedule").error("missing_file", message, choice_of_schedules(folder)))
    return None


def _of_day(folder: Path, day: date | str, log: ProblemLog) -> Path | None:
    try:
        name = f"{day if isinstance(day, date) else date.fromisoformat(day)}.csv"
    except ValueError:
        problem = Place(None, "").error("bad_day", f"day {shown(day)} is not a date", "write it as 2013-07-11")
        log.add(problem)
        return None
    if not _is_file(folder / name):
        problem = Place(name, "schedule").error(
            "missing_file", f"there is no such file in {path_name(folder)}", choice_of_schedules(folder)
        )
        log.add(problem)
        return None
    return folder / name


def _only(folder: Path, missing: Severity, log: ProblemLog) -> Path | None:
    found = schedules_of(folder)
    if len(found) == 1:
        return folder / found[0]
    place = Place(path_name(folder), "schedule")
    make = place.error if missing == "error" else place.warning
    if found:
        log.add(
            make("several_schedules", f"holds {len(found)} schedules and none was chosen", choice_of_schedules(folder))
        )
    else:
        log.add(
            make("no_schedule", "holds no schedule", "a schedule is a CSV with a column turn, such as 2013-07-11.csv")
        )
    return None


def schedules_of(folder: Path) -> tuple[str, ...]:
    """Return the names of the schedules in a folder: CSVs named by a day, or with `turn` and no `visit` as columns."""
    names = (name for name in files_of(folder) if name.lower().endswith(".csv") and name not in TABLE_FILES)
    return tuple(name for name in names if _DAY_FILE.fullmatch(name) or _is_schedule(folder / name))


def _is_schedule(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as handle:
            header = handle.readline(_PEEK)
        columns = header_columns(next(csv.reader([header], delimiter=delimiter_of(header)), []))
    except (OSError, csv.Error):
        return False
    return "turn" in columns and "visit" not in columns


def choice_of_schedules(folder: Path, most: int = 10) -> str:
    """Return words that name a folder's schedules, at most so many of them, to choose from."""
    found = schedules_of(folder)
    if not found:
        return "write one"
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return f"choose one of {', '.join(map(path_name, found[:most]))}{more}"


def _is_file(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):
        return False
