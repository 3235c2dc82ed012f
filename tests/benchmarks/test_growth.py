import pytest

pytest.importorskip("matplotlib", reason="needs the extra 'pictures'")

from click.testing import CliRunner

from benchmarks.growth import Point, draw, fitted, main, measured, table
from standalloc.bench.record import FiguresRecord, RunRecord

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


def record(turns, **values):
    figures = FiguresRecord.model_construct(turns=turns)
    return RunRecord.model_construct(**{"figures": figures, "seconds": 60.0, "seconds_to_one_percent": None} | values)


def test_measured_is_what_the_records_say():
    without_plan = RunRecord.model_construct(figures=None)
    large, small = record(260, peak_memory_mb=450.0), record(130, seconds_to_one_percent=4.0, peak_memory_mb=250.0)
    seconds, megabytes = measured([large, without_plan, small])
    assert seconds == [Point(130, 4.0), Point(260, 60.0, is_reached=False)]
    assert megabytes == [Point(130, 250.0), Point(260, 450.0)]


def test_a_folder_without_plans_is_a_message(tmp_path):
    answer = CliRunner().invoke(main, [str(tmp_path)])
    assert (answer.exit_code, "standalloc bench run hub --out" in answer.output) == (2, True)


def test_the_picture_is_the_same_for_the_same_points(tmp_path):
    draw(SECONDS, MEGABYTES, tmp_path / "one.svg")
    draw(SECONDS, MEGABYTES, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.svg", "two.svg"]
