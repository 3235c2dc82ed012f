"""Interval colouring: every allocation gets its stands, and wishes are pleased where nothing stands against them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.allocation import Allocation, from_stands
from standalloc.engine.colouring import to_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.greedy import greedy_allocation
from standalloc.model import Plan, VisitKey
from tests.engine.random_days import random_day


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_it_never_fails_whatever_the_wishes(seed, rng):
    instance = random_day(seed)
    problem = compile_problem(instance)
    names = list(instance.stand)
    wishes = {visit.key: rng.choice(names) for visit in instance.visits if rng.random() < 0.7}
    found = greedy_allocation(problem)
    stands = to_stands(problem, found, wishes)
    assert check(instance, Plan(stands)).is_valid
    again = from_stands(problem, stands)
    assert again.classes == found.classes
    # What shares a stand by the allocation does so by name; a tow may have come to nothing, none has been added.
    assert again.cost(problem) <= found.cost(problem)


def test_what_overfills_a_class_is_handed_to_the_judge(build):
    """No stage should offer this; if one does, it is refused like any plan, and nothing else comes to harm."""
    policy = {"buffer_min": 0, "split_min": 105}
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00"), build.turn("V", "8:00", "9:45")]
    problem = compile_problem(build.day([build.stand("A")], turns, policy=policy))
    stands = to_stands(problem, Allocation((0, 0, None, 0, None), frozenset()), {})
    assert set(stands.values()) == {"A"}
    assert {violation.rule for violation in check(problem.instance, Plan(stands)).violations} == {"overlap"}


def crowd(build, wishes=""):
    """Return four stands of one class, eight turns of which at most four meet, and wishes as a plan."""
    turns = [build.turn(f"T{n}", f"8:{5 * n:02}", f"{8 + n // 4 + 1}:00") for n in range(4)]
    turns += [build.turn(f"U{n}", f"11:{5 * n:02}", "12:00") for n in range(4)]
    problem = compile_problem(build.day([build.stand(name) for name in "ABCD"], turns))
    return problem, to_stands(problem, greedy_allocation(problem), build.plan(wishes).stands)


@pytest.mark.parametrize(
    "wishes",
    ["T0=D T1=C T2=B T3=A", "T3=A", "T0=B U0=B", "T1=A U1=B T3=C U3=C"],
)
def test_wishes_that_do_not_clash_all_come_true(build, wishes):
    problem, stands = crowd(build, wishes)
    assert len(stands) == 8
    assert build.plan(wishes).stands.items() <= stands.items()
    assert check(problem.instance, Plan(stands)).is_valid


def test_of_wishes_that_clash_the_first_comes_true(build):
    _, stands = crowd(build, "T0=A T1=A")
    assert stands[VisitKey("T0", "full")] == "A" != stands[VisitKey("T1", "full")]


def test_a_wish_for_a_stand_of_another_class_does_no_harm(build):
    _, stands = crowd(build, "T0=Z")
    assert len(stands) == 8


def test_a_stay_is_one_stand_from_its_first_visit_to_its_last(build):
    """Two long stays and what comes and goes beside them."""
    turns = [build.turn("L", "8:00", "14:00"), build.turn("M", "8:10", "13:00")]
    turns += [build.turn(f"T{n}", f"{8 + n}:15", f"{8 + n}:55") for n in range(6)]
    problem = compile_problem(build.day([build.stand(name) for name in "ABC"], turns))
    stands = to_stands(problem, greedy_allocation(problem), {})
    assert len(stands) == 12
    for turn in "LM":
        visits = problem.instance.visits_of[turn]
        assert all(stands[one.key] == stands[other.key] for one, other in pairwise(visits))
    assert check(problem.instance, Plan(stands)).is_valid


def test_a_stay_gets_the_stand_that_any_of_its_visits_wishes_for(build):
    problem = compile_problem(build.day([build.stand(name) for name in "ABC"], [build.turn("L", "8:00", "14:00")]))
    stands = to_stands(problem, greedy_allocation(problem), build.plan("L/departure=C").stands)
    assert set(stands.values()) == {"C"}


def test_references_cost_nothing_and_are_pleased(build):
    """Changes are free here, so the four stands are one class; every visit is back on its reference all the same."""
    turns = [build.turn(f"T{n}", f"8:{5 * n:02}", "9:30", reference_stand="DCBA"[n]) for n in range(4)]
    instance = build.day([build.stand(name) for name in "ABCD"], turns, objective={"change": 0})
    problem = compile_problem(instance)
    assert len(problem.classes) == 1
    stands = to_stands(problem, greedy_allocation(problem), instance.references)
    assert stands == dict(instance.references)
