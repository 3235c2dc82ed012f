"""Runs: what tells one from another, and configurations that need no file."""

from dataclasses import replace

import pytest

from standalloc.bench.run import Configuration, digest
from standalloc.engine.search.config import configuration_names
from standalloc.solve import configuration_values
from tests.bench.conftest import DAY, make_run, write_airport


@pytest.mark.parametrize(
    "change",
    [
        {"suite": "other"},
        {"instance": "three"},
        {"day_hash": "0"},
        {"seed": 1},
        {"workers": 2},
        {"time_limit": 21.0},
        {"tier": 1},
        {"configuration": Configuration(configuration_values("first"))},
    ],
)
def test_all_that_tells_runs_apart_is_in_the_name(day, change):
    run = make_run(day)
    assert replace(run, **change).name != run.name
    assert make_run(day).name == run.name


def test_a_name_is_fit_for_a_file(day):
    run = replace(make_run(day), instance="../a b:c")
    assert set(run.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert "/" not in run.name


@pytest.mark.parametrize("name", configuration_names())
def test_the_toml_of_a_configuration_says_the_same(name, tmp_path):
    values = configuration_values(name)
    path = tmp_path / "mine.toml"
    path.write_text(Configuration(values).toml())
    assert configuration_values(str(path)) == values


def test_a_changed_value_is_another_configuration_and_another_name_alone_is_not():
    values = configuration_values("default")
    configuration = Configuration(values)
    assert Configuration({**values, "dive_step": 17}).hash != configuration.hash
    assert Configuration({**values, "name": "mine"}).hash == configuration.hash


def test_the_files_of_a_day_make_its_hash(day, tmp_path):
    same = write_airport(tmp_path / "same")
    assert same.hash == day.hash
    (same.folder / DAY).write_text((same.folder / DAY).read_text().replace("100", "101"))
    assert same.hash != day.hash


def test_other_days_of_the_airport_do_not_change_the_hash(day):
    before = day.hash
    (day.folder / "2030-06-02.csv").write_text("turn\n")
    assert day.hash == before
    (day.folder / "closures.csv").write_text("stand,from,to\n")
    assert day.hash != before


def test_a_digest_does_not_depend_on_the_order_of_keys():
    assert digest({"a": 1, "b": [1.5, None]}) == digest({"b": [1.5, None], "a": 1})
