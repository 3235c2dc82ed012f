"""The tables and sections that are known: their names, columns and times, and what their headers must hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

from standalloc.io.moments import Rounding, parse_moment
from standalloc.io.words import Rejected
from standalloc.model import Closure, Connection, Exclusion, Handling, Objective, Pin, Policy, Preference, Stand, Turn
from standalloc.model.fields import Identifier, Moment, Row

R = TypeVar("R", bound=Row)


class PlanRow(Row):
    """One row of a plan: a visit (or, with `*`, every visit of a turn) and its stand; without one, unallocated."""

    turn: Identifier
    visit: str = "*"
    stand: str = ""
    start: Moment | None = None
    end: Moment | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TableKind(Generic[R]):
    """A kind of table.

    Attributes:
        name: in problems and in JSON.
        model: of its rows.
        one_of: groups of columns of which a header must hold at least one.
        times: the columns that hold a time, and the way it is rounded to the minute.
        needs_rows: whether a table without rows is an error.
        parse_time: reads a time.
        is_open: whether other columns may be there, which are passed over; the first may have no name.
        aliases: other names of columns.
    """

    name: str
    model: type[R]
    one_of: tuple[tuple[str, ...], ...] = ()
    times: Mapping[str, Rounding] = field(default_factory=dict)
    needs_rows: bool = False
    parse_time: Callable[[object, ZoneInfo], datetime | Rejected] = parse_moment
    is_open: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns as files write them."""
        return columns_of(self.model)

    @property
    def required(self) -> tuple[tuple[str, ...], ...]:
        """Groups of columns of which a header must hold at least one."""
        fields = self.model.model_fields.items()
        return (*((info.alias or name,) for name, info in fields if info.is_required()), *self.one_of)


def columns_of(model: type[Row]) -> tuple[str, ...]:
    """Return the names of a model's columns or keys as files write them."""
    return tuple(info.alias or name for name, info in model.model_fields.items() if name != "extra")


STANDS: Final = TableKind("stands", Stand, (("max_code", "max_wingspan_m"),), needs_rows=True)
EXCLUSIONS: Final = TableKind("exclusions", Exclusion)
PREFERENCES: Final = TableKind("preferences", Preference, (("stand", "terminal", "apron"),))
HANDLING: Final = TableKind("handling", Handling)
CLOSURES: Final = TableKind("closures", Closure, times={"from": "down", "to": "up"})
PINS: Final = TableKind("pins", Pin)
CONNECTIONS: Final = TableKind("connections", Connection)
SCHEDULE: Final = TableKind(
    "schedule",
    Turn,
    (("arrival_time", "departure_time"), ("code", "wingspan_m", "aircraft_type")),
    {"arrival_time": "down", "departure_time": "up"},
    needs_rows=True,
)
REFERENCE: Final = TableKind("reference", PlanRow, times={"start": "down", "end": "up"})
PLAN: Final = TableKind("plan", PlanRow, one_of=(("stand",),), times={"start": "down", "end": "up"})

#: Tables of an airport's folder, each in a file of its name; the schedule has a file of its own name.
FOLDER_TABLES: Final = (STANDS, EXCLUSIONS, PREFERENCES, HANDLING, CLOSURES, PINS, CONNECTIONS)
#: Tables inside `airport` of a document, and those beside it.
AIRPORT_TABLES: Final = (STANDS, EXCLUSIONS, PREFERENCES, HANDLING)
DAY_TABLES: Final = (SCHEDULE, CLOSURES, PINS, CONNECTIONS, REFERENCE)

AIRPORT_KEYS: Final = ("code", "name", "timezone")
#: Sections of `airport.toml`; those without keys of their own hold names the user chooses.
SECTION_KEYS: Final[Mapping[str, tuple[str, ...] | None]] = {
    "airport": AIRPORT_KEYS,
    "policy": columns_of(Policy),
    "objective": columns_of(Objective),
    "classes": None,
    "zones": None,
}
