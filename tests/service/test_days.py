"""Days and plans as the store keeps them."""

import json

import pytest

from standalloc.check import check
from standalloc.io import instance_document
from standalloc.model import InputError, Plan, Reason, Result, VisitKey
from standalloc.service.days import Conditions, plan_document, plan_figures, read_day, stored_plan
from tests.check.random_days import day_and_plan
from tests.service.api.client import AIRPORT, SCHEDULE

FIRST, SECOND = VisitKey("AB101", "full"), VisitKey("AB103", "full")


def closure(stand):
    return {"stand": stand, "from": "2030-06-01T05:00+02:00", "to": "2030-06-01T10:00+02:00"}


def test_closures_of_airport_and_day():
    day = read_day({**AIRPORT, "closures": [closure("A1")]}, {**SCHEDULE, "closures": [closure("A2")]}, "summer")
    assert [row.stand for row in day.closures] == ["A1", "A2"]
    assert day.name == "summer"


def test_conditions():
    pins = [{"turn": "AB103", "visit": "*", "stand": "A2"}]
    scheduled = {**SCHEDULE, "pins": [{"turn": "AB101", "visit": "*", "stand": "A1"}]}
    day = read_day(AIRPORT, scheduled, "", Conditions(pins, {"tow": 7}))
    assert day.pinned == {FIRST: "A1", SECOND: "A2"}
    assert day.airport.objective.tow == 7
    assert read_day(AIRPORT, scheduled).airport.objective.tow == 40


def test_conditions_that_do_not_fit():
    with pytest.raises(InputError):
        read_day(AIRPORT, SCHEDULE, "", Conditions([{"turn": "AB101", "visit": "*", "stand": "Z9"}]))
    with pytest.raises(InputError):
        read_day(AIRPORT, SCHEDULE, "", Conditions(objective={"tow": -1}))


def test_a_plan_is_judged_against_the_reference_it_was_made_with():
    moved = [{"turn": "AB101", "visit": FIRST.part, "stand": "R1"}]
    conditions = Conditions(reference=moved)
    day = read_day(AIRPORT, SCHEDULE, "", conditions)
    assert day.reference == {FIRST: "R1"}
    plan = Plan({FIRST: "A1"})
    judgement = check(day, plan)
    document = json.loads(json.dumps(plan_document(plan, day, judgement, conditions)))
    again = read_day(AIRPORT, SCHEDULE, "", Conditions.of_plan(document))
    assert again == day
    assert check(again, plan).terms["change"].amount == judgement.terms["change"].amount == 1
    assert check(read_day(AIRPORT, SCHEDULE), plan).terms["change"].amount == 0


def test_a_plan_comes_back_as_it_was():
    """With its reasons, and with a visit that the turn does not have."""
    day = read_day(AIRPORT, SCHEDULE)
    stands = {FIRST: "A1", VisitKey("AB101", "parking"): "R1"}
    plan = Plan(stands, {SECOND: Reason("", "Sunday: no reason")})
    judgement = check(day, plan)
    conditions = Conditions([{"turn": "AB101", "visit": "*", "stand": "A1"}], {"tow": 7})
    document = json.loads(json.dumps(plan_document(plan, day, judgement, conditions)))
    back = stored_plan(document)
    assert back.stands == stands
    assert back.reasons == {**judgement.reasons, SECOND: Reason("", "Sunday: no reason")}
    assert Conditions.of_plan(document) == Conditions(tuple(conditions.pins), conditions.objective)
    assert [one["rule"] for one in document["violations"]] == [one.rule for one in judgement.violations]


@pytest.mark.parametrize("seed", range(20))
def test_random_days_come_back_as_they_were(seed):
    day, plan = day_and_plan(seed)
    whole = json.loads(json.dumps(instance_document(day)))
    airport = whole.pop("airport")
    name = whole.pop("name", "")
    back = read_day(airport, whole, name)
    assert back == day
    document = json.loads(json.dumps(plan_document(plan, day, check(day, plan))))
    assert stored_plan(document).stands == plan.stands


def test_figures():
    day = read_day(AIRPORT, SCHEDULE)
    plan = Plan({FIRST: "A1"})
    judgement = check(day, plan)
    by_hand = plan_figures(judgement)
    assert (by_hand["valid"], by_hand["unallocated"], by_hand["bound"], by_hand["status"]) == (True, 2, None, None)
    solved = plan_figures(judgement, Result("feasible", plan, judgement, 5.0, 0.0, 1.0))
    assert (solved["bound"], solved["status"]) == (5.0, "feasible")
