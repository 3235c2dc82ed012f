"""Tiny random days with all rules mixed, and their optimum by enumeration under the checker's word alone."""

import random
from datetime import UTC, datetime, timedelta
from itertools import combinations

from standalloc.check import check, pin_problems
from standalloc.model import Airport, Closure, Instance, Pin, Plan, Turn, VisitKey

DAY = datetime(2030, 1, 1, 22, tzinfo=UTC)
MOST_VISITS = 6


def random_day(seed: int) -> Instance:
    """Return a day of 1 to 6 visits and 1 to 4 stands whose pins do not contradict each other."""
    rng = random.Random(seed)
    while True:
        day = _day(rng)
        if day is not None and not pin_problems(day):
            return day


def _day(rng: random.Random) -> Instance | None:
    airport = _airport(rng)
    names = [stand.id for stand in airport.stands]
    turns: list[Turn] = []
    while True:
        more = (*turns, _turn(rng, f"T{len(turns)}", airport.policy.split_min, names))
        if len(Instance(airport, more).visits) > MOST_VISITS:
            break
        turns.append(more[-1])
        if rng.random() < 0.1:
            break
    if not turns:
        return None
    visits = Instance(airport, tuple(turns)).visits
    chosen = rng.choice(visits)
    pin = Pin(turn=chosen.turn, visit=rng.choice(["*", chosen.part]), stand=rng.choice(names))
    clear = all(turn.id != chosen.turn or not turn.stand for turn in turns)
    pins = (pin,) if rng.random() < 0.2 and clear else ()
    closures = tuple(_closure(rng, names) for _ in range(rng.choice([0, 0, 1, 2])))
    share = rng.choice([0.0, 0.0, 0.3])
    reference = {visit.key: rng.choice(names) for visit in visits if rng.random() < share}
    return Instance(airport, tuple(turns), closures=closures, pins=pins, reference=reference)


def _airport(rng: random.Random) -> Airport:
    arrival_min, departure_min = rng.choice([5, 10, 20]), rng.choice([5, 10, 30])
    templates = [_stand(rng) for _ in range(rng.randint(1, 2))]
    stands = [dict(rng.choice(templates), id=f"S{i}") for i in range(rng.choice([1, 2, 3, 3, 4, 4]))]
    names = [stand["id"] for stand in stands]
    mars = len(names) > 2 and rng.random() < 0.3
    if mars:
        stands[2] = dict(stands[1], id=names[2])
    exclusions = [_exclusion(rng, *rng.sample(names, 2)) for _ in range(rng.choice([0, 1, 1, 2])) if len(names) > 1]
    if mars:
        side = _exclusion(rng, names[0], names[1])
        exclusions = [side, side | {"stand_b": names[2]}]
    return Airport.model_validate(
        {
            "code": "RND",
            "timezone": "UTC",
            "policy": {
                "buffer_min": rng.choice([0, 5, 15, 15, 30]),
                "arrival_min": arrival_min,
                "departure_min": departure_min,
                "split_min": arrival_min + departure_min + rng.choice([0, 0, 5, 10, 40]),
                "terminal_mismatch": rng.choice(["cost", "cost", "cost", "forbid"]),
            },
            "objective": {
                "unallocated": rng.choice([10_000, 10_000, 10_000, 50, 0.5]),
                "bus_passenger": rng.choice([1, 1, 0, 0.25]),
                "tow": rng.choice([40, 40, 7.5, 0]),
                "change": rng.choice([5, 0, 60]),
                "off_terminal": rng.choice([5, 0, 33.3]),
                "preference": rng.choice([1, 0, 2.5]),
            },
            "stands": stands,
            "exclusions": exclusions,
            "preferences": [_preference(rng, names) for _ in range(rng.choice([0, 0, 1, 3]))],
        }
    )


def _stand(rng: random.Random) -> dict[str, object]:
    kind = rng.choice(["contact", "contact", "remote"])
    largest = rng.choice(["C", "E", "E", "E", "E", "E"])
    return {
        "kind": kind,
        "max_code": largest,
        "min_code": "D" if largest == "E" and rng.random() < 0.1 else "A",
        "boarding": rng.choice(["bridge", "walk", "bus"])
        if rng.random() < 0.2
        else ("bus" if kind == "remote" else "bridge"),
        "terminal": rng.choice(["", "T1", "T2"]),
        "apron": rng.choice(["", "N"]),
        "arrival_sectors": _seldom(rng, "D", "I", "D I"),
        "departure_sectors": _seldom(rng, "D", "I", "D I"),
        "airlines": _seldom(rng, "AA", "AA BB"),
        "not_airlines": _seldom(rng, "BB"),
        "handlers": _seldom(rng, "H1"),
        "uses": _seldom(rng, "passenger", "cargo"),
        "types": _seldom(rng, "A320 A333"),
        "not_types": _seldom(rng, "B738"),
        "classes": _seldom(rng, "Narrow_Body"),
        "max_wingspan_m": rng.choice([34.0, 35.9]) if rng.random() < 0.08 else None,
        "max_length_m": rng.choice([38.0, 60.0]) if rng.random() < 0.08 else None,
        "buffer_min": rng.choice([None, None, 0, 10, 25]),
    }


def _seldom(rng: random.Random, *values: str) -> str:
    """Return an empty cell mostly: a day on which nothing fits anywhere shows little."""
    return rng.choice(values) if rng.random() < 0.08 else ""


def _exclusion(rng: random.Random, a: str, b: str) -> dict[str, object]:
    conditions = [
        "*",
        "*",
        "*",
        "*",
        "*",
        "code>=E",
        "type=B738",
        "wingspan>36",
        "class=Wide_Body",
        "length>40",
        "wingspan<=34.1",
    ]
    return {
        "stand_a": a,
        "stand_b": b,
        "when_a": rng.choice(conditions),
        "when_b": rng.choice(conditions),
        "gap_min": rng.choice([None, 0, 5, 15, 40]),
    }


def _preference(rng: random.Random, names: list[str]) -> dict[str, object]:
    place = rng.choice(["stand", "terminal", "terminal", "apron", "apron"])
    return {
        "airline": rng.choice(["", "AA"]),
        "use": rng.choice(["", "passenger"]),
        place: {"stand": rng.choice(names), "terminal": "T1", "apron": "N"}[place],
        "cost": rng.choice([-30, -2.5, 4, 100]),
    }


def _turn(rng: random.Random, name: str, split_min: int, names: list[str]) -> Turn:
    start = DAY + timedelta(minutes=5 * rng.randint(0, 14))
    stay = timedelta(minutes=rng.choice([20, 30, 45, split_min, split_min + 5, split_min + 15, split_min + 30]))
    half = rng.choice(["", "", "", "", "", "arrival", "departure"])
    wide = rng.random() < 0.3
    return Turn.model_validate(
        {
            "turn": name,
            "arrival_time": None if half == "departure" else start,
            "departure_time": None if half == "arrival" else start + stay,
            "code": "E" if wide else "C",
            "wingspan_m": rng.choice([None, 60.3 if wide else 34.1]),
            "length_m": rng.choice([None, 63.7 if wide else 37.6]),
            "aircraft_type": "A333" if wide else rng.choice(["A320", "B738"]),
            "seats": 300 if wide else 170,
            "airline": rng.choice(["AA", "BB", ""]),
            "handler": rng.choice(["H1", "H2"]),
            "use": rng.choice(["passenger", "passenger", "cargo"]),
            "terminal": rng.choice(["", "T1", "T2"]),
            "arrival_sector": rng.choice(["D", "D", "D", "I"]),
            "departure_sector": rng.choice(["D", "D", "D", "I"]),
            "arrival_pax": rng.choice([0, 80, 120]),
            "departure_pax": rng.choice([0, 90, None]),
            "towable": rng.random() < 0.8,
            "stand": rng.choice(names) if rng.random() < 0.04 else "",
            "reference_stand": rng.choice(names) if rng.random() < 0.05 else "",
        }
    )


def _closure(rng: random.Random, names: list[str]) -> Closure:
    start = DAY + timedelta(minutes=5 * rng.randint(-5, 30))
    return Closure.model_validate(
        {
            "stand": rng.choice(names),
            "from": start,
            "to": start + timedelta(minutes=rng.choice([5, 30, 90])),
            "when": rng.choice(["*", "*", "code>=D"]),
        }
    )


def enumerated_optimum(instance: Instance) -> tuple[float, dict[VisitKey, str]]:
    """Return the least objective of all plans, and one plan that has it.

    What a visit costs on a stand, and what two visits cost together, is asked of the checker with nothing else in the
    plan; branches that break a rule or cannot beat the best are cut. The best plan is judged whole at the end.
    """
    keys = list(instance.visit)
    empty = check(instance, Plan({})).objective
    single: dict[tuple[VisitKey, str], float] = {}
    for key in keys:
        for stand in instance.stand:
            judgement = check(instance, Plan({key: stand}))
            if not any(key in violation.visits for violation in judgement.violations):
                single[key, stand] = judgement.objective - empty
    double: dict[tuple[tuple[VisitKey, str], tuple[VisitKey, str]], float | None] = {}
    for one, other in combinations(single, 2):
        if one[0] != other[0]:
            judgement = check(instance, Plan(dict([one, other])))
            broken = any({one[0], other[0]} & set(violation.visits) for violation in judgement.violations)
            double[one, other] = None if broken else judgement.objective - empty - single[one] - single[other]
    return _branch(instance, keys, single, double, empty)


def _branch(
    instance: Instance,
    keys: list[VisitKey],
    single: dict[tuple[VisitKey, str], float],
    double: dict[tuple[tuple[VisitKey, str], tuple[VisitKey, str]], float | None],
    empty: float,
) -> tuple[float, dict[VisitKey, str]]:
    options = {key: [place for place in single if place[0] == key] for key in keys}
    # What is still to come can be no cheaper than each visit on its own; two visits together may only add a tow.
    assert all(extra is None or extra >= -1e-6 for extra in double.values())
    least = [0.0] * (len(keys) + 1)
    for index in reversed(range(len(keys))):
        own = [single[place] for place in options[keys[index]]]
        free = [] if keys[index] in instance.pinned else [0.0]
        least[index] = least[index + 1] + min([*own, *free], default=float("inf"))
    best: list[tuple[float, dict[VisitKey, str]]] = [(float("inf"), {})]

    def descend(index: int, chosen: list[tuple[VisitKey, str]], cost: float) -> None:
        if cost + least[index] >= best[0][0] - 1e-9:
            return
        if index == len(keys):
            best[0] = (cost, dict(chosen))
            return
        for place in options[keys[index]]:
            extras = [double[other, place] for other in chosen]
            together = [extra for extra in extras if extra is not None]
            if len(together) == len(extras):
                descend(index + 1, [*chosen, place], cost + single[place] + sum(together))
        if keys[index] not in instance.pinned:
            descend(index + 1, chosen, cost)

    descend(0, [], empty)
    cost, stands = best[0]
    judgement = check(instance, Plan(stands))
    assert judgement.is_valid, judgement.violations
    assert abs(judgement.objective - cost) < 1e-6
    return judgement.objective, stands
