"""Chains of the stands by hand: who draws on them, and what two visits of a turn give back."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column, Member, Pair


def chains(instance, rule):
    return [chain for chain in compile_problem(instance).chains if chain.rule == rule]


def spans(chain):
    return [(member.key.visit, member.start, member.end) for member in chain.members]


def back(chain):
    return {(r.pair.first.visit, r.pair.second.visit): (r.weight, r.start, r.end) for r in chain.rebates}


def test_a_chain_for_each_class_in_their_order(build):
    stands = [build.stand("A", buffer_min=5), build.stand("B", "remote"), build.stand("C", "remote")]
    problem = compile_problem(build.day(stands, [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:00")]))
    assert [(chain.rule, chain.capacity) for chain in problem.chains] == [("overlap", 1), ("overlap", 2)]
    assert [spans(chain) for chain in problem.chains] == [[(0, 0, 65), (1, 30, 65)], [(0, 0, 75), (1, 30, 75)]]


def test_a_class_that_nobody_may_use_has_its_chain_all_the_same(build):
    """Its number is that of its class."""
    stands = [build.stand("A", uses="cargo"), build.stand("B")]
    small, other = compile_problem(build.day(stands, [build.turn("T", "8:00", "9:00")])).chains
    assert (small.members, len(other.members)) == ((), 1)


def test_a_visit_draws_for_as_long_as_it_holds_that_stand(build):
    """Runway times and handling: what is taken depends on the stand."""
    stands = [build.stand("A", taxi_in_min=5), build.stand("R", "remote", taxi_in_min=10)]
    day = build.day(
        stands,
        [build.turn("T", "8:00", seats=100)],
        policy={"times": "runway", "buffer_min": 15},
        handling=[build.handling("Regional", 30, 40)],
    )
    assert [spans(chain) for chain in chains(day, "overlap")] == [[(0, 5, 50)], [(0, 10, 65)]]


def test_the_rebates_of_a_stay(build):
    """15 minutes of buffer behind each of three visits that touch; parking is longer, so the first and third do not."""
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "12:00")]))
    (chain,) = problem.chains
    assert spans(chain) == [(0, 0, 60), (1, 45, 195), (2, 180, 255)]
    assert back(chain) == {(0, 1): (1, 45, 60), (1, 2): (1, 180, 195)}
    assert problem.at_most_one == ()


def test_a_bridge_over_short_parking_gives_back_once(build):
    """Five minutes of parking: first and third visit meet over the buffer too; one way to give back holds."""
    policy = {"split_min": 110}
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "9:50")], policy=policy))
    (chain,) = problem.chains
    assert back(chain) == {(0, 1): (1, 45, 60), (1, 2): (1, 50, 65), (0, 2): (1, 50, 60)}
    assert {one for one, _ in problem.at_most_one} == {Pair(Column(0, 0), Column(2, 0))}
    assert {(other.first.visit, other.second.visit) for _, other in problem.at_most_one} == {(0, 1), (1, 2)}


def wide_and_sides(build, gap=15, **row):
    stands = [build.stand("M"), build.stand("L", "remote"), build.stand("R", "remote")]
    rows = [build.exclusion("M", side, gap_min=gap, **row) for side in "LR"]
    turns = [build.turn("T", "8:00", "9:00", code="E"), *(build.turn(name, "8:00", "9:00") for name in "UV")]
    return build.day(stands, turns, exclusions=rows)


def test_an_exclusion_within_the_buffers_is_one_chain(build):
    """One visit on the wide stand weighs as much as one on each of its two sides."""
    (chain,) = chains(wide_and_sides(build, gap=10), "exclusion")
    assert chain.capacity == 2
    drawn = {(m.key.stand_class, m.weight, m.start, m.end) for m in chain.members}
    assert drawn == {(0, 2, 0, 70), (1, 1, 0, 70)}
    assert len(chain.members) == 6


def test_an_exclusion_beyond_a_buffer_is_a_chain_for_each_visit(build):
    """Of 20 minutes 15 are the buffer of the others' stands: those they keep, the visit keeps the rest."""
    singles = chains(wide_and_sides(build, gap=20), "exclusion")
    assert len(singles) == 3
    for u, single in enumerate(singles):
        first, *others = single.members
        assert (single.capacity, first) == (2, Member(Column(u, 0), 2, -5, 80))
        drawn = [(m.key.visit, m.weight, m.start, m.end) for m in others]
        assert drawn == [(v, 1, 0, 75) for v in range(3) if v != u]


def test_an_exclusion_holds_only_those_it_concerns(build):
    (chain,) = chains(wide_and_sides(build, when_a="code>=E", when_b="code<=C"), "exclusion")
    assert [tuple(member.key) for member in chain.members] == [(0, 0), (1, 1), (2, 1)]


@pytest.mark.parametrize("conditions", [{"when_a": "code>=F"}, {"when_b": "code>=F"}])
def test_an_exclusion_that_concerns_nobody_has_no_chain(build, conditions):
    assert chains(wide_and_sides(build, **conditions), "exclusion") == []


def test_the_same_exclusion_twice_is_one(build):
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00")]
    day = build.day(stands, turns, exclusions=[build.exclusion("A", "B"), build.exclusion("A", "B")])
    assert len(chains(day, "exclusion")) == 1


def test_visits_of_a_turn_on_both_sides_give_back_where_they_meet(build):
    stands = [build.stand("A"), build.stand("B", "remote")]
    day = build.day(stands, [build.turn("T", "8:00", "12:00")], exclusions=[build.exclusion("A", "B")])
    (chain,) = chains(day, "exclusion")
    near = {(r.pair.first.stand_class, r.pair.second.stand_class) for r in chain.rebates}
    assert near == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert {(r.start, r.end) for r in chain.rebates} == {(45, 60), (180, 195)}


def test_a_turn_that_may_come_back_across_an_exclusion_has_chains_of_its_visits(build):
    """Five minutes away, fewer than the gap: its first and third visit share a stand beside the second."""
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:50"), build.turn("U", "8:00", "9:00", towable=False)]
    rows = [build.exclusion("A", "B")]
    day = build.day(stands, turns, policy={"split_min": 110}, exclusions=rows)
    singles = chains(day, "exclusion")
    turn = {v: visit.turn for v, visit in enumerate(day.visits)}
    assert len(singles) == 4
    for chain in singles:
        first, *others = chain.members
        assert {turn[member.key.visit] for member in others}.isdisjoint({turn[first.key.visit]})
