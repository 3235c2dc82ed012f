"""Loads: what is left of every chain, visit by visit, is what a fresh count says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.loads import Loads, Placed
from standalloc.engine.problem.allocation import from_stands
from standalloc.engine.problem.chains import Column, Event, Rebate, span
from standalloc.model import Plan
from tests.engine.random_days import random_day


def counted(placed):
    """Return what is left of every chain between its moments, counted anew from what is placed."""
    problem, allocation = placed.problem, placed.allocation
    found = []
    for chain in problem.chains:
        moments = sorted({moment for member in chain.members for moment in span(member)})
        left = [chain.capacity] * len(moments)
        for item in (*chain.members, *chain.rebates):
            if not is_there(problem, allocation, item):
                continue
            comes, goes = span(item)
            for index in range(moments.index(comes), moments.index(goes)):
                left[index] -= -item.weight if isinstance(item, Rebate) else item.weight
        found.append(left)
    return found


def is_there(problem, allocation, item):
    if isinstance(item, Rebate):
        return item.pair in allocation.pairs
    if isinstance(item.key, Event):
        return allocation.happens(problem, item.key)
    return allocation.classes[item.key.visit] == item.key.stand_class


def left(placed):
    return [row.tolist() for row in placed.loads._left]


def columns(problem, rng):
    """Return a column of every visit that has some, in random order."""
    visits = list(range(len(problem.visits)))
    rng.shuffle(visits)
    return [Column(v, rng.choice(sorted(problem.costs[v]))) for v in visits if problem.costs[v]]


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_placing_and_taking_back_is_what_a_fresh_count_says(seed, rng):
    """Also of what does not fit: loads are then below nothing, and right again when it is taken back."""
    problem = compile_problem(random_day(seed))
    placed = Placed.nothing(problem)
    for column in columns(problem, rng):
        before = left(placed)
        placement = placed.placement(column)
        fits = placed.loads.fits(placement)
        assert left(placed) == before == counted(placed)
        placed.place(placement)
        after = left(placed)
        assert after == counted(placed)
        assert fits is (min(min(row, default=0) for row in after) >= 0)
        if not fits or rng.random() < 0.3:
            placed.take_back(placement)
            assert left(placed) == before
            assert placed.classes[column.visit] is None


def draws_once(problem, column):
    """Say whether a column draws on no chain twice, as one does whose arriving and departing passengers ride buses."""
    chains = [draw.chain for draw in problem.draws_of(column)]
    return len(set(chains)) == len(chains)


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_what_fits_one_after_the_other_breaks_no_rule(seed, rng):
    problem = compile_problem(random_day(seed))
    placed = Placed.nothing(problem)
    for column in columns(problem, rng):
        is_shut, placement = placed.is_shut(column), placed.placement(column)
        if placed.loads.fits(placement):
            assert not is_shut
            placed.place(placement)
        elif not placement.pairs and not placement.events and draws_once(problem, column):
            assert is_shut
    judgement = check(problem.instance, Plan(to_stands(problem, placed.allocation, {})))
    assert {violation.rule for violation in judgement.violations} <= {"pin"}


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_what_does_not_fit_breaks_a_rule_where_each_stand_is_a_class(seed, rng):
    """Whatever of a plan is refused would be by the checker too."""
    problem = compile_problem(random_day(seed))
    if any(stand_class.capacity > 1 for stand_class in problem.classes):
        return
    placed = Placed.nothing(problem)
    for column in columns(problem, rng):
        placement = placed.placement(column)
        if placed.loads.fits(placement):
            placed.place(placement)
            continue
        stands = to_stands(problem, placed.allocation, {})
        stands[problem.visits[column.visit].key] = problem.classes[column.stand_class].sample.id
        assert {violation.rule for violation in check(problem.instance, Plan(stands)).violations} - {"pin"}


@given(st.integers(0, 100_000), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_a_chain_rises_by_what_its_highest_load_does(seed, rng):
    problem = compile_problem(random_day(seed))
    placed = Placed.nothing(problem)
    for column in columns(problem, rng):
        placement = placed.placement(column)
        chain, k = problem.chains[column.stand_class], column.stand_class
        before, rise = placed.allocation.peak(chain), placed.loads.rise(placement, k)
        placed.place(placement)
        assert placed.allocation.peak(chain) - before == rise


def test_a_copy_is_its_own(build):
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "9:00")]))
    placed = Placed.nothing(problem)
    other = placed.copy()
    other.place(other.placement(Column(0, 0)))
    assert left(placed) == [[1, 1]]
    assert left(other) == [[0, 1]]
    assert (placed.classes, other.classes) == ([None], [0])


def test_loads_come_and_go(build):
    """One stand, 15 minutes behind each visit: what was taken is missing, what was released is back."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "9:14", "10:00"), build.turn("V", "9:15", "10:00")]
    problem = compile_problem(build.day([build.stand("A")], turns))
    placed = Placed.nothing(problem)
    t, u, v = (placed.placement(Column(visit, 0)) for visit in range(3))
    before = placed.loads.copy()
    placed.loads.take(t)
    assert [placed.loads.fits(one) for one in (t, u, v)] == [False, False, True]
    assert before.fits(u)
    placed.loads.release(t)
    assert all(placed.loads.fits(one) for one in (t, u, v))


def test_a_stay_gives_back_the_buffer(build):
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "12:00")]))
    placed = Placed.nothing(problem)
    placed.place(placed.placement(Column(0, 0)))
    assert not placed.loads.fits(placed.placement(Column(1, 0), ()))
    stayed = placed.placement(Column(1, 0))
    assert placed.loads.fits(stayed)
    assert [(pair.first.visit, pair.second.visit) for pair in stayed.pairs] == [(0, 1)]
    assert stayed.events == ()


def test_who_comes_between_two_that_share_a_stand_gives_back_in_their_place(build):
    """Five minutes of parking, fewer than the buffer: placed last, it ends the bridge over itself."""
    problem = compile_problem(
        build.day([build.stand("A")], [build.turn("T", "8:00", "9:50")], policy={"split_min": 110})
    )
    placed = Placed.nothing(problem)
    placed.place(placed.placement(Column(0, 0)))
    placed.place(placed.placement(Column(2, 0)))
    (bridge,) = placed.pairs
    between = placed.placement(Column(1, 0))
    assert between.undone == (bridge,)
    assert [(pair.first.visit, pair.second.visit) for pair in between.pairs] == [(0, 1), (1, 2)]
    placed.place(between)
    assert placed.allocation.peak(problem.chains[0]) == 1
    assert placed.allocation == from_stands(problem, dict.fromkeys(problem.instance.visit, "A"))
    placed.take_back(between)
    assert placed.pairs == {bridge}


@pytest.mark.parametrize(("k", "tows"), [(0, 0), (1, 1)])
def test_what_is_brought_about_is_part_of_it(build, k, tows):
    """The only tug is with T at that time."""
    stands = [build.stand("A", terminal="T1"), build.stand("B", terminal="T2"), build.stand("C", terminal="T3")]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:00", "12:00")]
    problem = compile_problem(build.day(stands, turns, policy={"tow_capacity": 1}))
    placed = Placed.nothing(problem)
    placed.place(placed.placement(Column(0, 0)))
    placed.place(placed.placement(Column(3, 2)))
    moved = placed.placement(Column(1, k))
    assert len(moved.events) == tows
    placed.place(moved)
    free = placed.placement(Column(4, 1 - k))
    assert len(free.events) == 1
    assert placed.loads.fits(free) is (tows == 0)


def test_no_stay_takes_more_memory_than_another(build):
    """A mistyped year: what is left is kept from event to event, not for every minute."""
    turns = [build.turn("T", "8:00", "100000 9:00"), build.turn("U", "8:00", "9:00")]
    problem = compile_problem(build.day([build.stand("A")], turns))
    assert sum(row.size for row in Loads(problem)._left) < 20
