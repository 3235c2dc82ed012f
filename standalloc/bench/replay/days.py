"""The days of a replay: schedules named by their day, in order of date, and the hours that belong to each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.folder import AIRPORT_FILE

_DAY_FILE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})\.csv")


class DaysError(Exception):
    """The days of a replay cannot be told; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a day.

    Attributes:
        day: local date.
        path: of the CSV.
    """

    day: date
    path: Path


@dataclass(frozen=True, slots=True)
class Airport:
    """An airport and its days.

    Attributes:
        folder: of the airport.
        schedules: in order of date, each day once.
    """

    folder: Path
    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The hours of a day, from when it begins until the next one does.

    Attributes:
        start: in UTC.
        end: in UTC.
    """

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        """Say whether a moment belongs to the day."""
        return self.start <= moment < self.end


def window_of(day: date, begins: time, zone: ZoneInfo) -> Window:
    """Return the hours of a day.

    Args:
        day: local date.
        begins: local time at which days begin.
        zone: of the airport; a day of it may have 23 or 25 hours.
    """
    start, end = (
        datetime.combine(date_, begins, tzinfo=zone).astimezone(UTC) for date_ in (day, day + timedelta(days=1))
    )
    return Window(start, end)


def airports_of(paths: Sequence[Path]) -> list[Airport]:
    """Return the airports of a command's arguments: each a folder of an airport and, after it, its schedules.

    Args:
        paths: a folder that holds `airport.toml` is an airport. Another path is a schedule of the airport before it
            (as it stands, or inside the airport's folder) or a folder of schedules. An airport without any has all
            days in its folder.

    Raises:
        DaysError: the first path is no airport, a schedule is not there or not named by its day, an airport has no
            schedule or two of one day.
    """
    groups: list[tuple[Path, list[Path]]] = []
    for path in paths:
        if (path / AIRPORT_FILE).is_file():
            groups.append((path, []))
        elif groups:
            groups[-1][1].append(path)
        else:
            raise DaysError(f"{path} holds no {AIRPORT_FILE}: the folder of an airport comes first")
    return [Airport(folder, _schedules(folder, given)) for folder, given in groups]


def _schedules(folder: Path, given: Sequence[Path]) -> tuple[Schedule, ...]:
    """Return the schedules of an airport, in order."""
    found = sorted(_found(folder, given), key=lambda schedule: schedule.day)
    for before, after in pairwise(found):
        if before.day == after.day:
            raise DaysError(f"{before.path} and {after.path} are the same day: leave one of them out")
    return tuple(found)


def _found(folder: Path, given: Sequence[Path]) -> Iterator[Schedule]:
    if not given:
        yield from _days_in(folder)
    for path in given:
        if path.is_dir():
            yield from _days_in(path)
        else:
            yield _named(folder, path)


def _days_in(folder: Path) -> list[Schedule]:
    """Return the schedules in a folder that are named by their day."""
    named = (path for path in folder.iterdir() if _DAY_FILE.fullmatch(path.name))
    found = [Schedule(_day_of(path), path) for path in named]
    if not found:
        raise DaysError(f"{folder} holds no schedule named by its day, such as 2013-07-11.csv: name a folder that does")
    return found


def _named(folder: Path, path: Path) -> Schedule:
    """Return a schedule that the user names."""
    for place in (path, folder / path):
        if place.is_file():
            return Schedule(_day_of(place), place)
    raise DaysError(f"{path}: there is no such schedule, neither here nor in {folder}: correct the name")


def _day_of(path: Path) -> date:
    match = _DAY_FILE.fullmatch(path.name)
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError:
        raise DaysError(f"{path}: is not named by its day: rename it as in 2013-07-11.csv") from None
