"""What the tests of the command line share: an airport made by `init`, and ways to run commands."""

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from standalloc.cli import main


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command in this process."""

    def invoke(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words])

    return invoke


@pytest.fixture
def spawn() -> Callable[..., subprocess.Popen[str]]:
    """Start a command in a process of its own; what is still running at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(words: Sequence[object], **options: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "standalloc", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,  # type: ignore[call-overload]
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()


def _rewrite(path: Path, change: Callable[[list[dict[str, str]]], object]) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        rows, columns = [*reader], reader.fieldnames or []
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, dict.fromkeys([*columns, *(key for row in rows for key in row)]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def rewrite() -> Callable[[Path, Callable[[list[dict[str, str]]], object]], None]:
    """Apply a change to the rows of a CSV."""
    return _rewrite


@pytest.fixture
def airport(tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The airport that `init` writes, in the working directory of the test."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "airport").exit_code == 0
    return tmp_path / "airport"


@pytest.fixture
def day(airport: Path) -> Path:
    """The schedule of that airport."""
    [schedule] = airport.glob("????-??-??.csv")
    return schedule


@pytest.fixture
def plan(airport: Path, day: Path, run: Callable[..., Result]) -> Path:
    """A plan of that day."""
    answer = run("solve", airport, day, "--time-limit", 5, "--workers", 1, "--out", "solved", "--quiet")
    assert answer.exit_code == 0, answer.output
    return airport.parent / "solved" / "plan.csv"


@pytest.fixture
def bad_plan(plan: Path) -> Path:
    """That plan with every visit on the first visit's stand."""
    bad = plan.with_name("bad.csv")
    bad.write_bytes(plan.read_bytes())
    _rewrite(bad, lambda rows: [row.update(stand=rows[0]["stand"], reason="") for row in rows])
    return bad


@pytest.fixture
def unpinned(airport: Path) -> Path:
    """That airport without its pins."""
    (airport / "pins.csv").unlink()
    return airport
