"""Interval colouring: every allocation gets its stands, and wishes are pleased where nothing stands against them."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.allocation import Allocation, from_stands
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


def used(stands):
    return len(set(stands.values()))


@pytest.mark.parametrize(("objective", "stands"), [({"stand_used": 1}, 2), ({"tiers": [["stand_used"]]}, 2)])
def test_stands_that_are_counted_are_as_few_as_may_be(build, objective, stands):
    """Six turns of which two meet: two stands, whatever the wishes for all of them."""
    turns = [build.turn(f"T{n}", f"{8 + n}:00", f"{9 + n}:30") for n in range(6)]
    day = build.day([build.stand(name) for name in "ABCDEF"], turns, objective=objective)
    problem = compile_problem(day)
    allocation = Allocation((0,) * 6, frozenset())
    wishes = {visit.key: name for visit, name in zip(day.visits, "ABCDEF", strict=True)}
    assert used(to_stands(problem, allocation, {})) == used(to_stands(problem, allocation, wishes)) == stands
    assert allocation.peak(problem.chains[0]) == stands


def test_stands_that_are_not_counted_are_as_many_as_wished(build):
    turns = [build.turn(f"T{n}", f"{8 + n}:00", f"{8 + n}:30") for n in range(3)]
    problem = compile_problem(build.day([build.stand(name) for name in "ABC"], turns))
    wishes = build.plan("T0=C T1=A T2=B").stands
    assert to_stands(problem, Allocation((0,) * 3, frozenset()), wishes) == wishes


def test_among_used_stands_a_wish_is_heard(build):
    """Both stands are in use when the third comes: it gets the one it asks for."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00"), build.turn("V", "10:00", "11:00")]
    day = build.day([build.stand(name) for name in "ABC"], turns, objective={"stand_used": 1})
    for name in "AB":
        stands = to_stands(compile_problem(day), Allocation((0,) * 3, frozenset()), build.plan(f"V={name}").stands)
        assert stands[VisitKey("V", "full")] == name


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_as_many_counted_stands_as_the_highest_loads(seed, rng):
    instance = random_day(seed)
    problem = compile_problem(instance)
    found = greedy_allocation(problem)
    wishes = {visit.key: rng.choice(list(instance.stand)) for visit in instance.visits}
    stands = set(to_stands(problem, found, wishes).values())
    for k in {k for tariff in problem.stages for k in tariff.peaks}:
        names = {stand.id for stand in problem.classes[k].stands}
        assert len(stands & names) == found.peak(problem.chains[k])


@pytest.mark.parametrize(("taxi", "stands"), [(0, 2), (30, 1)])
def test_occupancies_are_those_on_the_class(build, taxi, stands):
    """T leaves at 9:30 and U comes at 9:20; on stands half an hour from the runway at 9:00 and at 9:50."""
    columns = {"taxi_in_min": taxi, "taxi_out_min": taxi}
    turns = [build.turn("T", "8:00", "9:30"), build.turn("U", "9:20", "11:00")]
    names = [build.stand(name, **columns) for name in "AB"]
    policy, objective = {"times": "runway"}, {"stand_used": 1}
    problem = compile_problem(build.day(names, turns, policy=policy, objective=objective))
    found = to_stands(problem, Allocation((0, 0), frozenset()), {})
    assert used(found) == stands
    assert check(problem.instance, Plan(found)).is_valid


def test_handling_away_from_a_bridge_is_longer(build):
    """At 8:30 the first is still there where no bridge serves it."""
    turns = [build.turn("T", "8:00", seats=100), build.turn("U", "8:30", seats=100)]
    for kind, stands in (("contact", 1), ("remote", 2)):
        day = build.day(
            [build.stand(name, kind) for name in "AB"],
            turns,
            policy={"buffer_min": 0},
            objective={"stand_used": 1},
            handling=[build.handling("Regional", 30, 45)],
        )
        problem = compile_problem(day)
        found = to_stands(problem, Allocation((0, 0), frozenset()), {})
        assert used(found) == stands
        assert check(day, Plan(found)).is_valid
