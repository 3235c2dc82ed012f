"""Stages: what an earlier one may spend drops columns, and keeps a row only where it may still bind."""

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.stages import at_stage
from tests.engine.random_days import random_day


def tiered(build, *tiers, stands=None, turns=None, **parts):
    """Return a problem by tiers: two stands, of which one is remote, and two turns at once."""
    stands = stands or [build.stand("A"), build.stand("R", "remote")]
    turns = turns or [build.turn("T", "8:00", "9:00", arrival_pax=9), build.turn("U", "8:00", "9:00", arrival_pax=4)]
    objective = {"tiers": [list(tier) for tier in tiers], "unallocated": 1}
    return compile_problem(build.day(stands, turns, objective=objective, **parts))


def test_the_first_stage_is_the_problem_as_compiled(build):
    problem = tiered(build, ["unallocated"], ["bus_passenger"])
    assert at_stage(problem, 0, ()) == problem


def test_a_stage_charges_its_own_terms(build):
    problem = tiered(build, ["unallocated"], ["bus_passenger"], ["contact_min"])
    second, third = at_stage(problem, 1, [0]), at_stage(problem, 2, [0, 13])
    assert [row[1] * second.tariff.step for row in second.costs] == [9, 4]
    assert [row[0] * third.tariff.step for row in third.costs] == [60, 60]
    assert (second.stages, third.stages) == (problem.stages[1:], problem.stages[2:])


def test_at_its_floor_a_tier_forbids_all_that_is_dearer_and_needs_no_row(build):
    """Nobody may be left out, then nobody may ride: what is left cannot exceed either budget."""
    problem = tiered(build, ["unallocated"], ["bus_passenger"], ["contact_min"])
    second = at_stage(problem, 1, [0])
    assert list(second.unallocated) == [None, None]
    assert second.budgets == ()
    assert second.size == problem.size
    third = at_stage(problem, 2, [0, 0])
    assert [set(row) for row in third.costs] == [{0}, {0}]
    assert third.budgets == ()


@pytest.mark.parametrize(("limit", "left"), [(4, [{0}, {0, 1}]), (9, [{0, 1}, {0, 1}]), (8, [{0}, {0, 1}])])
def test_only_what_alone_exceeds_a_budget_is_dropped(build, limit, left):
    third = at_stage(tiered(build, ["unallocated"], ["bus_passenger"], ["tow"]), 2, [0, limit])
    assert [set(row) for row in third.costs] == left


@pytest.mark.parametrize(("limit", "rows"), [(9, 1), (12, 1), (13, 0), (4, 0)])
def test_a_budget_stays_where_two_together_may_exceed_it(build, limit, rows):
    """Both may ride with 9, and both together are 13; with 4 only one is left who may."""
    problem = tiered(build, ["unallocated"], ["bus_passenger"], ["tow"])
    third = at_stage(problem, 2, [0, limit])
    assert [budget.limit for budget in third.budgets] == [limit] * rows
    assert [budget.tariff for budget in third.budgets] == [problem.stages[1]] * rows


def test_rewards_lower_the_floor_and_not_the_budget(build):
    """-3 for T on A, so a budget of -3 leaves U what costs nothing beside it, and one of -2 a step more."""
    parts = {"preferences": [build.preference(stand="A", airline="AA", cost=-3), build.preference(stand="R", cost=1)]}
    turns = [
        build.turn("T", "8:00", "9:00", arrival_pax=9, airline="AA"),
        build.turn("U", "8:00", "9:00", arrival_pax=4),
    ]
    problem = tiered(build, ["preference"], ["tow"], turns=turns, **parts)
    assert problem.floor * problem.tariff.step == -3
    strict, loose = at_stage(problem, 1, [-3]), at_stage(problem, 1, [-2])
    assert [set(row) for row in strict.costs] == [{0}, {0}]
    assert list(strict.unallocated) == [None, 0]
    assert [set(row) for row in loose.costs] == [{0}, {0, 1}]


def test_a_pinned_visit_keeps_its_stand_whatever_it_costs(build):
    problem = tiered(build, ["bus_passenger"], ["tow"], pins=[build.pin("T", "R")])
    second = at_stage(problem, 1, [9])
    assert [set(row) for row in second.costs] == [{1}, {0}]
    assert list(second.unallocated) == [None, 0]


def test_what_follows_from_dropped_columns_goes_with_them(build):
    """Nobody rides: no chain, link or tow speaks of the remote stand any more."""
    turns = [build.turn("T", "8:00", "12:00", arrival_pax=9, departure_pax=9), build.turn("U", "9:30", "10:00")]
    problem = tiered(build, ["bus_passenger"], ["tow"], turns=turns, policy={"tow_capacity": 1})
    second = at_stage(problem, 1, [0])
    gone = {Column(0, 1), Column(2, 1)}
    assert {column for v, row in enumerate(problem.costs) for column in (Column(v, k) for k in row)} - {
        Column(v, k) for v, row in enumerate(second.costs) for k in row
    } == gone
    assert not gone & {member.key for chain in second.chains for member in chain.members}
    pairs = {pair for link in second.links for pair in link.pairs}
    pairs |= {pair for happening in second.happenings for cause in happening.causes for pair in cause.pairs}
    assert pairs == {pair for pairs in second.pairs.values() for pair in pairs if pair.first[1] == pair.second[1]}
    assert not gone & {column for pair in pairs for column in pair}
    assert len(second.chains) == len(problem.chains)


@pytest.mark.parametrize(("limit", "is_kept"), [(5, True), (10, True), (20, False)])
def test_stands_and_tows_count_in_what_may_bind(build, limit, is_kept):
    """Two tows and two stands, 5 each, and nothing else in the tier."""
    stands = [build.stand("A"), build.stand("B", terminal="T2")]
    day = build.day(
        stands,
        [build.turn("T", "8:00", "12:00")],
        objective={"tiers": [["tow", "stand_used"], ["unallocated"]], "tow": 5, "stand_used": 5},
    )
    problem = compile_problem(day)
    assert problem.tariff.step == 5
    assert bool(at_stage(problem, 1, [limit // 5]).budgets) is is_kept


@pytest.mark.parametrize("seed", range(150))
def test_the_next_stage_keeps_its_optimum_and_the_first_its_cost(bare, seed):
    """The best plan of the first tier is a plan of the second; whatever is best there keeps the first as it is."""
    problem = compile_problem(random_day(seed))
    spent = []
    best = None
    for number, tariff in enumerate(problem.stages):
        staged = at_stage(problem, number, spent)
        assert best is None or all(k in staged.costs[v] for v, k in enumerate(best.classes) if k is not None)
        found = bare.best(staged)
        if best is not None:
            assert found.cost_without(staged, (), tariff) <= best.cost_without(staged, (), tariff)
        for earlier, limit in zip(problem.stages, spent, strict=False):
            assert found.cost_without(problem, (), earlier) <= limit
        spent.append(found.cost_without(problem, (), tariff))
        best = found
