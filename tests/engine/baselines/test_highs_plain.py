"""The textbook programme: every rule and term in clique rows, solved in the child."""

import time

import pytest

from standalloc.engine.baselines.highs_plain import clique_programme, solve_cliques
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.linear import linear_programme
from standalloc.io import read
from standalloc.solve import solve
from tests.engine.random_days import random_day
from tests.tiny import FOLDERS, TINY, best_of


def agree(bare, day, start=None):
    """Assert that HiGHS finds in each stage what the model of record does."""
    for problem in bare.stages(compile_problem(day)):
        best = bare.best(problem)
        (found,) = solve_cliques(problem, None if start is None else best, time.time() + 60, 60)
        assert found.is_optimal
        assert found.allocation is not None
        assert found.allocation.cost(problem) == best.cost(problem) == round(found.bound)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_tiny_days(bare, name):
    agree(bare, read(TINY / name))


@pytest.mark.parametrize("first", range(0, 100, 25))
def test_random_days(bare, first):
    for seed in range(first, first + 25):
        agree(bare, random_day(seed))


def test_from_a_plan_that_is_known(bare):
    agree(bare, read(TINY / "tiers"), start=True)


@pytest.mark.parametrize("name", ["tiers", "exclusion", "stand_used"])
def test_in_the_child(name):
    result = solve(read(TINY / name), config="highs-plain", time_limit=60, workers=1)
    assert result.status == "optimal"
    assert result.judgement.tiers == best_of(name).tiers


def test_no_loads_beside_the_unknowns(build):
    """In differenced form the same day has a load variable for each clique."""
    turns = [build.turn("T", "8:00", "9:00"), build.turn("U", "8:30", "9:30"), build.turn("V", "9:30", "10:00")]
    problem = compile_problem(build.day([build.stand("A")], turns))
    plain, differenced = clique_programme(problem), linear_programme(problem)
    assert len(plain.costs) == len(plain.at) == len(differenced.at) < len(differenced.costs)
    assert plain.is_integer.all()
