"""Gaps over time worked out by hand."""

import pytest

from standalloc.bench.report.curves import anytime_picture, gap_course, quartiles_over_time
from standalloc.bench.report.entries import entries_of

TRACE = [
    {"seconds": 2.0, "objective": 200.0, "bound": 100.0, "stage": "", "tier": 0},
    {"seconds": 5.0, "objective": 125.0, "bound": 100.0, "stage": "", "tier": 0},
]


def test_the_course_of_a_run(solved):
    assert gap_course(solved(trace=TRACE)) == [(0, 1), (2, 0.5), (5, pytest.approx(0.2)), (10, 0)]


def test_a_run_that_failed_stays_open(failed):
    assert gap_course(failed()) == [(0, 1)]


def test_of_tiers_the_worst_that_counts(tiered):
    steps = [
        {"seconds": 1.0, "objective": 10.0, "bound": 10.0, "stage": "", "tier": 1},
        {"seconds": 3.0, "objective": 100.0, "bound": 50.0, "stage": "", "tier": 2},
    ]
    both = tiered((10, 10), (100, 90), trace=steps)
    assert gap_course(both) == [(0, 1), (1, 1), (3, 0.5), (10, pytest.approx(0.1))]
    first = tiered((10, 10), (100, 90), trace=steps, tier=1)
    assert gap_course(first) == [(0, 1), (1, 0), (10, 0)]


def test_quartiles_of_three_courses():
    courses = [[(0, 1), (1, 0.0)], [(0, 1), (2, 0.5)], [(0, 1)]]
    assert quartiles_over_time(courses, [0.5, 1.0, 2.5]) == [(1, 1, 1), (0.5, 1, 1), (0.25, 0.5, 0.75)]


def test_a_panel_for_each_family_and_limit_with_a_curve_for_each_configuration(solved, failed):
    records = [
        *(solved("a"), solved("b"), failed("c"), solved("a", "fast")),
        solved("d", family="other", time_limit=0.05),
    ]
    picture = anytime_picture(entries_of(records))
    assert [panel.title for panel in picture.panels] == ["tiny, 20 s: 1 to 3 runs each", "other, 0.05 s: 1 run"]
    default, fast = picture.panels[0].curves
    assert default.band
    assert not fast.band
    assert default.points[0] == (0.1, 1)
    assert default.points[-1] == (20, 0)
    assert default.band[-1] == (20, 0, 0.5)


@pytest.mark.parametrize("limit", [0.001, 0.5, 1, 15, 20, 60, 1200, 1e7])
def test_ticks_lie_on_the_axis(solved, limit):
    [panel] = anytime_picture(entries_of([solved(time_limit=float(limit))])).panels
    values = [value for value, _ in panel.x.ticks]
    assert values
    assert panel.x.low <= values[0]
    assert values[-1] <= panel.x.high
