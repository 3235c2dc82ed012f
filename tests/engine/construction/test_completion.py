"""Completion: what is kept stays, every rule holds, and the relaxation's word counts."""

import random
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.engine.bounds.ascent import climb
from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.bounds.focus import Guidance
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.completion import completed
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column
from standalloc.io import read
from standalloc.model import Plan
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"


def guided(problem):
    programme = linear_programme(problem)
    answer = relax(programme, 30)
    shares = {c: float(answer.solution[at]) for c, at in programme.at.items() if isinstance(c, Column)}
    return Guidance(proven_prices(programme, answer.duals), shares)


def part_of(problem, allocation, rng):
    """Return what an allocation says of some turns."""
    open_turns = {turn for turn in problem.turn_visits if rng.random() < 0.5}
    visits = {v for turn in open_turns for v in problem.turn_visits[turn]}
    classes = tuple(None if v in visits else k for v, k in enumerate(allocation.classes))
    return Allocation(classes, frozenset(p for p in allocation.pairs if p.first.visit not in visits))


def is_valid(problem, allocation):
    return check(problem.instance, Plan(to_stands(problem, allocation, {}))).is_valid


@pytest.mark.parametrize("seed", range(80))
def test_what_is_kept_stays_and_no_rule_is_broken(seed):
    problem = compile_problem(random_day(seed))
    plan, rng, guidance = greedy_allocation(problem), random.Random(seed), guided(problem)
    everyone_open = Allocation((None,) * len(problem.visits), frozenset())
    for keep in (everyone_open, part_of(problem, plan, rng), plan):
        found = completed(problem, keep, guidance)
        assert is_valid(problem, found)
        assert all(found.classes[v] == k for v, k in enumerate(keep.classes) if k is not None)
        settled = {v for v, k in enumerate(keep.classes) if k is not None}
        kept = {p for p in found.pairs if {p.first.visit, p.second.visit} <= settled}
        assert keep.pairs - kept <= bridged(keep, found)


def bridged(keep, found):
    """Return the pairs of `keep` over a visit that has a stand only in what was found."""
    placed = {v for v, k in enumerate(found.classes) if k is not None and keep.classes[v] is None}
    return {p for p in keep.pairs if placed & set(range(p.first.visit + 1, p.second.visit))}


def test_a_hub_day_from_the_prices_of_an_ascent():
    """Guidance of any quality makes a plan that breaks no rule and parks about as many as the greedy one."""
    problem = compile_problem(read(HUB))
    *_, last = climb(problem, 60, 60)
    guidance = Guidance(last.prices, last.guide)
    nothing = Allocation((None,) * len(problem.visits), frozenset())
    found = completed(problem, nothing, guidance)
    assert is_valid(problem, found)
    assert sum(k is not None for k in found.classes) > 0.9 * len(problem.visits)
    assert found == completed(problem, nothing, guidance)


def test_where_the_relaxation_is_a_plan_completion_is_that_plan(build):
    """Greedy gives the one contact stand to T, who comes first; the relaxation to U, who has more passengers."""
    turns = [build.turn("T", "8:00", "9:00", arrival_pax=10), build.turn("U", "8:30", "9:30", arrival_pax=90)]
    problem = compile_problem(build.day([build.stand("K"), build.stand("R", "remote")], turns))
    nothing = Allocation((None, None), frozenset())
    found = completed(problem, nothing, guided(problem))
    assert problem.value(found.cost(problem)) == 10
    assert problem.value(greedy_allocation(problem).cost(problem)) == 90


def test_a_share_counts_for_much_and_a_price_beside_it(build):
    """Without shares the cheaper of two classes by the prices; with a share of the other, that one."""
    stands = [build.stand("A", terminal="T1"), build.stand("B", terminal="T2")]
    problem = compile_problem(build.day(stands, [build.turn("T", "8:00", "9:00")]))
    a, b = Column(0, 0), Column(0, 1)
    prices = Prices(10, {a: 13, b: 10})
    nothing = Allocation((None,), frozenset())
    assert completed(problem, nothing, Guidance(prices, {})).classes == (1,)
    assert completed(problem, nothing, Guidance(prices, {a: 1.0})).classes == (0,)
