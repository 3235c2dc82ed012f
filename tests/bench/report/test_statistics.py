"""Statistics against values worked out by hand."""

from math import inf

import pytest

from standalloc.bench.report.statistics import median, quantile, shifted_geometric_mean, sign_test


@pytest.mark.parametrize(
    ("values", "shift", "mean"),
    [
        ([1, 7], 1, 3),  # sqrt(2 * 8) - 1
        ([0, 0, 26], 1, 2),  # cube root of 27, less 1
        ([2, 8], 0, 4),
        ([5], 1, 5),
        ([-0.5, 1], 1, 0),  # sqrt(0.5 * 2) - 1
    ],
)
def test_shifted_geometric_means_by_hand(values, shift, mean):
    assert shifted_geometric_mean(values, shift) == pytest.approx(mean)


@pytest.mark.parametrize(("values", "shift"), [([], 1), ([3, -1], 1), ([0, 4], 0)])
def test_a_mean_that_there_is_not(values, shift):
    assert shifted_geometric_mean(values, shift) is None


def test_the_shift_is_one_where_none_is_named():
    assert shifted_geometric_mean([1, 7]) == pytest.approx(3)


def test_quantiles_by_hand():
    assert quantile([4, 1, 3, 2], 0.25) == 1.75
    assert quantile([4, 1, 3, 2], 0.75) == 3.25
    assert quantile([7], 0.3) == 7
    assert (quantile([1, 2, 3], 0), quantile([1, 2, 3], 1)) == (1, 3)


def test_what_was_never_reached_counts_in_the_median():
    assert median([1, 2, inf]) == 2
    assert median([1, inf, inf]) == inf
    assert median([1, inf]) == inf
    assert median([inf, inf]) == inf
    assert median([-inf, -inf, 3]) == -inf


@pytest.mark.parametrize(
    ("differences", "counts", "p"),
    [
        ([-1] * 5, (5, 0, 0), 2 / 32),
        ([-1] * 7 + [2] + [0] * 4, (7, 4, 1), 2 * (1 + 8) / 256),
        ([1] * 8 + [-3] * 2, (2, 0, 8), 2 * (1 + 10 + 45) / 1024),
        ([-1, 1], (1, 0, 1), 1.0),
        ([-1], (1, 0, 0), 1.0),
        ([0, 0], (0, 2, 0), 1.0),
        ([], (0, 0, 0), 1.0),
    ],
)
def test_sign_tests_by_hand(differences, counts, p):
    test = sign_test(differences)
    assert (test.below, test.ties, test.above) == counts
    assert test.p == pytest.approx(p)


def test_a_year_of_days_is_no_overflow():
    assert 0 <= sign_test([-1.0] * 1095).p < 1e-300


def test_the_median_of_differences_is_of_those_that_are_finite():
    test = sign_test([-inf, -4, -2, 0, inf])
    assert (test.below, test.ties, test.above) == (3, 1, 1)
    assert (test.median, test.finite) == (-2, 3)
    assert sign_test([inf]).median is None
