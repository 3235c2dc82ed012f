"""What differs between two plans."""

import pytest

from standalloc.cli.comparison import Comparison
from standalloc.model import Airport, Instance, Plan, Stand, Turn, VisitKey

STANDS = (Stand(stand="C1", kind="contact", max_code="C"), Stand(stand="R1", kind="remote", max_code="C"))
TURNS = tuple(
    Turn(turn=name, code="C", arrival_time=f"2026-01-05T{hour}:00Z", arrival_pax=100)
    for name, hour in (("A", "08"), ("B", "08"), ("C", "20"))
)
INSTANCE = Instance(Airport(code="XYZ", timezone="UTC", stands=STANDS), TURNS)
A, B, C = (VisitKey(name, "arrival") for name in "ABC")
FIRST = Plan({A: "C1", B: "R1", C: "C1"})


def test_a_plan_does_not_differ_from_itself() -> None:
    document = Comparison.of(INSTANCE, FIRST, FIRST).document()
    assert document["moved"] == []
    assert document["change"] == 0
    assert set(document["terms"].values()) == {0}


def test_what_moved_and_what_it_changes() -> None:
    compared = Comparison.of(INSTANCE, FIRST, Plan({A: "C1", C: "R1"}))
    document = compared.document()
    assert document["moved"] == [
        {"turn": "B", "visit": "arrival", "from": "R1", "to": ""},
        {"turn": "C", "visit": "arrival", "from": "C1", "to": "R1"},
    ]
    assert document["terms"]["unallocated"] == 10_000
    assert document["terms"]["bus_passenger"] == 0
    assert document["change"] == pytest.approx(10_000)
    assert (document["first"]["unallocated"], document["second"]["unallocated"]) == (0, 1)
    assert compared.valid == (True, True)


def test_a_plan_that_violates_rules_is_said_to() -> None:
    compared = Comparison.of(INSTANCE, FIRST, Plan({A: "C1", B: "C1", C: "C1"}))
    assert compared.valid == (True, False)
    assert compared.document()["second"]["violations"] == 1
    assert compared.document()["second"]["bus_passengers"] == 0
