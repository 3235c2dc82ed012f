"""`docs/benchmarks.md` documents every key of a replay's records and every column of its table."""

import re

from standalloc.bench.replay.counting import Counts
from standalloc.bench.replay.record import SCHEMA, DayRecord
from standalloc.bench.replay.report import days_csv
from tests.docs.test_benchmarks import rows, section

TITLE = "The record of a day"


def test_every_key_of_a_record():
    assert list(rows(TITLE)) == [info.alias or name for name, info in DayRecord.model_fields.items()]
    assert f"version {SCHEMA} of its schema" in section(TITLE)


def test_every_figure_that_counts():
    named = re.findall(r"`(\w+)`", rows(TITLE)["counts"])
    assert named == [*Counts.model_fields, "null"]


def test_every_column_of_the_days():
    text = section(TITLE)
    named = re.findall(r"`(\w+)`", text[text.index("`days.csv`") :])
    assert set(days_csv([]).strip().split(",")) == {*named, *Counts.model_fields}
