"""Chains by hand: who is there together, what pairs give back, what is left beside those that stay."""

import pytest
from ortools.sat.python import cp_model

from standalloc.engine.allocation import Allocation
from standalloc.engine.chains import Chain, Column, Member, Pair, Rebate, pair_limits, runs
from standalloc.engine.compile import compile_problem
from standalloc.engine.cpsat import build_model
from standalloc.engine.exact import solver
from standalloc.engine.greedy import greedy_allocation
from standalloc.engine.rows import CliqueRow, Demand, blocked_columns, clique_rows, demands
from tests.engine.random_days import random_day


def member(visit, start, end, weight=1, stand_class=0):
    return Member(Column(visit, stand_class), weight, start, end)


def cliques(chain):
    """Return who is there at each maximal clique: visits, and pairs of visits that give back."""
    present, found = set(), []
    for run in runs(chain):
        present = (present - set(run.leaving)) | set(run.coming)
        found.append(sorted((name(item) for item in present), key=str))
    return found


def name(item):
    return item.column.visit if isinstance(item, Member) else (item.pair.first.visit, item.pair.second.visit)


def test_the_maximal_cliques_of_a_drawing():
    """
    0 ====          Half open: 1 ends where 3 begins.
    1  =====
    2    =======
    3       ===
    4              ==
    """
    chain = Chain(1, (member(0, 0, 4), member(1, 1, 6), member(2, 3, 10), member(3, 6, 9), member(4, 13, 15)))
    assert cliques(chain) == [[0, 1, 2], [2, 3], [4]]


def test_equal_times_are_one_clique():
    assert cliques(Chain(1, (member(0, 0, 5), member(1, 0, 5), member(2, 5, 8), member(3, 5, 8)))) == [[0, 1], [2, 3]]


def test_visits_of_no_minutes_touch_and_do_not_meet():
    """At 5: one visit ends, two of no minutes come one by one, another begins; the long one meets each of them."""
    moments = (member(1, 5, 5), member(2, 5, 5))
    chain = Chain(1, (member(0, 0, 5), *moments, member(3, 5, 9)))
    assert cliques(chain) == [[0], [1], [2], [3]]
    long = Chain(1, (member(9, 0, 9), *moments))
    assert cliques(long) == [[1, 9], [2, 9]]


def test_a_rebate_makes_no_clique_of_its_own():
    pair = Pair(Column(0, 0), Column(1, 0))
    chain = Chain(1, (member(0, 0, 20), member(1, 10, 40), member(2, 30, 50)), (Rebate(pair, 1, 10, 20),))
    assert cliques(chain) == [[(0, 1), 0, 1], [1, 2]]


def test_no_members_no_cliques():
    assert cliques(Chain(3, ())) == []


def test_the_rebates_of_a_stay(build):
    """15 minutes of buffer behind each of three visits that touch; parking is longer, so the first and third do not."""
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "12:00")]))
    (chain,) = problem.chains
    assert [(m.column.visit, m.start, m.end) for m in chain.members] == [(0, 0, 60), (1, 45, 195), (2, 180, 255)]
    assert [(name(r), r.weight, r.start, r.end) for r in chain.rebates] == [((0, 1), 1, 45, 60), ((1, 2), 1, 180, 195)]
    assert problem.at_most_one == ()


def test_a_bridge_over_short_parking_gives_back_once(build):
    """Five minutes of parking: first and third visit meet over the buffer too; one way to give back holds."""
    policy = {"split_min": 110}
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "9:50")], policy=policy))
    (chain,) = problem.chains
    bridge = Pair(Column(0, 0), Column(2, 0))
    assert {(name(r), r.start, r.end) for r in chain.rebates} == {
        ((0, 1), 45, 60),
        ((1, 2), 50, 65),
        ((0, 2), 50, 60),
    }
    assert {one for one, _ in problem.at_most_one} == {bridge}
    assert {name(Rebate(other, 1, 0, 0)) for _, other in problem.at_most_one} == {(0, 1), (1, 2)}


def test_an_exclusion_is_one_chain_up_to_the_buffers_and_one_for_each_visit_above(build):
    turns = [build.turn(name, "8:00", "9:00") for name in "TUV"]
    stands = [build.stand("M"), build.stand("L", "remote"), build.stand("R", "remote")]

    def chains(gap):
        rows = [build.exclusion("M", side, gap_min=gap) for side in "LR"]
        return compile_problem(build.day(stands, turns, exclusions=rows)).chains[2:]

    (joint,) = chains(15)
    assert joint.capacity == 2
    assert {(m.column.stand_class, m.weight, m.end) for m in joint.members} == {(0, 2, 75), (1, 1, 75)}
    singles = chains(20)
    assert len(singles) == 3
    for u, single in enumerate(singles):
        first, *others = single.members
        assert (single.capacity, first) == (2, Member(Column(u, 0), 2, -5, 80))
        assert [(m.column.visit, m.weight, m.start, m.end) for m in others] == [
            (v, 1, 0, 75) for v in range(3) if v != u
        ]


def test_pairs_are_limited_by_column_and_other_visit():
    near = Pair(Column(0, 0), Column(1, 0))
    across = Pair(Column(0, 0), Column(1, 5))
    bridge = Pair(Column(0, 0), Column(2, 0))
    groups = pair_limits([near, across, bridge])
    assert groups[Column(0, 0), 1] == [near, across]
    assert groups[Column(0, 0), 2] == [bridge]
    assert groups[Column(1, 5), 0] == [across]


# What is left beside those that stay


def three_on_two(build):
    """Return three turns and two stands of one class, one of them free only from 9:30."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30"), build.turn("V", "8:45", "10:00")]
    return compile_problem(build.day([build.stand("A"), build.stand("B")], turns))


def test_a_clique_row_for_each_clique_that_could_be_too_full(build):
    problem = three_on_two(build)
    columns = tuple((Column(v, 0), 1) for v in range(3))
    assert list(clique_rows(problem, range(3), None)) == [CliqueRow(columns, (), 2)]
    assert list(clique_rows(problem, range(2), None)) == []


def test_what_stays_takes_its_share(build):
    problem = three_on_two(build)
    fixed = Allocation((0, None, None), frozenset())
    assert list(clique_rows(problem, [1, 2], fixed)) == [CliqueRow(((Column(1, 0), 1), (Column(2, 0), 1)), (), 1)]
    (demand,) = demands(problem, [1, 2], fixed)
    assert [left for _, _, left in demand.runs()] == [1]


def test_a_column_is_blocked_where_what_stays_leaves_no_room():
    held, wide, side = member(0, 10, 20), member(1, 15, 30, weight=2), member(2, 15, 30, stand_class=1)
    later = member(3, 20, 30, weight=2)
    demand = Demand(2, (wide, side, later), (held,))
    assert set(blocked_columns(demand)) == {wide.column}


def test_a_column_that_a_pair_may_relieve_is_not_blocked():
    held, comes = member(0, 10, 20), member(1, 15, 30)
    back = Rebate(Pair(held.column, comes.column), 1, 15, 20)
    assert list(blocked_columns(Demand(1, (comes, back), (held,)))) == []
    assert list(blocked_columns(Demand(1, (comes,), (held,)))) == [comes.column]


@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_planning_some_anew_is_planning_all_with_the_others_where_they_are(bare, seed):
    problem = compile_problem(random_day(seed))
    fixed = greedy_allocation(problem)
    free = [v for v, visit in enumerate(problem.visits) if int(visit.turn[1:]) % 2]
    whole = build_model(problem)
    for column, on in whole.variables.on.items():
        if column.visit not in free:
            whole.proto.add(on == (fixed.classes[column.visit] == column.stand_class))
    for pair, holds in whole.variables.holds.items():
        if pair.first.visit not in free:
            whole.proto.add(holds == (pair in fixed.pairs))
    running = solver(0, 1)
    assert running.solve(whole.proto) == cp_model.OPTIMAL
    assert bare.best(problem, free, fixed).cost(problem) == round(running.objective_value)
