"""The turns of an airport as rows of our schedules, one file for each day."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pandas as pd

from standalloc.io.aircraft_types import ASSUMED_CODE
from standalloc.io.bts.fleet import Airframe
from standalloc.io.bts.turns import Linked

#: Seats of an aircraft of which nothing is known: those of the commonest single-aisle layouts.
ASSUMED_SEATS: Final = 150
#: The files hold flights within the United States only.
SECTOR: Final = "D"
COLUMNS: Final = (
    *("turn", "registration", "aircraft_type", "code", "seats", "airline"),
    *("arrival_flight", "arrival_time", "arrival_sector", "origin"),
    *("departure_flight", "departure_time", "departure_sector", "destination"),
    *("x_actual_arrival_time", "x_actual_departure_time", "x_cancelled", "x_diverted", "x_assumed"),
)


@dataclass(frozen=True, slots=True)
class Half:
    """An arrival or a departure.

    Attributes:
        carrier: its code.
        number: of the flight.
        tail: registration of the aircraft, "" where unknown.
        time: planned, in-block or off-block.
        actual: likewise, None where not told.
        elsewhere: the other airport.
        is_cancelled: whether the flight was.
        is_diverted: whether it went elsewhere first.
    """

    carrier: str
    number: int
    tail: str
    time: datetime
    actual: datetime | None
    elsewhere: str
    is_cancelled: bool
    is_diverted: bool

    @property
    def flight(self) -> str:
        """Carrier and number."""
        return f"{self.carrier}{self.number}"


@dataclass(frozen=True, slots=True)
class Stay:
    """A turn and its name."""

    name: str
    arrival: Half | None
    departure: Half | None

    @property
    def halves(self) -> Sequence[Half]:
        """Those that are there."""
        return [half for half in (self.arrival, self.departure) if half is not None]

    @property
    def days(self) -> Iterator[date]:
        """The local days on which the aircraft is there."""
        day, last = self.halves[0].time.date(), self.halves[-1].time.date()
        while day <= last:
            yield day
            day += timedelta(days=1)

    @property
    def tail(self) -> str:
        """Registration of the aircraft, "" where unknown."""
        return self.halves[-1].tail


def stays_of(flights: pd.DataFrame, linked: Linked, zone: ZoneInfo) -> list[Stay]:
    """Return the turns in the order of their first times, named by departure flight, else arrival flight, and day.

    Args:
        flights: with their moments.
        linked: positions among them.
        zone: of the airport.
    """
    positions = sorted({row for pair in linked.pairs for row in pair if row >= 0})
    rows: dict[int, Mapping[Hashable, Any]] = dict(
        zip(positions, flights.iloc[positions].to_dict("records"), strict=True)
    )
    halves = [
        (_half(rows.get(arrival), zone, is_arrival=True), _half(rows.get(departure), zone, is_arrival=False))
        for arrival, departure in linked.pairs
    ]
    halves.sort(key=lambda pair: [(half.time, half.flight, half.elsewhere) for half in pair if half is not None])
    used: dict[tuple[str, int], int] = defaultdict(int)
    stays = []
    for arrival, departure in halves:
        name, year = _name(arrival, departure)
        used[name, year] += 1
        times = used[name, year]
        stays.append(Stay(name if times == 1 else f"{name}-{times}", arrival, departure))
    return stays


def rows_by_day(stays: Sequence[Stay], fleet: Mapping[str, Airframe]) -> dict[date, list[Sequence[object]]]:
    """Return the rows of the turns by local day; one that stays over midnight is in the files of all its days.

    Args:
        stays: the turns.
        fleet: aircraft by registration.
    """
    rows = defaultdict(list)
    for stay in stays:
        row = _row(stay, fleet.get(stay.tail))
        for day in stay.days:
            rows[day].append(row)
    return rows


def _half(row: Mapping[Hashable, Any] | None, zone: ZoneInfo, *, is_arrival: bool) -> Half | None:
    if row is None:
        return None
    planned, actual = ("on", "actual_on") if is_arrival else ("off", "actual_off")
    return Half(
        row["carrier"],
        row["number"],
        row["tail"],
        _moment(row[planned], zone),
        None if row["cancelled"] or pd.isna(row[actual]) else _moment(row[actual], zone),
        row["origin"] if is_arrival else row["destination"],
        bool(row["cancelled"]),
        bool(row["diverted"]),
    )


def _moment(minutes: float, zone: ZoneInfo) -> datetime:
    return datetime.fromtimestamp(minutes * 60, zone)


def _name(arrival: Half | None, departure: Half | None) -> tuple[str, int]:
    """Return the name of a turn, which may repeat, and the year within which it must not."""
    if departure is not None:
        return f"{departure.flight}-{departure.time:%m%d}", departure.time.year
    assert arrival is not None
    return f"{arrival.flight}-{arrival.time:%m%d}-ARR", arrival.time.year


def _row(stay: Stay, airframe: Airframe | None) -> Sequence[object]:
    """Return the row of a turn. A cancelled flight's tail tells the type, but no aircraft is on its way."""
    is_cancelled = any(half.is_cancelled for half in stay.halves)
    if airframe is None:
        aircraft: Sequence[object] = ("", ASSUMED_CODE, ASSUMED_SEATS)
    else:
        aircraft = (airframe.aircraft_type, "", "" if airframe.seats is None else airframe.seats)
    halves = (stay.arrival, stay.departure)
    told = {"arrival": stay.arrival, "departure": stay.departure}
    return (
        *(stay.name, "" if is_cancelled else stay.tail, *aircraft, stay.halves[-1].carrier),
        *(cell for half in halves for cell in _flight(half)),
        *("" if half is None or half.actual is None else _iso(half.actual) for half in halves),
        _which(told, lambda half: half.is_cancelled),
        _which(told, lambda half: half.is_diverted),
        "" if airframe is not None else "aircraft",
    )


def _flight(half: Half | None) -> Sequence[object]:
    return ("",) * 4 if half is None else (half.flight, _iso(half.time), SECTOR, half.elsewhere)


def _which(halves: Mapping[str, Half | None], holds: Callable[[Half], bool]) -> str:
    return " ".join(name for name, half in halves.items() if half is not None and holds(half))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
