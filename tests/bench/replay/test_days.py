"""The days of a replay: which files they are, and which hours."""

from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from standalloc.bench.replay.days import DaysError, airports_of, window_of
from tests.bench.replay.conftest import DAYS, write_days

NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_days(tmp_path / "xyz")


def names(paths: list[Path]) -> list[list[str]]:
    return [[schedule.path.stem for schedule in airport.schedules] for airport in airports_of(paths)]


def test_without_schedules_all_days_of_the_folder(folder):
    (folder / "week.csv").write_text("turn\n")
    assert names([folder]) == [list(DAYS)]


def test_schedules_are_put_in_order(folder):
    assert names([folder, Path("2030-06-03.csv"), folder / "2030-06-01.csv"]) == [["2030-06-01", "2030-06-03"]]


def test_a_folder_of_schedules(folder, tmp_path):
    elsewhere = tmp_path / "days"
    elsewhere.mkdir()
    (folder / "2030-06-02.csv").rename(elsewhere / "2030-06-02.csv")
    assert names([folder, elsewhere]) == [["2030-06-02"]]
    assert names([folder, elsewhere, Path("2030-06-01.csv")]) == [["2030-06-01", "2030-06-02"]]


def test_several_airports_each_with_its_own(folder, tmp_path):
    other = write_days(tmp_path / "other")
    assert names([folder, Path("2030-06-02.csv"), other]) == [["2030-06-02"], list(DAYS)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "nowhere holds no airport.toml: the folder of an airport comes first"),
        (["xyz", "2030-06-09.csv"], "2030-06-09.csv: there is no such schedule, neither here nor in xyz"),
        (["xyz", "week.csv"], "xyz/week.csv: is not named by its day: rename it as in 2013-07-11.csv"),
        (["xyz", "2030-06-31.csv"], "is not named by its day"),
        (["xyz", "empty"], "empty holds no schedule named by its day"),
        (["xyz", "xyz/2030-06-01.csv", "2030-06-01.csv"], "xyz/2030-06-01.csv are the same day: leave one of them out"),
    ],
)
def test_what_cannot_be_told(folder, words, message, monkeypatch):
    monkeypatch.chdir(folder.parent)
    (folder.parent / "empty").mkdir()
    for name in ("week.csv", "2030-06-31.csv"):
        (folder / name).write_text("turn\n")
    with pytest.raises(DaysError) as error:
        airports_of([Path(word) for word in words])
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("day", "begins", "hours"),
    [
        (date(2013, 3, 9), time(0), 24),
        (date(2013, 3, 10), time(0), 23),
        (date(2013, 11, 3), time(0), 25),
        (date(2013, 3, 9), time(4), 23),
    ],
)
def test_a_day_is_as_long_as_its_clocks_say(day, begins, hours):
    window = window_of(day, begins, NEW_YORK)
    assert (window.end - window.start).total_seconds() == 3600 * hours
    assert window.start.astimezone(NEW_YORK).time() == begins


def test_a_moment_belongs_to_one_day():
    before, after = (window_of(day, time(0), NEW_YORK) for day in (date(2013, 7, 11), date(2013, 7, 12)))
    assert before.end == after.start
    assert after.holds(after.start)
    assert not before.holds(before.end)
