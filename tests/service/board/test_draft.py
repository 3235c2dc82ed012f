"""Drafts: moves made one after the other in a plan."""

import pytest

from standalloc.model import Plan, Reason
from standalloc.service.board.draft import Move, UnknownVisitError, changes, drafted
from tests.check.builder import Build

DAY = Build.day([Build.stand("C1"), Build.stand("C2")], [Build.turn("T1", "08:00", "09:00")])
T1, X = Build.key("T1"), Build.key("X")
PLAN = Build.plan("T1=C1 X=C2")


@pytest.mark.parametrize(
    ("stands", "changed"),
    [([], {}), (["C2"], {T1: "C2"}), (["C2", "C1"], {}), (["C2", None], {T1: None}), ([None, "C2"], {T1: "C2"})],
)
def test_the_last_move_of_a_visit_holds(stands, changed):
    assert changes(DAY, PLAN, [Move(T1, stand) for stand in stands]) == changed


def test_the_order_of_visits_makes_no_difference():
    one, other = Move(T1, None), Move(X, None)
    assert [*changes(DAY, PLAN, [one, other])] == [*changes(DAY, PLAN, [other, one])]


def test_a_visit_of_the_plan_alone_can_be_taken_off():
    assert drafted(PLAN, changes(DAY, PLAN, [Move(X, None)])).stands == {T1: "C1"}


def test_a_visit_that_is_nowhere():
    with pytest.raises(UnknownVisitError, match="the schedule has no visit 'T1 \\(parking\\)'"):
        changes(DAY, PLAN, [Move(Build.key("T1/parking"), "C1")])


def test_reasons_of_visits_that_move_are_forgotten():
    plan = Plan({}, {T1: Reason("occupied", "..."), X: Reason("closed", "...")})
    assert drafted(plan, {T1: "C1"}).reasons == {X: Reason("closed", "...")}
    assert drafted(plan, {}) is plan
