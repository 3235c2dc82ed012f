"""`docs/benchmarks.md` documents every suite, every key of a record, every status and every table."""

import re
from pathlib import Path
from typing import get_args

import pytest

from standalloc.bench.compact import runs_frame
from standalloc.bench.perform import PATIENCE_S
from standalloc.bench.record import SCHEMA, WITH_PLAN, FiguresRecord, Machine, Moment, RunRecord, RunStatus, TierRecord
from standalloc.bench.suites import SUITES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    (text,) = re.findall(rf"^##+ {re.escape(title)}\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return text


def rows(title: str) -> dict[str, str]:
    """Return the rest of each row of a section's table by each name its first cell holds in backticks."""
    lines = re.findall(r"^\| (`.*?) \|(.*)\|$", section(title), re.MULTILINE)
    return {name: rest for names, rest in lines for name in re.findall(r"`([\w-]+)`", names)}


def test_every_key_of_a_record():
    assert list(rows("The record")) == [info.alias or name for name, info in RunRecord.model_fields.items()]
    assert f"version {SCHEMA} of its schema" in section("The record")


@pytest.mark.parametrize(
    ("key", "kind"), [("tiers", TierRecord), ("figures", FiguresRecord), ("trace", Moment), ("machine", Machine)]
)
def test_every_key_of_a_part(key, kind):
    assert re.findall(r"`(\w+)`", rows("The record")[key]) == list(kind.model_fields)


def test_every_status_and_whether_its_figures_count():
    documented = rows("Statuses")
    assert list(documented) == list(get_args(RunStatus))
    assert {name for name, rest in documented.items() if rest.endswith("yes ")} == WITH_PLAN


def test_every_suite():
    assert list(rows("The suites")) == list(SUITES)


def test_the_patience():
    assert PAGE.count(f"{PATIENCE_S:g} seconds after its limit") == 2


def test_every_column_of_the_table_follows_from_the_record():
    text = section("The tables")
    known = {info.alias or name for name, info in RunRecord.model_fields.items()} | set(FiguresRecord.model_fields)
    patterns = [word.lower() for word in re.findall(r"`(\w+_)[A-Z]+`", text)]
    assert patterns == ["amount_", "cost_", "version_", "machine_"]
    for column in runs_frame([]).columns:
        assert column in known or column.startswith(tuple(patterns))
