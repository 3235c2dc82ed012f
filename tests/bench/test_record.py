"""Records: written whole, read back the same, and refused with the file, the key and the fix."""

import json
import re
from pathlib import Path

import pytest

from standalloc.bench.record import plan_path, read_record, read_records, write_record
from standalloc.model import InputError


def test_read_back_the_same(record, tmp_path):
    path = tmp_path / "runs" / "two-fcfs.json"
    write_record(record(), path)
    assert read_record(path) == record()
    assert json.loads(path.read_text())["schema"] == 1
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"schema": 2}, "schema"),
        ({"status": "superb"}, "status"),
        ({"objective": "cheap"}, "objective"),
        ({"objective": None}, "objective"),
        ({"figures": None}, "figures"),
        ({"bound": float("inf")}, "bound"),
        ({"time_limit": 0}, "time_limit"),
        ({"seconds": -1}, "seconds"),
        ({"date": "yesterday"}, "date"),
        ({"date": "2026-01-01T12:00:00"}, "date"),
        ({"figures": {"turns": 2}}, "figures.visits"),
        ({"colour": "red"}, "colour"),
        ({"trace": [{"seconds": None}]}, "trace.0.seconds"),
    ],
)
def test_a_bad_value_is_named_with_file_key_and_fix(document, tmp_path, change, key):
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document | change))
    with pytest.raises(InputError) as error:
        read_record(path)
    [problem] = error.value.problems
    assert (problem.file, problem.column) == (str(path), key)
    assert key in problem.message
    assert "delete the file" in problem.fix


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", '"text"', "[" * 100_000, '{"schema": 1}', "\udcff"])
def test_what_is_no_record_is_refused(tmp_path, text):
    path = tmp_path / "bad.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError, match=r"bad\.json"):
        read_record(path)


def test_what_is_wrong_with_a_broken_file_is_said(tmp_path):
    path = tmp_path / "bad.json"
    for text, told in (
        ('{"schema": 1', "is not JSON: Expecting ',' delimiter: line 1 column 13"),
        ("[1]", "is no record: its JSON is not an object of keys and values"),
        ('{"schema": 2}', "schema is not as docs/benchmarks.md has it: input should be 1, not 2"),
    ):
        path.write_text(text)
        with pytest.raises(InputError, match=re.escape(told)):
            read_record(path)


def test_every_bad_file_of_a_folder_is_named(record, tmp_path):
    write_record(record(run="good"), tmp_path / "runs" / "good.json")
    for name in ("one", "two"):
        (tmp_path / "runs" / f"{name}.json").write_text("{")
    with pytest.raises(InputError) as error:
        read_records(tmp_path)
    assert len(error.value.problems) == 2


def test_a_copy_under_another_name_does_not_count_twice(record, tmp_path):
    for name in ("two-fcfs", "two-fcfs (1)"):
        write_record(record(run="two-fcfs"), tmp_path / "runs" / f"{name}.json")
    with pytest.raises(InputError) as error:
        read_records(tmp_path)
    [problem] = error.value.problems
    assert (Path(problem.file).name, problem.column) == ("two-fcfs (1).json", "run")
    assert "delete it" in problem.fix


def test_records_come_in_order_and_unfinished_files_are_left_out(record, tmp_path):
    for name in ("b", "a"):
        write_record(record(run=name), tmp_path / "runs" / f"{name}.json")
    (tmp_path / "runs" / ".unfinished.json").write_text("{")
    assert [found.run for found in read_records(tmp_path)] == ["a", "b"]


def test_a_folder_without_results_has_no_records(tmp_path):
    assert read_records(tmp_path / "nowhere") == []


def test_plans_lie_beside(tmp_path):
    assert plan_path(tmp_path, "two-fcfs") == tmp_path / "plans" / "two-fcfs.csv"


TIERS = [
    {"terms": ["unallocated"], "objective": 0.0, "bound": 0.0, "gap": 0.0, "status": "optimal"},
    {"terms": ["tow"], "objective": 80.0, "bound": 60.0, "gap": 0.25, "status": "feasible"},
]


@pytest.mark.parametrize(("tier", "gap"), [(0, 0.25), (1, 0.0), (2, 0.25)])
def test_the_gap_that_counts_with_tiers(record, tier, gap):
    assert record(tiers=TIERS, tier=tier, gap=None).counted_gap == gap


def test_the_gap_that_counts_is_unknown_where_a_tier_has_no_bound(record):
    open_tier = {**TIERS[1], "bound": None, "gap": None}
    assert record(tiers=[TIERS[0], open_tier], gap=None).counted_gap is None


def test_the_gap_that_counts_without_tiers_is_the_whole_s(record):
    assert record().counted_gap == record().gap


def test_only_the_statuses_of_plans_have_one(record):
    assert record(status="optimal").has_plan
    assert not record(status="refused").has_plan
