"""Gaps to the best bound: whose bounds count, tier by tier, and what cannot be."""

import pytest

from standalloc.bench.report.bounds import (
    Bound,
    Bounds,
    bounds_of,
    contradictions,
    costs_of,
    counted_bound,
    counted_objective,
    first_difference,
    gap_to_best,
)


def test_the_gap_is_to_the_highest_bound_of_the_same_problem(solved):
    weak, strong, other = solved(objective=100.0, bound=50.0), solved(objective=120.0, bound=90.0), solved("two")
    bounds = Bounds(bounds_of([weak, strong, other], "here"))
    assert gap_to_best(weak, bounds) == pytest.approx(0.1)
    assert gap_to_best(strong, bounds) == pytest.approx(0.25)


def test_a_bound_from_elsewhere_counts(solved):
    run = solved(objective=100.0, bound=50.0)
    bounds = Bounds([*bounds_of([run], "here"), Bound(run.fingerprint, (), 95.0, "records")])
    assert gap_to_best(run, bounds) == pytest.approx(0.05)


def test_without_plan_or_bound_there_is_no_gap(solved, failed):
    assert gap_to_best(failed(), Bounds(bounds_of([solved()], "here"))) is None
    assert gap_to_best(solved(), Bounds([])) is None


def test_a_tiers_bound_holds_only_where_the_tiers_before_cost_no_more(tiered):
    """The second run proves 180 for plans that leave 3 out; the first leaves 5 out, where less may do."""
    loose, tight = tiered((5, 5), (150, 100)), tiered((3, 3), (200, 180))
    bounds = Bounds(bounds_of([loose, tight], "here"))
    assert gap_to_best(tight, bounds) == pytest.approx(0.1)
    assert gap_to_best(loose, bounds) == pytest.approx(max(0, 50 / 150))
    assert bounds.best(tight.fingerprint, (3.0,)).value == 180
    assert bounds.best(tight.fingerprint, (2.0,)).value == 180
    assert bounds.best(tight.fingerprint, (4.0,)).value == 100


def test_the_tier_that_counts_is_the_one_whose_gap_it_is(tiered):
    run = tiered((10, 5), (200, 190), (7, None), tier=2)
    assert gap_to_best(run, Bounds(bounds_of([run], "here"))) == pytest.approx(0.05)
    assert (counted_objective(run), counted_bound(run)) == (200, 190)
    assert costs_of(run) == (10, 200)


def test_all_tiers_count_where_none_is_named_and_each_needs_a_bound(tiered):
    run = tiered((10, 5), (200, 190))
    assert gap_to_best(run, Bounds(bounds_of([run], "here"))) == pytest.approx(0.5)
    open_run = tiered((10, 5), (200, None))
    assert gap_to_best(open_run, Bounds(bounds_of([open_run], "here"))) is None


def test_a_plan_below_a_bound_is_a_contradiction(solved):
    cheap, proven = solved(objective=90.0, bound=80.0), solved(config="fast", objective=100.0, bound=95.0)
    [(record, cost, bound)] = contradictions([cheap, proven], Bounds(bounds_of([cheap, proven], "here")))
    assert (record, cost, bound.value, bound.origin) == (cheap, 90, 95, f"{proven.run} in here")
    rounding = solved(objective=95.0 - 1e-6, bound=80.0)
    assert not [*contradictions([rounding], Bounds(bounds_of([proven], "here")))]


def test_the_first_tier_in_which_two_plans_differ_decides():
    assert first_difference((0, 110, 15), (0, 100, 20)) == (110, 100)
    assert first_difference((0, 100 + 1e-9, 15), (0, 100, 20)) == (15, 20)
    assert first_difference((0, 100), (0, 100)) == (100, 100)
