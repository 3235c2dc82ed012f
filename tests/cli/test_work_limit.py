"""`--work-limit`: the same plan every time, in place of `--time-limit` and with one worker alone."""

import json
from pathlib import Path

import pytest

WORK = ("--work-limit", 1, "--workers", 1)


def test_the_same_work_writes_the_same_plan(airport: Path, day: Path, run) -> None:
    for out in ("once", "again"):
        answer = run("solve", airport, day, *WORK, "--out", out)
        assert answer.exit_code == 0, answer.output
    assert Path("once/plan.csv").read_bytes() == Path("again/plan.csv").read_bytes()
    document = json.loads(Path("once/result.json").read_text(encoding="utf-8"))
    assert (document["time_limit"], document["work_limit"]) == (None, 1)


@pytest.mark.parametrize("workers", [(), ("--workers", 2)])
def test_more_than_one_worker_is_a_clear_error(airport: Path, day: Path, run, workers: tuple[object, ...]) -> None:
    answer = run("solve", airport, day, "--work-limit", 5, *workers)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "give --workers 1" in answer.stderr


def test_it_takes_the_place_of_the_time_limit(airport: Path, day: Path, run) -> None:
    for limits in ((*WORK, "--time-limit", 60), ("--time-limit", 60, *WORK)):
        answer = run("solve", airport, day, *limits)
        assert answer.exit_code == 2
        assert "give one of the two" in answer.stderr


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "inf", "much"])
def test_it_is_a_positive_number(airport: Path, day: Path, run, limit: str) -> None:
    answer = run("solve", airport, day, "--work-limit", limit, "--workers", 1)
    assert answer.exit_code == 2
    assert "--work-limit" in answer.stderr
