"""Airports and schedules as the API takes and gives them."""

import datetime
from typing import Any, Final

from pydantic import Field

from standalloc.service.api.schemas.common import AirportName, Id, InputProblem, Moment, Row, Rows, Schema, Values

AIRPORT_EXAMPLE: Final[dict[str, Any]] = {
    "code": "XYZ",
    "name": "Example",
    "timezone": "Europe/Paris",
    "policy": {"buffer_min": 10},
    "stands": [
        {"stand": "A1", "kind": "contact", "max_code": "C", "terminal": "T1"},
        {"stand": "R1", "kind": "remote", "max_code": "E"},
    ],
}
SCHEDULE_EXAMPLE: Final[dict[str, Any]] = {
    "schedule": [
        {
            "turn": "AB101",
            "arrival_time": "2030-06-01T06:05+02:00",
            "departure_time": "2030-06-01T07:35+02:00",
            "code": "C",
            "terminal": "T1",
            "arrival_flight": "AB101",
            "arrival_pax": 140,
            "departure_flight": "AB102",
            "departure_pax": 150,
        }
    ]
}


class AirportVersion(Schema):
    """A version of an airport, without its document.

    Attributes:
        airport: the name it is stored under.
        version: counts the changes, from 1.
        title: the airport's own name.
        note: why it was changed.
        changed_by: who changed it.
        changed_at: when.
    """

    airport: AirportName
    version: int = Field(ge=1, examples=[3])
    title: str = Field(examples=["New York JFK"])
    note: str = ""
    changed_by: str = Field(examples=["kim"])
    changed_at: Moment


class StoredAirport(AirportVersion):
    """A version that was just stored, with what validation warned of."""

    warnings: list[InputProblem]


class AirportWithDocument(AirportVersion):
    """A version with its document: `airport` of an instance document, as docs/files.md has it."""

    document: dict[str, Any] = Field(examples=[AIRPORT_EXAMPLE])


class AirportDocument(Schema):
    """`airport` of an instance document: the tables and sections of docs/files.md. Standing closures may be in it."""

    code: str
    name: str = ""
    timezone: str
    policy: Values
    objective: Values
    classes: Values
    zones: Values
    stands: list[Row]
    exclusions: Rows
    preferences: Rows
    handling: Rows
    closures: Rows


class DayDocument(Schema):
    """A schedule and what belongs to its day: the tables of docs/files.md beside `airport`.

    Attributes:
        schedule: the turns.
        closures: of this day, beside the airport's.
        pins: visits that stay where they are.
        connections: transfers between turns.
        reference: a plan to change little of.
    """

    schedule: list[Row]
    closures: Rows
    pins: Rows
    connections: Rows
    reference: Rows


class Schedule(Schema):
    """A stored schedule, without its turns.

    Attributes:
        id: by which plans and jobs name it.
        airport: whose it is.
        airport_version: with which it was validated.
        day: the operating day.
        name: what the user calls it.
        turns: how many.
        warnings: what validation warned of.
        created_by: who uploaded it.
        created_at: when.
    """

    id: Id
    airport: AirportName
    airport_version: int
    day: datetime.date = Field(examples=["2030-06-01"])
    name: str = Field(examples=["2030-06-01"])
    turns: int = Field(examples=[380])
    warnings: list[InputProblem]
    created_by: str = Field(examples=["kim"])
    created_at: Moment


class ScheduleWithDocument(Schedule):
    """A stored schedule with its turns and the other tables of its day."""

    document: dict[str, Any] = Field(examples=[SCHEDULE_EXAMPLE])
