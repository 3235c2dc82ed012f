"""Random days with every rule on now and then, each with a plan that breaks none."""

import dataclasses
import random
from typing import Any

from standalloc.check import check
from standalloc.model import Instance, Plan, Stand, Turn, VisitKey
from tests.check.builder import Build


def day_and_plan(seed: int) -> tuple[Instance, Plan]:
    """Return a day of ten turns on seven stands, a few of its visits pinned, and a valid plan of most visits."""
    dice = random.Random(seed)
    instance = _day(dice)
    stands: dict[VisitKey, str] = {}
    for visit in dice.sample(instance.visits, len(instance.visits)):
        for stand in dice.sample(instance.airport.stands, len(instance.airport.stands)):
            if check(instance, Plan(stands | {visit.key: stand.id})).is_valid:
                stands[visit.key] = stand.id
                break
    pinned = [key for key in stands if dice.random() < 0.1]
    pins = tuple(Build.pin(key.turn, stands[key], key.part) for key in pinned)
    return dataclasses.replace(instance, pins=pins), Plan(stands)


def _day(dice: random.Random) -> Instance:
    runway = dice.random() < 0.2
    stands = [_stand(dice, f"S{i}") for i in range(7)]
    exclusions = [
        Build.exclusion("S0", "S1", gap_min=dice.choice([None, 0, 30])),
        Build.exclusion("S2", "S3", when_a="code>=E", gap_min=0),
    ]
    return Build.day(
        stands,
        [_turn(dice, f"T{i}", runway=runway) for i in range(10)],
        policy=_policy(dice) | {"times": "runway" if runway else "block"},
        exclusions=exclusions,
        closures=[Build.closure("S4", "12:00", "13:00", when=dice.choice(["*", "code=C"]))],
        handling=[Build.handling("Narrow_Body", 40, 55)] if dice.random() < 0.3 else [],
    )


def _policy(dice: random.Random) -> dict[str, Any]:
    return {
        "tow_min": dice.choice([5, 20, 30]),
        "tow_capacity": dice.choice([None, 1, 2]),
        "bus_capacity": dice.choice([None, 2, 4, 8]),
        "bus_use_min": dice.choice([15, 30]),
        "taxilane_min": dice.choice([0, 2, 5, 10]),
        "bridge_mismatch": dice.choice(["forbid", "bus"]),
        "terminal_mismatch": dice.choice(["cost", "forbid", "bus"]),
    }


def _stand(dice: random.Random, name: str) -> Stand:
    return Build.stand(
        name,
        dice.choice(["contact", "contact", "remote"]),
        max_code=dice.choice("CEF"),
        terminal=dice.choice(["", "A", "B"]),
        group=dice.choice(["", "G", "H"]),
        arrival_sectors=dice.choice(["", "D", "D I"]),
        departure_sectors=dice.choice(["", "", "I"]),
        airlines=dice.choice(["", "", "AA BB"]),
        buffer_min=dice.choice([None, 0, 30]),
        taxi_in_min=dice.choice([0, 4]),
        taxi_out_min=dice.choice([0, 7]),
    )


def _turn(dice: random.Random, name: str, *, runway: bool) -> Turn:
    arrival = dice.randrange(360, 1200)
    stay = dice.choice([45, 70, 180, 181, 400])
    arrives, leaves = dice.choice([(1, 1), (1, 1), (1, 1), (1, 0), (0, 1)])
    return Build.turn(
        name,
        clock(arrival) if arrives else None,
        clock(arrival + stay) if leaves else None,
        code=dice.choice("CCE"),
        aircraft_type=dice.choice(["A320", "B738"]),
        seats=dice.choice([100, 180]),
        terminal=dice.choice(["", "A", "B"]),
        airline=dice.choice(["AA", "BB", "CC"]),
        handler=dice.choice(["", "H1"]),
        arrival_sector=dice.choice("DI"),
        departure_sector=dice.choice("DI"),
        arrival_pax=dice.choice([0, 50, 150]),
        departure_pax=dice.choice([0, 50, 150]),
        towable=not runway and dice.choice([True, True, False]),
    )


def clock(minute: int) -> str:
    """Return a minute from the first day's midnight as `Build.at` reads it."""
    return f"{1 + minute // 1440} {minute % 1440 // 60:02}:{minute % 60:02}"
