"""The days of a schedule."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from standalloc.io.problem_log import ProblemLog
from standalloc.io.spreadsheets.cells import Cell, Origin
from standalloc.io.spreadsheets.days import MOST_DAYS, split_days
from standalloc.io.spreadsheets.extract import TakenRow
from standalloc.io.words import Place

PLACE = Place("map.toml", "turns")


def stay(name: str, arrival: str = "", departure: str = "") -> TakenRow:
    cells = {"turn": name, "arrival_time": arrival, "departure_time": departure}
    return TakenRow("f.csv", 2, {key: Cell(text, Origin("f.csv", 2, key, text)) for key, text in cells.items()})


def days(*rows: TakenRow, wanted: tuple[date, ...] = (), zone: str = "Europe/Paris") -> dict[str, list[str]]:
    """Return the names of the turns by day."""
    log = ProblemLog()
    found = split_days(rows, wanted, ZoneInfo(zone), PLACE, log)
    assert log.errors == 0
    return {str(day): [row.text("turn") for row in part] for day, part in found.items()}


FIRST = stay("one", "2030-06-01T08:00", "2030-06-01T09:00")
NIGHT = stay("night", "2030-06-01T22:00", "2030-06-02T06:00")
SECOND = stay("two", "2030-06-02T08:00")


def test_a_night_stop_is_on_both_days() -> None:
    assert days(FIRST, NIGHT, SECOND) == {"2030-06-01": ["one", "night"], "2030-06-02": ["night", "two"]}


def test_days_of_night_stops_alone_at_the_ends_are_left_out() -> None:
    before = stay("before", "2030-05-31T22:00", "2030-06-01T07:00")
    assert days(before, FIRST, NIGHT) == {"2030-06-01": ["before", "one", "night"]}


def test_days_of_night_stops_alone_are_all_there_is() -> None:
    assert days(NIGHT) == {"2030-06-01": ["night"], "2030-06-02": ["night"]}


def test_a_long_stay_is_on_the_days_between() -> None:
    long = stay("long", "2030-06-01T08:00", "2030-06-04T09:00")
    last = stay("last", departure="2030-06-04T20:00")
    assert days(FIRST, SECOND, long, last) == {
        "2030-06-01": ["one", "long"],
        "2030-06-02": ["two", "long"],
        "2030-06-04": ["long", "last"],
    }


def test_days_are_local() -> None:
    late = stay("late", "2030-06-01T23:30Z")
    assert list(days(late)) == ["2030-06-02"]
    assert list(days(late, zone="America/New_York")) == ["2030-06-01"]


def test_a_turn_without_a_time_is_on_all_days() -> None:
    assert days(FIRST, SECOND, stay("lost", "soon"))["2030-06-02"] == ["two", "lost"]
    assert days(stay("lost", "soon")) == {}


def test_wanted_days() -> None:
    assert days(FIRST, NIGHT, wanted=(date(2030, 6, 2),)) == {"2030-06-02": ["night"]}


@pytest.mark.parametrize(("rows", "words"), [((FIRST, SECOND), "2030-06-01 to 2030-06-02"), ((), "none")])
def test_a_wanted_day_that_is_not_there(rows: tuple[TakenRow, ...], words: str) -> None:
    log = ProblemLog()
    split_days(rows, [date(2030, 7, 1)], ZoneInfo("UTC"), PLACE, log)
    [problem] = log.problems()
    assert (problem.code, problem.file) == ("bad_day", "map.toml")
    assert problem.message == f"day 2030-07-01 has no movements; there are {words}"


@pytest.mark.parametrize(("count", "errors"), [(MOST_DAYS, 0), (MOST_DAYS + 1, 1)])
def test_the_longest_schedule(count: int, errors: int) -> None:
    starts = (datetime(2030, 1, 1, 8) + timedelta(days=number) for number in range(count))
    log = ProblemLog()
    found = split_days([stay("x", start.isoformat()) for start in starts], [], ZoneInfo("UTC"), PLACE, log)
    assert (log.errors, len(found)) == (errors, 0 if errors else count)
