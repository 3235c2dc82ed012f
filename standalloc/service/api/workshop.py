"""Where work is done that takes more than a moment, so that the service goes on answering."""

import os
from collections.abc import Callable
from typing import Final, TypeVar

import anyio
from anyio import BrokenWorkerProcess, CapacityLimiter, to_process, to_thread

from standalloc.service.api.problems import ApiError

T = TypeVar("T")

#: Bytes of the largest input that is read beside the requests; larger ones go to a process of their own.
SMALL: Final = 50_000
#: Seconds that reading an input may take.
MOST_SECONDS: Final = 120.0
#: How much goes on at once.
_AT_ONCE: Final = max(2, os.cpu_count() or 1)


class Workshop:
    """Threads for judging, processes for reading large inputs; a few of each, others wait."""

    def __init__(self) -> None:
        self._threads = CapacityLimiter(_AT_ONCE)
        self._processes = CapacityLimiter(2)

    async def judge(self, work: Callable[[], T]) -> T:
        """Do something in a thread."""
        return await to_thread.run_sync(work, limiter=self._threads)

    async def read(self, size: int, reader: Callable[..., T], *arguments: object) -> T:
        """Read an input.

        Args:
            size: of the input in bytes.
            reader: a function of a module, whose arguments and result can be sent to a process.
            arguments: of it.

        Raises:
            ApiError: it takes too long, or more memory than there is.
        """
        if size <= SMALL:
            return await to_thread.run_sync(reader, *arguments, limiter=self._threads)
        with anyio.move_on_after(MOST_SECONDS) as patience:
            try:
                return await to_process.run_sync(reader, *arguments, cancellable=True, limiter=self._processes)
            except BrokenWorkerProcess:
                if not patience.cancel_called:
                    detail = "the process that read the input ended; it may have needed more memory than there is"
                    raise ApiError("unavailable", detail, headers={"Retry-After": "10"}) from None
        raise ApiError("too_large", f"the input is not read within {MOST_SECONDS:g} s: split it")
