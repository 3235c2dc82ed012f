"""`standalloc bench`: sweeps that end, go on after any end, and say what is wrong."""

import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from click.testing import Result

from standalloc.bench import suites
from standalloc.bench.machine import cores
from standalloc.bench.record import plan_path, read_records
from standalloc.bench.sources import Folder
from standalloc.bench.suites import SUITES, Case, Suite

TINY = Path(suites.INSTANCES) / "tiny"


def suite_of(*sources: Folder) -> Suite:
    """Return a suite of one family, its instances named 0, 1, ..."""
    cases = [Case("tiny", str(place), source, 2) for place, source in enumerate(sources)]
    return Suite("pair", "two days", lambda _data: cases)


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> str:
    """A suite of two tiny days with short limits."""
    suite = suite_of(*(Folder(TINY / name, "2030-06-01.csv") for name in ("overlap", "exclusion")))
    monkeypatch.setattr(suites, "SUITES", {"pair": suite})
    return "pair"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "runs").glob("*.json")}


def test_a_sweep_of_two_days_and_two_configurations(pair: str, run: Callable[..., Result], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = ("bench", "run", pair, "--config", "fcfs", "--config", "first", "--workers", 1, "--out", out)
    answer = run(*command)
    assert answer.exit_code == 0, answer.output
    assert re.search(r"^4 runs in .*out: \d \w+", answer.stdout)
    # Runs beside each other end in any order.
    told = re.findall(r"^(\d/4) (\d) (\w+) seed 0: ", answer.stderr, re.MULTILINE)
    assert [count for count, _, _ in told] == ["1/4", "2/4", "3/4", "4/4"]
    assert {(day, config) for _, day, config in told} == {(day, config) for day in "01" for config in ("fcfs", "first")}
    assert answer.stderr.endswith("; about 0 s left\n")
    records = read_records(out)
    assert {(one.instance, one.config) for one in records} == {
        (day, config) for day in ("0", "1") for config in ("fcfs", "first")
    }
    assert all(one.has_plan and plan_path(out, one.run).is_file() for one in records)
    assert (out / "runs.parquet").is_file()
    before = contents(out)
    again = run(*command)
    assert again.exit_code == 0
    assert "to do" not in again.stderr
    assert contents(out) == before


def test_a_failing_run_is_a_result_and_not_the_end(
    pair: str, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    for path in (TINY / "overlap").iterdir():
        (broken / path.name).write_bytes(path.read_bytes())
    (broken / "stands.csv").write_text("stand,kind,max_code\nA1,contact,G\n")
    suite = suite_of(Folder(broken, "2030-06-01.csv"), Folder(TINY / "overlap", "2030-06-01.csv"))
    monkeypatch.setattr(suites, "SUITES", {"pair": suite})
    out = tmp_path / "out"
    answer = run("bench", "run", pair, "--config", "fcfs", "--workers", 1, "--out", out)
    assert answer.exit_code == 0
    assert "is not one of A-F" in answer.stderr
    assert re.search(r"^2 runs in .*: .*1 error", answer.stdout)
    assert sorted(record.status == "error" for record in read_records(out)) == [False, True]


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for a condition; the seconds only bound a test that would otherwise hang."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_killed_three_times_a_sweep_has_every_result_once(spawn, run: Callable[..., Result], tmp_path: Path) -> None:
    """42 runs; meanwhile a second sweep on the folder is refused, and no process of a killed one lives on."""
    out = tmp_path / "out"
    seeds = 6
    jobs = min(2, cores())
    command = ["bench", "run", "smoke", "--config", "first", "--seeds", seeds, "--out", out]
    command += ["--jobs", jobs, "--workers", 1]
    for _ in range(3):
        before = contents(out)
        sweep = spawn(command)
        wait_for(lambda before=before: len(contents(out)) >= len(before) + 4)
        refused = run(*command)
        assert refused.exit_code == 2
        assert "another sweep is at work in" in refused.stderr
        family = psutil.Process(sweep.pid).children(recursive=True)
        sweep.send_signal(signal.SIGKILL)
        sweep.wait()
        wait_for(lambda family=family: not any(map(psutil.Process.is_running, family)))
        assert contents(out).items() >= before.items()
        assert len(contents(out)) < 7 * seeds
    before = contents(out)
    sweep = spawn(command)
    output, errors = sweep.communicate()
    assert sweep.returncode == 0, errors
    assert f"{7 * seeds - len(before)} of {7 * seeds} runs to do" in errors
    assert f"{7 * seeds} runs in" in output
    after = contents(out)
    assert after.items() >= before.items()
    records = read_records(out)
    assert len(records) == len(after) == 7 * seeds
    assert len({(record.instance, record.seed) for record in records}) == 7 * seeds
    assert {path.stem for path in (out / "plans").iterdir()} == {record.run for record in records}


def test_ctrl_c_keeps_what_is_done(spawn, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sweep = spawn(["bench", "run", "smoke", "--config", "fcfs", "--seeds", 100, "--workers", 1, "--out", out])
    wait_for(lambda: len(contents(out)) >= 1)
    sweep.send_signal(signal.SIGINT)
    _, errors = sweep.communicate(timeout=60)
    assert sweep.returncode == 130
    done = len(contents(out))
    assert f"interrupted: {done} of 700 runs are done; the same command does the rest" in errors
    assert "Traceback" not in errors


def test_a_malformed_record_is_named_with_its_fix(pair: str, run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "bad.json").write_text('{"schema": 7}')
    for command in (("run", pair, "--workers", 1, "--out", tmp_path), ("compact", tmp_path)):
        answer = run("bench", *command)
        assert answer.exit_code == 2
        assert "bad.json: " in answer.stderr
        assert "delete the file" in answer.stderr
    assert not (tmp_path / "runs.parquet").exists()


def test_a_folder_without_results_has_no_tables(run: Callable[..., Result], tmp_path: Path) -> None:
    answer = run("bench", "compact", tmp_path)
    assert answer.exit_code == 2
    assert f"{tmp_path} holds no results: name a folder that `standalloc bench run` has written" in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("smokey",), "'smokey' is not one of smoke, nyc2013"),
        (("smoke", "--config", "fcsf"), "suite smoke: config 'fcsf' is not one of"),
        (("smoke", "--time-limit", "0"), "0 is not a number of seconds above 0"),
        (("smoke", "--time-limit", "nan"), "nan is not a number of seconds above 0"),
        (("smoke", "--jobs", cores() + 1), f"asks for {cores() + 1} cores of {cores()}"),
        (("smoke", "--workers", cores() + 1), f"asks for {cores() + 1} cores of {cores()}"),
        (
            ("classic",),
            "suite classic: name the folder of its data with --data",
        ),
        (("classic", "--data", "nowhere"), "huawei-cup-2018f is not there"),
    ],
)
def test_bad_input(words, message, run: Callable[..., Result], tmp_path: Path) -> None:
    answer = run("bench", "run", *words, "--out", tmp_path / "out")
    assert answer.exit_code == 2
    assert message in " ".join(answer.stderr.split())
    assert not contents(tmp_path / "out")


def test_the_suites_are_listed(run: Callable[..., Result]) -> None:
    answer = run("bench", "list")
    assert answer.exit_code == 0
    for name, suite in SUITES.items():
        count = f"{suite.instances:,}" if suite.instances else "by data"
        assert re.search(rf"│ {name} +│ +{count} │", answer.stdout)
