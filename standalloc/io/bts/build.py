"""On-time performance files as days of our own format."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from standalloc.check.wording import counted
from standalloc.io.aircraft_types import ASSUMED_CODE
from standalloc.io.bts.clocks import with_moments, zone_of
from standalloc.io.bts.files import flights_files
from standalloc.io.bts.fleet import Airframe, read_fleet
from standalloc.io.bts.flights import has_sound_routes, read_flights, tails_at, without_repeats
from standalloc.io.bts.schedule import ASSUMED_SEATS, COLUMNS, Stay, rows_by_day, stays_of
from standalloc.io.bts.table import FlightsTable, read_table
from standalloc.io.bts.turns import link
from standalloc.io.folder import AIRPORT_FILE
from standalloc.io.foreign import Imported, settle, stop_at_errors
from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import csv_text
from standalloc.io.words import Place, path_name, shown

_AIRPORT: Final = """\
# Made by: standalloc import bts SOURCE --airport {code} --out DIR
# The flights of US carriers within the United States: docs/formats.md says how they become turns.
# Their passengers are seats times load_factor.

[airport]
code = "{code}"
name = "{code}, flights within the United States"
timezone = "{zone}"

[policy]
load_factor = 0.83
"""


def read_bts(
    source: Path,
    airport: str,
    *,
    airlines: Collection[str] = (),
    first: date | None = None,
    last: date | None = None,
    fleet: Path | None = None,
) -> Imported:
    """Return the turns of an airport, one schedule for each local day, and its `airport.toml`.

    Args:
        source: CSV, ZIP that holds one, or folder of either.
        airport: IATA code.
        airlines: codes of the carriers of which one flies the arrival or the departure; none is all.
        first: day to write; None is the first of the files.
        last: likewise.
        fleet: CSV that tells the models of aircraft by registration.

    Raises:
        InputError: with every problem found in the files.
        ModuleNotFoundError: the package airportsdata is not installed.
    """
    log = ProblemLog()
    place = Place(path_name(source), "flights")
    zone = zone_of(airport)
    if zone is None:
        message = f"airport {shown(airport)} is none whose time zone is known"
        log.add(place.error("unknown_airport", message, "name it by its IATA code, as in ATL"))
    airframes = {} if fleet is None else read_fleet(fleet, log)
    flights = _flights(source, airport, log)
    _require(flights, airport, airlines, place, log)
    stop_at_errors(log)
    assert zone is not None
    period = _period(_at(flights, airport)["date"], first, last, place, log)
    stop_at_errors(log)
    flights = with_moments(flights, zone, log)
    linked = link(flights, airport)
    stays = [stay for stay in stays_of(flights, linked, ZoneInfo(zone)) if _is_of(stay, airlines, period)]
    rows = rows_by_day(stays, airframes)
    days = sorted(day for day in rows if period[0] <= day <= period[1])
    _tell_of_assumptions(stays, airframes, place, log)
    settle(log)
    schedules = {f"{day}.csv": csv_text(COLUMNS, rows[day]) for day in days}
    files = {AIRPORT_FILE: _AIRPORT.format(code=airport, zone=zone), **schedules}
    return Imported(files, _notes(stays, len(days), linked.swapped))


def _flights(source: Path, airport: str, log: ProblemLog) -> pd.DataFrame:
    """Return the flights of the airport and all others of the aircraft that come there; none where there are errors.

    An aircraft's other flights tell whether it left unseen, so that all files are needed to know whose count.
    """
    tables: list[FlightsTable] = []
    for file in flights_files(source, log):
        table = read_table(file, log)
        if table is not None and has_sound_routes(table, log):
            tables.append(table)
    tails = set().union(*(tails_at(table, airport) for table in tables))
    flights = [read_flights(table, airport, tails, log) for table in tables]
    found = [frame for frame in flights if not frame.empty]
    return without_repeats(pd.concat(found, ignore_index=True), log) if found else pd.DataFrame()


def _at(flights: pd.DataFrame, airport: str) -> pd.DataFrame:
    return flights[(flights["origin"] == airport) | (flights["destination"] == airport)]


def _require(flights: pd.DataFrame, airport: str, airlines: Collection[str], place: Place, log: ProblemLog) -> None:
    """Log an error where an airport has no flights, or none of an airline."""
    if log.errors:
        return
    if flights.empty:
        log.add(place.error("no_flights", f"has no flights of {airport}", "correct the code, or name other files"))
        return
    known = sorted(_at(flights, airport)["carrier"].unique())
    for airline in sorted(set(airlines).difference(known)):
        message = f"has no flights of airline {shown(airline)} at {airport}"
        log.add(place.error("no_flights", message, f"name one of {', '.join(known)}"))


def _period(
    dates: "pd.Series[int]", first: date | None, last: date | None, place: Place, log: ProblemLog
) -> tuple[date, date]:
    """Return the days to write: those asked for of those on which flights are dated."""
    known = date.fromordinal(int(dates.min())), date.fromordinal(int(dates.max()))
    period = max(first or known[0], known[0]), min(last or known[1], known[1])
    if period[0] > period[1]:
        message = f"has no such flights from {first or 'the first day'} to {last or 'the last'}"
        log.add(place.error("no_flights", message, f"choose days from {known[0]} to {known[1]}"))
    return period


def _is_of(stay: Stay, airlines: Collection[str], period: tuple[date, date]) -> bool:
    """Say whether a turn is of one of the airlines, if any is named, and there on a day of the period."""
    is_there = any(period[0] <= day <= period[1] for day in stay.days)
    return is_there and (not airlines or any(half.carrier in airlines for half in stay.halves))


def _tell_of_assumptions(
    stays: Sequence[Stay], airframes: Mapping[str, Airframe], place: Place, log: ProblemLog
) -> None:
    lacking = sum(stay.tail not in airframes for stay in stays)
    if lacking:
        message = f"of {lacking:,} of {len(stays):,} turns the aircraft is not known"
        assumed = f"{message}: code {ASSUMED_CODE} and {ASSUMED_SEATS} seats are assumed, see x_assumed"
        log.add(place.warning("unknown_aircraft", assumed, "name the models of more registrations with --fleet"))


def _notes(stays: Sequence[Stay], days: int, swapped: int) -> tuple[str, ...]:
    """Return what was taken over: all of it, then what is no turn as planned and flown."""
    whole = sum(len(stay.halves) == 2 for stay in stays)
    arrivals = sum(stay.departure is None for stay in stays)
    departures = sum(stay.arrival is None for stay in stays)
    cancelled = sum(half.is_cancelled for stay in stays for half in stay.halves)
    parts = f"{counted(whole, 'turn')}, {counted(arrivals, 'arrival')} and {counted(departures, 'departure')} alone"
    kept = f"{counted(cancelled, 'cancelled flight')} kept as half-turns"
    notes = [f"{counted(days, 'day')}: {parts}, {kept}"]
    if swapped:
        notes.append(
            f"in all files {counted(swapped, 'arrival')} followed by a departure planned for earlier: not linked"
        )
    return tuple(notes)
