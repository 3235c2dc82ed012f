"""Series from end to end, in real processes: figures by hand, resuming, what is planned again and what is not."""

import json
import re
import shutil
import threading
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from standalloc.bench.process import CancelledError
from standalloc.bench.record import read_part
from standalloc.bench.replay import DayRecord, Series
from standalloc.bench.replay.record import day_plan_path, record_path
from standalloc.bench.replay.series import DayDone, replayed
from standalloc.bench.replay.together import perform_here, replay
from standalloc.model import InputError
from tests.bench.replay.conftest import BY_HAND, COLUMNS, DAYS, make_series, write_days


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_days(tmp_path / "xyz")


@pytest.fixture(scope="module")
def replayed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the airport and what its replay by first come, first served left in `out`; not to be changed."""
    home = tmp_path_factory.mktemp("replay")
    series = make_series(write_days(home / "xyz"))
    assert planned_anew(run(series, home / "out")) == list(DAYS)
    return home


@pytest.fixture
def home(replayed_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(replayed_once, tmp_path / "home")


def run(series: Series, out: Path) -> list[DayDone]:
    return list(replayed(series, out, perform_here, threading.Event()))


def planned_anew(done: list[DayDone]) -> list[str]:
    return [day.record.day for day in done if day.is_new]


def plan_of(out: Path, day: str) -> dict[tuple[str, str], str]:
    lines = day_plan_path(out, "XYZ", "fcfs", day).read_text().splitlines()[1:]
    return {(cells[0], cells[1]): cells[2] for cells in (line.split(",") for line in lines)}


def test_three_days_by_first_come_first_served(folder, tmp_path):
    done = run(make_series(folder), tmp_path / "out")
    records = [day.record for day in done]
    assert {record.day: record.counts for record in records} == BY_HAND
    assert [(record.follows, record.held, record.added, record.dropped) for record in records] == [
        (False, 0, (), ()),
        (True, 2, (), ()),
        (True, 2, (), ()),
    ]
    assert (records[1].start, records[1].end) == ("2030-06-02T00:00+00:00", "2030-06-03T00:00+00:00")
    assert plan_of(tmp_path / "out", "2030-06-01")["N1-next", "parking"] == "C1"
    assert plan_of(tmp_path / "out", "2030-06-02")["N1", "parking"] == "C1"
    for record in records:
        assert read_part(record_path(tmp_path / "out", "XYZ", "fcfs", record.day), DayRecord) == record
        assert (record.run.suite, record.run.family, record.run.config) == ("replay", "XYZ", "fcfs")


def test_configurations_and_airports_side_by_side_each_from_its_own(home):
    other = write_days(home / "other", code="ABC")
    series = [make_series(home / "xyz", "default"), make_series(other), make_series(home / "xyz")]
    records = [day.record for day in replay(series, home / "out", 2)]
    assert len(records) == 9
    for airport, config, first in (("XYZ", "default", 20), ("ABC", "fcfs", 200), ("XYZ", "fcfs", 200)):
        mine = [record for record in records if (record.airport, record.config) == (airport, config)]
        assert [record.day for record in mine] == list(DAYS)
        assert [record.counts.bus_passengers for record in mine] == [first, 110, 10]
    assert all(record.run.status == "optimal" for record in records if record.config == "default")


def test_what_is_there_is_not_planned_again(home):
    again = run(make_series(home / "xyz"), home / "out")
    assert planned_anew(again) == []
    assert {day.record.day: day.record.counts for day in again} == BY_HAND
    assert planned_anew(run(replace(make_series(home / "xyz"), workers=2), home / "out")) == []


def test_only_days_whose_inputs_changed_are_planned_again(home):
    """A new flight on the second day moves nothing that stands there at midnight, so the third day stays as it is."""
    second = home / "xyz" / "2030-06-02.csv"
    second.write_text(second.read_text() + "F1,C,2030-06-02T12:00Z,10,2030-06-02T13:00Z,10\n")
    assert planned_anew(run(make_series(home / "xyz"), home / "out")) == ["2030-06-02"]


@pytest.mark.parametrize("change", [{"time_limit": 19.0}, {"begins": time(1)}])
def test_another_limit_or_beginning_is_another_replay(home, change):
    days = replayed(replace(make_series(home / "xyz"), **change), home / "out", perform_here, threading.Event())
    assert next(days).is_new


def test_a_day_that_leaves_something_else_is_followed_by_the_next(home):
    """F1 takes C1 before N2 comes, stays over midnight and is in the second day's file only."""
    second = home / "xyz" / "2030-06-02.csv"
    second.write_text(second.read_text() + "F1,C,2030-06-02T21:00Z,10,2030-06-03T00:30Z,10\n")
    done = run(make_series(home / "xyz"), home / "out")
    assert planned_anew(done) == ["2030-06-02", "2030-06-03"]
    assert (done[2].record.added, done[2].record.held) == (("F1",), 5)


@pytest.mark.parametrize("lost", [record_path, day_plan_path])
def test_what_is_lost_is_planned_again(home, lost):
    lost(home / "out", "XYZ", "fcfs", "2030-06-02").unlink()
    assert planned_anew(run(make_series(home / "xyz"), home / "out")) == ["2030-06-02"]


def test_after_a_gap_nothing_is_held(folder, tmp_path):
    (folder / "2030-06-02.csv").unlink()
    first, third = (day.record for day in run(make_series(folder), tmp_path / "out"))
    assert (first.day, third.day) == ("2030-06-01", "2030-06-03")
    assert (third.follows, third.held) == (False, 0)
    assert third.counts.turns == BY_HAND["2030-06-03"].turns


def test_a_day_that_cannot_be_planned_is_a_record_and_tried_again(folder, tmp_path):
    series = make_series(folder)
    bad = replace(series.configuration, values={**series.configuration.values, "dive_step": 0})
    out = tmp_path / "out"
    for _ in range(2):
        done = run(replace(series, configuration=bad), out)
        assert planned_anew(done) == list(DAYS)
    assert {(day.record.run.status, day.record.counts, day.record.follows) for day in done} == {("error", None, False)}
    assert not (out / "plans").exists()


def test_a_cancelled_series_keeps_what_is_done(home):
    later = [record_path(home / "out", "XYZ", "fcfs", day) for day in list(DAYS)[1:]]
    for path in later:
        path.unlink()
    cancel = threading.Event()
    days = replayed(make_series(home / "xyz"), home / "out", perform_here, cancel)
    assert not next(days).is_new
    cancel.set()
    with pytest.raises(CancelledError):
        next(days)
    assert not any(path.exists() for path in later)


def test_a_malformed_record_or_schedule_is_named(folder, tmp_path):
    out = tmp_path / "out"
    path = record_path(out, "XYZ", "fcfs", "2030-06-01")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"schema": 7}))
    with pytest.raises(InputError, match=r"2030-06-01\.json: .*docs/benchmarks\.md"):
        list(replay([make_series(folder)], out, 1))
    path.unlink()
    (folder / "2030-06-02.csv").write_text(COLUMNS + "T1,G,2030-06-02T08:00Z,1,2030-06-02T09:00Z,1\n")
    schedule = re.escape(str(folder / "2030-06-02.csv"))
    with pytest.raises(InputError, match=rf"^{schedule}:2: code 'G' is not one of A-F"):
        list(replay([make_series(folder)], out, 1))
    assert path.is_file()
