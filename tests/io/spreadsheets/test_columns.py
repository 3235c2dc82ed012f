"""Which columns a map may fill, and of what kind they are."""

import pytest

from standalloc.io.spreadsheets.columns import TABLES, columns_of_map, kind_of, required_of_map


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("stands", "max_wingspan_m", "metres"),
        ("stands", "arrival_sectors", "list"),
        ("stands", "buffer_min", "minutes"),
        ("stands", "taxi_in_min", "minutes"),
        ("stands", "cost_per_min", "number"),
        ("stands", "bus_min", "text"),
        ("stands", "stand", "text"),
        ("closures", "from", "time"),
        ("handling", "bridge_min", "minutes"),
        ("connections", "min_transfer", "minutes"),
        ("schedule", "arrival_time", "time"),
        ("schedule", "time", "time"),
        ("schedule", "pax", "number"),
        ("schedule", "direction", "text"),
        ("schedule", "seats", "number"),
        ("schedule", "x_own", "text"),
    ],
)
def test_kinds(table: str, column: str, kind: str) -> None:
    assert kind_of(table, column) == kind


def test_columns() -> None:
    assert columns_of_map("stands", is_movements=True) == TABLES["stands"].columns
    turns, movements = (set(columns_of_map("schedule", is_movements=way)) for way in (False, True))
    assert {"turn", "arrival_time", "destination"} <= turns - movements
    assert {"direction", "time", "airport", "rotation", "linked_flight"} <= movements - turns
    assert {"registration", "code", "towable", "reference_stand"} <= turns & movements


def test_what_is_required() -> None:
    assert required_of_map("stands", is_movements=False) == TABLES["stands"].required
    assert ("arrival_time", "departure_time") in required_of_map("schedule", is_movements=False)
    assert {("direction",), ("time",)} < set(required_of_map("schedule", is_movements=True))
    assert ("turn",) not in required_of_map("schedule", is_movements=False)
