"""Happenings: what brings a tow about, and what its movements."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.allocation import from_stands
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.happenings import Cause, Happening, used


@pytest.fixture
def problem(build):
    """Return a stay on one of two equal stands at the terminal, or on a remote one."""
    stands = [build.stand("A"), build.stand("B"), build.stand("R", "remote")]
    return compile_problem(build.day(stands, [build.turn("T", "8:00", "12:00")]))


PLANS = {
    "": (False, False),
    "T/arrival=A T/parking=A T/departure=A": (False, False),
    "T/arrival=A T/parking=B T/departure=B": (True, False),
    "T/arrival=A T/parking=R T/departure=A": (True, True),
    "T/arrival=R T/parking=R T/departure=B": (False, True),
    "T/arrival=A T/parking=R": (True, False),
    "T/arrival=A T/departure=B": (False, False),
}


@pytest.mark.parametrize("plan", PLANS)
def test_a_tow_is_two_visits_on_two_stands(build, problem, plan):
    """Of one class or of two; a visit without a stand is towed nowhere."""
    allocation = from_stands(problem, build.plan(plan).stands)
    tows = tuple(link.tow.happens(allocation.classes, allocation.pairs) for link in problem.links)
    assert tows == PLANS[plan]


@pytest.mark.parametrize(
    ("plan", "leaves", "reaches"),
    [
        ("T/arrival=A T/parking=A", False, False),
        ("T/arrival=A T/parking=B", True, True),
        ("T/arrival=A T/parking=R", True, False),
        ("T/arrival=R T/parking=A", False, True),
        ("T/arrival=R T/parking=R", False, False),
        ("T/arrival=A", False, False),
        ("T/parking=A", False, False),
    ],
)
def test_a_tow_moves_out_of_some_classes_and_into_some(build, problem, plan, leaves, reaches):
    """The lane is that of A and B."""
    allocation = from_stands(problem, build.plan(plan).stands)
    link = problem.links[0]
    assert [stand.id for stand in problem.classes[0].stands] == ["A", "B"]
    found = [link.movement(out, [0]).holds(allocation.classes, allocation.pairs) for out in (True, False)]
    assert found == [leaves, reaches]


def test_links_are_consecutive_visits_and_their_stays(problem):
    assert [(link.first, link.second) for link in problem.links] == [(0, 1), (1, 2)]
    for link in problem.links:
        assert [(p.first.stand_class, p.second.stand_class) for p in link.pairs] == [(0, 0), (1, 1)]


def test_a_used_column_is_cause_enough():
    cause = used(Column(1, 2))
    assert cause.holds([None, 2], frozenset())
    assert not cause.holds([2, None], frozenset())


def test_any_cause_suffices():
    happening = Happening((used(Column(0, 0)), used(Column(1, 1))), (0, 1))
    found = {on: happening.happens(on, frozenset()) for on in ((0, None), (None, 1), (0, 1), (1, 0), (None, None))}
    assert found == {(0, None): True, (None, 1): True, (0, 1): True, (1, 0): False, (None, None): False}


def test_a_cause_whose_columns_are_all_gone_never_holds(problem):
    """It is not the cause that asks for no column."""
    link = problem.links[0]
    cause = link.movement(True, [0]).without(lambda column: column == (0, 0))
    assert cause == Cause((), (), (1,))
    assert not cause.holds([0, 1, None], frozenset())
    tow = link.tow.causes[0].without(lambda column: column == (0, 0))
    assert tow.columns is None
    assert [tuple(pair.first) for pair in tow.pairs] == [(0, 1)]
    assert tow.holds([0, 1, None], frozenset())


def test_it_concerns_the_visits_that_decide(problem):
    happening = problem.links[1].tow
    assert [happening.concerns({v}) for v in range(3)] == [False, True, True]
    assert not happening.concerns(frozenset())
