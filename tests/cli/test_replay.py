"""`standalloc replay`: from the days to the report, after any end, and what is wrong with them."""

import json
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from click.testing import Result

from standalloc.bench.machine import cores
from tests.bench.replay.conftest import BY_HAND, DAYS, write_days

JOBS = min(2, cores())


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in (out / "days").rglob("[!.]*.json")}


def bused(out: Path, config: str) -> list[int]:
    records = (json.loads((out / "days" / f"XYZ-{config}" / f"{day}.json").read_text()) for day in DAYS)
    return [record["counts"]["bus_passengers"] for record in records]


def wait_for(condition: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for a condition; the seconds only bound a test that would otherwise hang."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_three_days_with_two_configurations(run: Callable[..., Result], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("replay", write_days(tmp_path / "xyz"), "--workers", 1, "--note", "Made up.", "--out", out)
    answer = run(*command)
    assert answer.exit_code == 0, answer.output
    assert bused(out, "default") == [20, 110, 10]
    assert bused(out, "fcfs") == [counts.bus_passengers for counts in BY_HAND.values()]
    assert "XYZ, 3 days from 2030-06-01 to 2030-06-03: 140 bus passengers with default, 320 with fcfs: 180 fewer" in (
        " ".join(answer.stdout.split())
    )
    assert "21,900 fewer a year" in " ".join(answer.stdout.split())
    assert "XYZ 2030-06-01 fcfs: feasible, 200 bus passengers in " in answer.stderr
    assert answer.stderr.endswith("; about 0 s left\n")
    for name in ("report.md", "report.html"):
        text = (out / name).read_text().replace("\N{NO-BREAK SPACE}", " ")
        assert all(words in text for words in ("180 fewer (56.2 %)", "Made up.", "Made up: three days.", "2030-06-02"))
    assert len((out / "days.csv").read_text().splitlines()) == 1 + 6
    before = contents(out)
    again = run(*command, "--day-start", "0:00")
    assert (again.exit_code, again.stderr) == (0, "")
    assert contents(out) == before


def test_killed_a_replay_goes_on_where_it_stopped(spawn, run: Callable[..., Result], tmp_path: Path) -> None:
    """Meanwhile a second replay in the folder is refused, and no process of the killed one lives on."""
    out = tmp_path / "out"
    command = [
        "replay",
        write_days(tmp_path / "xyz"),
        "--config",
        "first",
        "--jobs",
        JOBS,
        "--workers",
        1,
        "--out",
        out,
    ]
    first = spawn(command)
    wait_for(lambda: len(contents(out)) >= 2)
    refused = run(*command)
    assert refused.exit_code == 2
    assert "is at work in" in refused.stderr
    family = psutil.Process(first.pid).children(recursive=True)
    first.send_signal(signal.SIGKILL)
    first.wait()
    wait_for(lambda: not any(map(psutil.Process.is_running, family)))
    before = contents(out)
    second = spawn(command)
    _, errors = second.communicate()
    assert second.returncode == 0, errors
    after = contents(out)
    assert after.items() >= before.items()
    assert len(after) == 6
    assert errors.count(" bus passengers in ") == 6 - len(before)
    assert bused(out, "fcfs") == [counts.bus_passengers for counts in BY_HAND.values()]


def test_ctrl_c_keeps_what_is_done(spawn, tmp_path: Path) -> None:
    out = tmp_path / "out"
    replay = spawn(["replay", write_days(tmp_path / "xyz"), "--config", "first", "--jobs", 1, "--out", out])
    wait_for(lambda: len(contents(out)) >= 1)
    replay.send_signal(signal.SIGINT)
    _, errors = replay.communicate(timeout=120)
    assert replay.returncode == 130
    assert f"interrupted: {len(contents(out))} of 6 plans are there; the same command does the rest" in errors
    assert "Traceback" not in errors
    assert not (out / "report.html").exists()


def test_where_no_day_has_a_plan_the_report_says_so(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The processes of the days cannot be started."""
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    answer = run("replay", write_days(tmp_path / "xyz"), "2030-06-01.csv", "--out", tmp_path / "out")
    assert answer.exit_code == 1
    assert "XYZ 2030-06-01 default: error after " in answer.stderr
    assert "XYZ: no day has a plan of both configurations." in answer.stdout
    assert "no day has a plan" in (tmp_path / "out" / "report.html").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nowhere",), "nowhere holds no airport.toml: the folder of an airport comes first"),
        (("xyz", "2030-07-01.csv"), "2030-07-01.csv: there is no such schedule"),
        (("xyz", "--config", "defualt"), "config 'defualt' is not one of"),
        (("xyz", "--config", "fcfs"), "--config and --against are both named 'fcfs'"),
        (("xyz", "--time-limit", "0"), "0 is not a number of seconds above 0"),
        (("xyz", "--time-limit", "nan"), "nan is not a number of seconds above 0"),
        (("xyz", "--day-start", "24:00"), "'24:00' is not a time of day; write it as 04:00"),
        (("xyz", "--jobs", "1", "--workers", cores() + 1), f"asks for {cores() + 1} cores of {cores()}"),
        (("xyz", "twin"), "two airports have the code 'XYZ'"),
        (("broken",), "2030-06-02.csv:2: code: error bad_code: code 'G' is not one of A-F"),
    ],
)
def test_bad_input(words, message, run: Callable[..., Result], tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("xyz", "twin", "broken"):
        write_days(tmp_path / name)
    second = tmp_path / "broken" / "2030-06-02.csv"
    second.write_text(second.read_text().replace(",C,", ",G,", 1))
    answer = run("replay", *words, "--out", "out")
    assert answer.exit_code == 2
    assert message in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr
    assert not contents(tmp_path / "out")
