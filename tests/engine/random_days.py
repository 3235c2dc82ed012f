"""Tiny random days with all rules and terms mixed."""

import random
from datetime import UTC, datetime, timedelta

from standalloc.check import pin_problems
from standalloc.model import Airport, Closure, Connection, Instance, Pin, Policy, Turn, Visit
from tests.engine.random_airports import random_airport

DAY = datetime(2030, 1, 1, 22, tzinfo=UTC)
MOST_TURNS = 6
MOST_VISITS = 9

#: Minutes off the grid of five: limits are met exactly mostly, and now and then missed by one minute.
JITTER = (0, 0, 0, 0, -1, 1)

#: What a day's turns are drawn from: stays long enough to split, whole stays, half-turns.
SORTS = (
    ("split",),
    ("split", "split", "whole", "arrival"),
    ("whole", "split", "arrival", "departure"),
    ("arrival", "departure"),
)


def random_day(seed: int) -> Instance:
    """Return a day of 1 to 6 turns, 1 to 9 visits and 1 to 4 stands whose pins do not contradict each other."""
    rng = random.Random(seed)
    while True:
        day = _day(rng)
        if day is not None and not pin_problems(day):
            return day


def _day(rng: random.Random) -> Instance | None:
    airport = random_airport(rng)
    turns = _turns(rng, airport)
    if not turns:
        return None
    names = [stand.id for stand in airport.stands]
    visits = Instance(airport, turns).visits
    share = rng.choice([0.0, 0.0, 0.3])
    return Instance(
        airport,
        turns,
        closures=tuple(_closure(rng, names) for _ in range(rng.choice([0, 0, 1, 2]))),
        pins=_pins(rng, turns, visits, names) if rng.random() < 0.3 else (),
        connections=_connections(rng, airport, turns),
        reference={visit.key: rng.choice(names) for visit in visits if rng.random() < share},
    )


def _turns(rng: random.Random, airport: Airport) -> tuple[Turn, ...]:
    """Return turns that come close together until the day is full."""
    names = [stand.id for stand in airport.stands]
    sorts = rng.choice(SORTS)
    latest = rng.choice([4, 12, 24])
    most_visits = rng.choice([3, 6, MOST_VISITS, MOST_VISITS])
    turns: tuple[Turn, ...] = ()
    while len(turns) < MOST_TURNS:
        more = (*turns, _turn(rng, f"T{len(turns)}", airport.policy, names, rng.choice(sorts), latest))
        if len(Instance(airport, more).visits) > most_visits:
            break
        turns = more
        if rng.random() < 0.05:
            break
    return turns


def _turn(rng: random.Random, name: str, policy: Policy, names: list[str], sort: str, latest: int) -> Turn:
    start = DAY + timedelta(minutes=5 * rng.randint(0, latest) + rng.choice(JITTER))
    stay = policy.split_min + rng.choice([0, 5, 15, 30, 60]) if sort == "split" else rng.choice([20, 30, 45])
    stay = max(20, stay + rng.choice(JITTER))
    wide = rng.random() < 0.25
    return Turn.model_validate(
        {
            "turn": name,
            "arrival_time": None if sort == "departure" else start,
            "departure_time": None if sort == "arrival" else start + timedelta(minutes=stay),
            "code": "E" if wide else "C",
            "wingspan_m": rng.choice([None, 60.3 if wide else 34.1]),
            "length_m": rng.choice([None, 63.7 if wide else 37.6]),
            "aircraft_type": "A333" if wide else rng.choice(["A320", "B738"]),
            "seats": 300 if wide else 170,
            "airline": rng.choice(["AA", "BB", ""]),
            "handler": rng.choice(["H1", "H2"]),
            "use": rng.choice(["passenger", "passenger", "cargo"]),
            "terminal": rng.choice(["", "T1", "T1", "T2", "T2"]),
            "arrival_sector": rng.choice(["D", "I"]),
            "departure_sector": rng.choice(["D", "I"]),
            "arrival_pax": rng.choice([0, 80, 120]),
            "departure_pax": rng.choice([0, 90, None]),
            "towable": policy.times == "block" and rng.random() < 0.9,
            "stand": rng.choice(names) if rng.random() < 0.04 else "",
            "reference_stand": rng.choice(names) if rng.random() < 0.05 else "",
        }
    )


def _pins(rng: random.Random, turns: tuple[Turn, ...], visits: tuple[Visit, ...], names: list[str]) -> tuple[Pin, ...]:
    free = {turn.id for turn in turns if not turn.stand}
    chosen = {visit.turn: visit for visit in rng.sample(visits, min(len(visits), rng.randint(1, 2)))}
    return tuple(
        Pin(turn=turn, visit=rng.choice(["*", visit.part]), stand=rng.choice(names))
        for turn, visit in chosen.items()
        if turn in free
    )


def _connections(rng: random.Random, airport: Airport, turns: tuple[Turn, ...]) -> tuple[Connection, ...]:
    """Return transfers between turns whose zones are known wherever they park; two rows may name the same pair."""
    zoned = all(stand.zone for stand in airport.stands)
    known = [turn for turn in turns if zoned or turn.terminal]
    arriving = [turn.id for turn in known if turn.arrival_time]
    leaving = [turn.id for turn in known if turn.departure_time]
    if not (airport.zones and arriving and leaving):
        return ()
    return tuple(
        Connection(
            arrival_turn=rng.choice(arriving),
            departure_turn=rng.choice(leaving),
            pax=rng.choice([0, 5, 20, 60]),
            min_transfer=rng.choice([0, 0, 15, 45]),
            weight=rng.choice([1, 1, 0, 2.5]),
        )
        for _ in range(rng.randint(1, 4))
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
