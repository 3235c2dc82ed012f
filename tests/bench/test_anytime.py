"""Milestones and integrals of courses worked out by hand."""

import pytest

from standalloc.bench.anytime import Course, course_of, gap_steps, primal_dual_integral
from standalloc.bench.record import Moment


def at(seconds, objective, bound, tier=0):
    return Moment(seconds=seconds, objective=objective, bound=bound, tier=tier)


def test_a_course_by_hand():
    """Nothing for 2 s, half open for 3 s, 0.5 % open for 5 s of a limit of 10 s."""
    trace = [at(1, None, 100), at(2, 200, 100), at(5, 200, 199)]
    course = course_of(trace, [at(6, 200, 199)], is_optimal=False, time_limit=10)
    assert course == Course(2, 5, None, pytest.approx(2 * 1 + 3 * 0.5 + 5 * 0.005))


def test_a_proof_ends_the_integral():
    course = course_of([at(2, 200, 100)], [at(4, 100, 100)], is_optimal=True, time_limit=60)
    assert course == Course(2, 4, 4, pytest.approx(2 * 1 + 2 * 0.5))


def test_an_open_gap_counts_to_the_limit_though_the_run_ended_before():
    assert course_of([], [at(1, 200, 100)], False, 11).integral == pytest.approx(1 + 10 * 0.5)


def test_without_a_plan_that_counts_the_whole_limit_is_open():
    assert course_of([at(1, 200, 100)], [], False, 30) == Course(None, None, None, 30)


def test_what_comes_after_the_limit_is_cut_off():
    assert primal_dual_integral([(5, 0.5), (12, 0.0)], 10) == pytest.approx(5 + 5 * 0.5)


def test_a_proof_whose_last_step_is_rounding_counts_from_the_end():
    """The bound was rounded up to the objective's step only at the end."""
    course = course_of([at(1, 100, 99.9999)], [at(3, 100, 99.9999)], is_optimal=True, time_limit=10)
    assert course.to_optimal == 3


@pytest.mark.parametrize(
    ("objective", "bound", "share"), [(0, 0, 0), (10, -30, 1), (10, 11, 0), (None, 3, 1), (3, None, 1)]
)
def test_a_share_is_from_0_to_1(objective, bound, share):
    assert gap_steps([at(1, objective, bound)], [at(2, 1, 1)])[0] == (1, share)


def test_with_tiers_the_largest_gap_counts_and_a_tier_not_begun_is_open():
    trace = [at(1, 0, 0, tier=1), at(2, 80, 60, tier=2), at(3, 80, 80, tier=2)]
    end = [at(4, 0, 0, tier=1), at(4, 80, 80, tier=2)]
    assert gap_steps(trace, end) == [(1, 1.0), (2, 0.25), (3, 0.0), (4, 0.0)]
    course = course_of(trace, end, is_optimal=True, time_limit=10)
    assert course == Course(1, 3, 3, pytest.approx(2 + 0.25))


def test_one_tier_alone():
    trace = [at(1, 0, 0, tier=1), at(2, 80, 60, tier=2)]
    assert gap_steps(trace, [at(4, 0, 0, tier=1)]) == [(1, 0.0), (4, 0.0)]


def test_events_after_the_end_do_not_count():
    assert gap_steps([at(5, 10, 1)], [at(4, 10, 10)]) == [(4, 0.0)]
