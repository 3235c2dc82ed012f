"""A small day on which every kind of bar, rule and problem is met, with a plan whose answers are worked out by hand.

`Y3` on `A1` is the aircraft to move: on `A2` it may stand just so, on `R3` its 290 passengers ride a bus, on `B2` works
keep it out (`closure`), and `C1` is of another airline (`access`).
"""

from typing import Any

DAY = "2030-06-01"


def _stand(name: str, kind: str, code: str, **more: Any) -> dict[str, Any]:
    return {"stand": name, "kind": kind, "max_code": code, **more}


AIRPORT: dict[str, Any] = {
    "code": "XYZ",
    "name": "Example",
    "timezone": "Europe/Paris",
    "policy": {"buffer_min": 10, "split_min": 180, "arrival_min": 45, "departure_min": 60, "tow_capacity": 1},
    "stands": [
        _stand("A1", "contact", "C", terminal="T1"),
        _stand("A2", "contact", "C", terminal="T1"),
        _stand("A3", "contact", "E", terminal="T1"),
        _stand("A3L", "contact", "C", terminal="T1"),
        _stand("A3R", "contact", "C", terminal="T1"),
        _stand("B1", "contact", "E", terminal="T2"),
        _stand("B2", "contact", "C", terminal="T2"),
        _stand("C1", "contact", "C", terminal="T2", airlines=["QQ"]),
        _stand("R1", "remote", "E"),
        _stand("R2", "remote", "C"),
        _stand("R3", "remote", "C"),
    ],
    "exclusions": [
        {"stand_a": "A3", "when_a": "*", "stand_b": "A3L", "when_b": "*", "gap_min": 15},
        {"stand_a": "A3", "when_a": "*", "stand_b": "A3R", "when_b": "*", "gap_min": 15},
    ],
    "closures": [
        {
            "stand": "B2",
            "from": f"{DAY}T06:00:00+02:00",
            "to": f"{DAY}T10:00:00+02:00",
            "reason": "works on the bridge",
        }
    ],
}


def turn(name: str, airline: str, arrival: str, departure: str, code: str = "C", **more: Any) -> dict[str, Any]:
    """Return a turn of the day, its flights named after it."""
    kind = {"C": "A320", "E": "A333", "F": "A388"}[code]
    return {
        "turn": name,
        "airline": airline,
        "aircraft_type": kind,
        "code": code,
        "arrival_time": f"{DAY}T{arrival}:00+02:00",
        "departure_time": f"{DAY}T{departure}:00+02:00",
        "arrival_flight": f"{airline}{name[1:]}01",
        "departure_flight": f"{airline}{name[1:]}02",
        "arrival_pax": 140,
        "departure_pax": 150,
        "origin": "LIS",
        "destination": "OSL",
        "terminal": "T1",
        **more,
    }


SCHEDULE: list[dict[str, Any]] = [
    turn("Y1", "AB", "06:05", "07:35"),
    turn("Y2", "AB", "06:20", "07:50"),
    turn("Y3", "AB", "08:00", "09:30"),
    turn("Y4", "AB", "10:00", "11:15"),
    turn("Y5", "ZZ", "06:30", "08:45", "E", arrival_pax=260, departure_pax=270),
    turn("Y6", "ZZ", "09:15", "10:20"),
    turn("Y7", "ZZ", "09:20", "10:40"),
    turn("Y8", "QQ", "07:00", "08:10", terminal="T2"),
    turn("Y9", "QQ", "09:00", "10:30", terminal="T2"),
    turn("Y10", "ZZ", "07:10", "12:40", "E", arrival_pax=250, departure_pax=255, terminal="T2"),
    turn("Y11", "MM", "10:30", "11:45", terminal="T2"),
    turn("Y12", "MM", "07:15", "08:30", terminal="T2"),
    turn("Y13", "EK", "08:30", "11:00", "F", arrival_pax=480, departure_pax=490),
]
DOCUMENT: dict[str, Any] = {"airport": AIRPORT, "schedule": SCHEDULE}
STANDS = {
    "Y1": "A1",
    "Y2": "A2",
    "Y3": "A1",
    "Y4": "A1",
    "Y5": "A3",
    "Y6": "A3L",
    "Y7": "A3R",
    "Y8": "C1",
    "Y9": "C1",
    "Y11": "B2",
    "Y12": "R2",
}
PLAN: list[dict[str, Any]] = [{"turn": name, "visit": "full", "stand": stand} for name, stand in STANDS.items()] + [
    {"turn": "Y10", "visit": "arrival", "stand": "B1"},
    {"turn": "Y10", "visit": "parking", "stand": "R1"},
    {"turn": "Y10", "visit": "departure", "stand": "B1"},
]
