"""From records to all that is said of them."""

from standalloc.bench.report import Results, report_of
from standalloc.bench.report.bounds import Bound


def titles(report):
    return [table.title for table in report.every_table]


def said(report, words):
    return [sentence for sentence in report.summary if words in sentence]


def test_one_run(solved):
    report = report_of(Results("year", [solved()]))
    assert report.title == "Benchmark of year"
    assert report.summary == (
        "1 run of suite tests: 1 instance, 1 configuration (default), limit of 20 s, on 2030-06-01.",
        "1 of 1 ended with a plan that the checker passed, 1 of them proven optimal; none failed.",
        "default: a median gap of 0.00 %; within 1 % in 1 of 1 run, the median run after 10.0 s; optimal in 1.",
    )
    assert [picture.title for picture in report.pictures] == ["Gap over time"]
    assert titles(report) == [
        *("How runs ended", "Plans: medians", "Plans: means", "Seconds and memory: medians"),
        *("Seconds and memory: means", "Single runs", "Machine, versions, dates"),
    ]


def test_runs_of_two_suites(solved):
    report = report_of(Results("year", [solved(), solved("two", suite="hub")]))
    assert report.summary[0].startswith("2 runs of suites tests and hub: 2 instances, ")


def test_what_differs_by_more_than_chance_is_said(solved):
    days = range(6)
    records = [solved(str(day)) for day in days] + [solved(str(day), "fast", objective=120.0) for day in days]
    report = report_of(Results("year", records))
    assert said(report, "By objective") == [
        "By objective, default is better than fast in 6 of 6 pairs and worse in 0 (sign test, p = 0.0312)."
    ]
    assert not said(report_of(Results("year", records[1:6] + records[7:])), "By objective")


def test_failures_and_baselines_are_said(solved, failed):
    records = [solved(), solved("b"), solved(config="fcfs", objective=300.0), failed("b", "fcfs", status="overdue")]
    report = report_of(Results("year", records))
    assert said(report, "the others failed (1 overdue) and are listed below")
    assert said(report, "Baseline fcfs") == [
        "Baseline fcfs: its plans cost 3.000 times as much as the default's with 1.000 times the bus passengers; no "
        "plan in 1 (geometric means, 2 pairs)."
    ]
    assert [table.title for table in report.alarms] == ["Failed runs"]


def test_every_run_failed(failed):
    report = report_of(Results("year", [failed(), failed("b", "fcfs")]))
    assert said(report, "0 of 2 ended with a plan")
    assert said(report, "default: a median gap of 100.00 %; within 1 % in 0 of 1 run; optimal in 0.")


def test_two_folders(solved):
    here, there = Results("new", [solved()]), Results("old", [solved(objective=120.0, bound=100.0)])
    report = report_of(here, there)
    assert "Run for run against old" in titles(report)
    assert "Run for run against old" not in titles(report_of(here))


def test_two_folders_with_nothing_in_common(solved):
    report = report_of(Results("new", [solved()]), Results("old", [solved("b")]))
    assert report.summary[-1].startswith("Nothing to compare with old")


def test_bounds_of_another_folder_and_known_ones_count(solved):
    run = solved(objective=100.0, bound=50.0)

    def gap(*arguments):
        [table] = [table for table in report_of(*arguments).tables if table.title == "Single runs"]
        return dict(zip(table.columns, table.rows[0], strict=True))["to best bound"]

    here = Results("new", [run])
    assert gap(here) == "50.00 %"
    assert gap(here, Results("old", [solved(objective=100.0, bound=70.0)])) == "30.00 %"
    assert gap(here, None, [Bound(run.fingerprint, (), 90.0, "records")]) == "10.00 %"


def test_a_plan_below_a_known_bound_is_said_first(solved):
    run = solved(objective=100.0, bound=50.0)
    report = report_of(Results("new", [run]), None, [Bound(run.fingerprint, (), 110.0, "records")])
    assert report.summary[0].startswith("1 plan cost less than a bound says is least")
    assert [table.title for table in report.alarms] == ["Contradictions"]


def test_families_of_the_engine_that_miss_what_they_must_show_are_named(solved):
    run = solved("hub1040-1", suite="engine", family="hub1040, 300 s", time_limit=300.0, bound=90.0)
    report = report_of(Results("engine", [run]))
    assert report.summary[-1] == (
        "0 of 1 families of the suite engine that are complete show what they must. These do not: hub1040, 300 s."
    )
    assert titles(report)[0] == "What the engine must show"
