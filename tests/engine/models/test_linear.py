"""The differenced form: with whole numbers the exact problem, relaxed a bound of it."""

import numpy as np
import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax, solve_exactly
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.models.symbols import Peak, Together
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from tests.engine.random_days import random_day

SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_relaxation_is_no_dearer_than_the_optimum(bare, seed):
    problem = compile_problem(random_day(seed))
    programme = linear_programme(problem)
    answer = relax(programme, 30)
    assert answer.is_optimal
    assert answer.solution is not None
    value = float(programme.costs @ answer.solution)
    assert problem.floor - 1e-6 <= value <= bare.best(problem).cost(problem) + 1e-6


@pytest.mark.parametrize("seed", SEEDS)
def test_whole_numbers_are_an_allocation_of_their_cost(seed):
    problem = compile_problem(random_day(seed))
    programme = linear_programme(problem)
    answer = solve_exactly(programme, 30, None)
    assert answer.solution is not None
    found = programme.allocation(answer.solution.tolist())
    assert found.cost(problem) == round(float(programme.costs @ answer.solution))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rest_beside_what_is_fixed(bare, seed):
    """Some turns stay where a first plan has them: the programme and the model of record agree about the others."""
    problem = compile_problem(random_day(seed))
    fixed = greedy_allocation(problem)
    free = [v for v, visit in enumerate(problem.visits) if int(visit.turn[1:]) % 2]
    free = free or list(range(len(problem.visits)))
    programme = linear_programme(problem, free, fixed)
    answer = solve_exactly(programme, 30, programme.values_of(fixed))
    assert answer.solution is not None
    found = programme.allocation(answer.solution.tolist())
    assert found.cost(problem) == bare.best(problem, free, fixed).cost(problem)
    assert all(found.classes[v] == fixed.classes[v] for v in range(len(problem.visits)) if v not in free)


def test_an_allocation_there_and_back(build):
    problem = compile_problem(
        build.day(
            [build.stand("A"), build.stand("B")], [build.turn("T", "8:00", "12:00"), build.turn("U", "8:00", "9:00")]
        )
    )
    programme = linear_programme(problem)
    start = greedy_allocation(problem)
    values = programme.values_of(start)
    assert programme.allocation(values.tolist()) == start
    assert float(programme.costs @ values) == start.cost(problem)


def test_a_chain_that_all_together_cannot_fill_needs_no_load(build):
    """Two turns on two stands: nothing but one place for each, and what a stay and a tow are."""
    stands, turns = [build.stand("A"), build.stand("B")], [build.turn(name, "8:00", "9:00") for name in "TUV"]
    two = linear_programme(compile_problem(build.day(stands, turns[:2])))
    three = linear_programme(compile_problem(build.day(stands, turns)))
    assert list(two.is_integer) == [True] * 4
    assert len(two.row_upper) == 2
    assert list(three.is_integer).count(False) == 1
    assert three.upper[~three.is_integer].tolist() == [2]
    assert np.isfinite(three.row_upper).all()


def test_a_blocked_column_is_shut(build):
    """One side of a wide stand is taken: not even half an aircraft stays on the centre."""
    stands = [build.stand("M"), build.stand("L", max_code="C"), build.stand("R", max_code="C")]
    rows = [build.exclusion("M", "L"), build.exclusion("M", "R")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30", code="E")]
    problem = compile_problem(build.day(stands, turns, exclusions=rows))
    fixed = Allocation((1, None), frozenset())
    assert [[stand.id for stand in one.stands] for one in problem.classes] == [["M"], ["L", "R"]]
    programme = linear_programme(problem, [1], fixed)
    assert [programme.upper[at] for symbol, at in programme.at.items() if isinstance(symbol, Column)] == [0]


def counted(build, *turns):
    """Return turns for three stands that cost something if used."""
    stands = [build.stand(name) for name in "ABC"]
    day = build.day(stands, [build.turn(*turn) for turn in turns], objective={"stand_used": 10})
    return compile_problem(day)


def test_a_load_that_is_counted_has_rows_however_few_there_are(build):
    """Two turns at once on three stands: both stands are paid, also by half an aircraft."""
    problem = counted(build, ("T", "8:00", "9:00"), ("U", "8:30", "9:30"))
    programme = linear_programme(problem)
    answer = relax(programme, 30)
    assert answer.solution is not None
    assert float(programme.costs @ answer.solution) * problem.tariff.step == pytest.approx(20)
    whole = solve_exactly(programme, 30, None)
    assert whole.solution is not None
    assert round(whole.solution[programme.at[Peak(0)]]) == 2


def test_what_stays_is_in_the_load_that_is_counted(build):
    """T and U stay; V comes between them and costs nothing, or with both and costs a stand."""
    early, late = ("T", "8:00", "9:00"), ("U", "8:30", "11:20")
    for start, more in (("10:00", 0), ("8:40", 10)):
        problem = counted(build, early, late, ("V", start, "11:00"))
        fixed = Allocation((0, 0, None), frozenset())
        programme = linear_programme(problem, [2], fixed)
        answer = relax(programme, 30)
        assert answer.solution is not None
        assert float(programme.costs @ answer.solution) * problem.tariff.step == pytest.approx(20 + more)


def test_what_follows_from_whole_places_need_not_be_whole_itself(build):
    """Transfers: two visits are together by as much as each of them is there."""
    stands = [build.stand("A", zone="A"), build.stand("B", zone="B")]
    turns = [build.turn(name, "8:00", "9:00") for name in "TU"]
    rows, objective = [build.connection("T", "U", 1)], {"connection_min": 1}
    problem = compile_problem(build.day(stands, turns, connections=rows, zones={"A.B": 9}, objective=objective))
    programme = linear_programme(problem)
    loose = {type(symbol) for symbol, at in programme.at.items() if not programme.is_integer[at]}
    assert loose == {Together}


def test_a_pin_that_has_no_tug_left_leaves_the_others_none(build):
    """Pinned from A to B: the only tug is taken whatever U would rather do."""
    stands = [build.stand(name, terminal=name) for name in "ABCD"]
    turns = [build.turn("T", "8:00", "12:00"), build.turn("U", "8:00", "12:10")]
    pins = [build.pin("T", "A", "arrival"), build.pin("T", "B", "parking"), build.pin("U", "C", "arrival")]
    likes = [build.preference(stand="D", airline="", cost=-500)]
    day = build.day(stands, turns, pins=pins, policy={"tow_capacity": 1}, preferences=likes)
    programme = linear_programme(compile_problem(day))
    answer = solve_exactly(programme, 30, None)
    assert answer.solution is not None
    assert programme.allocation(answer.solution.tolist()).classes[4] == 2
