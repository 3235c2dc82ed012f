"""The bars of the board: every visit on its stand, or on none."""

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import datetime
from itertools import pairwise
from typing import Any

from standalloc.check.overlap import buffer_of
from standalloc.model import Instance, Judgement, Plan, Turn, Visit, VisitKey
from standalloc.plots.facts import labels, names
from standalloc.plots.layout import bar_kind
from standalloc.plots.stays import Stay


def board_bars(
    instance: Instance,
    plan: Plan,
    judgement: Judgement,
    lanes: Mapping[Stay, int],
    *,
    missing: Collection[VisitKey],
    moved: Collection[VisitKey],
) -> Iterator[dict[str, Any]]:
    """Yield the bar of every visit, turn by turn and in order of time.

    Args:
        instance: the day.
        plan: of it.
        judgement: the checker's word on it.
        lanes: all stays of the plan, each with its lane.
        missing: visits with passengers who miss a transfer.
        moved: visits that are elsewhere than in the plan as it is stored.
    """
    broken = {key for violation in judgement.violations for key in violation.visits}
    fixed = _fixed(instance)
    for stay, lane in lanes.items():
        turn = instance.turn[stay.visits[0].turn]
        of_turn = _of_turn(instance, turn)
        for visit in stay.visits:
            key = visit.key
            yield {
                "turn": key.turn,
                "visit": key.part,
                "stand": stay.stand.id if stay.stand else None,
                "kind": bar_kind(instance, visit, stay.stand),
                "lane": lane,
                **_times(instance, visit, stay),
                "labels": list(labels(turn, visit)),
                **of_turn,
                "passengers": visit.passengers,
                "pinned": key in instance.pinned,
                "fixed": key in fixed,
                "broken": key in broken,
                "misses_transfer": key in missing,
                "moved": key in moved,
                "reason": _reason(judgement, plan, key) if stay.stand is None else None,
            }


def board_links(instance: Instance, plan: Plan) -> Iterator[dict[str, Any]]:
    """Yield a link for every tow: two visits in a row of one turn on two stands."""
    for visits in instance.visits_of.values():
        for leaving, coming in pairwise(visits):
            here, there = plan.stands.get(leaving.key), plan.stands.get(coming.key)
            if here is not None and there is not None and here != there:
                _, minute = instance.occupancy(leaving, instance.stand[here])
                yield {"turn": leaving.turn, "minute": minute, "from": here, "to": there}


def _fixed(instance: Instance) -> Set[VisitKey]:
    """Return the visits that the schedule's own stands pin; those of pins may be the draft's."""
    return {visit.key for turn in instance.turns if turn.stand for visit in instance.visits_of[turn.id]}


def _of_turn(instance: Instance, turn: Turn) -> dict[str, Any]:
    """Return what all bars of a turn say alike."""
    return {
        "names": list(names(turn)),
        "airline": turn.airline,
        "code": instance.aircraft[turn.id].code,
        "terminal": turn.terminal,
        "type": turn.aircraft_type,
        "arrival": _flight(instance, turn.arrival_flight, turn.origin, turn.arrival_time),
        "departure": _flight(instance, turn.departure_flight, turn.destination, turn.departure_time),
    }


def _flight(instance: Instance, flight: str, airport: str, moment: datetime | None) -> dict[str, Any] | None:
    if moment is None:
        return None
    local = instance.moment(instance.minute(moment))
    return {"flight": flight, "airport": airport, "time": local.isoformat(timespec="minutes")}


def _times(instance: Instance, visit: Visit, stay: Stay) -> dict[str, int]:
    if stay.stand is None:
        return {"start": visit.start, "end": visit.end, "buffer_end": visit.end}
    start, end = instance.occupancy(visit, stay.stand)
    buffer = buffer_of(instance, stay.stand) if visit is stay.visits[-1] else 0
    return {"start": start, "end": end, "buffer_end": end + buffer}


def _reason(judgement: Judgement, plan: Plan, key: VisitKey) -> dict[str, str] | None:
    reason = judgement.reasons.get(key) or plan.reasons.get(key)
    return None if reason is None else {"code": reason.code, "text": reason.text}
