"""Local clocks to true minutes: the time zones of airports, and which of a clock's times is meant."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from standalloc.io.airport_zones import airport_zones
from standalloc.io.bts.cells import DAY_MIN
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place

MISSING_PACKAGE: Final = "time zones of airports need the package airportsdata: pip install 'standalloc[formats]'"

_EPOCH: Final = 719_163  # date(1970, 1, 1).toordinal()
#: A flight leaves at most four hours before its time and less than twenty after, where its delay is not told.
_MIDDLE_OF_DELAYS: Final = 480
#: Minutes that clocks go back at most, and so repeat.
_LONGEST_REPEAT: Final = 120

Minutes = np.ndarray[tuple[int], np.dtype[np.float64]]  # since 1970, NaN where unknown
Zones = np.ndarray[tuple[int], np.dtype[np.object_]]  # their names


def zone_of(airport: str) -> str | None:
    """Return the time zone of an airport, None where it is not known.

    Raises:
        ModuleNotFoundError: the package that knows them is not installed.
    """
    zones = airport_zones()
    if not zones:
        raise ModuleNotFoundError(MISSING_PACKAGE)
    return zones.get(airport)


def with_moments(flights: pd.DataFrame, home: str, log: ProblemLog) -> pd.DataFrame:
    """Add the true times of flights.

    The planned departure is that of the flight's date. An arrival is the first time after its departure that the
    clock at the destination shows it, and an actual departure the time its clock shows that lies nearest to the
    planned one and the delay.

    Args:
        flights: as `read_flights` returns them.
        home: time zone for the airports whose own is not known.
        log: takes a warning for each of those.

    Returns:
        The flights with `off` and `on` (planned), `actual_off` and `actual_on`: minutes since 1970, NaN where unknown.
    """
    names = pd.concat([flights["origin"], flights["destination"]]).unique()
    zones = {name: zone_of(name) for name in names}
    for name in sorted(name for name, zone in zones.items() if zone is None):
        row = flights[(flights["origin"] == name) | (flights["destination"] == name)].iloc[0]
        place = Place(row["file"], "flights", line=int(row["line"]))
        message = f"airport {name} has no known time zone: {home} is assumed"
        log.add(place.warning("unknown_airport", message, "correct the code, or update the package airportsdata"))
    there = np.array([zones[name] or home for name in flights["origin"]], dtype=object)
    here = np.array([zones[name] or home for name in flights["destination"]], dtype=object)
    day = (flights["date"].to_numpy(dtype=float) - _EPOCH) * DAY_MIN
    off = _true(day + flights["planned_departure"].to_numpy(dtype=float), there)
    on = _next(off, flights["planned_arrival"].to_numpy(dtype=float), here)
    actual_off = _nearest(off, flights["delay"].to_numpy(), flights["actual_departure"].to_numpy(), there)
    actual_on = _next(np.where(np.isnan(actual_off), off, actual_off), flights["actual_arrival"].to_numpy(), here)
    return flights.assign(off=off, on=on, actual_off=actual_off, actual_on=actual_on)


def _next(after: Minutes, clock: Minutes, zones: Zones) -> Minutes:
    """Return the first time not before another at which a clock shows the given minute of the day."""
    local = _local(after, zones)
    wait = (clock - local) % DAY_MIN
    found = _true(local + wait, zones)
    # Where the clocks go back, the same minute comes once more, though the clock may have shown a later one since.
    passed = found < after
    found[passed] = _true((local + wait)[passed], zones[passed], is_later=True)
    long = wait > DAY_MIN - _LONGEST_REPEAT
    again = _true((local + wait)[long] - DAY_MIN, zones[long], is_later=True)
    found[long] = np.where(again >= after[long], again, found[long])
    return found


def _nearest(planned: Minutes, delay: Minutes, clock: Minutes, zones: Zones) -> Minutes:
    """Return the time at which a clock shows the given minute of the day that is nearest to the planned and a delay."""
    about = _local(planned + np.where(np.isnan(delay), _MIDDLE_OF_DELAYS, delay), zones)
    half = DAY_MIN / 2
    return _true(about + (clock - about + half) % DAY_MIN - half, zones)


def _true(wall: Minutes, zones: Zones, *, is_later: bool = False) -> Minutes:
    """Return the true minutes of local ones.

    Where a change of clocks repeats an hour the earlier is meant, or the later; one that it skips is an hour later.
    """

    def convert(times: pd.DatetimeIndex, zone: str) -> pd.DatetimeIndex:
        first = np.full(len(times), not is_later)
        aware = times.tz_localize(zone, ambiguous=first, nonexistent=pd.Timedelta(hours=1))
        return aware.tz_convert("UTC").tz_localize(None)

    return _by_zone(wall, zones, convert)


def _local(true: Minutes, zones: Zones) -> Minutes:
    """Return the local minutes of true ones."""
    return _by_zone(true, zones, lambda times, zone: times.tz_localize("UTC").tz_convert(zone).tz_localize(None))


def _by_zone(minutes: Minutes, zones: Zones, convert: Callable[[pd.DatetimeIndex, str], pd.DatetimeIndex]) -> Minutes:
    """Return minutes converted, those of each time zone together; NaN stays."""
    converted = np.full(len(minutes), np.nan)
    for zone in dict.fromkeys(zones):
        rows = (zones == zone) & ~np.isnan(minutes)
        times = pd.DatetimeIndex((minutes[rows] * 60).astype("int64").astype("datetime64[s]"))
        converted[rows] = convert(times, zone).to_numpy().astype("datetime64[s]").astype("int64") / 60
    return converted
