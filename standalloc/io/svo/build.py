"""The Sheremetyevo case as an airport of our own format."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from standalloc.check.wording import counted
from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.foreign import Imported, settle
from standalloc.io.problem_log import ProblemLog
from standalloc.io.svo.source import AWAY, BRIDGE, BUS, TAXI, TIMETABLE, TIMEZONE, WIDE, Case, SvoStand, read_case
from standalloc.io.text_files import csv_text

BUS_SEATS: Final = 80
#: Prefix of the columns of our schedules that hold the timetable's own.
KEPT: Final = "x_"
#: The case has no sizes: every stand takes every code letter, and a type that is not known has that of its class.
_LARGEST_CODE: Final = "F"
_DEAREST: Final = 1_000_000_000

_AIRPORT: Final = """\
# Made by: standalloc import svo SOURCE --out DIR
# Sheremetyevo's stand problem of a 2021 hackathon: docs/formats.md says what it asks.

[airport]
code = "SVO"
name = "Moscow Sheremetyevo, case of 2021"
timezone = "{timezone}"

[policy]
buffer_min = 0
bus_seats = {seats}
times = "runway"
bridge_mismatch = "bus"
terminal_mismatch = "bus"

[objective]
unallocated = {unallocated}     # more than parking everything can cost: nothing is left out to save money
bus_passenger = 0
tow = 0
change = 0
off_terminal = 0
preference = 0
taxi_min = {taxi:.10g}
contact_min = {contact:.10g}
remote_min = {remote:.10g}
bus_trip_min = {bus:.10g}

[classes]
{classes}
"""
_STAND_COLUMNS: Final = (
    *("stand", "kind", "max_code", "terminal", "arrival_sectors", "departure_sectors"),
    *("taxi_in_min", "taxi_out_min", "bus_min"),
)
_EXCLUSION_COLUMNS: Final = ("stand_a", "when_a", "stand_b", "when_b", "gap_min")
_HANDLING_COLUMNS: Final = ("class", "bridge_min", "away_min")
_TURN_COLUMNS: Final = (
    *("turn", "code", "aircraft_type", "seats", "airline", "terminal"),
    *("arrival_time", "arrival_flight", "arrival_sector", "arrival_pax", "origin"),
    *("departure_time", "departure_flight", "departure_sector", "departure_pax", "destination"),
)


def read_svo(source: Path) -> Imported:
    """Return the case as an airport and its day.

    Args:
        source: folder with the timetable, the stands, the rates and the handling times.

    Raises:
        InputError: with every problem found in the files.
    """
    log = ProblemLog()
    case = read_case(source, log)
    settle(log)
    neighbours = list(_neighbours(case.stands))
    handling = [(row.body_class, row.bridge_min, row.away_min) for row in case.handling]
    kept = [f"{KEPT}{column}" for column in case.timetable.columns]
    day = min(movement.time for movement in case.movements).date()
    files = {
        "airport.toml": _airport_text(case),
        "stands.csv": csv_text(_STAND_COLUMNS, map(_stand, case.stands)),
        "exclusions.csv": csv_text(_EXCLUSION_COLUMNS, neighbours),
        "handling.csv": csv_text(_HANDLING_COLUMNS, handling),
        f"{day}.csv": csv_text([*_TURN_COLUMNS, *kept], _turns(case)),
    }
    contact = sum(stand.terminal is not None for stand in case.stands)
    note = f"{len(case.movements)} flights, {len(case.stands)} stands ({contact} at a terminal)"
    return Imported(files, (f"{note}, {counted(len(neighbours), 'pair')} of neighbours",))


def _airport_text(case: Case) -> str:
    return _AIRPORT.format(
        timezone=TIMEZONE,
        seats=BUS_SEATS,
        unallocated=_more_than_everything(case),
        taxi=case.rates[TAXI],
        contact=case.rates[BRIDGE],
        remote=case.rates[AWAY],
        bus=case.rates[BUS],
        classes="\n".join(f"{name} = {most}" for name, most in case.classes.items()),
    )


def _more_than_everything(case: Case) -> int:
    """Return a power of ten above the cost of every flight at the dearest stand there could be."""
    taxi = max(stand.taxi_min for stand in case.stands) * case.rates[TAXI]
    handling = max(max(row.bridge_min, row.away_min) for row in case.handling)
    ride = max(max(stand.bus_min.values()) for stand in case.stands) * case.rates[BUS]
    buses = sum(-(-movement.pax // BUS_SEATS) for movement in case.movements)
    parked = len(case.movements) * (taxi + handling * max(case.rates[AWAY], case.rates[BRIDGE]))
    digits = len(str(int(parked + buses * ride)))
    return min(int(10**digits), _DEAREST)


def _stand(stand: SvoStand) -> Sequence[object]:
    """Return the row of a stand; the label N is no flight's sector, so that no bridge matches."""
    is_contact = stand.terminal is not None
    return (
        *(stand.number, "contact" if is_contact else "remote", _LARGEST_CODE),
        *((stand.terminal, stand.arrival_label, stand.departure_label) if is_contact else ("", "", "")),
        *(stand.taxi_min, stand.taxi_min),
        " ".join(f"{terminal}={minutes}" for terminal, minutes in stand.bus_min.items()),
    )


def _neighbours(stands: Sequence[SvoStand]) -> Iterator[Sequence[object]]:
    """Yield an exclusion for each two stands at a terminal whose numbers differ by one."""
    numbers = sorted(stand.number for stand in stands if stand.terminal is not None)
    for number in numbers:
        if number + 1 in numbers:
            yield number, f"class={WIDE}", number + 1, f"class={WIDE}", 0


def _turns(case: Case) -> Iterator[Sequence[object]]:
    """Yield the row of each movement, numbered from 1, and in the columns after it what the timetable writes."""
    names = [TIMETABLE.aliases.get(column, column) for column in case.timetable.columns]
    for number, (movement, raw) in enumerate(zip(case.movements, case.timetable.rows, strict=True), 1):
        flight = (
            movement.time.isoformat(timespec="minutes"),
            f"{movement.airline}{movement.number}",
            movement.sector,
            movement.pax,
            movement.airport,
        )
        none = ("",) * len(flight)
        is_known = movement.aircraft_type.upper() in aircraft_types()
        yield (
            *(number, "" if is_known else _code(case.class_of(movement.seats)), movement.aircraft_type),
            *(movement.seats, movement.airline, movement.terminal),
            *((flight + none) if movement.direction == "A" else (none + flight)),
            *(raw.cells.get(name, "") for name in names),
        )


def _code(body_class: str) -> str:
    return "E" if body_class == WIDE else "C"
