"""Performance profiles worked out by hand."""

from math import inf

import pytest

from standalloc.bench.report.entries import entries_of
from standalloc.bench.report.profiles import common_tasks, objective_factors, profile, profile_picture, time_factors


@pytest.fixture
def three(solved):
    """Two configurations on three days: 2 and 4 seconds to 1 %, 9 and 3, 5 and never."""
    seconds = {"a": (2.0, 4.0), "b": (9.0, 3.0), "c": (5.0, None)}
    return [
        solved(day, config, seconds_to_one_percent=taken)
        for day, both in seconds.items()
        for config, taken in zip(("default", "fast"), both, strict=True)
    ]


def test_times_over_the_fastest(three):
    tasks, left_out = common_tasks(entries_of(three))
    assert left_out == 0
    assert profile(tasks, time_factors) == {"default": [1, 1, 3], "fast": [1, 2, inf]}


def test_the_curves_are_shares_of_runs_within_a_factor(three):
    panel = profile_picture(entries_of(three)).panels[0]
    curves = {curve.label: curve.points for curve in panel.curves}
    assert panel.x.high == pytest.approx(3.15)
    assert curves["default"] == ((1, 0), (1, pytest.approx(2 / 3)), (3, 1), (panel.x.high, 1))
    assert curves["fast"][:-1] == ((1, 0), (1, pytest.approx(1 / 3)), (2, pytest.approx(2 / 3)))
    assert curves["fast"][-1] == (panel.x.high, pytest.approx(2 / 3))


def test_objectives_over_the_best_and_no_plan_never(solved, failed):
    runs = {"a": solved(objective=300.0), "b": solved(objective=200.0), "c": failed()}
    assert objective_factors(runs) == {"a": 1.5, "b": 1, "c": inf}
    assert objective_factors({"c": failed()}) == {"c": inf}


def test_tiers_are_compared_in_order(tiered):
    runs = {"a": tiered((0, 0), (120, 1), (5, 1)), "b": tiered((0, 0), (100, 1), (9, 1)), "c": tiered((2, 0), (1, 1))}
    assert objective_factors(runs) == {"a": 1.2, "b": 1, "c": 2}


def test_nobody_within_one_per_cent_is_nobody_best(solved):
    slow = solved(objective=100.0, bound=10.0)
    assert time_factors({"a": slow, "b": slow}) == {"a": inf, "b": inf}


def test_runs_that_not_all_have_are_left_out_and_counted(three, solved):
    picture = profile_picture(entries_of([*three, solved("d")]))
    assert "3 runs that all configurations have in common; 1 that not all have are left out." in picture.caption


def test_there_is_no_profile_of_one_configuration_or_without_common_runs(solved):
    assert profile_picture(entries_of([solved("a"), solved("b")])) is None
    assert profile_picture(entries_of([solved("a"), solved("b", "fast")])) is None


@pytest.mark.parametrize("factor", [1.0, 1.7, 3.0, 12.0, 150.0, 900.0, 1e7])
def test_axes_have_some_ticks_whatever_the_factors(solved, factor):
    records = [solved(), solved(config="fast", objective=100.0 * factor)]
    for panel in profile_picture(entries_of(records)).panels:
        values = [value for value, _ in panel.x.ticks]
        assert 2 <= len(values) <= 8
        assert values[0] == panel.x.low == 1
        assert values[-1] <= panel.x.high
