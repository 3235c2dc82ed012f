"""The days of a schedule: a turn is in the file of every day on which it is at the airport."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.extract import TakenRow
from standalloc.io.spreadsheets.turns import day_of
from standalloc.io.words import Place

#: Days of the longest schedule; a longer one has a year wrong somewhere.
MOST_DAYS: Final = 400


@dataclass(frozen=True, slots=True)
class Stay:
    """A turn and the first and last day of it that are known; of one without a time that can be read, none."""

    row: TakenRow
    first: date | None
    last: date | None

    def touches(self, day: date) -> bool:
        """Say whether the turn is at the airport on a day; one whose days are not known may be on any."""
        return self.first is None or self.last is None or self.first <= day <= self.last


def split_days(
    rows: Sequence[TakenRow], wanted: Sequence[date], zone: ZoneInfo, place: Place, log: ProblemLog
) -> Mapping[date, Sequence[TakenRow]]:
    """Return the turns of each day that has movements; a night stop is in the files of both its days.

    Days before the first and after the last that has a turn of its own are left out: all that is known of them are
    night stops of their neighbours.

    Args:
        rows: of the turns.
        wanted: days to return; none named: all.
        zone: of the airport.
        place: of the wanted days in the map.
        log: takes the problem where a wanted day is not there, or days are too many.
    """
    stays = [_stay(row, zone) for row in rows]
    days = sorted({day for stay in stays for day in (stay.first, stay.last) if day is not None})
    own = [stay.first for stay in stays if stay.first is not None and stay.first == stay.last]
    if own and not wanted:
        days = [day for day in days if min(own) <= day <= max(own)]
    for day in (day for day in wanted if day not in days):
        span = f"{days[0]} to {days[-1]}" if days else "none"
        log.add(place.error("bad_day", f"day {day} has no movements; there are {span}", "correct days", "days"))
    days = [day for day in days if not wanted or day in wanted]
    if len(days) > MOST_DAYS:
        message = f"the schedule has {len(days)} days, {days[0]} to {days[-1]}"
        log.add(place.error("too_large", message, f"correct their years, or name at most {MOST_DAYS} as days", "days"))
        return {}
    return {day: [stay.row for stay in stays if stay.touches(day)] for day in days}


def _stay(row: TakenRow, zone: ZoneInfo) -> Stay:
    times = (row.text("arrival_time"), row.text("departure_time"))
    days = [day for time in times if (day := day_of(time, zone)) is not None]
    return Stay(row, min(days, default=None), max(days, default=None))
