"""Results, judgements and problems as documents."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import judgement_document, plan_rows, problem_document, read, result_document
from standalloc.model import Instance, Plan, Problem, Result, Tier, VisitKey


@pytest.fixture
def instance(write_folder: Callable[..., Path]) -> Instance:
    return read(write_folder())


GOOD = Plan({VisitKey("T1", "full"): "A1", VisitKey("T3", "departure"): "R1"})


def test_a_result(instance: Instance) -> None:
    judgement = check(instance, GOOD)
    result = Result(
        "feasible",
        GOOD,
        judgement,
        bound=30_000.0,
        floor=0.0,
        seconds=1.23456,
        peak_memory_mb=98.76,
        versions={"python": "3"},
    )
    document = result_document(result, instance)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert {
        *("airport", "schedule", "status", "objective", "bound", "gap", "floor", "gap_above_floor", "seconds"),
        *("turns", "visits", "unallocated", "bus_passengers", "contact_rate", "contact_rate_flights", "tows"),
        *("peak_tugs", "peak_buses", "unused_bridges", "missed_transfers"),
        *("terms", "tiers", "violations", "seed", "workers", "config", "versions", "interrupted", "plan"),
        *("peak_memory_mb", "time_limit", "work_limit"),
    } == set(document)
    assert (document["airport"], document["schedule"]) == ("JFK", "2013-07-11")
    assert (document["status"], document["seconds"], document["bound"]) == ("feasible", 1.235, 30_000.0)
    assert document["peak_memory_mb"] == 98.8
    assert (document["turns"], document["visits"], document["unallocated"]) == (3, 5, 3)
    assert document["terms"]["unallocated"] == {"amount": 3, "cost": 30_000.0}
    assert document["objective"] == sum(term["cost"] for term in document["terms"].values())
    assert (document["tiers"], document["violations"]) == ([], [])
    assert document["plan"] == plan_rows(GOOD, instance)


def test_tiers(instance: Instance) -> None:
    tiers = (("unallocated",), ("bus_passenger", "tow"))
    objective = instance.airport.objective.model_copy(update={"tiers": tiers})
    instance = replace(instance, airport=instance.airport.model_copy(update={"objective": objective}))
    judgement = check(instance, GOOD)
    proven = (Tier(tiers[0], 30_000.0, 30_000.0, "optimal"), Tier(tiers[1], 125.0, None, "feasible"))
    result = Result("feasible", GOOD, judgement, None, 0.0, 1.0, tiers=proven)
    assert result_document(result, instance)["tiers"] == [
        {"terms": ["unallocated"], "objective": 30_000.0, "bound": 30_000.0, "gap": 0.0, "status": "optimal"},
        {"terms": ["bus_passenger", "tow"], "objective": 125.0, "bound": None, "gap": None, "status": "feasible"},
    ]
    assert judgement_document(judgement, instance)["tiers"] == [
        {"terms": ["unallocated"], "objective": 30_000.0},
        {"terms": ["bus_passenger", "tow"], "objective": 125.0},
    ]


def test_a_result_without_a_bound(instance: Instance) -> None:
    document = result_document(Result("feasible", GOOD, check(instance, GOOD), None, 0.0, 1.0), instance)
    assert document["bound"] is document["gap"] is document["gap_above_floor"] is None


def test_a_judgement(instance: Instance) -> None:
    plan = Plan(dict.fromkeys([VisitKey("T1", "full"), VisitKey("T2", "arrival")], "A2"))
    document = judgement_document(check(instance, plan), instance)
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    assert document["valid"] is False
    assert document["tiers"] == []
    (overlap,) = [violation for violation in document["violations"] if violation["rule"] == "overlap"]
    assert overlap["turns"] == ["T1", "T2"]
    assert overlap["visits"] == [{"turn": "T1", "visit": "full"}, {"turn": "T2", "visit": "arrival"}]
    assert overlap["stands"] == ["A2"]
    assert overlap["start"].startswith("2013-07-11T08:")
    assert {(reason["turn"], reason["visit"]) for reason in document["reasons"]} == {
        *(("T2", "parking"), ("T2", "departure"), ("T3", "departure"))
    }


def test_a_problem() -> None:
    problem = Problem(
        "bad_code", "max_code 'G' is not one of A-F", "write it", "error", "stands", 2, "max_code", "s.csv", 4
    )
    assert problem_document(problem) == {
        "code": "bad_code",
        "message": "max_code 'G' is not one of A-F",
        "fix": "write it",
        "severity": "error",
        "table": "stands",
        "row": 2,
        "column": "max_code",
        "file": "s.csv",
        "line": 4,
    }
