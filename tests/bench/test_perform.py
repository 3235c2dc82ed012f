"""Runs from end to end, in real processes: good ones, and every way of going wrong."""

import threading
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest

from standalloc.bench.perform import _how_it_ended, fingerprint_of, perform
from standalloc.bench.process import CancelledError, Ended
from standalloc.bench.run import Configuration
from standalloc.io import read
from tests.bench.conftest import DAY, SCHEDULE, make_run, write_airport


def run_processes() -> list[psutil.Process]:
    """Return the processes of runs that this one has started."""
    return [child for child in psutil.Process().children() if "standalloc.bench.one_run" in child.cmdline()]


def beside(act: Callable[[psutil.Process], object]) -> threading.Thread:
    """Start a thread that waits for the process of a run and then acts on it."""

    def wait_and_act() -> None:
        while not run_processes():
            pass
        act(run_processes()[0])

    thread = threading.Thread(target=wait_and_act)
    thread.start()
    return thread


def test_a_run_leaves_a_judged_record_and_its_plan(day):
    outcome = perform(make_run(day, "default"))
    record = outcome.record
    assert (record.status, record.error) == ("optimal", "")
    assert (record.objective, record.bound, record.gap) == (110, 110, 0)
    assert record.figures.bus_passengers == record.terms["bus_passenger"].amount == 110
    assert record.fingerprint == fingerprint_of(read(day.folder, DAY))
    assert 0 < record.seconds_to_plan <= record.seconds_to_optimal <= record.seconds < record.time_limit
    assert record.seconds_to_plan <= record.primal_dual_integral <= record.seconds_to_optimal
    assert record.peak_memory_mb > 20
    assert record.trace[-1].objective == 110
    assert outcome.plan.startswith("turn,visit,stand,")


def test_warnings_about_a_day_are_left_to_validate(tmp_path, caplog):
    day = write_airport(tmp_path / "two", schedule=SCHEDULE.replace("T08:00", "T08:00:30", 1))
    read(day.folder, DAY)
    assert "has seconds" in caplog.text
    caplog.clear()
    assert perform(make_run(day)).record.has_plan
    assert caplog.text == ""


def test_with_tiers_each_is_recorded(tmp_path):
    day = write_airport(tmp_path / "two", objective='tiers = [["unallocated"], ["bus_passenger"]]\n')
    record = perform(make_run(day, "default")).record
    assert [tier.objective for tier in record.tiers] == [0, 110]
    assert record.counted_gap == 0


def test_an_instance_that_cannot_be_read_is_an_error(tmp_path):
    day = write_airport(tmp_path / "two", schedule=SCHEDULE.replace(",C,", ",X,"))
    outcome = perform(make_run(day))
    assert (outcome.record.status, outcome.plan) == ("error", None)
    assert "is not one of A-F" in outcome.record.error
    assert outcome.record.primal_dual_integral == 20


def test_an_exception_in_the_process_is_an_error_with_its_message(day):
    run = make_run(day)
    bad = Configuration({**run.configuration.values, "dive_step": 0})
    record = perform(replace(run, configuration=bad)).record
    assert record.status == "error"
    assert record.error.startswith("ValueError: config.toml: dive_step 0: ")
    assert record.objective is None
    assert record.fingerprint


def test_a_process_that_is_killed_is_recorded(day):
    thread = beside(psutil.Process.kill)
    record = perform(make_run(day)).record
    thread.join()
    assert record.status == "killed"
    assert "ended by signal 9" in record.error


def test_a_run_that_oversteps_its_limit_is_ended(day):
    """No patience: 20 seconds less than the limit of 20 seconds, so the first look ends it."""
    record = perform(make_run(day), patience=-20).record
    assert record.status == "overdue"
    assert "after its limit of 20 s" in record.error
    assert not run_processes()


def test_a_cancelled_run_leaves_nothing(day):
    cancel = threading.Event()
    thread = beside(lambda _process: cancel.set())
    with pytest.raises(CancelledError):
        perform(make_run(day), cancel=cancel)
    thread.join()
    assert not run_processes()


@pytest.mark.parametrize("status", ["unknown", "infeasible"])
def test_a_search_without_a_plan_says_so(day, status):
    ended = Ended(0, 20.0, 100.0, (), {"status": status}, "", None)
    assert _how_it_ended(make_run(day), ended, 120) == (status, f"the search ended without a plan: {status}")


def test_a_process_that_ends_without_a_word(day):
    ended = Ended(3, 1.0, 100.0, (), None, "", None)
    assert _how_it_ended(make_run(day), ended, 120) == ("error", "ended with exit code 3 and without an answer")


def test_the_fingerprint_is_the_instance_s(day, tmp_path):
    same = write_airport(tmp_path / "same")
    (same.folder / "airport.toml").write_text("# another text\n" + (same.folder / "airport.toml").read_text())
    assert fingerprint_of(read(same.folder, DAY)) == fingerprint_of(read(day.folder, DAY))
    (same.folder / DAY).write_text((same.folder / DAY).read_text().replace("100", "101"))
    assert fingerprint_of(read(same.folder, DAY)) != fingerprint_of(read(day.folder, DAY))
