"""A day without its taxilanes: it costs no more than the day, and what is proven of it holds for the day."""

import pytest

from standalloc.engine.bounds.bound import proven_prices
from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.bounds.relaxed import Relaxed, relaxed
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.stages import at_stage
from tests.engine.random_days import random_day

#: Days of which some have taxilanes.
SEEDS = range(60)


def crowded(build, minutes=5):
    """Return a problem of two turns that arrive together: one taxilane leads to A and B, none to R."""
    stands = [build.stand("A", group="G"), build.stand("B", group="G"), build.stand("R", "remote")]
    turns = [build.turn(name, "8:00", "9:00", arrival_pax=9, departure_pax=9) for name in ("T", "U")]
    return compile_problem(build.day(stands, turns, policy={"taxilane_min": minutes}))


def test_without_taxilanes_there_is_nothing_to_relax(build):
    problem = crowded(build, minutes=0)
    found = relaxed(problem)
    assert found == Relaxed(problem)
    assert found.is_whole
    prices = proven_prices(linear_programme(problem), relax(linear_programme(problem), 30).duals)
    assert found.prices(prices, problem) is prices


def test_stands_of_several_groups_are_one_class_then(build):
    stands = [build.stand("A", group="G"), build.stand("B", group="H"), build.stand("R", "remote")]
    problem = compile_problem(build.day(stands, [build.turn("T", "8:00", "9:00")], policy={"taxilane_min": 5}))
    found = relaxed(problem)
    assert [len(c.stands) for c in found.problem.classes] == [2, 1]
    assert list(found.coarse) == [0, 0, 1]


def test_two_may_come_at_once_then(build, bare):
    problem = crowded(build)
    assert bare.best(relaxed(problem).problem).cost(problem) < bare.best(problem).cost(problem)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_proven_of_it_holds_for_the_day(bare, seed):
    """At every stage: the bound, and what plans with a column cost at least; no column is cheaper or dearer in it."""
    day = compile_problem(random_day(seed))
    found, spent = relaxed(day), []
    for number, tariff in enumerate(day.stages):
        staged = at_stage(day, number, spent)
        coarse = found.at_stage(staged, number, spent)
        programme = linear_programme(coarse.problem)
        answer = relax(programme, 30)
        assert answer.duals is not None
        guidance = Guidance(proven_prices(programme, answer.duals), {})
        prices = coarse.guidance(guidance, staged).prices
        best = bare.best(staged)
        cost = best.cost(staged)
        assert prices.bound <= cost
        assert set(prices.columns) >= {Column(v, k) for v, row in enumerate(staged.costs) for k in row}
        used = [Column(v, k) for v, k in enumerate(best.classes) if k is not None]
        assert all(prices.columns[column] <= cost for column in used)
        if not coarse.is_whole:
            rows = [coarse.problem.costs[v] for v in range(len(staged.visits))]
            assert all(rows[v][coarse.coarse[k]] == row[k] for v, row in enumerate(staged.costs) for k in row)
        spent.append(best.cost_without(staged, (), tariff))


def test_some_of_those_days_have_taxilanes():
    assert any(not relaxed(compile_problem(random_day(seed))).is_whole for seed in SEEDS)
