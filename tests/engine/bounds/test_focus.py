"""Focus: a narrowed problem is the problem without the other columns; guidance leaves out nothing it should not."""

import random

import pytest

from standalloc.check import check
from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.bounds.focus import Guidance, narrowed
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.dive import dive
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax, solve_exactly
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.stages import at_stage
from standalloc.model import Plan
from tests.engine.random_days import random_day


def stages_with_plans(bare, problem):
    """Yield the problem of each stage with a plan that keeps its budgets."""
    spent, plan = [], greedy_allocation(problem)
    for number, tariff in enumerate(problem.stages):
        staged = at_stage(problem, number, spent)
        yield staged, plan
        plan = bare.best(staged)
        spent.append(plan.cost_without(staged, (), tariff))


def some_classes(problem, keep, rng):
    """Return some visits with some of their classes, the one that `keep` has them on among them."""
    return {
        v: frozenset({k for k in row if rng.random() < 0.5 or k == keep.classes[v] or v in problem.pinned})
        for v, row in enumerate(problem.costs)
        if rng.random() < 0.8
    }


def without_others(problem, classes):
    return problem.without({Column(v, k) for v, kept in classes.items() for k in problem.costs[v] if k not in kept})


def is_within(allocation, classes):
    return all(allocation.classes[v] is None or allocation.classes[v] in kept for v, kept in classes.items())


def relaxed(problem, *beside):
    programme = linear_programme(problem, *beside)
    answer = relax(programme, 30)
    return None if answer.solution is None else float(programme.costs @ answer.solution)


def exactly(problem, *beside):
    programme = linear_programme(problem, *beside)
    answer = solve_exactly(programme, 30, None)
    assert answer.is_optimal
    return programme.allocation(answer.solution.tolist())


@pytest.mark.parametrize("seed", range(60))
def test_a_narrowed_problem_is_the_problem_without_the_other_columns(bare, seed):
    """Both solvers and the relaxation find the same in both, at every stage and its budgets."""
    rng = random.Random(seed)
    for problem, plan in stages_with_plans(bare, compile_problem(random_day(seed))):
        classes = some_classes(problem, plan, rng)
        narrow, left = narrowed(problem, classes), without_others(problem, classes)
        assert narrow.size == left.size
        assert relaxed(narrow) == pytest.approx(relaxed(left), abs=1e-6)
        best = bare.best(left).cost(problem)
        for found in (bare.best(narrow), exactly(narrow)):
            assert is_within(found, classes)
            assert found.cost(problem) == best <= plan.cost(problem)
            assert check(problem.instance, Plan(to_stands(problem, found, {}))).is_valid


@pytest.mark.parametrize("seed", range(40))
def test_the_same_holds_beside_visits_that_stay(bare, seed):
    rng = random.Random(seed)
    for problem, plan in stages_with_plans(bare, compile_problem(random_day(seed))):
        turns = [turn for turn in problem.turn_visits if rng.random() < 0.6] or list(problem.turn_visits)
        free = sorted(v for turn in turns for v in problem.turn_visits[turn])
        classes = {v: kept for v, kept in some_classes(problem, plan, rng).items() if v in free}
        narrow, left = narrowed(problem, classes), without_others(problem, classes)
        assert relaxed(narrow, free, plan) == pytest.approx(relaxed(left, free, plan), abs=1e-6)
        best = bare.best(left, free, plan).cost(problem)
        for found in (bare.best(narrow, free, plan), exactly(narrow, free, plan)):
            assert is_within(found, classes)
            assert found.cost(problem) == best <= plan.cost(problem)


@pytest.mark.parametrize("seed", range(12))
def test_a_dive_and_a_greedy_plan_keep_to_the_classes(seed):
    problem = compile_problem(random_day(seed))
    classes = some_classes(problem, greedy_allocation(problem), random.Random(seed))
    narrow = narrowed(problem, classes)
    *_, last = dive(narrow, 1, 0, 60)
    for found in (last.fixed, greedy_allocation(narrow, last.fixed), greedy_allocation(narrow)):
        assert is_within(found, classes)
        violations = check(problem.instance, Plan(to_stands(problem, found, {}))).violations
        assert {violation.rule for violation in violations} <= {"pin"}


def test_the_problem_itself_stays_as_it_is():
    problem = compile_problem(random_day(3))
    size, pairs, happenings = problem.size, dict(problem.pairs), problem.happenings
    assert narrowed(problem, {}) is problem
    narrow = narrowed(problem, {v: frozenset() for v in range(len(problem.visits))})
    assert narrow.size == 0
    assert not any(narrow.pairs.values())
    assert (problem.size, dict(problem.pairs), problem.happenings) == (size, pairs, happenings)


@pytest.fixture(scope="module", params=range(25))
def guided(request):
    """A problem and what its relaxation says of it."""
    problem = compile_problem(random_day(request.param))
    programme = linear_programme(problem)
    answer = relax(programme, 30, to_vertex=False)
    shares = {c: float(answer.solution[at]) for c, at in programme.at.items() if isinstance(c, Column)}
    return problem, Guidance(proven_prices(programme, answer.duals), shares)


def test_the_margin_is_the_least_that_keeps_so_many_columns(guided):
    problem, guidance = guided
    dearness = [guidance.dearness(Column(v, k)) for v, row in enumerate(problem.costs) for k in row]
    assert min(dearness, default=0) >= 0
    for count in range(1, len(dearness) + 1):
        margin = guidance.margin(count)
        assert sum(beyond < margin for beyond in dearness) < count <= sum(beyond <= margin for beyond in dearness)
    assert guidance.margin(10.0 * problem.size + 1) == max(dearness, default=0)


def test_without_columns_there_is_no_margin():
    assert Guidance(Prices(5, {}), {}).margin(10) == 0


def test_promising_are_the_cheapest_three_those_within_the_margin_and_the_one_at_hand(guided):
    problem, guidance = guided
    plan = greedy_allocation(problem)
    visits = range(0, len(problem.visits), 2)
    for count in (1, problem.size // 2, problem.size):
        margin = guidance.margin(max(1, count))
        found = guidance.promising(problem, margin, visits, plan)
        assert found.keys() == set(visits)
        for v, kept in found.items():
            dearness = {k: guidance.dearness(Column(v, k)) for k in problem.costs[v]}
            three = sorted(dearness, key=lambda k: (dearness[k], k))[:3]
            within = {k for k, beyond in dearness.items() if beyond <= margin}
            assert kept == {*three, *within, *({plan.classes[v]} - {None})}


def test_every_plan_within_the_margin_is_left(bare, guided):
    """The optimum is, with a margin of its distance to the bound."""
    problem, guidance = guided
    optimum = bare.best(problem).cost(problem)
    everyone = range(len(problem.visits))
    classes = guidance.promising(problem, optimum - guidance.prices.bound, everyone, None)
    assert bare.best(narrowed(problem, classes)).cost(problem) == optimum


def test_a_column_the_relaxation_does_not_use_has_no_share():
    guidance = Guidance(Prices(0, {Column(0, 0): 2, Column(0, 1): 0}), {Column(0, 1): 0.75})
    assert [guidance.share(Column(0, k)) for k in (0, 1)] == [0.0, 0.75]
    assert [guidance.dearness(Column(0, k)) for k in (0, 1)] == [2, 0]
