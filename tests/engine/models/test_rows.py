"""What is left of the chains beside those that stay where they are, as clique rows."""

import pytest
from ortools.sat.python import cp_model

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.cpsat import build_model
from standalloc.engine.models.rows import CliqueRow, Demand, blocked_columns, clique_rows, demands
from standalloc.engine.models.symbols import value_of
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.chains import Column, Event, Member, Pair, Rebate
from standalloc.engine.search.exact import solver
from tests.engine.random_days import random_day


def member(visit, start, end, weight=1, stand_class=0):
    return Member(Column(visit, stand_class), weight, start, end)


def three_on_two(build):
    """Return three turns and two stands of one class, one of them free only from 9:30."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30"), build.turn("V", "8:45", "10:00")]
    return compile_problem(build.day([build.stand("A"), build.stand("B")], turns))


def drawn(problem, free, fixed=None):
    """Return the only demand of some free visits."""
    fixed = fixed or Allocation((None,) * len(problem.visits), frozenset())
    (demand,) = demands(problem, frozenset(free), fixed)
    return demand


def test_a_clique_row_for_each_clique_that_could_be_too_full(build):
    problem = three_on_two(build)
    columns = tuple((Column(v, 0), 1) for v in range(3))
    assert list(clique_rows(drawn(problem, range(3)), is_counted=False)) == [CliqueRow(columns, (), 2)]
    assert list(clique_rows(drawn(problem, range(2)), is_counted=False)) == []


def test_a_load_that_is_counted_has_a_row_for_every_clique(build):
    problem = three_on_two(build)
    columns = tuple((Column(v, 0), 1) for v in range(2))
    assert list(clique_rows(drawn(problem, range(2)), is_counted=True)) == [CliqueRow(columns, (), 2)]


def test_what_stays_takes_its_share(build):
    problem = three_on_two(build)
    demand = drawn(problem, [1, 2], Allocation((0, None, None), frozenset()))
    row = CliqueRow(((Column(1, 0), 1), (Column(2, 0), 1)), (), 1)
    assert list(clique_rows(demand, is_counted=False)) == [row]
    assert [left for _, _, left in demand.runs()] == [1]
    assert demand.held_peak == 1


def test_the_highest_load_of_what_stays_counts_wherever_it_is(build):
    """Two stand in the evening, one in the morning; the free visit comes in the morning."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30")]
    turns += [build.turn(name, "18:00", "19:00") for name in "VW"]
    problem = compile_problem(build.day([build.stand(name) for name in "ABC"], turns))
    demand = drawn(problem, [0], Allocation((None, 0, 0, 0), frozenset()))
    assert demand.held_peak == 2
    assert drawn(problem, [0]).held_peak == 0


def test_what_a_tow_that_stays_takes_is_not_left(build):
    """T is towed whatever the free turn U does: no tug is left for U at that minute."""
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:10", "12:00"), build.turn("V", "9:30", "13:00")]
    stands = [build.stand(name, terminal=name) for name in "ABC"]
    day = build.day(stands, turns, policy={"tow_capacity": 1}, objective={"tow": 0})
    problem = compile_problem(day)
    fixed = from_stands(problem, build.plan("T/arrival=A T/parking=B T/departure=B").stands)
    free = [v for v, visit in enumerate(problem.visits) if visit.turn != "T"]
    (demand,) = (d for d in demands(problem, frozenset(free), fixed) if problem.chains[d.index].rule == "tow_capacity")
    assert [item.key for item in demand.held] == [Event(0)]
    rows = {tuple(key for key, _ in row.members): row.left for row in clique_rows(demand, is_counted=False)}
    assert rows == {(Event(2),): 0}


def test_an_item_that_draws_twice_counts_twice():
    """Arriving and departing passengers of one visit in buses at the same time."""
    demand = Demand(0, 3, (member(0, 0, 30, weight=2), member(0, 10, 40, weight=3), member(1, 0, 5)), ())
    rows = [(dict(row.members), row.left) for row in clique_rows(demand, is_counted=False)]
    assert rows == [({Column(0, 0): 5}, 3)]


def test_of_a_visits_columns_one_is_used():
    """Three columns of one visit on a chain of two cannot overfill it; two visits can."""
    alone = Demand(0, 2, tuple(member(0, 0, 9, weight=2, stand_class=k) for k in range(3)), ())
    assert list(clique_rows(alone, is_counted=False)) == []
    joined = Demand(0, 2, (*alone.free, member(1, 0, 9)), ())
    assert len(list(clique_rows(joined, is_counted=False))) == 1


def test_a_column_is_blocked_where_what_stays_leaves_no_room():
    held, wide, side = member(0, 10, 20), member(1, 15, 30, weight=2), member(2, 15, 30, stand_class=1)
    later = member(3, 20, 30, weight=2)
    demand = Demand(0, 2, (wide, side, later), (held,))
    assert set(blocked_columns(demand)) == {wide.key}


def test_a_column_heavier_than_the_chain_is_blocked_with_nobody_there():
    """Three buses where there are two: the relaxation alone would let two thirds of the aircraft park."""
    assert list(blocked_columns(Demand(0, 2, (member(0, 0, 9, weight=3), member(1, 0, 9, weight=2)), ()))) == [(0, 0)]


def test_a_column_that_a_pair_may_relieve_is_not_blocked():
    held, comes = member(0, 10, 20), member(1, 15, 30)
    back = Rebate(Pair(held.key, comes.key), 1, 15, 20)
    assert list(blocked_columns(Demand(0, 1, (comes, back), (held,)))) == []
    assert list(blocked_columns(Demand(0, 1, (comes,), (held,)))) == [comes.key]


def test_an_event_is_no_column_to_block():
    demand = Demand(0, 1, (Member(Event(0), 1, 5, 9),), (member(0, 0, 9),))
    assert list(blocked_columns(demand)) == []


@pytest.mark.parametrize("seed", range(0, 120, 2))
def test_planning_some_anew_is_planning_all_with_the_others_where_they_are(bare, seed):
    problem = compile_problem(random_day(seed))
    fixed = greedy_allocation(problem)
    free = [v for v, visit in enumerate(problem.visits) if int(visit.turn[1:]) % 2]
    whole = build_model(problem)
    for symbol, variable in whole.variables.items():
        settled = isinstance(symbol, Column) and symbol.visit not in free
        settled |= isinstance(symbol, Pair) and symbol.first.visit not in free
        if settled:
            whole.proto.add(variable == value_of(symbol, problem, fixed))
    running = solver(0, 1)
    assert running.solve(whole.proto) == cp_model.OPTIMAL
    assert bare.best(problem, free, fixed).cost(problem) == round(running.objective_value)
