"""From a suite to its runs."""

from dataclasses import replace

import pytest

from standalloc.bench.planning import Choice, runs_of
from standalloc.bench.sources import Folder, MissingDataError
from standalloc.bench.suites import Case, Suite


@pytest.fixture
def suite(day):
    """A suite of one instance at two limits, and by a baseline at a third."""
    source = Folder(day.folder, day.schedule)

    def cases(_data):
        return [
            Case("short", "two", source, 5),
            Case("long", "two", source, 50, tier=1),
            Case("by fcfs", "two", source, 20, ("fcfs",)),
        ]

    return Suite("tests", "for tests", cases)


def runs(suite, tmp_path, **choice):
    heard = []
    found = runs_of(suite, Choice(**choice), tmp_path, lambda *numbers: heard.append(numbers))
    assert heard == [(1, 3), (2, 3), (3, 3)]
    return [(run.family, run.configuration.name, run.time_limit, run.seed) for run in found]


def test_each_case_names_its_limit_and_configurations(suite, tmp_path):
    expected = [("short", "default", 5, 0), ("long", "default", 50, 0), ("by fcfs", "fcfs", 20, 0)]
    assert runs(suite, tmp_path) == expected


def test_what_the_user_names_takes_their_place(suite, tmp_path):
    found = runs(suite, tmp_path, configs=["first", "fast"], seeds=2, time_limit=7.0)
    assert found[:4] == [("short", config, 7, seed) for config in ("first", "fast") for seed in (0, 1)]


def test_what_is_the_same_run_is_there_once(suite, tmp_path):
    assert [family for family, *_ in runs(suite, tmp_path, configs=["fcfs"], time_limit=7.0)] == ["short", "long"]


def test_a_suite_that_needs_data_says_so(suite, tmp_path):
    needy = replace(suite, needs_data=True)
    with pytest.raises(MissingDataError, match="name the folder of its data with --data"):
        runs_of(needy, Choice(), tmp_path, lambda *_: None)
    assert runs_of(needy, Choice(data=tmp_path), tmp_path, lambda *_: None)


def test_an_unknown_configuration(suite, tmp_path):
    with pytest.raises(ValueError, match="config 'fcsf' is not one of"):
        runs_of(suite, Choice(configs=["fcsf"]), tmp_path, lambda *_: None)


@pytest.mark.parametrize(
    ("words", "families"),
    [(["LONG"], ["long"]), (["two"], ["short", "long", "by fcfs"]), (["sho", "fcfs"], ["short", "by fcfs"])],
)
def test_only_what_holds_a_word_is_run(suite, tmp_path, words, families):
    found = runs_of(suite, Choice(only=words), tmp_path, lambda *_: None)
    assert [run.family for run in found] == families


def test_a_word_that_nothing_holds(suite, tmp_path):
    with pytest.raises(ValueError, match="no instance or family holds 'three'"):
        runs_of(suite, Choice(only=["three"]), tmp_path, lambda *_: None)
