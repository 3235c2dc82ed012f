"""The compiled problem: what is left of it without some columns, and what it tells of chains and turns."""

import pickle
from dataclasses import fields
from itertools import chain as joined

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column, Event, Member, Pair
from standalloc.engine.problem.stages import at_stage
from tests.engine.random_days import random_day


@pytest.fixture
def problem(build):
    """Return a stay and a turn, the latter pinned, on a stand at the terminal and two remote ones."""
    stands = [build.stand("A", group="G"), build.stand("R", "remote"), build.stand("S", "remote", max_code="C")]
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=1), build.turn("U", "8:00", "9:00", stand="S")]
    policy = {"tow_capacity": 1, "taxilane_min": 5, "split_min": 110, "buffer_min": 200}
    return compile_problem(build.day(stands, turns, policy=policy, exclusions=[build.exclusion("A", "R")]))


def spoken_of(problem):
    """Return all columns that links, happenings, chains and rivals speak of."""
    pairs = {pair for link in problem.links for pair in link.pairs}
    pairs |= {pair for both in problem.at_most_one for pair in both}
    pairs |= {rebate.pair for chain in problem.chains for rebate in chain.rebates}
    causes = [cause for happening in problem.happenings for cause in happening.causes]
    pairs |= {pair for cause in causes for pair in cause.pairs}
    found = {column for pair in pairs for column in pair}
    found |= {column for cause in causes for column in cause.columns or ()}
    return found | {m.key for chain in problem.chains for m in chain.members if isinstance(m.key, Column)}


def test_without_a_column_nothing_speaks_of_it(problem):
    dropped = {Column(0, 0), Column(1, 1)}
    assert dropped <= spoken_of(problem)
    left = problem.without(dropped)
    assert left.size == problem.size - 2
    assert not dropped & spoken_of(left)
    assert not dropped & set(left.uses)
    assert len(left.chains) == len(problem.chains)
    assert len(left.happenings) == len(problem.happenings)
    assert [link.tow.causes[0].allocated for link in left.links] == [(0, 1), (1, 2)]
    assert left.stages is problem.stages


def test_nothing_dropped_is_the_same_problem(problem):
    assert problem.without(set()) is problem


def test_who_must_have_a_stand_keeps_its_last(problem):
    pinned = Column(3, 2)
    assert problem.pinned == {3}
    assert list(problem.costs[3]) == [2]
    assert problem.without({pinned}) is problem


def test_who_must_have_a_stand_may_lose_some(build):
    """Leaving it out costs more than the tier before may spend; then two of its three stands are dropped, not three."""
    stands = [build.stand(name, terminal=name) for name in "ABC"]
    objective = {"tiers": [["unallocated"], ["tow"]]}
    day = build.day(stands, [build.turn("T", "8:00", "9:00")], objective=objective)
    staged = at_stage(compile_problem(day), 1, [0])
    assert staged.unallocated == (None,)
    assert staged.without({Column(0, 0), Column(0, 1)}).size == 1
    assert staged.without({Column(0, k) for k in range(3)}) is staged


def test_uses_are_what_each_key_draws(problem):
    for key, items in problem.uses.items():
        for index, item in items:
            chain = problem.chains[index]
            assert (item.key if isinstance(item, Member) else item.pair) == key
            assert item in chain.members or item in chain.rebates
    assert sum(map(len, problem.uses.values())) == sum(len(c.members) + len(c.rebates) for c in problem.chains)
    assert {type(key) for key in problem.uses} == {Column, Event, Pair}


def test_pairs_are_in_order_by_their_first_visit(problem):
    assert set(problem.pairs) == {0, 1}
    for v, pairs in problem.pairs.items():
        assert list(pairs) == sorted(pairs)
        assert {pair.first.visit for pair in pairs} == {v}


def test_each_column_knows_its_pairs(problem):
    assert {pair for pairs in problem.pairs_of.values() for pair in pairs} == set(joined(*problem.pairs.values()))
    for column, pairs in problem.pairs_of.items():
        assert all(column in pair for pair in pairs)
    assert sum(map(len, problem.pairs_of.values())) == 2 * sum(map(len, problem.pairs.values()))


def test_events_ask_for_columns_or_for_visits(problem):
    for number, happening in enumerate(problem.happenings):
        asked = {key for key, numbers in problem.events_asking.items() if number in numbers}
        for cause in happening.causes:
            assert asked.issuperset(cause.allocated if cause.columns is None else cause.columns)
    assert {type(key) for key in problem.events_asking} == {Column, int}


def test_the_side_of_a_wide_stand_is_shared(build):
    """Each side alone leaves room for half a wide aircraft, were there such a thing; the only stand of two does not."""
    stands = [build.stand("M"), build.stand("L", max_code="C"), build.stand("R", max_code="C"), build.stand("K")]
    rows = [build.exclusion("M", "L"), build.exclusion("M", "R"), build.exclusion("M", "K")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00")]
    problem = compile_problem(build.day(stands, turns, exclusions=rows))
    sides = next(k for k, one in enumerate(problem.classes) if one.capacity == 2)
    assert problem.shared_columns == {Column(0, sides), Column(1, sides)}


@pytest.mark.parametrize("seed", range(10))
def test_what_is_derived_does_not_travel(seed):
    """Another thread may be deriving it: pickling it as well once failed with a dictionary that changed its size."""
    problem = compile_problem(random_day(seed))
    assert problem.uses
    assert problem.floor is not None
    assert problem.instance.aircraft
    copy = pickle.loads(pickle.dumps(problem))
    assert copy == problem
    for one in (copy, copy.instance, copy.tariff):
        assert set(vars(one)) == {entry.name for entry in fields(one)}
    assert copy.uses == problem.uses
