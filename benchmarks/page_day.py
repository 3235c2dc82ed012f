"""A board as large as one likes, drawn by chance: what the planner's page is measured with.

It has the shape of the answer of `POST /v1/schedules/{id}/board` and everything that can be drawn: piers, split turns,
tows, closures, exclusions, pins, broken rules, moved bars and missed transfers. The same arguments give the same board.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from typing import Any

ZONE = timezone(timedelta(hours=2))
ORIGIN = datetime(2030, 6, 1, 0, tzinfo=ZONE)
DAY_MIN = 30 * 60
BUFFER_MIN = 15
AIRLINES = ["AF", "BA", "LH", "KL", "IB", "SK", "AY", "LX", "OS", "TP", "EK", "QR", "SQ", "DL"]
WEIGHTS = [30, 18, 14, 9, 7, 5, 4, 3, 3, 2, 2, 1, 1, 1]
TYPES = {"B": "CRJ2", "C": "A320", "D": "B763", "E": "B77W", "F": "A388"}
PLACES = ["JFK", "LHR", "FRA", "AMS", "MAD", "ARN", "HEL", "ZRH", "VIE", "LIS", "DXB", "DOH", "SIN", "ATL"]

Document = dict[str, Any]


def board(stands: int = 300, bars: int = 2500, *, seed: int = 1) -> Document:
    """Return a board with so many stands and about so many bars."""
    random = Random(seed)
    rows = _rows(stands)
    named = [row for row in rows if row["kind"] == "stand"]
    visits = _visits(random, named, bars)
    return {
        "airport": "XYZ",
        "day": "2030-06-01",
        "schedule_id": "a-day",
        "name": "measured",
        "plan_id": None,
        "title": "A day by chance",
        "zone": "Europe/Paris",
        "origin": ORIGIN.isoformat(timespec="minutes"),
        "start": 0,
        "end": DAY_MIN,
        "ticks": _ticks(),
        "rows": rows,
        "bars": visits,
        "links": list(_links(visits)),
        "blocks": _blocks(random, named, visits),
        "profiles": _profiles(visits),
        "supply": [[0, len(named)]],
        "violations": [],
        "missed_transfers": [],
        "pins": [],
        "objective": None,
        "figures": {},
    }


def _rows(stands: int) -> list[Document]:
    contact = stands * 2 // 5
    piers = max(1, round(contact / 12))
    rows: list[Document] = []
    for pier in range(piers):
        terminal, letter = f"T{pier // 3 + 1}", chr(ord("A") + pier)
        numbers = range(contact * pier // piers, contact * (pier + 1) // piers)
        rows.append(_row("heading", f"Terminal {terminal[1:]}, pier {letter}", str(len(numbers)), "contact", terminal))
        for at, _ in enumerate(numbers):
            rows.append(_row("stand", f"{letter}{at + 1:02d}", "CCDCE"[at % 5], "contact", terminal, letter))
    aprons = max(1, round((stands - contact) / 30))
    for apron in range(aprons):
        numbers = range((stands - contact) * apron // aprons, (stands - contact) * (apron + 1) // aprons)
        rows.append(_row("heading", f"Remote stands, apron {apron + 1}", str(len(numbers)), "remote", ""))
        for at, _ in enumerate(numbers):
            rows.append(_row("stand", f"{apron + 1}{at + 1:02d}R", "CDE"[at % 3], "remote", "", str(apron + 1)))
    return rows


def _row(kind: str, label: str, note: str, stand_kind: str, terminal: str, pier: str = "") -> Document:
    facts = [["Stand", f"{label}, {stand_kind}"], ["Largest", note]] if kind == "stand" else []
    return {
        "kind": kind,
        "label": label,
        "note": note,
        "stand_kind": stand_kind,
        "terminal": terminal,
        "pier": pier,
        "facts": facts,
    }


def _visits(random: Random, stands: list[Document], bars: int) -> list[Document]:
    """Fill the stands one after another in time, until there are so many bars; a few stay without a stand."""
    free = {row["label"]: random.randrange(0, 90) for row in stands}
    of = {row["label"]: row for row in stands}
    found: list[Document] = []
    number = 0
    while len(found) < bars:
        stand = min(random.sample(list(free), min(6, len(free))), key=free.__getitem__)
        start = free[stand] + BUFFER_MIN + random.choice([0, 5, 10, 25, 60])
        if start > DAY_MIN - 60:
            free[stand] = start
            if min(free.values()) > DAY_MIN - 120:
                break
            continue
        number += 1
        found += _turn(random, number, of[stand], stands, start, free)
    found += _turn(random, number + 1, None, stands, 400, free) + _turn(random, number + 2, None, stands, 700, free)
    return found


def _turn(
    random: Random, number: int, stand: Document | None, stands: list[Document], start: int, free: dict[str, int]
) -> list[Document]:
    contact = stand is not None and stand["stand_kind"] == "contact"
    airline = random.choices(AIRLINES, WEIGHTS)[0]
    code = random.choice(["C", "C", "C", "C", "B", "D", "E", "E"])
    is_long = stand is not None and random.random() < 0.14 and start + 300 < DAY_MIN
    kind = "unallocated" if stand is None else "contact" if contact else random.choice(["bus", "bus", "remote"])
    if contact and random.random() < 0.04:
        kind = "unused"
    name = stand["label"] if stand is not None else None
    length = random.choice([40, 45, 50, 55, 70, 90, 120])
    spans = [("full", kind, name, start, start + length)]
    if is_long:
        middle = start + 45 + random.randrange(120, 500)
        middle = min(middle, DAY_MIN - 60)
        away = next((row["label"] for row in random.sample(stands, 12) if _can_take(row, start + 45, free)), name)
        parked = away if random.random() < 0.4 else name
        spans = [
            ("arrival", kind, name, start, start + 45),
            ("parking", "parking", parked, start + 45, middle),
            ("departure", kind, name, middle, middle + 60),
        ]
    for _, _, place, _, end in spans:
        if place is not None:
            free[place] = max(free[place], end)
    flights = [f"{airline}{100 + number}", f"{airline}{101 + number}"]
    own = {"pinned": random.random() < 0.05, "moved": random.random() < 0.03, "broken": random.random() < 0.02}
    return [
        _bar(random, number, airline, code, flights, own, (part, kind, place, first, last), spans)
        for part, kind, place, first, last in spans
    ]


def _can_take(row: Document, minute: int, free: dict[str, int]) -> bool:
    return row["stand_kind"] == "remote" and free[row["label"]] + BUFFER_MIN <= minute


def _bar(
    random: Random,
    number: int,
    airline: str,
    code: str,
    flights: list[str],
    own: dict[str, bool],
    span: tuple[str, str, str | None, int, int],
    spans: list[tuple[str, str, str | None, int, int]],
) -> Document:
    part, kind, stand, start, end = span
    called = {"arrival": flights[:1], "departure": flights[1:]}.get(part, flights)
    both = "/".join(called)
    after = next((each for each in spans if each[3] == end), None)
    ends = {"arrival": (spans[0][3], flights[0]), "departure": (spans[-1][4], flights[1])}
    return {
        "turn": f"T{number:04d}",
        "visit": part,
        "stand": stand,
        "kind": kind,
        "lane": 0,
        "start": start,
        "end": end,
        "buffer_end": end if stand is None or (after and after[2] == stand) else end + BUFFER_MIN,
        "labels": list(dict.fromkeys([f"{both} {TYPES[code]}", both, called[0]])),
        "names": [f"T{number:04d}", *flights],
        "airline": airline,
        "code": code,
        "terminal": f"T{1 + AIRLINES.index(airline) % 3}",
        "type": TYPES[code],
        "passengers": 0 if part == "parking" else 60 + 10 * (number % 17),
        **{
            which: {
                "flight": flight,
                "airport": PLACES[(number + at) % len(PLACES)],
                "time": (ORIGIN + timedelta(minutes=minute)).isoformat(timespec="minutes"),
            }
            for at, (which, (minute, flight)) in enumerate(ends.items())
        },
        **own,
        "fixed": False,
        "misses_transfer": random.random() < 0.01,
        "reason": None if stand is not None else {"code": "full", "text": "all stands that admit it are taken"},
    }


def _links(bars: list[Document]) -> Iterator[Document]:
    for bar, after in pairwise(bars):
        if bar["turn"] == after["turn"] and bar["stand"] != after["stand"]:
            yield {"turn": bar["turn"], "minute": bar["end"], "from": bar["stand"], "to": after["stand"]}


def _blocks(random: Random, stands: list[Document], bars: list[Document]) -> list[Document]:
    blocks = []
    for row in random.sample(stands, max(1, len(stands) // 40)):
        start = random.randrange(0, DAY_MIN - 400)
        blocks.append(_block("closure", row["label"], start, start + 400, "works on the bridge"))
    names = [row["label"] for row in stands if row["stand_kind"] == "contact"]
    beside = dict(zip(names[4::5], names[3::5], strict=False))
    for bar in bars:
        if bar["stand"] in beside:
            label = f"{bar['turn']} on {bar['stand']}"
            blocks.append(_block("exclusion", beside[bar["stand"]], bar["start"], bar["buffer_end"], label))
    return blocks


def _block(kind: str, stand: str, start: int, end: int, label: str) -> Document:
    return {"kind": kind, "stand": stand, "start": start, "end": end, "label": label, "facts": [["Why", label]]}


def _profiles(bars: list[Document]) -> list[Document]:
    layer = {"unallocated": "unallocated", "remote": "remote", "bus": "remote", "parking": "remote"}
    stays = [(layer.get(bar["kind"], "contact"), bar["start"], bar["end"]) for bar in bars]
    rides = [("buses", bar["start"], bar["start"] + 30) for bar in bars if bar["kind"] in {"bus", "unused"}]
    tows = [("tugs", link["minute"], link["minute"] + 20) for link in _links(bars)]
    return [
        _profile("stands", ["contact", "remote", "unallocated"], stays, None),
        _profile("buses", ["buses", "beyond"], rides, 60),
        _profile("tugs", ["tugs", "beyond"], tows, None),
    ]


def _profile(kind: str, layers: list[str], spans: list[tuple[str, int, int]], capacity: int | None) -> Document:
    steps = Counter[tuple[str, int]]()
    for name, start, end in spans:
        steps[name, start] += 1
        steps[name, end] -= 1
    minutes = sorted({minute for _, minute in steps})
    counts: dict[str, list[int]] = {}
    for name in layers:
        count = 0
        counts[name] = [count := count + steps[name, minute] for minute in minutes]
    if "beyond" in counts and capacity is not None:
        (used,) = (name for name in layers if name != "beyond")
        counts["beyond"] = [max(0, count - capacity) for count in counts[used]]
        counts[used] = [min(count, capacity) for count in counts[used]]
    return {"kind": kind, "minutes": minutes, "layers": counts, "capacity": capacity, "facts": []}


def _ticks() -> list[Document]:
    moments = [ORIGIN + timedelta(minutes=minute) for minute in range(0, DAY_MIN + 1, 60)]
    return [
        {"minute": 60 * at, "label": f"{moment:%H:%M}", "date": f"{moment:%Y-%m-%d}" if moment.hour == 0 else ""}
        for at, moment in enumerate(moments)
    ]
