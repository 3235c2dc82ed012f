"""The textbook CP-SAT model: every rule and term, so the same optimum as everyone's."""

import pytest
from ortools.sat.python import cp_model

from standalloc.check import check
from standalloc.engine.baselines.cpsat_plain import interval_model, search_intervals
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.io import read
from standalloc.model import Plan
from standalloc.solve import solve
from tests.engine.enumeration import enumerated_optimum
from tests.engine.random_days import random_day
from tests.tiny import FOLDERS, TINY, best_of


def proven(bare, day):
    """Return the costs that the baseline proves to be least, tier by tier, and assert that the checker says so too."""
    known, costs = None, []
    for problem in bare.stages(compile_problem(day)):
        *_, last = found = list(search_intervals(problem, known, 1, 0, 60))
        assert last.is_optimal
        *_, best = (one.allocation for one in found if one.allocation is not None)
        assert best.cost(problem) == round(last.bound)
        known = to_stands(problem, best, {})
        costs.append(problem.value(best.cost(problem)))
    judgement = check(day, Plan(known))
    assert judgement.is_valid
    assert judgement.tiers == pytest.approx(tuple(costs), abs=1e-7)
    return judgement.tiers


@pytest.mark.parametrize("name", FOLDERS)
def test_the_tiny_days(bare, name):
    assert proven(bare, read(TINY / name)) == best_of(name).tiers


@pytest.mark.parametrize("first", range(60, 160, 25))
def test_random_days(bare, first):
    for seed in range(first, first + 25):
        day = random_day(seed)
        best = enumerated_optimum(day)
        assert best is not None
        assert proven(bare, day) == pytest.approx(best.tiers, abs=1e-7), f"day {seed}"


@pytest.mark.parametrize("name", ["tiers", "exclusion"])
def test_in_the_child(name):
    result = solve(read(TINY / name), config="cpsat-plain", time_limit=60, workers=1)
    assert result.status == "optimal"
    assert result.judgement.tiers == best_of(name).tiers


def test_no_two_at_a_time(build):
    """Two stands that exclude each other: a no-overlap for each, and one for both together."""
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:00", "9:00")]
    day = build.day(stands, turns, exclusions=[build.exclusion("A", "B")])
    model = interval_model(compile_problem(day, apart=True))
    assert "#kNoOverlap: 3 (#intervals: 8, #optional: 8)" in model.proto.model_stats()


def test_stands_are_told_apart(build):
    problem = compile_problem(build.day([build.stand("A"), build.stand("B")], [build.turn("T", "8:00", "9:00")]), True)
    assert [[stand.id for stand in one.stands] for one in problem.classes] == [["A"], ["B"]]


def test_away_for_less_than_the_buffer_and_back(build, bare):
    """T is towed off A, closed for five minutes, and back before the buffer after its first visit would be over."""
    stands = [build.stand("A"), build.stand("B", "remote")]
    turns = [build.turn("T", "8:00", "9:50", arrival_pax=300, departure_pax=300)]
    closures = [build.closure("A", "8:45", "8:50")]
    assert proven(bare, build.day(stands, turns, closures=closures, policy={"split_min": 110})) == (80,)


@pytest.mark.parametrize(
    ("arrival", "departure", "alone"), [("7:00", "8:45", 1), ("8:00", "9:30", 3), ("8:45", "10:00", 1)]
)
def test_a_visit_of_no_minutes_is_not_amid_another(build, bare, arrival, departure, alone):
    """T parks for no minutes at 8:45, where the other turn ends, is amid its stay, or starts."""
    turns = [build.turn("T", "8:00", "9:45"), build.turn("U", arrival, departure, towable=False)]
    policy = {"buffer_min": 0, "split_min": 105}
    day = build.day([build.stand("A")], turns, policy=policy, pins=[build.pin("U", "A")])
    assert proven(bare, day) == (10_000 * alone,)


def test_what_is_not_allocated_loads_nothing(build):
    """Were absent intervals to count, no solution would be left."""
    turns = [build.turn(name, "8:00", "9:00") for name in "TUV"]
    model = interval_model(compile_problem(build.day([build.stand("A")], turns), apart=True))
    running = cp_model.CpSolver()
    assert running.solve(model.proto) == cp_model.OPTIMAL
    assert model.formulation.problem.value(round(running.objective_value)) == 20_000
