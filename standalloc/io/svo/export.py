"""A plan as the timetable of the Sheremetyevo case with its stands filled in."""

from pathlib import Path
from typing import Final

from standalloc.io.csv_table import read_csv
from standalloc.io.foreign import settle, stop_at_errors
from standalloc.io.problem_log import ProblemLog
from standalloc.io.schedules import choose_schedule
from standalloc.io.source import RawRow
from standalloc.io.svo.build import KEPT
from standalloc.io.tables import SCHEDULE
from standalloc.io.text_files import csv_text, read_text
from standalloc.io.words import path_name
from standalloc.model import Instance, Plan

_STAND: Final = f"{KEPT}Aircraft_Stand"
#: A column that every timetable has.
_SIGN: Final = f"{KEPT}flight_AD"


def timetable_text(folder: Path, schedule: Path, plan: Plan, instance: Instance) -> str:
    """Return the timetable a schedule was made from, its rows in their order, with the plan's stands.

    Args:
        folder: of the airport.
        schedule: CSV that `read_svo` made, in the folder or anywhere.
        plan: of the instance; a flight without a stand has none.
        instance: of folder and schedule.

    Raises:
        InputError: the schedule cannot be read or does not hold the timetable's columns.
    """
    log = ProblemLog()
    path = choose_schedule(folder, schedule, None, "error", log)
    name = "" if path is None else path_name(path.name)
    text = None if path is None else read_text(path, name, log)
    stop_at_errors(log)
    raw = read_csv(text or "", SCHEDULE, name, log)
    kept = [column for column in raw.columns if column.startswith(KEPT)]
    if _SIGN not in kept and not log.errors:
        fix = "take the schedule that `standalloc import svo` made: it keeps the timetable in such columns"
        log.add(raw.place().error("missing_column", f"column {_SIGN} is missing", fix, _SIGN))
    settle(log)
    columns = list(dict.fromkeys([*kept, _STAND]))
    parked = {visit.turn: plan.stands.get(visit.key, "") for visit in instance.visits}
    rows = sorted(raw.rows, key=_number)
    filled = ({**row.cells, _STAND: parked[row.cells["turn"]]} for row in rows)
    return csv_text(
        [column.removeprefix(KEPT) for column in columns],
        ([cells.get(column, "") for column in columns] for cells in filled),
    )


def _number(row: RawRow) -> int:
    """Return what puts the rows in the order of the timetable, whose row numbers name the turns."""
    turn = str(row.cells["turn"])
    return int(turn) if turn.isascii() and turn.isdigit() else 0
