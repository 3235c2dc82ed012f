"""Tells of better plans while the search goes on, from a thread of its own and only so often."""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final

from standalloc.model import Judgement, Plan

OnPlan = Callable[[Plan, Judgement], object]

#: Seconds between the end of one call and the next.
_PAUSE_S: Final = 1.0
#: As many times as a call took itself are left before the next, so that slow listeners cost the search little.
_REST: Final = 30.0


class Herald:
    """Tells a listener of the newest better plan; what came between two calls is passed over.

    Whoever brings a plan waits for nobody. At the end of the context a call under way is waited for, and a plan that
    was not told of yet is left to the result.

    Args:
        on_plan: the listener; None for nobody.
        stop: set when the listener raises: the end of the context then raises the same.
    """

    def __init__(self, on_plan: OnPlan | None, stop: threading.Event) -> None:
        self._on_plan, self._stop = on_plan, stop
        self._news: tuple[Plan, Judgement] | None = None
        self._error: BaseException | None = None
        self._guard = threading.Lock()
        self._awake = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Herald":
        if self._on_plan is not None:
            self._thread = threading.Thread(target=self._tell, args=(self._on_plan,), name="herald", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None) -> None:
        """End the calls.

        Raises:
            BaseException: what the listener raised, unless something else is on its way.
        """
        self._closed.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join()
        if self._error is not None and kind is None:
            raise self._error

    def hear(self, plan: Plan, judgement: Judgement) -> None:
        """Take note of a plan that is better than all before."""
        with self._guard:
            self._news = plan, judgement
        self._awake.set()

    def _tell(self, on_plan: OnPlan) -> None:
        while self._awake.wait() and not self._closed.is_set():
            self._awake.clear()
            with self._guard:
                news, self._news = self._news, None
            if news is None:
                continue
            began = time.monotonic()
            try:
                on_plan(*news)
            except BaseException as error:  # the caller's, who shall hear of it and not a log
                self._error = error
                self._stop.set()
                return
            self._closed.wait(max(_PAUSE_S, _REST * (time.monotonic() - began)))
