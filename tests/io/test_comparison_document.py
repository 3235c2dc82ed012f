"""A comparison of two plans as a document."""

import json
from dataclasses import replace

from standalloc.check.comparison import Comparison
from standalloc.io import comparison_document
from standalloc.model import Airport, Instance, Objective, Plan, Stand, Turn, VisitKey

STANDS = (Stand(stand="C1", kind="contact", max_code="C"), Stand(stand="R1", kind="remote", max_code="C"))
TURNS = tuple(
    Turn(turn=name, code="C", arrival_time=f"2026-01-05T{hour}:00Z", arrival_pax=100)
    for name, hour in (("A", "08"), ("B", "08"), ("C", "20"))
)
INSTANCE = Instance(Airport(code="XYZ", timezone="UTC", stands=STANDS), TURNS)
A, B, C = (VisitKey(name, "arrival") for name in "ABC")
FIRST = Plan({A: "C1", B: "R1", C: "C1"})


def test_a_plan_does_not_differ_from_itself() -> None:
    document = comparison_document(Comparison.of(INSTANCE, FIRST, FIRST))
    assert document["moved"] == []
    assert document["change"] == 0
    assert set(document["terms"].values()) == {0}


def test_what_moved_and_what_it_changes() -> None:
    document = comparison_document(Comparison.of(INSTANCE, FIRST, Plan({A: "C1", C: "R1"})))
    assert document["moved"] == [
        {"turn": "B", "visit": "arrival", "from": "R1", "to": ""},
        {"turn": "C", "visit": "arrival", "from": "C1", "to": "R1"},
    ]
    assert document["terms"]["unallocated"] == 10_000
    assert document["terms"]["bus_passenger"] == 0
    assert document["change"] == 10_000
    assert (document["first"]["unallocated"], document["second"]["unallocated"]) == (0, 1)
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_a_plan_that_violates_rules_is_said_to() -> None:
    document = comparison_document(Comparison.of(INSTANCE, FIRST, Plan({A: "C1", B: "C1", C: "C1"})))
    assert (document["first"]["violations"], document["second"]["violations"]) == (0, 1)
    assert document["second"]["bus_passengers"] == 0


def test_with_tiers() -> None:
    objective = Objective(tiers=(("unallocated",), ("bus_passenger", "tow")))
    tiered = replace(INSTANCE, airport=INSTANCE.airport.model_copy(update={"objective": objective}))
    document = comparison_document(Comparison.of(tiered, FIRST, Plan({A: "C1", B: "R1", C: "R1"})))
    assert (document["first"]["tiers"], document["second"]["tiers"]) == ([0, 100], [0, 200])
