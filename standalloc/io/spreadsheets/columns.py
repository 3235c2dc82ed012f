"""Which tables a map may fill and of what kind each of their columns is."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from standalloc.io.tables import (
    CLOSURES,
    CONNECTIONS,
    EXCLUSIONS,
    HANDLING,
    PINS,
    PREFERENCES,
    SCHEDULE,
    STANDS,
    TableKind,
)

#: Tables by the name of their section, in the order in which a map is written best.
TABLES: Final[Mapping[str, TableKind[Any]]] = {
    kind.name: kind for kind in (STANDS, EXCLUSIONS, CLOSURES, PREFERENCES, HANDLING, SCHEDULE, PINS, CONNECTIONS)
}

#: Columns of a movement and what each becomes in a turn: that of its arrival, that of its departure.
MOVEMENT_COLUMNS: Final[Mapping[str, tuple[str, str]]] = {
    "time": ("arrival_time", "departure_time"),
    "flight": ("arrival_flight", "departure_flight"),
    "sector": ("arrival_sector", "departure_sector"),
    "pax": ("arrival_pax", "departure_pax"),
    "airport": ("origin", "destination"),
}
#: Columns that say which way a movement goes and which other it belongs to.
LINK_COLUMNS: Final = ("direction", "rotation", "linked_flight")
_OF_ONE_HALF: Final = frozenset(column for pair in MOVEMENT_COLUMNS.values() for column in pair)
#: Columns of a turn that a row of either of its movements may fill.
SHARED_COLUMNS: Final = tuple(name for name in SCHEDULE.columns if name not in _OF_ONE_HALF | {"turn"})

ColumnKind = Literal["text", "list", "number", "metres", "minutes", "time"]


def columns_of_map(table: str, *, is_movements: bool) -> tuple[str, ...]:
    """Return the columns a section may fill.

    Args:
        table: name of the section.
        is_movements: whether each row of the schedule is a movement.
    """
    if table == SCHEDULE.name and is_movements:
        return (*LINK_COLUMNS, *MOVEMENT_COLUMNS, *SHARED_COLUMNS)
    return TABLES[table].columns


def required_of_map(table: str, *, is_movements: bool) -> tuple[tuple[str, ...], ...]:
    """Return groups of columns of which a section must fill at least one."""
    if table != SCHEDULE.name:
        return TABLES[table].required
    times = [("direction",), ("time",)] if is_movements else [("arrival_time", "departure_time")]
    return (*times, *(group for group in SCHEDULE.one_of if "code" in group))


@cache
def kind_of(table: str, column: str) -> ColumnKind:
    """Return of what kind a column is; a column that only the user knows is text."""
    kind = TABLES[table]
    if column in kind.times or (kind is SCHEDULE and column == "time"):
        return "time"
    name = MOVEMENT_COLUMNS[column][0] if kind is SCHEDULE and column in MOVEMENT_COLUMNS else column
    fields = kind.model.model_fields.values()
    names = (info.alias or field for field, info in kind.model.model_fields.items())
    annotation = dict(zip(names, (info.annotation for info in fields), strict=True)).get(name)
    if annotation == tuple[str, ...]:
        return "list"
    types = set(_types(annotation))
    if int in types and (name.endswith("_min") or name == "min_transfer"):
        return "minutes"
    if float in types and name.endswith("_m"):
        return "metres"
    return "number" if types & {int, float} else "text"


def _types(annotation: Any) -> Iterator[Any]:
    """Yield the types that an annotation allows, without what is said about them."""
    if get_origin(annotation) is Annotated:
        yield from _types(get_args(annotation)[0])
    elif isinstance(annotation, UnionType) or get_origin(annotation) is Union:
        for inner in get_args(annotation):
            yield from _types(inner)
    else:
        yield annotation
