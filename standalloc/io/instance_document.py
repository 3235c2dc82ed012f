"""An instance to one document, from which it is read back the same."""

from typing import Any

from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.tables import AIRPORT_TABLES, CLOSURES, CONNECTIONS, PINS, REFERENCE, SCHEDULE
from standalloc.model import Airport, Instance, Turn
from standalloc.model.airport import DEFAULT_CLASSES
from standalloc.model.fields import Row


def instance_document(instance: Instance) -> dict[str, Any]:
    """Return an instance as plain values, ready for JSON; only what differs from the defaults is written."""
    reference = [{"turn": key.turn, "visit": key.part, "stand": stand} for key, stand in instance.reference.items()]
    document = {
        "name": instance.name,
        "airport": _airport(instance.airport),
        SCHEDULE.name: [_turn(turn) for turn in instance.turns],
        CLOSURES.name: [_row(closure) for closure in instance.closures],
        PINS.name: [_row(pin) for pin in instance.pins],
        CONNECTIONS.name: [_row(connection) for connection in instance.connections],
        REFERENCE.name: reference,
    }
    needed = ("airport", SCHEDULE.name)
    return {name: value for name, value in document.items() if value or name in needed}


def _airport(airport: Airport) -> dict[str, Any]:
    tables = {kind.name: [_row(row) for row in getattr(airport, kind.name)] for kind in AIRPORT_TABLES}
    document = {
        "code": airport.code,
        "name": airport.name,
        "timezone": airport.timezone,
        "policy": _row(airport.policy),
        "objective": _row(airport.objective),
        "zones": dict(airport.zones),
        **tables,
    }
    document = {name: value for name, value in document.items() if value}
    # The order of the classes counts: each holds what the smaller ones do not.
    if list(airport.classes.items()) != list(DEFAULT_CLASSES.items()):
        document["classes"] = dict(airport.classes)
    return document


def _turn(turn: Turn) -> dict[str, Any]:
    """Return a turn; sizes and seats it leaves open are written as None where its type would fill them in."""
    document = _row(turn)
    if turn.aircraft_type.upper() in aircraft_types():
        document |= {name: None for name in ("code", "wingspan_m", "length_m", "seats") if getattr(turn, name) is None}
    return document | dict(turn.extra)


def _row(row: Row) -> dict[str, Any]:
    """Return the values of a row that differ from their defaults, by column."""
    plain = row.model_dump(mode="json", by_alias=True, exclude={"extra"})
    document = {}
    for name, info in type(row).model_fields.items():
        column = info.alias or name
        default = info.get_default(call_default_factory=True, validated_data=row.__dict__)
        if column in plain and getattr(row, name) != default:
            document[column] = plain[column]
    return document
