"""Baselines as multiples of the default configuration."""

import pytest

from standalloc.bench.report.entries import entries_of
from standalloc.bench.report.ratios import over, ratio_table, ratios_of


def test_beside_the_longest_limit_that_the_baselines_covers(solved):
    ours = [solved(objective=cost, time_limit=limit) for limit, cost in ((30.0, 100.0), (60.0, 50.0), (300.0, 10.0))]
    found = ratios_of(entries_of([*ours, solved(config="fcfs", objective=200.0, time_limit=60.0)]))
    assert {key: ratios.objectives for key, ratios in found.items()} == {("tiny", 60.0, "fcfs"): [4.0]}


def test_geometric_means_by_hand_with_the_least_and_the_most(solved):
    days = {"a": 200.0, "b": 800.0}
    records = [solved(day) for day in days] + [solved(day, "fcfs", objective=cost) for day, cost in days.items()]
    [row] = ratio_table(entries_of(records)).rows
    assert row == ("tiny", "20 s", "fcfs", "2", "4.000", "2.000", "8.000", "1.000", "0", "0")


def test_who_has_no_plan_is_counted(solved, failed):
    records = [
        *(solved("a"), failed("a", "fcfs"), failed("b"), solved("b", "fcfs"), failed("c"), failed("c", "fcfs")),
    ]
    [ratios] = ratios_of(entries_of(records)).values()
    assert (ratios.pairs, ratios.without_plan, ratios.default_without) == (3, 2, 1)
    [row] = ratio_table(entries_of(records)).rows
    assert row[4:] == ("-", "-", "-", "-", "2", "1")


def test_other_configurations_are_no_baselines(solved):
    assert ratio_table(entries_of([solved(), solved(config="fast")])) is None
    assert ratio_table(entries_of([solved(config="fcfs"), solved("other")])) is None


@pytest.mark.parametrize(("value", "base", "ratio"), [(4, 2, 2), (0, 0, 1), (0, 5, 0.2), (70, 0, 70), (-3, 1, 1)])
def test_what_is_below_one_counts_as_one(value, base, ratio):
    assert over(value, base) == ratio
