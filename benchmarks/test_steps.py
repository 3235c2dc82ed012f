"""The steps of a solve, each alone. `make bench` times them; CI only runs each once."""

import random
from collections.abc import Iterable

import standalloc as sa
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.cpsat import build_model
from standalloc.engine.models.formulation import formulate
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.models.symbols import Alone, Symbol
from standalloc.engine.problem.chains import Column
from standalloc.engine.search.neighbourhoods import around_a_moment

NEIGHBOURHOOD_VISITS = 100


def count(kind: type, symbols: Iterable[Symbol]) -> int:
    """Return how many unknowns are of a kind."""
    return sum(isinstance(symbol, kind) for symbol in symbols)


def test_read(benchmark, folder):
    instance = benchmark(sa.read, folder)
    assert f"hub{len(instance.turns)}" == folder.name


def test_compile(benchmark, instance):
    problem = benchmark(compile_problem, instance)
    assert problem.visits == instance.visits


def test_first_plan(benchmark, problem):
    first = benchmark(greedy_allocation, problem)
    assert len(first.classes) == len(problem.visits)


def test_hand_to_stands(benchmark, problem, first):
    stands = benchmark(to_stands, problem, first, {})
    assert len(stands) == sum(k is not None for k in first.classes)


def test_check(benchmark, instance, problem, first):
    judgement = benchmark(sa.check, instance, sa.Plan(to_stands(problem, first, {})))
    assert judgement.is_valid


def test_formulation_of_the_day(benchmark, problem):
    formulation = benchmark(formulate, problem)
    assert count(Column, formulation.upper) == problem.size


def test_model_of_the_day(benchmark, problem):
    model = benchmark(build_model, problem)
    assert count(Column, model.variables) == problem.size


def test_model_of_a_neighbourhood(benchmark, problem, first):
    free = around_a_moment(problem, first, random.Random(0), NEIGHBOURHOOD_VISITS)
    model = benchmark(build_model, problem, free, first)
    assert 0 < count(Alone, model.variables) <= NEIGHBOURHOOD_VISITS


def test_linear_programme_of_the_day(benchmark, problem):
    programme = benchmark(linear_programme, problem)
    assert count(Column, programme.at) == problem.size


def test_linear_programme_of_a_neighbourhood(benchmark, problem, first):
    free = around_a_moment(problem, first, random.Random(0), NEIGHBOURHOOD_VISITS)
    programme = benchmark(linear_programme, problem, free, first)
    assert 0 < count(Alone, programme.at) <= NEIGHBOURHOOD_VISITS
