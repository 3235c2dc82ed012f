"""What is summed up, and that nothing is left out without a word."""

from standalloc.bench.report.bounds import Bounds, bounds_of
from standalloc.bench.report.measures import COURSE_MEASURES, plan_measures

COURSE = {measure.name: measure for measure in COURSE_MEASURES}


def plans(records):
    return {measure.name: measure for measure in plan_measures(Bounds(bounds_of(records, "here")))}


def test_medians_and_means_of_runs_that_all_ended(solved):
    records = [solved(str(cost), objective=cost, bound=cost) for cost in (1.0, 7.0)]
    objective = plans(records)["objective"]
    assert (objective.median(records), objective.mean(records)) == ("4", "3")


def test_a_run_without_a_plan_counts_as_the_worst_in_medians(solved, failed):
    one, none = solved(objective=200.0, bound=190.0), failed()
    for records, expected in (([one, one, none], "5.00 %"), ([one, none, none], "none")):
        assert plans(records)["gap"].median(records) == expected
    assert plans([one])["contact rate"].median([one, none, none]) == "none"
    assert plans([one])["contact rate"].median([one, one, none]) == "65.62 %"


def test_means_say_of_how_many_plans_they_are(solved, failed):
    records = [solved(objective=300.0), failed()]
    assert plans(records)["objective"].mean(records) == "300 (1 of 2)"
    assert plans(records)["bus passengers"].mean([failed()]) == "-"


def test_a_gap_that_is_not_known_counts_as_the_whole_in_means(solved, failed):
    """sqrt((0 + 1) * (100 + 1)) - 1 percentage points."""
    records = [solved(), failed()]
    assert plans(records)["gap"].mean(records) == f"{101**0.5 - 1:.2f} %"


def test_a_moment_that_never_came_counts_with_the_limit_in_means(solved):
    records = [
        solved(seconds=1.0),
        solved("two", objective=100.0, bound=10.0, time_limit=7.0, seconds=6.0),
    ]
    assert COURSE["s to 1 %"].mean(records) == "3.0"
    assert COURSE["s to 1 %"].median(records) == "never"
    assert COURSE["s to optimal"].median([records[0]]) == "1.0"


def test_a_moment_that_never_came_counts_with_the_seconds_where_the_run_overstepped(solved):
    late = solved("late", objective=100.0, bound=10.0, time_limit=7.0, seconds=15.0)
    assert COURSE["s to 1 %"].mean([solved(seconds=0.0), late]) == "3.0"


def test_every_figure_that_is_asked_for_is_there(solved):
    assert [*plans([solved()])] == [
        *("objective", "gap to best bound", "gap", "gap above floor"),
        *("bus passengers", "contact rate", "unallocated"),
    ]
    assert [*COURSE] == [
        *("s to first plan", "s to 1 %", "s to optimal", "s in all"),
        *("primal-dual integral, s", "peak memory, MB"),
    ]
    assert COURSE["primal-dual integral, s"].median([solved(primal_dual_integral=4.5)]) == "4.5"
