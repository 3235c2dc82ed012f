"""Rows of a plan to the plan they mean for an instance."""

import re
from collections.abc import Sequence
from typing import Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import Rows
from standalloc.io.tables import PlanRow
from standalloc.io.words import Place, printable
from standalloc.model import Instance, Plan, Reason, Visit, VisitKey
from standalloc.model.visit import PARTS

#: A reason as plans write it, code and words; a plan of other origin may have words only.
_REASON: Final = re.compile(r"([a-z_]+): (.*)", re.DOTALL)


def plan_of(rows: Rows[PlanRow], instance: Instance, log: ProblemLog, *, is_complete: bool = True) -> Plan:
    """Return the plan of rows that name visits and stands.

    A part that the turn does not have is kept, with a warning: to judge it is the checker's task (rule `split`).

    Args:
        rows: of the plan.
        instance: the plan is for.
        log: takes the problems: names that are not known, visits named twice, times that disagree.
        is_complete: whether every visit should be there; those that are not count as unallocated, with a warning
            where there is no error.
    """
    stands: dict[VisitKey, str] = {}
    reasons: dict[VisitKey, Reason] = {}
    seen: set[VisitKey] = set()
    for index, row in enumerate(rows.models):
        place = rows.place(index)
        keys = _keys(row, instance, place, log)
        if row.stand and row.stand not in instance.stand:
            message = f"stand '{printable(row.stand)}' is not one of the airport's"
            log.add(place.error("unknown_stand", message, "correct the name", "stand"))
        visits = [instance.visit[key] for key in keys if key in instance.visit]
        _compare_times(row, visits, instance, place, log)
        for key in keys:
            if key in seen:
                log.add(place.error("duplicate", f"visit {key} is there twice", "keep one", "visit"))
            seen.add(key)
            if row.stand:
                stands[key] = row.stand
            elif row.reason:
                reasons[key] = _reason(row.reason)
    absent = [key for key in instance.visit if key not in seen]
    if absent and is_complete and not log.errors:
        message = f"{len(absent)} of {len(instance.visits)} visits are not in the plan, first {absent[0]}"
        log.add(rows.raw.place().warning("visits_missing", message, "they count as unallocated; add a row for each"))
    return Plan(stands, reasons)


def _keys(row: PlanRow, instance: Instance, place: Place, log: ProblemLog) -> tuple[VisitKey, ...]:
    """Return the visits a row names."""
    of_turn = instance.visits_of.get(row.turn)
    if of_turn is None:
        message = f"turn '{printable(row.turn)}' is not in the schedule"
        log.add(place.error("unknown_turn", message, "correct the name or remove the row", "turn"))
        return ()
    if row.visit == "*":
        return tuple(visit.key for visit in of_turn)
    part = next((part for part in PARTS if part == row.visit), None)
    if part is None or VisitKey(row.turn, part) not in instance.visit:
        parts = ", ".join(visit.part for visit in of_turn)
        message = f"visit '{printable(row.visit)}' is not one of turn {row.turn}'s: {parts}"
        make = place.error if part is None else place.warning
        log.add(make("unknown_visit", message, "name one of these, or * for all", "visit"))
    return () if part is None else (VisitKey(row.turn, part),)


def _compare_times(row: PlanRow, visits: Sequence[Visit], instance: Instance, place: Place, log: ProblemLog) -> None:
    """Warn of times that are not those of the visits' occupancy of their stand, or without one the schedule's."""
    if not visits:
        return
    first, last = (_times(visit, row.stand, instance) for visit in (visits[0], visits[-1]))
    for column, given, minute in (("start", row.start, first[0]), ("end", row.end, last[1])):
        if given is not None and instance.minute(given) != minute:
            planned = instance.moment(minute).isoformat(timespec="minutes")
            message = f"{column} {given.isoformat(timespec='minutes')} is not the schedule's {planned}"
            log.add(place.warning("time_disagrees", message, "the schedule's is used", column))


def _times(visit: Visit, stand: str, instance: Instance) -> tuple[int, int]:
    known = instance.stand.get(stand)
    return (visit.start, visit.end) if known is None else instance.occupancy(visit, known)


def _reason(text: str) -> Reason:
    match = _REASON.fullmatch(text)
    return Reason(match[1], match[2]) if match else Reason("", text)
