"""Progress on standard error: one line, plain where it is no terminal."""

import re

import pytest

from standalloc.cli.progress import Meter, progress_text
from standalloc.model import Progress


def test_a_line_says_seconds_objective_bound_gap_and_seconds_left() -> None:
    line = progress_text(Progress(12.0, 4512.0, 4404.46, "dive"), 12.0, 60.0)
    assert line == "   12 s  objective 4,512  bound 4,404.5  gap 2.38%  48 s left  dive"


def test_what_is_not_known_yet_is_a_dash() -> None:
    assert progress_text(Progress(0.0, None, None), 0.0, 1.0) == "    0 s  objective -  bound -  gap -  1 s left"


def test_where_no_clock_limits_a_solve_no_seconds_are_left() -> None:
    assert progress_text(Progress(7.0, 5.0, 5.0), 7.0, None) == "    7 s  objective 5  bound 5  gap 0.00%"


def test_a_line_names_the_tier_at_work() -> None:
    tiers = (("unallocated",), ("bus_passenger",), ("tow", "off_terminal"))
    line = progress_text(Progress(3.0, 7.0, 7.0, "dive", tier=3), 3.0, 60.0, tiers)
    assert line == "    3 s  tier 3 of 3: tow + off_terminal  objective 7  bound 7  gap 0.00%  57 s left  dive"
    assert "tier" not in progress_text(Progress(0.0, None, None), 0.0, 60.0, tiers)


def test_plain_lines_tell_each_new_tier(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter(60.0, (("unallocated",), ("tow",)), began=0.0)
    with meter.shown():
        for second, tier in enumerate((1, 1, 2, 2)):
            meter.report(Progress(float(second), 1.0, 1.0, tier=tier))
    lines = capsys.readouterr().err.splitlines()
    assert [re.search(r"tier .*?(?=  )", line)[0] for line in lines] == ["tier 1 of 2: unallocated", "tier 2 of 2: tow"]


def test_plain_lines_tell_the_first_plan_and_then_are_occasional(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter(60.0, began=0.0)
    with meter.shown():
        for second in range(13):
            meter.report(Progress(float(second), 100.0 - second if second >= 3 else None, 1.0))
    captured = capsys.readouterr()
    assert captured.out == ""
    assert [line.split()[0] for line in captured.err.splitlines()] == ["0", "3", "8"]


def test_quiet_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    meter = Meter(60.0, began=0.0, quiet=True)
    with meter.shown():
        meter.report(Progress(1.0, 1.0, 1.0))
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_the_latest_report(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    meter = Meter(60.0, began=0.0)
    with meter.shown():
        meter.report(Progress(1.0, 77.0, 70.0))
    assert "objective 77" in capsys.readouterr().err
