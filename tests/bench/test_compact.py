"""Parquet tables of records, read as their users read them."""

import duckdb
import pandas as pd
import pytest

from standalloc.bench.compact import compact
from standalloc.bench.record import write_record
from standalloc.model import InputError
from tests.bench.test_record import TIERS


@pytest.fixture
def folder(record, tmp_path):
    """Results of three runs: one without tiers, one with, one that failed."""
    failed = dict.fromkeys(("objective", "bound", "gap", "gap_above_floor", "figures", "seconds_to_plan"))
    records = [
        record(run="whole"),
        record(run="tiers", tiers=TIERS, gap=None),
        record(run="failed", status="error", error="it broke", terms={}, trace=[], **failed),
    ]
    for one in records:
        write_record(one, tmp_path / "runs" / f"{one.run}.json")
    return tmp_path


def test_by_pandas(folder):
    runs, trace = map(pd.read_parquet, compact(folder))
    assert list(runs["run"]) == ["failed", "tiers", "whole"]
    whole = runs.set_index("run").loc["whole"]
    assert (whole["bus_passengers"], whole["cost_bus_passenger"], whole["machine_cores"]) == (110, 110.0, 2)
    assert whole["date"] == pd.Timestamp("2030-06-01T12:00Z")
    assert runs.set_index("run").loc["failed", ["objective", "turns", "amount_tow"]].isna().all()
    assert list(trace["run"]) == ["tiers", "whole"]
    assert list(trace["objective"]) == [110.0, 110.0]


def test_by_duckdb(folder):
    compact(folder)
    with duckdb.connect() as connection:
        figures = "status, count(objective), max(bus_passengers)"
        asked = f"select {figures} from '{folder}/runs.parquet' group by 1 order by 1"
        assert connection.sql(asked).fetchall() == [("error", 0, None), ("feasible", 2, 110)]
        asked = f"select tiers ->> '$[1].terms[0]' from '{folder}/runs.parquet' where run = 'tiers'"
        assert connection.sql(asked).fetchall() == [("tow",)]


def test_columns_have_the_same_types_without_any_value(folder, tmp_path):
    (tmp_path / "none").mkdir()
    some, none = compact(folder), compact(tmp_path / "none")
    for one, other in zip(some, none, strict=True):
        assert pd.read_parquet(one).dtypes.to_dict() == pd.read_parquet(other).dtypes.to_dict()


def test_nothing_unfinished_is_left(folder):
    before = {path.name for path in folder.iterdir()}
    compact(folder)
    compact(folder)
    assert {path.name for path in folder.iterdir()} == before | {"runs.parquet", "trace.parquet"}


def test_a_malformed_record_is_named(folder):
    (folder / "runs" / "bad.json").write_text("{}")
    with pytest.raises(InputError, match=r"bad\.json"):
        compact(folder)
    assert not (folder / "runs.parquet").exists()
