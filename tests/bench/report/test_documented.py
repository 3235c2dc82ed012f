"""`docs/benchmarks.md` says what every figure and every part of a report means, and no more."""

import re
from pathlib import Path

import pytest

from standalloc.bench.report import Results, report_of
from standalloc.bench.report.bounds import Bounds
from standalloc.bench.report.measures import COURSE_MEASURES, plan_measures
from standalloc.bench.report.tables import MOST_RUNS

PAGE = (Path(__file__).parents[3] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
[SECTION] = re.findall(r"^## Reading a report\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
FIGURES, PARTS = (
    [name for cell in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for name in re.findall(r"`(.*?)`", cell)]
    for table in SECTION.split("| part |")
)


@pytest.fixture
def everything(solved, failed):
    """A report with every part there can be."""
    hub = solved("hub1040-1", suite="engine", family="hub1040, 300 s", time_limit=300.0)
    records = [hub, solved(), solved(config="fcfs", objective=50.0, bound=10.0), solved("b"), failed("b", "fcfs")]
    return report_of(Results("year", records), Results("DIR2", [solved()]))


def test_every_figure():
    assert [measure.name for measure in (*plan_measures(Bounds([])), *COURSE_MEASURES)] == FIGURES


def test_every_part(everything):
    titles = {part.title for part in (*everything.pictures, *everything.every_table)}
    assert titles == set(PARTS)
    assert len(PARTS) == len(set(PARTS))


def test_how_many_runs_are_shown_one_by_one():
    assert f"of groups of up to {MOST_RUNS} |" in SECTION
