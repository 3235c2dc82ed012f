"""Progress of sweeps on standard error."""

import pytest

from standalloc.bench.record import RunRecord
from standalloc.cli.sweeping import SweepMeter, duration, preparing, run_text
from tests.bench.conftest import document, make_run, write_airport

__all__ = ["document"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (89.4, "89 s"), (90, "2 min"), (5340, "89 min"), (5400, "1 h 30 min"), (36_120, "10 h 02 min")],
)
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_run_is_one_line(document) -> None:
    good = RunRecord.model_validate(document)
    bad = RunRecord.model_validate(document | {"status": "killed", "error": "ended by signal 9"})
    assert run_text(good) == "two fcfs seed 0: feasible 110 in 1.5 s"
    assert run_text(bad) == "two fcfs seed 0: killed after 1.5 s: ended by signal 9"


def test_plain_lines_say_what_is_done_and_left(document, tmp_path, capsys) -> None:
    day = write_airport(tmp_path / "two")
    runs = [make_run(day, seed=seed) for seed in range(2)]
    meter = SweepMeter(runs, 5, jobs=1)
    with meter.shown():
        meter.ended(RunRecord.model_validate(document | {"run": runs[0].name}))
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "2 of 5 runs to do, about 40 s left",
        "4/5 two fcfs seed 0: feasible 110 in 1.5 s; about 2 s left",
    ]
    assert meter.done == 4


def test_a_terminal_shows_a_bar_and_names_only_what_fails(document, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    day = write_airport(tmp_path / "two")
    runs = [make_run(day, seed=seed) for seed in range(2)]
    meter = SweepMeter(runs, 2, jobs=1)
    with meter.shown(), preparing("pair") as on_case:
        on_case(1, 2)
        meter.ended(RunRecord.model_validate(document | {"run": runs[0].name}))
        meter.ended(RunRecord.model_validate(document | {"run": runs[1].name, "error": "it broke", "status": "error"}))
    shown = capsys.readouterr().err
    assert "2 of 2" in shown
    assert "it broke" in shown
    assert "feasible" not in shown


def test_nothing_to_do_says_nothing(capsys) -> None:
    meter = SweepMeter([], 3, jobs=1)
    with meter.shown():
        pass
    assert capsys.readouterr().err == ""
