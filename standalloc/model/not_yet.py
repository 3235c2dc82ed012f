"""What the data model already holds but no rule enforces yet: refused, never read and ignored."""

from collections.abc import Iterator, Sequence
from typing import Final

from standalloc.model.airport import Airport
from standalloc.model.fields import Row
from standalloc.model.problems import Problem
from standalloc.model.relations import Connection

_POLICY: Final = (
    "tow_min",
    "tow_capacity",
    "bus_seats",
    "bus_use_min",
    "bus_capacity",
    "taxilane_min",
    "times",
)
_POLICY_VALUES: Final = {"bridge_mismatch": "bus", "terminal_mismatch": "bus"}
_OBJECTIVE: Final = (
    "tiers",
    "stand_used",
    "connection_min",
    "missed_connection",
    "taxi_min",
    "contact_min",
    "remote_min",
    "bus_trip_min",
)
_STAND: Final = ("zone", "group", "taxi_in_min", "taxi_out_min", "cost_per_min", "bus_min")


def not_yet_problems(airport: Airport, connections: Sequence[Connection]) -> Iterator[Problem]:
    """Yield an error for every key, column or table that is given a meaning no rule has yet."""
    policy, objective = airport.policy, airport.objective
    for key in _POLICY:
        if getattr(policy, key) != type(policy).model_fields[key].default:
            yield _problem("policy", None, key, f"[policy] {key}")
    for key, value in _POLICY_VALUES.items():
        if getattr(policy, key) == value:
            yield _problem("policy", None, key, f"[policy] {key} = '{value}'")
    for key in _OBJECTIVE:
        if getattr(objective, key) != type(objective).model_fields[key].default:
            yield _problem("objective", None, key, f"[objective] {key}")
    if airport.zones:
        yield _problem("zones", None, None, "[zones]")
    yield from _columns("stands", airport.stands, _STAND)
    if airport.handling:
        yield _problem("handling", None, None, "handling.csv")
    if connections:
        yield _problem("connections", None, None, "connections.csv")


def _columns(table: str, rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Problem]:
    """Name each column once, at the first row that uses it."""
    for column in columns:
        used = (index for index, row in enumerate(rows) if _says_more_than_default(row, column))
        if (index := next(used, None)) is not None:
            yield _problem(table, index, column, f"column {column}")


def _says_more_than_default(row: Row, column: str) -> bool:
    field = type(row).model_fields[column]
    default = field.get_default(call_default_factory=True, validated_data=row.__dict__)
    return column in row.model_fields_set and getattr(row, column) != default


def _problem(table: str, row: int | None, column: str | None, what: str) -> Problem:
    return Problem(
        "not_supported_yet",
        f"{what} is not supported yet",
        fix="remove it; no rule or term uses it in this version",
        table=table,
        row=row,
        column=column,
    )
