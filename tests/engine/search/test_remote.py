"""The child process: answers one question after the other, is killed when it must stop, and never outlives anyone."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from textwrap import dedent

import pytest

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.search.remote import Remote
from standalloc.io import read
from tests.engine.random_days import random_day

HUB = Path(__file__).parent.parent.parent.parent / "instances" / "hub" / "hub130"


@pytest.fixture(scope="module")
def hub():
    return compile_problem(read(HUB))


def replan(remote, problem):
    everything = tuple(range(len(problem.visits)))
    return list(remote.ask("replan", 30, everything, {}, greedy_allocation(problem)))


def replan_few(remote, problem):
    """Ask for the first few visits to be planned anew."""
    few = problem.visits[0].turn
    (found,) = remote.ask("replan", 30, problem.turn_visits[few], {}, greedy_allocation(problem))
    return found


def is_running(pid):
    """Say whether a process is there and not just waiting to be buried."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(happened):
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_several_questions_are_answered_by_one_child(bare):
    problem = compile_problem(random_day(5))
    optimum = bare.best(problem).cost(problem)
    with Remote(problem, lambda: False) as remote:
        for _ in range(3):
            (found,) = replan(remote, problem)
            assert found.is_optimal
            assert found.allocation is not None
            assert found.allocation.cost(problem) == optimum
            child = remote._child
        assert replan(remote, problem)
        assert remote._child is child


def test_a_dive_tells_of_its_steps_as_it_goes(hub):
    with Remote(hub, lambda: False) as remote:
        steps = list(remote.ask("dive", 60, {}, 12, 50))
    assert len(steps) > 1
    assert [len(step.open) for step in steps] == sorted((len(step.open) for step in steps), reverse=True)


def test_whoever_asks_may_stop_listening(hub):
    """What was not listened to is no answer to the next question."""
    with Remote(hub, lambda: False) as remote:
        next(remote.ask("dive", 60, {}, 12, 0))
        assert replan_few(remote, hub).is_optimal


def test_a_question_that_is_stopped_ends_and_kills_the_child(hub, caplog):
    stop = threading.Event()
    with Remote(hub, stop.is_set) as remote:
        asked = remote.ask("dive", 600, {}, 1, 0)
        next(asked)
        child = remote._child
        stop.set()
        assert list(asked) == []
        assert child is not None
        assert child.poll() is not None
        assert list(remote.ask("dive", 600, {}, 1, 0)) == []
        assert remote._child is None
    assert caplog.messages == []


def test_a_killed_child_is_replaced():
    problem = compile_problem(random_day(5))
    with Remote(problem, lambda: False) as remote:
        assert replan(remote, problem)
        first = remote._child
        assert first is not None
        first.kill()
        first.wait()
        assert replan(remote, problem)
        assert remote._child is not first


def test_a_child_killed_amid_a_question_ends_the_answer_and_is_logged(hub, caplog):
    with Remote(hub, lambda: False) as remote:
        asked = remote.ask("dive", 600, {}, 1, 0)
        next(asked)
        assert remote._child is not None
        remote._child.kill()
        assert len(list(asked)) < 5
        assert caplog.messages == ["the child process ended amid a question, with code -9"]
        assert replan_few(remote, hub).is_optimal


def test_the_child_ends_with_the_block():
    problem = compile_problem(random_day(5))
    with Remote(problem, lambda: False) as remote:
        replan(remote, problem)
        child = remote._child
    assert child is not None
    assert child.returncode is not None


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_a_child_amid_a_question_ends_when_its_parent_is_killed():
    script = f"""
        from standalloc.engine.compilation.compile import compile_problem
        from standalloc.engine.search.remote import Remote
        from standalloc.io import read

        with Remote(compile_problem(read({str(HUB)!r})), lambda: False) as remote:
            for _ in remote.ask("dive", 600, {{}}, 1, 0):
                print(remote._child.pid, flush=True)
    """
    parent = subprocess.Popen([sys.executable, "-c", dedent(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout as lines:
        child = int(lines.readline())
        assert is_running(child)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        wait_until(lambda: not is_running(child))


def test_an_answer_that_comes_while_the_parent_looks_away_counts(monkeypatch, caplog):
    """The parent once took a child for dead whose whole answer came just as it had found none."""

    class LooksAway(queue.SimpleQueue):
        """Finds nothing at first, however long it waits for the end of the answer."""

        def get(self, block=True, timeout=None):
            if not hasattr(self, "has_looked"):
                self.has_looked = True
                wait_until(lambda: self.qsize() == 2)
                time.sleep(0.1)
                raise queue.Empty
            return super().get(block, timeout)

    monkeypatch.setattr("standalloc.engine.search.remote.queue.SimpleQueue", LooksAway)
    problem = compile_problem(random_day(5))
    with Remote(problem, lambda: False) as remote:
        assert len(replan(remote, problem)) == 1
        assert remote._deaths == 0
    assert not caplog.records
