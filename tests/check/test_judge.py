"""The judgement as a whole: unknown stands, and the order of things."""

import pytest

from standalloc.check import check
from standalloc.check.rules import CHECKS
from standalloc.model import RULES, InputError, Plan


def test_rules_are_those_of_the_model():
    assert tuple(CHECKS) == RULES


def test_an_unknown_stand_is_bad_input(build):
    instance = build.day([build.stand("C1")], [build.turn("T1", "08:00", "14:00")])
    with pytest.raises(InputError, match=r"stand 'C9' of visit T1 \(arrival\) is not in stands.csv") as error:
        check(instance, build.plan("T1/arrival=C9 T1/parking=C1"))
    assert [p.code for p in error.value.problems] == ["unknown_stand"]


def test_an_empty_day(build):
    judgement = check(build.day([], []), Plan())
    assert judgement.is_valid
    assert judgement.objective == 0


def test_the_same_plan_in_another_order_is_judged_the_same(build):
    turns = [build.turn(f"T{i}", "08:00", "09:00", code="E") for i in range(4)]
    instance = build.day([build.stand("C1", max_code="C")], turns)
    plan = build.plan("T0=C1 T1=C1 T2=C1 T3=C1")
    backwards = Plan(dict(reversed(plan.stands.items())))
    assert check(instance, plan) == check(instance, backwards)
    assert not check(instance, plan).is_valid
