"""Run for run: who is better how often, and what counts as a pair and as a tie."""

import pytest

from standalloc.bench.report.entries import entries_of
from standalloc.bench.report.pairs import contest_table, contests_against, contests_within


def by_measure(contests):
    return {contest.measure: contest.test for contest in contests}


def within(records):
    return by_measure(contests_within(entries_of(records)))


def test_two_configurations_on_the_same_days(solved):
    """default costs 10 less four times and as much once."""
    records = [
        solved(str(day), config, objective=cost, bound=50.0)
        for day in range(5)
        for config, cost in (("default", 100.0), ("fast", 110.0 if day else 100.0))
    ]
    objective = within(records)["objective"]
    assert (objective.below, objective.ties, objective.above) == (4, 1, 0)
    assert objective.p == pytest.approx(2 / 16)
    assert (objective.median, objective.finite) == (-10, 5)


def test_instance_seed_limit_and_suite_must_be_the_same(solved):
    ours = solved()
    for change in ({"instance": "two"}, {"seed": 1}, {"time_limit": 30.0}, {"suite": "other"}):
        assert not contests_within(entries_of([ours, solved(config="fast", **change)]))
    assert contests_within(entries_of([ours, solved(config="fast")]))


def test_without_a_plan_a_run_is_worse_than_any_and_two_such_tie(solved, failed):
    for ours, theirs, expected in (
        (solved(), failed(config="fast"), (1, 0, 0)),
        (failed(), solved(config="fast"), (0, 0, 1)),
        (failed(), failed(config="fast"), (0, 1, 0)),
    ):
        for test in within([ours, theirs]).values():
            assert (test.below, test.ties, test.above) == expected


def test_the_median_is_of_pairs_with_two_values_and_says_of_how_many(solved, failed):
    records = [solved("a"), solved("b"), solved("a", "fast", objective=130.0), failed("b", "fast")]
    contests = contests_within(entries_of(records))
    test = by_measure(contests)["objective"]
    assert (test.below, test.median, test.finite) == (2, -30, 1)
    rows = contest_table("all", contests).rows
    assert rows[0][-1] == "-30 (of 1)"


def test_rounding_is_a_tie(solved):
    records = [solved(objective=100.0, bound=90.0), solved(config="fast", objective=100.0 + 1e-9, bound=90.0)]
    assert within(records)["objective"].ties == 1


def test_with_tiers_the_first_that_differs_decides(tiered):
    """More in all, but less in the first tier."""
    records = [tiered((1, 1), (500, 400)), tiered((2, 2), (100, 90), config="fast")]
    objective = within(records)["objective"]
    assert (objective.below, objective.median) == (1, -1)


def test_runs_that_the_limit_ended_took_as_long(solved):
    slow = {"objective": 100.0, "bound": 50.0}
    records = [solved(seconds=19.8, **slow), solved(config="fast", seconds=20.1, **slow)]
    assert within(records)["seconds"].ties == 1
    records = [solved(seconds=19.8), solved(config="fast", seconds=20.1, **slow)]
    assert within(records)["seconds"].median == pytest.approx(-0.2)


def test_two_folders_by_the_same_configuration(solved):
    here = entries_of([solved(objective=100.0), solved(config="fast")])
    there = entries_of([solved(objective=120.0, bound=100.0), solved(config="proof")])
    contests = contests_against(here, there, ("new", "old"))
    assert {(contest.first, contest.second) for contest in contests} == {("default in new", "default in old")}
    assert by_measure(contests)["objective"].below == by_measure(contests)["gap"].below == 1


def test_two_folders_of_one_configuration_each_are_compared_whatever_it_is_called(solved):
    contests = contests_against(entries_of([solved()]), entries_of([solved(config="fast")]), ("new", "old"))
    assert contests[0].second == "fast in old"
    both = entries_of([solved(config="fast"), solved(config="proof")])
    assert not contests_against(entries_of([solved()]), both, ("new", "old"))


def test_no_contests_no_table():
    assert contest_table("none", []) is None
