"""The rows of a day's file."""

from __future__ import annotations

from datetime import date

import pandas as pd

from standalloc.io.nyc2013.demand import turns_of_day

LOAD_FACTOR = 0.83
"""Passengers per seat: 83.1 % systemwide in 2013, US carriers' scheduled service (release BTS 12-14)."""

COLUMNS = (
    "turn",
    "registration",
    "aircraft_type",
    "code",
    "wingspan_m",
    "seats",
    "airline",
    "terminal",
    "arrival_flight",
    "arrival_time",
    "arrival_sector",
    "arrival_pax",
    "origin",
    "departure_flight",
    "departure_time",
    "departure_sector",
    "departure_pax",
    "destination",
    "x_inbound",
)
"""The columns of a day's file."""


def schedule_rows(turns: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the rows of a day's file.

    Args:
        turns: The turns of one airport.
        day: The local day.

    Returns:
        The columns `COLUMNS`, every cell a string, in the order of arrival and departure.
    """
    chosen = turns_of_day(turns, day).sort_values(["arrival", "departure", "carrier", "number", "destination"])
    passengers = [str(passengers_of(seats)) for seats in chosen["seats"]]
    rows = pd.DataFrame(
        {
            "turn": turn_names(chosen, day),
            "registration": chosen["registration"],
            "aircraft_type": chosen["aircraft_type"],
            "code": chosen["code"],
            "wingspan_m": [f"{wingspan:.2f}" for wingspan in chosen["wingspan_m"]],
            "seats": [str(seats) for seats in chosen["seats"]],
            "airline": chosen["carrier"],
            "terminal": chosen["terminal"],
            "arrival_flight": "",
            "arrival_time": [iso_minutes(moment) for moment in chosen["arrival"]],
            "arrival_sector": "D",
            "arrival_pax": passengers,
            "origin": chosen["origin"],
            "departure_flight": chosen["carrier"] + chosen["number"].astype(str),
            "departure_time": [iso_minutes(moment) for moment in chosen["departure"]],
            "departure_sector": "D",
            "departure_pax": passengers,
            "destination": chosen["destination"],
            "x_inbound": chosen["x_inbound"],
        }
    )
    return rows[list(COLUMNS)].reset_index(drop=True)


def passengers_of(seats: int) -> int:
    """Return the passengers of a flight.

    Args:
        seats: The seats of the aircraft.

    Returns:
        Seats times load factor, rounded half up.
    """
    return int(seats * LOAD_FACTOR + 0.5)


def iso_minutes(moment: pd.Timestamp) -> str:
    """Return a time in ISO 8601 to the minute, with its offset.

    Args:
        moment: A time with time zone.

    Returns:
        For example "2013-07-11T06:15-04:00".
    """
    return str(moment.isoformat(timespec="minutes"))


def turn_names(turns: pd.DataFrame, day: date) -> list[str]:
    """Name the turns of a day after their departures.

    Args:
        turns: The columns `carrier`, `number` and `departure`, in the order of the file.
        day: The local day.

    Returns:
        Carrier and flight number such as "B6-0915", with "-next" where the departure is on the next day, and "-2",
        "-3" where a name would repeat.
    """
    used: dict[str, int] = {}
    names = []
    for carrier, number, departure in zip(turns["carrier"], turns["number"], turns["departure"], strict=True):
        name = f"{carrier}-{number:04d}" + ("" if departure.date() == day else "-next")
        used[name] = used.get(name, 0) + 1
        names.append(name if used[name] == 1 else f"{name}-{used[name]}")
    return names
