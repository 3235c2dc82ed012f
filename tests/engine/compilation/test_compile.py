"""Compiling: what of an instance the problem holds, in which order, and what no rule asks for."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column, Pair
from tests.engine.random_days import random_day


def test_visits_and_classes_are_the_instances_in_order(build):
    stands = [build.stand("A"), build.stand("R", "remote"), build.stand("B")]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "7:00", "7:30")]
    problem = compile_problem(build.day(stands, turns))
    assert problem.visits == problem.instance.visits
    assert [[stand.id for stand in one.stands] for one in problem.classes] == [["A", "B"], ["R"]]
    assert problem.turn_visits == {"T": (0, 1, 2), "U": (3,)}
    assert problem.size == 8


def test_it_is_at_the_first_stage(build):
    objective = {"tiers": [["unallocated"], ["tow"]]}
    problem = compile_problem(build.day([build.stand("A")], [build.turn("T", "8:00", "9:00")], objective=objective))
    assert problem.tariff is problem.stages[0]
    assert (len(problem.stages), problem.budgets) == (2, ())


EVERYTHING = {"tow_capacity": 1, "taxilane_min": 5, "bus_capacity": 2}


@pytest.mark.parametrize(
    ("policy", "rules"),
    [
        ({}, ["overlap", "overlap", "exclusion"]),
        ({"tow_capacity": 1}, ["overlap", "overlap", "exclusion", "tow_capacity"]),
        ({"taxilane_min": 5}, ["overlap", "overlap", "exclusion", "taxilane"]),
        ({"bus_capacity": 2}, ["overlap", "overlap", "exclusion", "bus_capacity"]),
        (EVERYTHING, ["overlap", "overlap", "exclusion", "tow_capacity", "taxilane", "bus_capacity"]),
        (EVERYTHING | {"tow_min": 0, "bus_use_min": 0}, ["overlap", "overlap", "exclusion", "taxilane"]),
    ],
    ids=str,
)
def test_a_chain_for_each_limit_there_is_and_no_other(build, policy, rules):
    stands = [build.stand("A", group="G"), build.stand("R", "remote")]
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=1), build.turn("U", "8:00", "12:00")]
    day = build.day(stands, turns, policy=policy, exclusions=[build.exclusion("A", "R")])
    assert [chain.rule for chain in compile_problem(day).chains] == rules


@pytest.mark.parametrize(("objective", "tows"), [({}, 2), ({"tow": 0}, 0), ({"tiers": [["tow"]]}, 2)])
def test_tows_are_asked_for_where_they_cost(build, objective, tows):
    day = build.day([build.stand("A")], [build.turn("T", "8:00", "12:00")], objective=objective)
    problem = compile_problem(day)
    assert [happening in {link.tow for link in problem.links} for happening in problem.happenings] == [True] * tows
    assert problem.events_of == ({0: (0,), 1: (0, 1), 2: (1,)} if tows else {})


def test_equal_happenings_are_one_event(build):
    """A tow that costs and takes a tug: one event, however many ask."""
    stands = [build.stand("A"), build.stand("R", "remote")]
    problem = compile_problem(build.day(stands, [build.turn("T", "8:00", "12:00")], policy={"tow_capacity": 1}))
    assert len(problem.happenings) == len(problem.links) == 2
    assert problem.tariff.happenings == (1, 1)


def test_a_stand_closed_for_the_time_of_its_own_occupancy(build):
    """By runway times the visit is on the near stand from 8:05 and on the far one from 8:20."""
    stands = [build.stand("A", taxi_in_min=5), build.stand("B", "remote", taxi_in_min=20)]
    closures = [build.closure(name, "7:00", "8:20") for name in "AB"]
    policy = {"times": "runway"}
    day = build.day(stands, [build.turn("T", "8:00", "9:00")], closures=closures, policy=policy)
    assert [set(row) for row in compile_problem(day).costs] == [{1}]


def test_with_a_bridge_that_may_stay_unused_no_sector_keeps_anyone_off(build):
    turn = build.turn("T", "8:00", "9:00", arrival_sector="D")
    for mismatch, columns in (("forbid", set()), ("bus", {0})):
        day = build.day([build.stand("A", arrival_sectors="I")], [turn], policy={"bridge_mismatch": mismatch})
        assert set(compile_problem(day).costs[0]) == columns


@pytest.mark.parametrize(("mismatch", "columns"), [("cost", {0}), ("forbid", set()), ("bus", {0})])
def test_another_terminal_by_the_policy(build, mismatch, columns):
    turn = build.turn("T", "8:00", "9:00", terminal="T1", arrival_pax=1)
    day = build.day([build.stand("A", terminal="T2")], [turn], policy={"terminal_mismatch": mismatch})
    assert set(compile_problem(day).costs[0]) == columns


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_spoken_of_is_there(seed):
    """Members, pairs, causes and places of columns that exist; each event once in each place of a chain."""
    problem = compile_problem(random_day(seed))
    columns = {Column(v, k) for v, row in enumerate(problem.costs) for k in row}
    for chain in problem.chains:
        for member in chain.members:
            assert member.start <= member.end
            assert member.weight > 0
            known = range(len(problem.happenings)) if not isinstance(member.key, Column) else None
            assert member.key in columns if known is None else member.key.number in known
        assert {column for rebate in chain.rebates for column in rebate.pair} <= columns
    for happening in problem.happenings:
        for cause in happening.causes:
            assert set(cause.columns or ()) <= columns
            assert {column for pair in cause.pairs for column in pair} <= columns
        turns = {problem.visits[v].turn for v in happening.visits}
        assert len(turns) == 1
    for transfer in problem.transfers:
        assert [set(places) for places in transfer.place_of] == [set(problem.costs[v]) for v in transfer.visits]
    assert all(isinstance(key, Pair | Column) or key.number < len(problem.happenings) for key in problem.uses)
