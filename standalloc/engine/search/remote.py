"""The parent's side of the child process: ask, listen, and kill it when everything is over.

The child is started by its module's name, so a user's own script needs no main guard.
"""

import contextlib
import logging
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import standalloc
from standalloc.engine.problem.problem import Problem

log = logging.getLogger(__name__)

#: Follows the last message of an answer.
END: Final = "end"

#: Follows the last message of a child that is gone.
_HUNG_UP: Final = object()

#: How often a child may die by itself before no other is started.
_MOST_DEATHS: Final = 2

#: How often the parent looks whether it should stop, in seconds.
_LOOK = 0.02

#: Seconds a question may outlast its time limit before the child is killed.
_GRACE = 5.0


class Remote:
    """A child process that holds the problem, started at the first question; use it from one thread.

    Args:
        problem: what the questions are about.
        stopped: says whether to give up; asked all the time while a question is open.
    """

    def __init__(self, problem: Problem, stopped: Callable[[], bool]) -> None:
        self._problem = problem
        self._stopped = stopped
        self._child: subprocess.Popen[bytes] | None = None
        self._deaths = 0

    @property
    def is_broken(self) -> bool:
        """Whether the child has died by itself more than once: it is not started again."""
        return self._deaths >= _MOST_DEATHS

    def __enter__(self) -> "Remote":
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()

    def ask(self, task: str, seconds: float, *arguments: object) -> Iterator[Any]:
        """Yield the messages of an answer; it just ends when stopped, out of time, or when the child dies.

        The task gets the arguments and, last, the seconds.
        """
        if self._stopped() or self.is_broken:
            return
        messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        fresh = self._child is None or self._child.poll() is not None
        child = self._running()
        requests = [*([self._problem] if fresh else []), (task, (*arguments, seconds))]
        talk = threading.Thread(target=_talk, args=(child, requests, messages), daemon=True)
        talk.start()
        end = time.monotonic() + seconds + _GRACE
        answered = False
        try:
            while not answered and not self._stopped() and time.monotonic() < end:
                try:
                    message = messages.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                if message is _HUNG_UP:
                    self._bury(child)
                    break
                answered = isinstance(message, str) and message == END
                if not answered:
                    yield message
        finally:
            # Also when nobody listens to the end: the rest would be taken for the next answer.
            if not answered:
                self._kill()
            talk.join()

    def _bury(self, child: "subprocess.Popen[bytes]") -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(1.0)
        self._deaths += 1
        log.warning("the child process ended amid a question, with code %s", child.returncode)

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._kill()
            # A session of its own: Ctrl-C in the terminal is the parent's to handle.
            self._child = subprocess.Popen(
                [sys.executable, "-m", "standalloc.engine.search.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                # `-m` searches the working folder first, and the user's may hold a file of a library's name.
                cwd=Path(standalloc.__file__).parents[1],
            )
        return self._child

    def _kill(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()


def _talk(child: "subprocess.Popen[bytes]", requests: Sequence[object], messages: "queue.SimpleQueue[Any]") -> None:
    """Send requests and pass the messages on; the last is the end mark, or that the child has hung up.

    A large problem takes seconds to pickle: it goes out piece by piece, so that all ends when the child is killed.
    """
    assert child.stdin is not None
    assert child.stdout is not None
    with contextlib.suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
        for request in requests:
            pickle.dump(request, child.stdin)
        child.stdin.flush()
        while True:
            message = pickle.load(child.stdout)
            messages.put(message)
            if isinstance(message, str) and message == END:
                return
    messages.put(_HUNG_UP)
