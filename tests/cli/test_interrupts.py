"""Ctrl-C keeps the best plan so far; a second one aborts."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from standalloc.cli.interrupts import beside_signals, stop_on_signals


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_sets_the_event(number: int) -> None:
    before = signal.getsignal(number)
    with stop_on_signals() as stop:
        assert not stop.is_set()
        signal.raise_signal(number)
        assert stop.is_set()
    assert signal.getsignal(number) == before


@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_the_second_signal_ends_the_process(number: str, code: int) -> None:
    program = f"""
import signal
from standalloc.cli.interrupts import stop_on_signals
with stop_on_signals():
    signal.raise_signal(signal.SIGINT)
    signal.raise_signal(signal.{number})
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert answer.returncode == code
    assert answer.stderr.splitlines()[-1] == "aborted"


def test_signals_arrive_while_work_goes_on_elsewhere() -> None:
    def work() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "stopped" if stop.wait(timeout=60) else "not stopped"

    with stop_on_signals() as stop:
        assert beside_signals(work) == "stopped"


def test_the_error_of_work_is_the_caller_s() -> None:
    with pytest.raises(ZeroDivisionError):
        beside_signals(lambda: 1 // 0)


def test_another_thread_than_the_main_one_may_solve() -> None:
    seen: list[bool] = []

    def target() -> None:
        with stop_on_signals() as stop:
            seen.append(stop.is_set())

    thread = threading.Thread(target=target)
    thread.start()
    thread.join()
    assert seen == [False]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_solve_writes_its_best_plan(number: int, tmp_path: Path, run, spawn) -> None:
    hub = tmp_path / "hub"
    assert run("generate", hub, "--turns", 130, "--contact", 20, "--remote", 40, "--mars", 2).exit_code == 0
    [day] = hub.glob("????-??-??.csv")
    process = spawn(["solve", hub, day, "--time-limit", 600, "--workers", 1, "--out", tmp_path / "out", "--json"])
    for line in process.stderr:
        if "objective" in line and "objective -" not in line:
            break
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=120)
    assert process.returncode == 0, stderr
    result = json.loads(stdout)
    assert result["status"] in {"optimal", "feasible"}
    assert result == json.loads((tmp_path / "out" / "result.json").read_text())
    assert run("check", hub, day, tmp_path / "out" / "plan.csv").exit_code == 0
    assert (tmp_path / "out" / "plan.html").stat().st_size > 0


def test_a_second_interrupt_leaves_nothing(tmp_path: Path, run, spawn) -> None:
    hub = tmp_path / "hub"
    assert run("generate", hub, "--turns", 130, "--contact", 20, "--remote", 40, "--mars", 2).exit_code == 0
    [day] = hub.glob("????-??-??.csv")
    process = spawn(["solve", hub, day, "--time-limit", 600, "--workers", 1, "--out", tmp_path / "out"])
    process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode in {130, 143}
    assert not (tmp_path / "out").exists()
