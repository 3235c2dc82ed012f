"""Best known plans and bounds as files, and what the docs say of them."""

import json
import re
from pathlib import Path

import pytest

import standalloc as sa
from standalloc.bench.records import (
    SCHEMA,
    BestKnown,
    KnownBound,
    KnownPlan,
    Origin,
    is_less,
    plan_text,
    read_all,
    read_best_known,
    record_files,
    record_path,
    write_best_known,
)
from standalloc.io import read, read_plan
from standalloc.model import InputError, VisitKey
from tests.bench.conftest import write_airport

PAGE = (Path(__file__).parents[2] / "docs" / "benchmarks.md").read_text(encoding="utf-8")


@pytest.fixture
def known(record) -> BestKnown:
    origin = Origin.of(record())
    return BestKnown(
        schema_version=SCHEMA,
        family="tiny",
        instance="two",
        fingerprint="f" * 64,
        plan=KnownPlan(objective=120.0, tiers=(0.0, 120.0), origin=origin),
        bounds=(KnownBound(tier=2, bound=100.0, held=(0.0,), origin=origin),),
    )


def test_the_origin_is_the_run(record):
    run = record()
    origin = Origin.of(run)
    assert (origin.run, origin.config, origin.seconds, origin.machine) == (
        *(run.run, run.config, run.seconds),
        run.machine,
    )


def test_what_is_written_is_read_back(known, tmp_path):
    write_best_known(known, tmp_path, "turn,visit,stand\nT1,full,C1\n")
    path = record_path(tmp_path, "tiny", "two")
    assert [*record_files(tmp_path)] == [path]
    assert read_best_known(path) == known
    assert read_all(tmp_path) == [known]
    assert path.with_suffix(".csv").read_text() == "turn,visit,stand\nT1,full,C1\n"
    write_best_known(known.model_copy(update={"bounds": ()}), tmp_path)
    assert read_best_known(path).bounds == ()
    assert path.with_suffix(".csv").read_text() == "turn,visit,stand\nT1,full,C1\n"


def test_costs_are_those_of_the_tiers_or_the_whole(known):
    assert known.plan.costs == (0.0, 120.0)
    assert known.plan.model_copy(update={"tiers": ()}).costs == (120.0,)


def test_the_bound_of_each_tier(known):
    assert known.bound_of(0) is None
    assert known.bound_of(1) == known.bounds[0]


@pytest.mark.parametrize(("costs", "holds"), [((0.0, 200.0), True), ((1.0, 0.0), False), ((-1.0, 0.0), True)])
def test_a_bound_holds_for_plans_that_keep_the_tiers_before_as_low(known, costs, holds):
    assert known.bounds[0].holds_for(costs) is holds


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [(1.0, 2.0, True), (2.0, 1.0, False), (1.0, 1.0, False), (1.0, 1.0 + 1e-9, False), (1e7, 1e7 + 1, False)],
)
def test_less_by_more_than_decimals_go_astray(one, other, less):
    assert is_less(one, other) is less


def test_a_stored_plan_says_the_stand_of_each_visit(tmp_path):
    day = write_airport(tmp_path / "two")
    instance = read(day.folder, day.schedule)
    plan = sa.Plan({VisitKey("T1", "full"): "C1"})
    text = plan_text(plan, instance)
    assert text == "turn,visit,stand\nT1,full,C1\nT2,full,\n"
    (tmp_path / "plan.csv").write_text(text)
    assert read_plan(tmp_path / "plan.csv", instance).stands == plan.stands


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema is not as docs/benchmarks.md has it"),
        ({"plan": None}, "plan is not as"),
        ({"more": 1}, "more is not as"),
        ({"bounds": [{"tier": -1}]}, "bounds.0.tier is not as"),
    ],
)
def test_a_malformed_record_is_named_with_its_fix(known, tmp_path, change, message):
    write_best_known(known, tmp_path)
    path = record_path(tmp_path, "tiny", "two")
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    other = path.with_name("other.json")
    other.write_text("{")
    with pytest.raises(InputError) as caught:
        read_all(tmp_path)
    [not_json, malformed] = caught.value.problems
    assert (malformed.file, not_json.file) == (str(path), str(other))
    assert message in malformed.message
    assert "restore the file" in malformed.fix


def test_every_key_is_documented():
    (text,) = re.findall(r"^### Files of the records\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL)
    rows = dict(re.findall(r"^\| (`.*?) \| (.*) \|$", text, re.MULTILINE))
    told = {name: rest for names, rest in rows.items() for name in re.findall(r"`(\w+)`", names)}
    assert list(told) == [info.alias or name for name, info in BestKnown.model_fields.items()] + ["origin"]
    for key, kind in (("plan", KnownPlan), ("bounds", KnownBound), ("origin", Origin)):
        assert re.findall(r"`(\w+)`", told[key]) == list(kind.model_fields)
