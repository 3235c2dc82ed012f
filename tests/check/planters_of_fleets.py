"""Breaches of the rules of tugs, taxilanes and buses; who uses what is counted minute by minute."""

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

from standalloc.model import Instance, Plan, VisitKey
from tests.check.builder import Build
from tests.check.places import Concerned, Place, Planted, added, span, stranger

#: The minutes in which vehicles are used, how many, and the visits they serve.
Use = tuple[set[int], int, tuple[VisitKey, ...]]
Uses = Iterable[Use]


def plant_tow_capacity(dice: random.Random, place: Place) -> Planted | None:
    """Add turns that are towed at once, one more than there are tugs."""
    policy = place.instance.airport.policy
    if policy.tow_capacity is None or policy.times == "runway":
        return None
    towed = place.minutes[0] + dice.randrange(60)
    turns, stands, parked = [], [], dict(place.plan.stands)
    for i in range(policy.tow_capacity + 1):
        minute = towed + dice.randrange(policy.tow_min)
        times = (minute - policy.arrival_min, minute - policy.arrival_min + policy.split_min + dice.randrange(90))
        turns.append(stranger(place, f"Z{i}", *times))
        stands += [Build.stand(f"X{i}"), Build.stand(f"Y{i}")]
        parked |= {VisitKey(f"Z{i}", "arrival"): f"X{i}", VisitKey(f"Z{i}", "parking"): f"Y{i}"}
    instance, plan = added(place.instance, stands, turns), Plan(parked)
    uses = [(span((end, end + policy.tow_min)), 1, visits) for end, visits in tows(instance, plan)]
    return Planted(instance, plan, excesses(uses, policy.tow_capacity))


def plant_bus_capacity(dice: random.Random, place: Place) -> Planted | None:
    """Add a flight whose passengers need one bus more than are left at some minute."""
    policy = place.instance.airport.policy
    if policy.bus_capacity is None:
        return None
    uses = list(bus_uses(place.instance, place.plan))
    first = place.minutes[0] + dice.randrange(-20, 60)
    minute = dice.randrange(first, first + policy.bus_use_min)
    left = policy.bus_capacity - used(uses, minute)
    pax = left * policy.bus_seats + dice.randint(1, policy.bus_seats)
    arrives = dice.random() < 0.5
    times = (first, None) if arrives else (None, first + policy.bus_use_min)
    turn = stranger(place, "Z", *times, arrival_pax=pax, departure_pax=pax)
    instance = added(place.instance, [Build.stand("X", "remote")], [turn])
    plan = Plan({**place.plan.stands, VisitKey("Z", "arrival" if arrives else "departure"): "X"})
    return Planted(instance, plan, excesses(bus_uses(instance, plan), policy.bus_capacity))


def plant_taxilane(dice: random.Random, place: Place) -> Planted | None:
    """Add a flight that moves in a stand group less than the distance before or after someone else."""
    gap = place.instance.airport.policy.taxilane_min
    there = list(movements(place.instance, place.plan))
    if not gap or not there:
        return None
    minute, group, _ = dice.choice(there)
    minute += dice.randrange(1 - gap, gap)
    near = [visit for when, where, visit in there if where == group and when in range(minute - gap + 1, minute + gap)]
    arrives = dice.random() < 0.5
    key = VisitKey("Z", "arrival" if arrives else "departure")
    turn = stranger(place, "Z", *((minute, None) if arrives else (None, minute)))
    instance = added(place.instance, [Build.stand("X", group=group)], [turn])
    return Planted(instance, Plan({**place.plan.stands, key: "X"}), {frozenset({key, other}) for other in near})


def tows(instance: Instance, plan: Plan) -> Iterator[tuple[int, tuple[VisitKey, VisitKey]]]:
    """Yield the minute and the visits of every tow."""
    for visits in instance.visits_of.values():
        for before, after in pairwise(visits):
            stands = [plan.stands.get(visit.key, "") for visit in (before, after)]
            if all(stands) and stands[0] != stands[1]:
                yield before.end, (before.key, after.key)


def bus_uses(instance: Instance, plan: Plan) -> Iterator[Use]:
    """Yield the minutes, the buses and the visit of every operation by bus."""
    use = instance.airport.policy.bus_use_min
    for key, name in plan.stands.items():
        visit, stand = instance.visit[key], instance.stand[name]
        start, end = instance.occupancy(visit, stand)
        for minutes, pax in (((start, start + use), visit.arrival_pax), ((end - use, end), visit.departure_pax)):
            if pax and instance.is_bused(visit, stand):
                yield span(minutes), -(-pax // instance.airport.policy.bus_seats), (key,)


def movements(instance: Instance, plan: Plan) -> Iterator[tuple[int, str, VisitKey]]:
    """Yield the minute, the group and the visit of every movement in a group."""
    for key, name in plan.stands.items():
        visit, stand = instance.visit[key], instance.stand[name]
        start, end = instance.occupancy(visit, stand)
        yield from [(start, stand.group, key)] if visit.disembarks and stand.group else []
        yield from [(end, stand.group, key)] if visit.boards and stand.group else []
    for minute, (before, after) in tows(instance, plan):
        for when, key in ((minute, before), (minute + instance.airport.policy.tow_min, after)):
            if group := instance.stand[plan.stands[key]].group:
                yield when, group, key


def excesses(uses: Uses, capacity: int) -> Concerned:
    """Return the visits of each run of minutes in which more vehicles are used than there are."""
    given = list(uses)
    over = [minute for minute in sorted(set().union(*(use[0] for use in given))) if used(given, minute) > capacity]
    runs: list[set[int]] = []
    for minute in over:
        if runs and minute - 1 in runs[-1]:
            runs[-1].add(minute)
        else:
            runs.append({minute})
    return {frozenset(key for minutes, _, visits in given if minutes & run for key in visits) for run in runs}


def used(uses: Uses, minute: int) -> int:
    return sum(vehicles for minutes, vehicles, _ in uses if minute in minutes)
