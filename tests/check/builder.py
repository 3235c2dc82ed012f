"""A short way to write the small days these tests judge by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from standalloc.model import (
    Airport,
    Closure,
    Connection,
    Exclusion,
    Handling,
    Instance,
    Objective,
    Pin,
    Plan,
    Policy,
    Preference,
    Stand,
    Turn,
    VisitKey,
)

FIRST_DAY = datetime(2030, 6, 1, tzinfo=UTC)


class Build:
    """Builders of rows whose defaults ask for nothing, so that each test names only what it is about."""

    @staticmethod
    def at(text: str) -> datetime:
        """Return `08:20` of the first day, or `2 08:20` of the second."""
        day, _, clock = text.rpartition(" ")
        hours, minutes = clock.split(":")
        return FIRST_DAY + timedelta(days=int(day or 1) - 1, hours=int(hours), minutes=int(minutes))

    @staticmethod
    def stand(name: str, kind: str = "contact", **columns: Any) -> Stand:
        size = {} if "max_wingspan_m" in columns else {"max_code": "F"}
        return Stand.model_validate({"stand": name, "kind": kind} | size | columns)

    @classmethod
    def turn(cls, name: str, arrival: str | None = None, departure: str | None = None, **columns: Any) -> Turn:
        times = {"arrival_time": arrival and cls.at(arrival), "departure_time": departure and cls.at(departure)}
        size = {} if "wingspan_m" in columns else {"code": "C"}
        return Turn.model_validate({"turn": name} | times | size | columns)

    @classmethod
    def closure(cls, stand: str, start: str, end: str, **columns: Any) -> Closure:
        return Closure.model_validate({"stand": stand, "from": cls.at(start), "to": cls.at(end)} | columns)

    @staticmethod
    def exclusion(stand_a: str, stand_b: str, **columns: Any) -> Exclusion:
        return Exclusion.model_validate({"stand_a": stand_a, "stand_b": stand_b} | columns)

    @staticmethod
    def handling(body_class: str, bridge_min: int, away_min: int) -> Handling:
        return Handling.model_validate({"class": body_class, "bridge_min": bridge_min, "away_min": away_min})

    @staticmethod
    def connection(arrival_turn: str, departure_turn: str, pax: int, **columns: Any) -> Connection:
        return Connection(arrival_turn=arrival_turn, departure_turn=departure_turn, pax=pax, **columns)

    @staticmethod
    def pin(turn: str, stand: str, visit: str = "*") -> Pin:
        return Pin(turn=turn, visit=visit, stand=stand)

    @staticmethod
    def preference(**columns: Any) -> Preference:
        return Preference.model_validate(columns)

    @staticmethod
    def day(
        stands: Sequence[Stand],
        turns: Sequence[Turn],
        *,
        policy: Mapping[str, Any] | None = None,
        objective: Mapping[str, Any] | None = None,
        exclusions: Sequence[Exclusion] = (),
        preferences: Sequence[Preference] = (),
        handling: Sequence[Handling] = (),
        zones: Mapping[str, float] | None = None,
        timezone: str = "UTC",
        **parts: Any,
    ) -> Instance:
        airport = Airport(
            code="XXX",
            timezone=timezone,
            policy=Policy.model_validate(policy or {}),
            objective=Objective.model_validate(objective or {}),
            stands=tuple(stands),
            exclusions=tuple(exclusions),
            preferences=tuple(preferences),
            handling=tuple(handling),
            zones=zones or {},
        )
        return Instance(airport, tuple(turns), **{name: tuple(rows) for name, rows in parts.items()})

    @staticmethod
    def plan(text: str = "") -> Plan:
        """Return the plan that `T1=C1 T2/parking=R4` says."""
        pairs = [word.split("=") for word in text.split()]
        return Plan({Build.key(visit): stand for visit, stand in pairs})

    @staticmethod
    def key(text: str) -> VisitKey:
        """Return the key that `T1` or `T1/parking` names."""
        turn, _, part = text.partition("/")
        return VisitKey(turn, part or "full")  # type: ignore[arg-type]
