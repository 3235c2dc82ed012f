"""Where breaches are planted: a parked visit of a valid plan, and what its day stands without a breach."""

import dataclasses
from collections.abc import Iterable
from typing import Any, NamedTuple

from standalloc.model import Instance, Plan, Stand, Turn, Visit, VisitKey

Concerned = set[frozenset[VisitKey]]


class Planted(NamedTuple):
    """A day and a plan with a breach, and the visits that each violation of the rule must name."""

    instance: Instance
    plan: Plan
    concerned: Concerned


class Place(NamedTuple):
    """A parked visit that is not pinned, on its stand, in a valid plan."""

    instance: Instance
    plan: Plan
    visit: Visit
    stand: Stand

    @property
    def turn(self) -> Turn:
        return self.instance.turn[self.visit.turn]

    @property
    def minutes(self) -> tuple[int, int]:
        return self.instance.occupancy(self.visit, self.stand)


def with_airport(instance: Instance, **parts: Any) -> Instance:
    return dataclasses.replace(instance, airport=instance.airport.model_copy(update=parts))


def moved(place: Place, name: str = "X", **columns: Any) -> tuple[Instance, Plan, list[Visit]]:
    """Move a turn's visits on one stand to a new one like it but for some columns.

    They keep their minutes, and nothing else is there: whatever is broken then, is by those columns.
    """
    stand = Stand.model_validate(place.stand.model_dump(by_alias=True) | {"stand": name} | columns)
    instance = with_airport(place.instance, stands=(*place.instance.airport.stands, stand))
    visits = [v for v in instance.visits_of[place.turn.id] if place.plan.stands.get(v.key) == place.stand.id]
    return instance, Plan({**place.plan.stands, **{visit.key: name for visit in visits}}), visits


def each(visits: Iterable[Visit]) -> Concerned:
    return {frozenset({visit.key}) for visit in visits}


def places(instance: Instance, plan: Plan) -> list[Place]:
    """Return the visits of turns without a pin, each on its stand."""
    pinned = {key.turn for key in instance.pinned}
    free = [(instance.visit[key], instance.stand[name]) for key, name in plan.stands.items() if key.turn not in pinned]
    return [Place(instance, plan, visit, stand) for visit, stand in free]


def span(minutes: tuple[int, int], more: int = 0) -> set[int]:
    """Return the minutes of an occupancy, and more after it."""
    return set(range(minutes[0], minutes[1] + more))


def stranger(place: Place, name: str, arrival: int | None, departure: int | None, **columns: Any) -> Turn:
    """Return a turn of nobody known, at minutes of the day."""
    arrives = arrival is not None and place.instance.moment(arrival)
    leaves = departure is not None and place.instance.moment(departure)
    times = {"arrival_time": arrives or None, "departure_time": leaves or None}
    return Turn.model_validate({"turn": name, "code": "C"} | times | columns)


def added(instance: Instance, stands: Iterable[Stand], turns: Iterable[Turn]) -> Instance:
    instance = with_airport(instance, stands=(*instance.airport.stands, *stands))
    return dataclasses.replace(instance, turns=(*instance.turns, *turns))
