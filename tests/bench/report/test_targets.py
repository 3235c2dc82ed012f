"""What the suite `engine` must show, judged on records."""

from pathlib import Path

import pytest

from standalloc.bench.report.entries import entries_of
from standalloc.bench.report.targets import FIGURES, TARGETS, families_of, target_table
from standalloc.bench.suites import SUITES

CASES = [case for case in SUITES["engine"].cases(Path()) if "default" in case.configs]


@pytest.fixture
def family(solved):
    """Make the runs of a family, all proven but for those that are told otherwise by their instance."""

    def make(name, seconds=1.0, **bounds):
        cases = [case for case in CASES if case.family == name]
        return [
            solved(
                *(case.instance, "default", 1000.0, bounds.get(case.instance.replace("-", "_"), 1000.0)),
                **{"suite": "engine", "family": name, "time_limit": case.time_limit, "seconds": seconds},
            )
            for case in cases
        ]

    return make


def kept(records):
    return {one.name: one.is_kept for one in families_of(entries_of(records))}


def test_every_target_is_of_a_family_of_the_suite_and_of_figures_that_there_are():
    assert set(TARGETS) == {case.family for case in CASES}
    assert all(target.aim and set(target.at_most) <= set(FIGURES) for target in TARGETS.values())


def test_a_family_is_judged_once_all_of_its_runs_are_there(family):
    runs = family("hub260, 30 s")
    assert len(runs) == 5
    assert kept(runs) == {"hub260, 30 s": True}
    assert kept(runs[1:]) == {"hub260, 30 s": None}


def test_one_run_beyond_what_is_asked_breaks_it(family):
    assert kept(family("hub260, 30 s", hub260_3=990.0)) == {"hub260, 30 s": True}
    assert kept(family("hub260, 30 s", hub260_3=980.0)) == {"hub260, 30 s": False}


def test_a_run_that_failed_breaks_it(family, failed):
    runs = family("hub1040, 300 s")
    assert kept(runs) == {"hub1040, 300 s": True}
    [run] = runs
    lost = failed(run.instance).model_copy(update={key: getattr(run, key) for key in ("suite", "family", "time_limit")})
    assert kept([lost]) == {"hub1040, 300 s": False}


def test_seconds_are_judged_too(family):
    assert kept(family("JFK")) == {"JFK": True}
    assert kept(family("JFK", seconds=6.0)) == {"JFK": False}


@pytest.mark.parametrize("change", [{"suite": "nyc2013"}, {"time_limit": 60.0}, {"config": "fast"}])
def test_other_suites_limits_and_configurations_are_not_judged(family, change):
    assert not kept([run.model_copy(update=change) for run in family("JFK")])


def test_the_newest_run_of_the_first_seed_counts(family):
    [run] = family("hub1040, 300 s")
    later = run.model_copy(update={"seed": 1, "status": "feasible"})
    [found] = families_of(entries_of([later, run]))
    assert found.runs == (run,)


def test_the_table_says_what_is_asked_and_whether_it_is_kept(family):
    table = target_table(families_of(entries_of([*family("JFK"), *family("hub260, 30 s")[1:]])))
    assert [row[:2] for row in table.rows] == [("hub260, 30 s", "4 of 5"), ("JFK, 20 s", "31 of 31")]
    assert [row[-3:] for row in table.rows] == [
        ("median gap at most 0.30 %; worst gap at most 1.50 %", "-", "all proven"),
        ("unproven at most 0; median seconds at most 5.0", "yes", "2 s"),
    ]
    assert target_table([]) is None
