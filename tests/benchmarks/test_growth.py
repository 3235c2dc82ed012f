import pytest

pytest.importorskip("matplotlib", reason="needs the extra 'pictures'")

from benchmarks.cases import TARGETS, all_cases
from benchmarks.growth import CASES, Point, draw, fitted, measured, table
from benchmarks.runs import Store

SECONDS = [Point(130, 2), Point(260, 8), Point(520, 32), Point(1040, 300, is_reached=False)]
MEGABYTES = [Point(130, 100), Point(260, 200), Point(520, 400), Point(1040, 800)]


def test_the_exponent_is_that_of_the_points_that_reached_their_goal():
    fit = fitted(SECONDS)
    assert fit.exponent == pytest.approx(2)
    assert fit.at(1040) == pytest.approx(128)


def test_one_size_has_no_fit():
    assert fitted([Point(130, 2), Point(130, 3), Point(260, 60, is_reached=False)]) is None


def test_the_table_says_what_was_not_reached():
    rows = table(SECONDS, MEGABYTES).splitlines()
    assert rows[-2] == "| 1,040 | over 300.0 | 800 |"
    assert rows[-1] == "| exponent of the fit | 2.00 | 1.00 |"


def test_measured_is_what_the_results_say(tmp_path):
    store = Store(tmp_path)
    run = {"status": "feasible", "turns": 130, "objective": 100, "bound": 90, "tiers": [], "seconds": 60.0}
    store.write(CASES[130], {**run, "peak_memory_mb": 250.0, "progress": [[4.0, 100, 99.5, "", 0]]})
    store.write(CASES[260], {**run, "turns": 260, "peak_memory_mb": 450.0, "progress": []})
    seconds, megabytes = measured(list(CASES.values()), store)
    assert seconds == [Point(130, 4.0), Point(260, 60.0, is_reached=False)]
    assert megabytes == [Point(130, 250.0), Point(260, 450.0)]


def test_the_picture_is_the_same_for_the_same_points(tmp_path):
    draw(SECONDS, MEGABYTES, tmp_path / "one.svg")
    draw(SECONDS, MEGABYTES, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.svg", "two.svg"]


def test_the_larger_days_are_those_of_the_hub_figures(tmp_path):
    names = {case.name for case in all_cases(tmp_path) if case.family in TARGETS}
    assert [turns for turns, case in CASES.items() if case.name not in names] == [130]
