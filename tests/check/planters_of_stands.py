"""Breaches of the rules of one stand or two: size to exclusion, closures, pins and parts."""

import dataclasses
import random
from typing import Any, Final

from standalloc.model import Plan, VisitKey
from tests.check.builder import Build
from tests.check.places import Place, Planted, each, moved, places, span, with_airport

#: What makes a copy of a turn ask for nothing: no bus, no terminal, no handling times.
EMPTY: Final[dict[str, Any]] = {"arrival_pax": 0, "departure_pax": 0, "terminal": "", "seats": None, "body_class": ""}


def plant_size(dice: random.Random, place: Place) -> Planted | None:
    """Move a turn to a stand that is too small, too large, or not for its type or class."""
    aircraft = place.instance.aircraft[place.turn.id]
    smaller, larger = chr(ord(aircraft.code) - 1), chr(ord(aircraft.code) + 1)
    columns = dice.choice(
        [
            {"max_code": smaller},
            {"max_code": "F", "min_code": larger},
            {"max_wingspan_m": aircraft.wingspan_m - 0.1},
            {"types": ("A388", "B77W")},
            {"not_types": ("A388", aircraft.aircraft_type)},
            {"classes": ("Wide_Body",)},
        ]
    )
    instance, plan, visits = moved(place, **columns)
    return Planted(instance, plan, each(visits))


def plant_sector(dice: random.Random, place: Place) -> Planted | None:
    """Move a turn to a contact stand that serves sectors unknown here, on arrival or on departure."""
    half = dice.choice(["arrival", "departure"])
    instance, plan, visits = moved(place, **{f"{half}_sectors": ("Q",)})
    served = [visit for visit in visits if (visit.disembarks if half == "arrival" else visit.boards)]
    forbidden = instance.airport.policy.bridge_mismatch == "forbid"
    return Planted(instance, plan, each(served)) if served and forbidden and place.stand.is_contact else None


def plant_terminal(dice: random.Random, place: Place) -> Planted | None:
    """Move a turn to a contact stand of a terminal unknown here."""
    instance, plan, visits = moved(place, terminal="Q")
    forbidden = instance.airport.policy.terminal_mismatch == "forbid"
    on_board = [visit for visit in visits if visit.arrival_pax or visit.departure_pax]
    if not (forbidden and on_board and place.stand.is_contact and place.turn.terminal):
        return None
    return Planted(instance, plan, each(on_board))


def plant_access(dice: random.Random, place: Place) -> Planted | None:
    """Move a turn to a stand that is closed to its airline, handler or use."""
    columns = [{"airlines": ("QQ",)}, {"not_airlines": ("QQ", place.turn.airline)}, {"handlers": ("QQ",)}]
    instance, plan, visits = moved(place, **dice.choice([*columns, {"uses": ("cargo", "business")}]))
    return Planted(instance, plan, each(visits))


def plant_closure(dice: random.Random, place: Place) -> Planted | None:
    """Move a turn to a stand that is closed for some of the minutes of one of its visits."""
    start, end = place.minutes
    instance, plan, _ = moved(place)
    if end - start < 2:
        return None
    first = dice.randrange(start, end)
    last = dice.randrange(first + 1, end + 1)
    when = dice.choice(["*", f"code={place.instance.aircraft[place.turn.id].code}"])
    row = Build.closure("X", "00:00", "00:01", when=when)
    row = row.model_copy(update={"start": instance.moment(first), "end": instance.moment(last)})
    instance = dataclasses.replace(instance, closures=(*instance.closures, row))
    return Planted(instance, plan, each([place.visit]))


def plant_pin(dice: random.Random, place: Place) -> Planted | None:
    """Pin a visit to another stand, or to its own and remove it."""
    key, stands = place.visit.key, place.plan.stands
    if dice.random() < 0.5:
        pinned_to, plan = place.stand.id, Plan({other: stand for other, stand in stands.items() if other != key})
    else:
        pinned_to, plan = dice.choice([s.id for s in place.instance.airport.stands if s != place.stand]), place.plan
    pins = (*place.instance.pins, Build.pin(key.turn, pinned_to, key.part))
    return Planted(dataclasses.replace(place.instance, pins=pins), plan, each([place.visit]))


def plant_split(dice: random.Random, place: Place) -> Planted | None:
    """Add a part that the turn does not have, or a turn that the schedule does not have."""
    own = {visit.part for visit in place.instance.visits_of[place.turn.id]}
    parts = [part for part in ("full", "arrival", "parking", "departure") if part not in own]
    strangers = [VisitKey("T99", "full")] + [VisitKey(place.turn.id, part) for part in parts]  # type: ignore[arg-type]
    stranger = dice.choice(strangers)
    plan = Plan({**place.plan.stands, stranger: dice.choice(place.instance.airport.stands).id})
    return Planted(place.instance, plan, {frozenset({stranger})})


def plant_overlap(dice: random.Random, place: Place) -> Planted | None:
    """Add a turn on the stand of another, there with it or less than the buffer before or after it."""
    instance, plan, visits = moved(place, group="", arrival_sectors=(), departure_sectors=())
    stand, stay = instance.stand["X"], instance.airport.policy.arrival_min
    buffer = instance.airport.policy.buffer_min if stand.buffer_min is None else stand.buffer_min
    start, end = instance.occupancy(place.visit, stand)
    first = dice.randrange(start - stay - buffer + 1, end + buffer)
    shift = stand.taxi_in_min if instance.airport.policy.times == "runway" else 0
    twin = place.turn.model_copy(
        update=EMPTY | {"id": "Z", "arrival_time": instance.moment(first - shift), "departure_time": None}
    )
    kept = {visit: span(instance.occupancy(visit, stand), buffer) for visit in visits}
    near = [visit for visit in visits if kept[visit] & span((first, first + stay), buffer)]
    key = VisitKey("Z", "arrival")
    instance = dataclasses.replace(instance, turns=(*instance.turns, twin))
    return Planted(instance, Plan({**plan.stands, key: "X"}), {frozenset({visit.key, key}) for visit in near})


def plant_exclusion(dice: random.Random, place: Place) -> Planted | None:
    """Move two turns to two stands that exclude each other for longer than the turns are apart."""
    other = dice.choice([one for one in places(place.instance, place.plan) if one.turn != place.turn])
    instance, plan, visits = moved(place)
    instance, plan, others = moved(Place(instance, plan, other.visit, other.stand), "Y")
    (start, end), (other_start, other_end) = place.minutes, other.minutes
    gap = max(other_start - end, start - other_end, -1) + 1 + dice.choice([0, 0, 10])
    row = [("X", place), ("Y", other)]
    dice.shuffle(row)
    conditions = ["*", "code>={}", "code={}", "code<={}"]
    when = [dice.choice(conditions).format(instance.aircraft[one.turn.id].code) for _, one in row]
    rule = Build.exclusion(row[0][0], row[1][0], when_a=when[0], when_b=when[1], gap_min=gap)
    instance = with_airport(instance, exclusions=(*instance.airport.exclusions, rule))
    there = {
        visit: span(instance.occupancy(visit, instance.stand[plan.stands[visit.key]]), gap) for visit in visits + others
    }
    near = {frozenset({one.key, two.key}) for one in visits for two in others if there[one] & there[two]}
    return Planted(instance, plan, near)
