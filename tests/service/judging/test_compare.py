import json

from standalloc.check import check
from standalloc.check.comparison import Comparison
from standalloc.io import comparison_document, violation_document
from standalloc.model import Plan
from standalloc.service.judging.compare import compare_plans
from tests.check.builder import Build
from tests.check.random_days import day_and_plan

DAY = Build.day(
    [Build.stand("C1"), Build.stand("R1", "remote")],
    [
        Build.turn("T1", "08:00", "14:00", arrival_pax=100, departure_pax=90),
        Build.turn("T2", "10:00", "11:00", arrival_pax=80),
    ],
)


def test_counts_of_what_moved_and_how():
    first = Build.plan("T1/arrival=C1 T1/parking=C1 T2=R1")
    second = Build.plan("T1/arrival=C1 T1/parking=R1 T1/departure=C1")
    document = compare_plans(DAY, first, second)
    counts = {"visits": 4, "moved": 3, "turns_moved": 2, "newly_allocated": 1, "newly_unallocated": 1}
    assert document["counts"] == counts
    assert {(row["turn"], row["visit"], row["from"], row["to"]) for row in document["moved"]} == {
        ("T1", "parking", "C1", "R1"),
        ("T1", "departure", "", "C1"),
        ("T2", "full", "R1", ""),
    }


def test_what_only_one_of_them_breaks():
    kept, broken = Build.plan("T1/parking=C1 T2=R1"), Build.plan("T1/parking=C1 T2=C1")
    (violation,) = check(DAY, broken).violations
    there, back = compare_plans(DAY, kept, broken), compare_plans(DAY, broken, kept)
    assert (there["broken"], there["mended"]) == ([violation_document(violation, DAY)], [])
    assert (back["broken"], back["mended"]) == ([], [violation_document(violation, DAY)])
    both = compare_plans(DAY, broken, broken)
    assert (both["broken"], both["mended"], both["first"]["violations"]) == ([], [], 1)


def test_empty_plans_differ_in_nothing():
    document = compare_plans(DAY, Plan(), Plan())
    assert document["moved"] == []
    assert document["change"] == 0
    assert document["counts"]["moved"] == 0


def test_the_rest_is_what_the_command_says():
    instance, plan = day_and_plan(3)
    document = compare_plans(instance, plan, Plan())
    said = comparison_document(Comparison.of(instance, plan, Plan()))
    assert {name: document[name] for name in said} == said
    assert json.loads(json.dumps(document, allow_nan=False)) == document
