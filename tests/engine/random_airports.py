"""Airports of tiny random days: few stands, every rule and term on now and then, limits so low that they bind."""

import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from standalloc.model import TERMS, Airport

Columns = dict[str, Any]

ZONES = ("A", "B", "T1", "T2")


def random_airport(rng: random.Random) -> Airport:
    """Return an airport of 1 to 4 stands, many of them alike."""
    policy = _policy(rng)
    stands, exclusions = _layout(rng, runway=policy["times"] == "runway")
    names = [stand["id"] for stand in stands]
    return Airport.model_validate(
        {
            "code": "RND",
            "timezone": "UTC",
            "policy": policy,
            "objective": _objective(rng),
            "stands": stands,
            "exclusions": exclusions,
            "preferences": [_preference(rng, names) for _ in range(rng.choice([0, 0, 1, 3]))],
            "handling": _handling(rng) if rng.random() < 0.4 else [],
            "zones": _zones(rng) if rng.random() < 0.6 else {},
        }
    )


def _policy(rng: random.Random) -> Columns:
    arrival_min, departure_min = rng.choice([5, 10, 20]), rng.choice([5, 10, 30])
    return {
        "buffer_min": rng.choice([0, 0, 5, 5, 15, 30]),
        "arrival_min": arrival_min,
        "departure_min": departure_min,
        "split_min": arrival_min + departure_min + rng.choice([0, 0, 5, 10, 40]),
        "tow_min": rng.choice([0, 5, 10, 20, 40]),
        "tow_capacity": rng.choice([None, 0, 1, 1, 1, 1]),
        "bus_seats": rng.choice([40, 80, 100, 150]),
        "bus_use_min": rng.choice([0, 10, 20, 30]),
        "bus_capacity": rng.choice([None, None, None, 0, 2, 2, 3, 4]),
        # Longer than a tow or a whole visit: movements of one turn then crowd each other's time, and may.
        "taxilane_min": rng.choice([0, 0, 2, 5, 15, 25]),
        "times": "runway" if rng.random() < 0.2 else "block",
        "bridge_mismatch": rng.choice(["forbid", "bus"]),
        "terminal_mismatch": rng.choice(["cost", "cost", "forbid", "bus"]),
    }


def _layout(rng: random.Random, *, runway: bool) -> tuple[list[Columns], list[Columns]]:
    """Return stands of one or two sorts and the exclusions between them."""
    taxi = [0, 3, 5, 8] if runway or rng.random() < 0.5 else [0]
    picky = rng.choice([0.0, 0.0, 0.15])
    sorts = [_stand(rng, taxi, picky) for _ in range(rng.choice([1, 2, 2, 3]))]
    stands = [rng.choice(sorts) | {"id": f"S{i}"} for i in range(rng.choice([1, 2, 3, 3, 4, 4, 4, 4]))]
    names = [stand["id"] for stand in stands]
    if rng.random() < 0.5:  # one for all, so that what the others refuse must not stay out
        stands[-1] = {
            "id": names[-1],
            "kind": "remote",
            "max_code": "E",
            "boarding": rng.choice(["bus", "bus", "walk"]),
        }
    if len(names) > 2 and rng.random() < 0.25:  # as on a MARS stand, the two sides alike
        stands[2] = stands[1] | {"id": names[2]}
        side = _exclusion(rng, names[0], names[1])
        return stands, [side, side | {"stand_b": names[2]}]
    rows = rng.choice([0, 0, 1, 1, 2]) if len(names) > 1 else 0
    return stands, [_exclusion(rng, *rng.sample(names, 2)) for _ in range(rows)]


def _stand(rng: random.Random, taxi: Sequence[int], picky: float) -> Columns:
    kind = rng.choice(["contact", "contact", "remote"])
    usual = "bus" if kind == "remote" else "bridge"

    def seldom(*values: object) -> object:
        """Return an empty cell mostly: a day on which nothing fits anywhere shows little."""
        return rng.choice(values) if rng.random() < picky / 1.5 else ""

    largest = "C" if rng.random() < picky else "E"
    columns = {
        "kind": kind,
        "max_code": largest,
        "min_code": "D" if largest == "E" and rng.random() < picky else "A",
        "boarding": rng.choice(["bridge", "walk", "bus"]) if rng.random() < 0.25 else usual,
        "terminal": rng.choice(["", "T1", "T1", "T2", "T2"]),
        "apron": rng.choice(["", "N"]),
        "group": rng.choice(["", "G", "G", "H"]),
        "arrival_sectors": rng.choice(["", "D", "I", "D I"]),
        "departure_sectors": rng.choice(["", "D", "I", "D I"]),
        "airlines": seldom("AA", "AA BB"),
        "not_airlines": seldom("BB"),
        "handlers": seldom("H1"),
        "uses": seldom("passenger", "cargo"),
        "types": seldom("A320 A333"),
        "not_types": seldom("B738"),
        "classes": seldom("Narrow_Body"),
        "max_wingspan_m": seldom(34.0, 35.9) or None,
        "max_length_m": seldom(38.0, 60.0) or None,
        "buffer_min": rng.choice([None, None, 0, 10, 25]),
        "taxi_in_min": rng.choice(taxi),
        "taxi_out_min": rng.choice(taxi),
        "cost_per_min": rng.choice([None, None, None, 0.25, 4, -0.5]),
        "bus_min": rng.choice([{}, 6, "T1=3 T2=8.5", "T1=5 *=2"]),
    }
    if zone := rng.choice(["", "", "A", "B"]):  # else the terminal's
        columns["zone"] = zone
    return columns


def _exclusion(rng: random.Random, a: str, b: str) -> Columns:
    narrow = ["code>=E", "type=B738", "wingspan>36", "class=Wide_Body", "length>40", "wingspan<=34.1"]
    conditions = ["*"] * 5 + narrow
    return {
        "stand_a": a,
        "stand_b": b,
        "when_a": rng.choice(conditions),
        "when_b": rng.choice(conditions),
        "gap_min": rng.choice([None, 0, 5, 15, 40]),
    }


def _preference(rng: random.Random, names: Sequence[str]) -> Columns:
    place = rng.choice(["stand", "terminal", "terminal", "apron", "apron"])
    return {
        "airline": rng.choice(["", "AA"]),
        "use": rng.choice(["", "passenger"]),
        place: {"stand": rng.choice(names), "terminal": "T1", "apron": "N"}[place],
        "cost": rng.choice([-30, -2.5, 4, 100]),
    }


def _handling(rng: random.Random) -> list[Columns]:
    rows = rng.choice([["Narrow_Body"], ["Narrow_Body", "Wide_Body"]])
    minutes = [5, 15, 30, 45]
    return [{"class": name, "bridge_min": rng.choice(minutes), "away_min": rng.choice(minutes)} for name in rows]


def _zones(rng: random.Random) -> Mapping[str, float]:
    """Return minutes between all zones; now and then another way back, another walk for some sectors."""
    minutes = [5, 10, 20, 37.5, 60]
    zones: dict[str, float] = {f"{a}.{b}": rng.choice(minutes) for a, b in combinations(ZONES, 2)}
    if rng.random() < 0.3:
        zones |= {f"{b}.{a}": rng.choice(minutes) for a, b in combinations(ZONES, 2) if rng.random() < 0.5}
    if rng.random() < 0.5:
        zones |= {f"{zone}.{zone}": rng.choice(minutes) for zone in ZONES}
    if rng.random() < 0.3:
        sectors = rng.choice(["D.I", "I.D", "D.D"])
        zones |= {f"{sectors}.{pair}": rng.choice(minutes) for pair in list(zones) if rng.random() < 0.5}
    return zones


def _objective(rng: random.Random) -> Columns:
    weights: Columns = {
        "unallocated": rng.choice([10_000] * 6 + [500, 60, 0.5]),
        "bus_passenger": rng.choice([1, 1, 0, 0.25]),
        "tow": rng.choice([40, 7.5, 2, 0]),
        "change": rng.choice([5, 0, 60]),
        "off_terminal": rng.choice([5, 0, 33.3]),
        "preference": rng.choice([1, 0, 2.5]),
        "stand_used": rng.choice([0, 0, 30, 120]),
        "connection_min": rng.choice([0, 0.1, 0.1, 1]),
        "missed_connection": rng.choice([0, 2, 10]),
        "taxi_min": rng.choice([0, 0, 1, 2.5]),
        "contact_min": rng.choice([0, 1.5, 4]),
        "remote_min": rng.choice([0, 0, 0.7]),
        "bus_trip_min": rng.choice([0, 0, 0.5, 3]),
    }
    return weights | ({"tiers": _tiers(rng)} if rng.random() < 0.4 else {})


def _tiers(rng: random.Random) -> list[list[str]]:
    """Return some of the terms in random groups; to park comes first mostly, else most days would park nobody."""
    named = [term for term in TERMS if term != "unallocated" and rng.random() < 0.6]
    rng.shuffle(named)
    if rng.random() < 0.95:
        named.insert(0 if rng.random() < 0.9 else rng.randint(0, len(named)), "unallocated")
    elif not named:
        named = ["tow"]
    starts = sorted({0, *(i for i in range(1, len(named)) if rng.random() < 0.4)})
    return [named[start:end] for start, end in zip(starts, [*starts[1:], len(named)], strict=True)]
