"""Tables of what was measured."""

import pytest

from standalloc.bench.report.bounds import Bounds, bounds_of
from standalloc.bench.report.entries import entries_of
from standalloc.bench.report.tables import (
    MOST_RUNS,
    circumstances_table,
    contradiction_table,
    failed_table,
    measured_tables,
    single_table,
)


def measured(records):
    tables = measured_tables(entries_of(records), Bounds(bounds_of(records, "here")))
    return {table.title: table for table in tables}


def cells(table, row=0):
    return dict(zip(table.columns, table.rows[row], strict=True))


def test_how_runs_ended(solved, failed):
    records = [solved("a"), solved("b", objective=100.5, bound=100.0), solved("c", bound=10.0), failed("d")]
    assert cells(measured(records)["How runs ended"]) == {
        **{"family": "tiny", "limit": "20 s", "configuration": "default", "runs": "4"},
        **{"with a plan": "3", "within 1 %": "2", "optimal": "1", "failed": "1"},
    }


def test_medians_and_means_have_a_row_for_each_group(solved, failed):
    records = [solved(objective=120.0), solved("b"), solved(config="fast"), failed("c", family="other")]
    tables = measured(records)
    assert len(tables) == 5
    for title, table in tables.items():
        assert len(table.rows) == 3, title
        assert all(len(row) == len(table.columns) for row in table.rows)
    assert cells(tables["Plans: medians"])["objective"] == "110"
    assert cells(tables["Plans: medians"], 2)["objective"] == "none"
    assert cells(tables["Plans: means"], 2)["objective"] == "-"
    assert cells(tables["Seconds and memory: medians"], 2)["s to first plan"] == "never"


def test_the_suite_is_named_where_there_are_several(solved):
    assert measured([solved()])["How runs ended"].columns[0] == "family"
    several = measured([solved(), solved(suite="other")])["How runs ended"]
    assert {row[0] for row in several.rows} == {"tests", "other"}


def test_single_runs_of_groups_with_few_of_them(solved):
    few = [solved("few", seed=seed, bound=99.0, objective=100.0) for seed in range(2)]
    many = [solved("many", family="large", seed=seed) for seed in range(MOST_RUNS + 1)]
    table = single_table(entries_of([*few, *many]), Bounds(bounds_of(few, "here")))
    assert [row[0] for row in table.rows] == ["few, 20 s", "few, 20 s, seed 1"]
    assert str(MOST_RUNS) in table.note
    assert cells(table)["gap"] == cells(table)["to best bound"] == "1.00 %"
    assert single_table(entries_of(many), Bounds([])) is None


def test_failed_runs_have_their_messages(solved, failed):
    table = failed_table(entries_of([solved(), failed("b", seed=3, status="killed", error="ended by signal 9")]))
    assert table.rows == (("b", "default", "3", "20 s", "killed", "3.0", "ended by signal 9"),)
    assert failed_table(entries_of([solved()])) is None


def test_contradictions_name_plan_and_bound(solved):
    cheap, proven = solved(objective=90.0, bound=80.0), solved(config="fast", objective=100.0, bound=95.0)
    folders = {"new": [cheap], "old": [proven]}
    bounds = Bounds([*bounds_of([cheap], "new"), *bounds_of([proven], "old")])
    assert contradiction_table(folders, bounds).rows == ((f"{cheap.run} in new", "90", "95", f"{proven.run} in old"),)
    assert contradiction_table({"old": [proven]}, bounds) is None


def test_what_held_for_how_many_runs(solved):
    records = [solved(), solved("b", commit="abc-dirty"), solved("c", date="2030-06-02T00:00:00+00:00")]
    rows = [row for row in circumstances_table(entries_of(records)).rows if row[0] in {"source", "day (UTC)"}]
    assert rows == [
        ("source", "abc-dirty", "1"),
        ("source", "an installed package", "2"),
        ("day (UTC)", "2030-06-01", "2"),
        ("day (UTC)", "2030-06-02", "1"),
    ]


@pytest.mark.parametrize("what", ["processor", "memory", "system", "standalloc", "ortools", "python"])
def test_machine_and_versions(solved, what):
    assert what in [row[0] for row in circumstances_table(entries_of([solved()])).rows]
