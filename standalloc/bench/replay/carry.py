"""What a day's plan leaves to the next day: aircraft on their stands, as pins, and turns that only its own file has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from standalloc.bench.replay.days import Window
from standalloc.bench.replay.same import same_turns
from standalloc.check import check, pin_problems
from standalloc.model import Instance, Pin, Plan, Turn, Visit, VisitKey


@dataclass(frozen=True, slots=True)
class Planned:
    """A day and its plan.

    Attributes:
        instance: as it was planned, with all that the day before left.
        plan: of it.
    """

    instance: Instance
    plan: Plan


@dataclass(frozen=True, slots=True)
class Carried:
    """A day with what the day before left.

    Attributes:
        instance: the day, its aircraft that have come the day before pinned where they stand.
        known: the visits that the day before had in its schedule already.
        held: visits pinned where the day before left them.
        added: names of turns that the day's own schedule does not have.
        dropped: why visits are not held where the day before left them, a line each.
    """

    instance: Instance
    known: frozenset[VisitKey] = frozenset()
    held: int = 0
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def carry(instance: Instance, window: Window, before: Planned | None) -> Carried:
    """Return a day with what the day before left.

    Visits that began before the day does are pinned to their stands of the day before; one that had none is free.
    Turns that only the day before's schedule has are added where they are still there, or were so shortly before the
    day begins that buffers reach into it. A pin that does not fit the day is dropped and told.

    Args:
        instance: of the day's own files.
        window: the hours of the day.
        before: the day before as planned; None where nothing is known of it.
    """
    if before is None:
        return Carried(instance)
    same = same_turns(instance.turns, before.instance.turns)
    taken = set(instance.turn)
    for turn in _left(before, window, set(same.values())):
        name = _free_name(turn.id, taken)
        taken.add(name)
        same[name] = turn.id
    added = tuple(name for name in same if name not in instance.turn)
    turns = (before.instance.turn[same[name]].model_copy(update={"id": name}) for name in added)
    day = replace(instance, turns=(*instance.turns, *turns))
    known = {
        VisitKey(name, visit.part): VisitKey(old, visit.part)
        for name, old in same.items()
        for visit in before.instance.visits_of[old]
    }
    wanted = {
        key: before.plan.stands[old]
        for key, old in known.items()
        if old in before.plan.stands and _begins_before(window, before.instance, before.instance.visit[old])
    }
    dropped: list[str] = []
    pins = dict(_fitting(day, wanted, dropped))
    day, pins = _without_conflicts(day, pins, dropped)
    return Carried(day, frozenset(known), len(pins), added, tuple(dropped))


def _left(before: Planned, window: Window, matched: Collection[str]) -> Iterator[Turn]:
    """Yield the turns of the day before that the day's own schedule lacks and that reach into it."""
    instance, plan = before.instance, before.plan
    start = instance.minute(window.start)
    reach = start - _longest_rest(instance)
    for turn in instance.turns:
        visits = instance.visits_of[turn.id]
        is_late = any(
            instance.occupancy(visit, instance.stand[plan.stands[visit.key]])[1] > reach
            for visit in visits
            if visit.key in plan.stands
        )
        if turn.id not in matched and (is_late or visits[-1].end > start):
            yield turn


def _longest_rest(instance: Instance) -> int:
    """Return the most minutes for which what has ended may still keep something else from beginning."""
    airport, policy = instance.airport, instance.airport.policy
    return max(
        *(policy.buffer_min, policy.taxilane_min, policy.tow_min, policy.bus_use_min),
        *(stand.buffer_min or 0 for stand in airport.stands),
        *(exclusion.gap_min or 0 for exclusion in airport.exclusions),
    )


def _free_name(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "-before"
    return name


def _begins_before(window: Window, instance: Instance, visit: Visit) -> bool:
    return instance.moment(visit.start) < window.start


def _fitting(day: Instance, wanted: Mapping[VisitKey, str], dropped: list[str]) -> Iterator[tuple[VisitKey, str]]:
    """Yield the pins that the day's own files admit, one by one; tell of the others."""
    for key, stand in wanted.items():
        own = day.pinned.get(key)
        if key not in day.visit:
            dropped.append(f"{key} stood on stand {stand}: the turn has no such visit any more")
        elif stand not in day.stand:
            dropped.append(f"{key} stood on stand {stand}, which the airport does not have any more")
        elif own is not None and own != stand:
            dropped.append(f"{key} stood on stand {stand}, and the day's files pin it to {own}")
        elif own is None:
            yield key, stand


def _without_conflicts(
    day: Instance, pins: dict[VisitKey, str], dropped: list[str]
) -> tuple[Instance, dict[VisitKey, str]]:
    """Return the day with its pins, less those that break a rule with the other pinned visits; tell of these.

    Conflicts among the pins of the day's own files stay: they are refused when these are read.
    """
    while True:
        pinned = replace(day, pins=(*day.pins, *(Pin(turn=key.turn, visit=key.part, stand=pins[key]) for key in pins)))
        if not pin_problems(pinned):
            return pinned, pins
        for violation in check(pinned, Plan(pinned.pinned)).violations:
            carried = [key for key in violation.visits if key in pins]
            if carried:
                dropped.append(f"{carried[-1]} stood on stand {pins[carried[-1]]}: {violation.message}")
                pins = {key: stand for key, stand in pins.items() if key != carried[-1]}
                break
        else:
            return pinned, pins
