"""The tables of the Sheremetyevo case, row by row, whatever their suffix, separators, column names and date forms."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import Field

from standalloc.io.foreign import find_file, read_table, refuse_duplicates
from standalloc.io.moments import parse_moment
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import Rows
from standalloc.io.source import RawTable
from standalloc.io.tables import TableKind
from standalloc.io.words import Rejected, shown
from standalloc.model.airport import DEFAULT_CLASSES
from standalloc.model.fields import Count, Identifier, Minutes, Moment, Row, Weight

TIMEZONE: Final = "Europe/Moscow"
#: The class of which two may not stand side by side.
WIDE: Final = "Wide_Body"
BUS: Final = "Bus_Cost_per_Minute"
AWAY: Final = "Away_Aircraft_Stand_Cost_per_Minute"
BRIDGE: Final = "JetBridge_Aircraft_Stand_Cost_per_Minute"
TAXI: Final = "Aircraft_Taxiing_Cost_per_Minute"

_TERMINALS: Final = range(1, 6)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})[ T]+(\d{1,2})(:\d{2}(?::\d{2})?)", re.ASCII)
_TIME_FIX: Final = "write it as 2019-05-17 11:05:00 or 17.05.2019 11:05"

R = TypeVar("R", bound=Row)


def _parse_time(text: object, zone: ZoneInfo) -> datetime | Rejected:
    """Return a time written as 2019-05-17 11:05:00 or 17.05.2019 11:05, or why it cannot be one."""
    iso = _DOTTED.sub(_as_iso, text.strip()) if isinstance(text, str) else text
    moment = parse_moment(iso, zone)
    return Rejected(moment.code, f"{shown(text)} is not a time", _TIME_FIX) if isinstance(moment, Rejected) else moment


def _as_iso(match: re.Match[str]) -> str:
    day, month, year, hour, rest = match.groups()
    return f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}{rest}"


Terminal = Annotated[int, Field(ge=_TERMINALS.start, lt=_TERMINALS.stop)]


class Movement(Row):
    """A row of the timetable: one arrival or one departure, its time the runway's."""

    direction: Literal["A", "D"] = Field(alias="flight_AD")
    time: Moment = Field(alias="flight_datetime")
    sector: Literal["D", "I"] = Field(alias="flight_ID")
    terminal: Terminal = Field(alias="flight_terminal_N")
    seats: Count = Field(alias="flight_AC_PAX_capacity_total")
    pax: Count = Field(alias="flight_PAX")
    airline: str = Field(default="", alias="flight_AL_Synchron_code")
    number: str = Field(default="", alias="flight_number")
    airport: str = Field(default="", alias="flight_AP")
    aircraft_type: str = Field(default="", alias="flight_AC_Synchron_code")


class SvoStand(Row):
    """A stand of the case: its bridge's labels, bus minutes, own terminal (none: away from all) and taxi minutes."""

    number: Count = Field(alias="Aircraft_Stand")
    arrival_label: Literal["D", "I", "N"] = Field(alias="JetBridge_on_Arrival")
    departure_label: Literal["D", "I", "N"] = Field(alias="JetBridge_on_Departure")
    t1: Minutes
    t2: Minutes
    t3: Minutes
    t4: Minutes
    t5: Minutes
    terminal: Terminal | None = Field(default=None, alias="Terminal")
    taxi_min: Minutes = Field(alias="Taxiing_Time")

    @property
    def bus_min(self) -> Mapping[int, int]:
        """Minutes of a bus by terminal."""
        return {terminal: getattr(self, f"t{terminal}") for terminal in _TERMINALS}


class Rate(Row):
    """A price per minute."""

    name: Identifier = Field(alias="Name")
    value: Weight = Field(alias="Value")


class HandlingTime(Row):
    """Handling minutes of an aircraft class."""

    body_class: Identifier = Field(alias="Aircraft_Class")
    bridge_min: Annotated[Minutes, Field(ge=1)] = Field(alias="JetBridge_Handling_Time")
    away_min: Annotated[Minutes, Field(ge=1)] = Field(alias="Away_Handling_Time")


class SeatLimit(Row):
    """Most seats of an aircraft class."""

    body_class: Identifier = Field(alias="Aircraft_Class")
    most_seats: Count = Field(alias="Max_Seats")


TIMETABLE: Final = TableKind(
    "Timetable",
    Movement,
    times={"flight_datetime": "down"},
    needs_rows=True,
    parse_time=_parse_time,
    is_open=True,
    aliases={"flight_terminal_#": "flight_terminal_N"},
)
STANDS: Final = TableKind(
    "Aircraft_Stands",
    SvoStand,
    needs_rows=True,
    is_open=True,
    aliases={str(terminal): f"t{terminal}" for terminal in _TERMINALS},
)
RATES: Final = TableKind("Handling_Rates", Rate, is_open=True)
HANDLING: Final = TableKind("Handling_Time", HandlingTime, is_open=True)
CLASSES: Final = TableKind("AircraftClasses", SeatLimit, is_open=True)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything of the case.

    Attributes:
        movements: of the timetable, in order.
        timetable: the same as written.
        stands: in order.
        rates: per minute, by name.
        handling: of every class.
        classes: most seats by class, in order of size.
    """

    movements: Sequence[Movement]
    timetable: RawTable
    stands: Sequence[SvoStand]
    rates: Mapping[str, float]
    handling: Sequence[HandlingTime]
    classes: Mapping[str, int]

    def class_of(self, seats: int) -> str:
        """Return the class of an aircraft by its seats: the first with room enough, or else the last."""
        return next((name for name, most in self.classes.items() if seats <= most), list(self.classes)[-1])


def read_case(folder: Path, log: ProblemLog) -> Case:
    """Return the case of a folder; the log says what is wrong with it.

    Args:
        folder: that holds the tables, their names ending in `_Public`, `_Private` or neither.
        log: takes the problems.
    """
    timetable, stands = _read(folder, TIMETABLE, log), _read(folder, STANDS, log)
    rates, handling = _read(folder, RATES, log), _read(folder, HANDLING, log)
    limits = _read(folder, CLASSES, log, is_optional=True)
    refuse_duplicates(stands, "Aircraft_Stand", lambda stand: stand.number, log)
    refuse_duplicates(rates, "Name", lambda rate: rate.name, log)
    refuse_duplicates(handling, "Aircraft_Class", lambda row: row.body_class, log)
    refuse_duplicates(limits, "Aircraft_Class", lambda row: row.body_class, log)
    by_size = sorted(limits.models, key=lambda row: row.most_seats)
    classes = {row.body_class: row.most_seats for row in by_size} or dict(DEFAULT_CLASSES)
    if not log.errors:
        _require(rates, [BUS, AWAY, BRIDGE, TAXI], [rate.name for rate in rates.models], log)
        _require(limits, [WIDE], list(classes), log)
        _require(handling, list(classes), [row.body_class for row in handling.models], log)
    prices = {rate.name: rate.value for rate in rates.models}
    known = [row for row in handling.models if row.body_class in classes]
    return Case(timetable.models, timetable.raw, stands.models, prices, known, classes)


def _read(folder: Path, kind: TableKind[R], log: ProblemLog, *, is_optional: bool = False) -> Rows[R]:
    names = [f"{kind.name}{suffix}.csv" for suffix in ("_Public", "_Private", "")]
    return read_table(find_file(folder, names, log, is_optional=is_optional), kind, ZoneInfo(TIMEZONE), log)


def _require(rows: Rows[R], names: Sequence[str], present: Sequence[str], log: ProblemLog) -> None:
    """Log an error for each name that no row has."""
    for name in (name for name in names if name not in present):
        log.add(rows.raw.place().error("missing", f"row {name} is missing", "add it"))
