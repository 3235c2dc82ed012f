"""Ctrl-C and SIGTERM: the first asks for the best plan so far, the second ends the program at once."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

Answer = TypeVar("Answer")
_POLL_S = 0.2


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """Yield an event that the first SIGINT or SIGTERM sets; a second one ends the process."""
    stop = threading.Event()

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            _die(128 + number)
        stop.set()
        os.write(2, b"stopping with the best plan so far (once more to abort) ...\n")

    if threading.current_thread() is not threading.main_thread():
        yield stop  # only the main thread may take signals
        return
    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def beside_signals(work: Callable[[], Answer]) -> Answer:
    """Run work in a thread and return what it returns; the main thread stays free for signals.

    A solver's C++ code would hold them back until it returns.
    """
    future: Future[Answer] = Future()

    def target() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=target, name="solve", daemon=True).start()
    while not wait([future], timeout=_POLL_S).done:
        pass  # Windows takes signals only between two waits
    return future.result()


def _die(code: int) -> None:
    """End the process without waiting for solver threads; the first signal has already ended child processes."""
    os.write(2, b"aborted\n")
    os._exit(code)
