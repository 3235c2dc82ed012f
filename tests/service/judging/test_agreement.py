"""The judge's word on a move is the checker's on both plans: shown on random days with all rules and terms mixed."""

import random
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standalloc.check import check
from standalloc.check.layout import Layout
from standalloc.check.terms import exact_terms
from standalloc.model import RULES, Instance, Plan, VisitKey
from standalloc.service.judging.move import Judge
from standalloc.service.judging.scene import Moves
from standalloc.service.judging.verdict import Verdict
from tests.check.random_days import day_and_plan
from tests.engine.random_days import random_day

FLEETS = {"tow_capacity", "bus_capacity"}


def any_plan(rng: random.Random, instance: Instance) -> Plan:
    """Return a plan that breaks rules, now and then with a visit that the schedule does not have."""
    names = [stand.id for stand in instance.airport.stands]
    share = rng.choice([0.5, 0.9, 1])
    stands = {visit.key: rng.choice(names) for visit in instance.visits if rng.random() < share}
    if rng.random() < 0.1:
        stands[VisitKey(rng.choice(["T0", "T9"]), "parking")] = rng.choice(names)
    return Plan(stands)


def any_moves(rng: random.Random, instance: Instance, plan: Plan) -> Moves:
    """Return one move mostly, now and then a swap, a whole turn's or several at once."""
    names = [stand.id for stand in instance.airport.stands]
    keys = list(dict.fromkeys([*instance.visit, *plan.stands]))
    how = rng.choice(["one", "one", "one", "swap", "turn", "several"])
    if how == "swap" and len(keys) > 1:
        one, other = rng.sample(keys, 2)
        return {one: plan.stands.get(other), other: plan.stands.get(one)}
    if how == "turn":
        turn, stand = rng.choice(keys).turn, rng.choice(names)
        return {key: stand for key in instance.visit if key.turn == turn}
    chosen = rng.sample(keys, min(len(keys), 3 if how == "several" else 1))
    return {key: rng.choice([*names, None]) for key in chosen}


def moved(plan: Plan, moves: Moves) -> Plan:
    stands = {**plan.stands, **moves}
    return Plan({key: stand for key, stand in stands.items() if stand is not None})


def agree(instance: Instance, plan: Plan, moves: Moves) -> Verdict:
    """Ensure that a verdict says how the full checks of both plans differ, and return it."""
    verdict = Judge(instance, plan).judge(moves)
    after = moved(plan, moves)
    old, new = check(instance, plan).violations, check(instance, after).violations
    found = verdict.breaches
    assert Counter([*found.broken, *found.eased]) == Counter(new) - Counter(old)
    assert [*found.rules] == [rule for rule in RULES if rule in found.rules]
    assert {violation.rule for violation in found.eased} <= FLEETS
    unmended = Counter(old) - Counter(new) - Counter(found.mended)
    assert unmended + Counter(found.mended) == Counter(old) - Counter(new)
    assert all(any(one.rule == other.rule for other in found.eased) for one in unmended)
    agree_on_terms(instance, plan, after, verdict)
    return verdict


def agree_on_terms(instance: Instance, before: Plan, after: Plan, verdict: Verdict) -> None:
    (old_amounts, old_costs), (amounts, costs) = (exact_terms(Layout(instance, plan)) for plan in (before, after))
    for name, term in verdict.change.terms.items():
        assert term.amount == float(amounts[name] - old_amounts[name])
        assert term.cost == float(costs[name] - old_costs[name])
    stages = instance.airport.objective.stages
    tiers = [sum((costs[name] - old_costs[name] for name in stage), Fraction(0)) for stage in stages]
    assert verdict.change.tiers == tuple(map(float, tiers))
    assert verdict.change.objective == float(sum(tiers))


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_on_tiny_days_with_every_rule(seed, rng):
    instance = random_day(seed)
    plan = any_plan(rng, instance)
    for _ in range(4):
        agree(instance, plan, any_moves(rng, instance, plan))


@pytest.mark.parametrize("seed", range(25))
def test_from_plans_that_break_nothing(seed):
    instance, plan = day_and_plan(seed)
    rng = random.Random(seed)
    for _ in range(10):
        agree(instance, plan, any_moves(rng, instance, plan))


@pytest.mark.parametrize("seed", range(25))
def test_the_rows_of_stands_say_what_single_moves_do(seed):
    instance, plan = day_and_plan(seed)
    judge = Judge(instance, plan)
    visit = random.Random(seed).choice(instance.visits)
    rows = judge.rows([visit.key])
    assert [row.stand for row in rows] == [stand.id for stand in instance.airport.stands]
    for row in rows:
        verdict = agree(instance, plan, {visit.key: row.stand})
        assert row.answer == verdict.answer
        assert row.rule == next(iter(verdict.breaches.rules), "")
        assert row.objective == (None if row.rule else verdict.change.objective)


def agree_on_rows(instance: Instance, plan: Plan, keys: Sequence[VisitKey]) -> None:
    """Ensure that the rows of visits say, word by word, what the judgement of every single move does."""
    judge = Judge(instance, plan)
    rows = judge.rows(keys)
    assert [row.stand for row in rows] == [stand.id for stand in instance.airport.stands]
    for row in [*rows, judge.unparked(keys)]:
        verdict = judge.judge(dict.fromkeys(keys, row.stand))
        first = next(iter(verdict.breaches.broken), None)
        assert (row.rule, row.message) == (("", "") if first is None else (first.rule, first.message))
        assert (row.answer, row.objective) == (verdict.answer, None if first else verdict.change.objective)


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_rows_on_tiny_days_with_every_rule(seed, rng):
    instance = random_day(seed)
    plan = any_plan(rng, instance)
    for _ in range(4):
        agree_on_rows(instance, plan, tuple(any_moves(rng, instance, plan)))


@given(st.integers(0, 2**32), st.randoms(use_true_random=False))
def test_rows_on_crowded_days(seed, rng):
    instance, plan = day_and_plan(seed % 100)
    if rng.random() < 0.5:
        plan = any_plan(rng, instance)
    for _ in range(2):
        agree_on_rows(instance, plan, tuple(any_moves(rng, instance, plan)))
