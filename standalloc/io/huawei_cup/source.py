"""The three tables of the contest, row by row: pucks (turns), gates, tickets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from standalloc.io.foreign import find_file, read_table, refuse_duplicates
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import Rows
from standalloc.io.tables import TableKind
from standalloc.model.fields import Count, Identifier, Moment, Row

#: The contest does not name its airport; the airline's country has one time zone.
TIMEZONE: Final = "Asia/Shanghai"
#: Regions of gates by hall: the terminal T and the satellite S.
REGIONS: Final = {"T": ("North", "Center", "South"), "S": ("North", "Center", "South", "East")}


def _unmasked(value: Any) -> Any:
    """Return the name of a flight or airport, empty where the contest hides it behind asterisks."""
    return "" if isinstance(value, str) and not value.strip("* ") else value


def _letters(value: Any) -> Any:
    """Read `D, I` as a list."""
    return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value


Name = Annotated[str, BeforeValidator(_unmasked)]
Sector = Literal["D", "I"]
Sectors = Annotated[tuple[Sector, ...], BeforeValidator(_letters), Field(min_length=1)]
Body = Literal["W", "N"]


class Puck(Row):
    """A turn of the contest: one aircraft's arrival and departure."""

    id: Identifier = Field(alias="puck")
    arrival_flight: Name = Field(alias="arr_flight")
    arrival_sector: Sector = Field(alias="arr_type")
    aircraft_type: str = Field(alias="ac")
    departure_flight: Name = Field(alias="dep_flight")
    departure_sector: Sector = Field(alias="dep_type")
    origin: Name = Field(alias="from")
    destination: Name = Field(alias="to")
    arrival: Moment = Field(alias="arr")
    departure: Moment = Field(alias="dep")
    body: Body

    @model_validator(mode="after")
    def _forward(self) -> "Puck":
        if self.departure <= self.arrival:
            words = "dep {departure} is not after arr {arrival}"
            times = {"departure": self.departure.isoformat(), "arrival": self.arrival.isoformat()}
            raise PydanticCustomError("time_order", words, times | {"column": "dep"})
        return self

    @property
    def arrives(self) -> str | None:
        """Flight and day of the arrival, None for a hidden flight."""
        return flight_of_day(self.arrival_flight, self.arrival.date()) if self.arrival_flight else None

    @property
    def departs(self) -> str | None:
        """Flight and day of the departure, None for a hidden flight."""
        return flight_of_day(self.departure_flight, self.departure.date()) if self.departure_flight else None


class Gate(Row):
    """A gate of the contest, for one body class and the sectors named."""

    id: Identifier = Field(alias="gate")
    hall: Literal["T", "S"]
    region: Literal["North", "Center", "South", "East"]
    arrival_sectors: Sectors = Field(alias="arr_type")
    departure_sectors: Sectors = Field(alias="dep_type")
    body: Body


class Ticket(Row):
    """Passengers of one booking who change from one flight to another."""

    pax: Count
    arrival_flight: Identifier = Field(alias="arr_flight")
    arrival_day: date = Field(alias="arr_date")
    departure_flight: Identifier = Field(alias="dep_flight")
    departure_day: date = Field(alias="dep_date")

    @property
    def arrives(self) -> str:
        """Flight and day they come with."""
        return flight_of_day(self.arrival_flight, self.arrival_day)

    @property
    def departs(self) -> str:
        """Flight and day they go on with."""
        return flight_of_day(self.departure_flight, self.departure_day)


def flight_of_day(flight: str, day: date) -> str:
    """Return what tells a flight from those of the same number on other days."""
    return f"{flight} of {day}"


PUCKS: Final = TableKind("pucks", Puck, times={"arr": "down", "dep": "up"}, needs_rows=True, is_open=True)
GATES: Final = TableKind("gates", Gate, needs_rows=True, is_open=True)
TICKETS: Final = TableKind("tickets", Ticket, is_open=True)


@dataclass(frozen=True, slots=True)
class Contest:
    """All rows of the contest."""

    pucks: Sequence[Puck]
    gates: Sequence[Gate]
    tickets: Sequence[Ticket]


def read_contest(folder: Path, log: ProblemLog) -> Contest:
    """Return the rows of the contest; the log says what is wrong with them.

    Args:
        folder: that holds pucks.csv, gates.csv and tickets.csv.
        log: takes the problems.
    """
    zone = ZoneInfo(TIMEZONE)
    pucks: Rows[Puck] = read_table(find_file(folder, ["pucks.csv"], log), PUCKS, zone, log)
    gates: Rows[Gate] = read_table(find_file(folder, ["gates.csv"], log), GATES, zone, log)
    tickets: Rows[Ticket] = read_table(find_file(folder, ["tickets.csv"], log), TICKETS, zone, log)
    refuse_duplicates(pucks, "puck", lambda puck: puck.id, log)
    refuse_duplicates(pucks, "arr_flight", lambda puck: puck.arrives, log)
    refuse_duplicates(pucks, "dep_flight", lambda puck: puck.departs, log)
    refuse_duplicates(gates, "gate", lambda gate: gate.id, log)
    _refuse_regions(gates, log)
    return Contest(pucks.models, gates.models, tickets.models)


def _refuse_regions(gates: Rows[Gate], log: ProblemLog) -> None:
    for index, gate in enumerate(gates.models):
        known: Collection[str] = REGIONS[gate.hall]
        if gate.region not in known:
            message = f"region '{gate.region}' is not one of hall {gate.hall}'s: {', '.join(known)}"
            log.add(gates.place(index).error("bad_choice", message, "write one of these", "region"))
