"""Memory: the most that this process and its children have held while something was at work."""

import contextlib
import sys
import threading
from types import TracebackType
from typing import Final

import psutil

#: Seconds between two looks.
_PAUSE: Final = 0.25

_BYTES_PER_MB: Final = 1_000_000


class PeakMemory:
    """Watches the resident memory of this process and all its children, from the beginning of a `with` to its end.

    A child's peak between two looks is missed; of this process itself the system knows the highest there ever was.
    Memory that processes share counts for each of them.
    """

    def __init__(self) -> None:
        self._highest = 0
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._watcher.join()

    @property
    def megabytes(self) -> float:
        """The highest sum so far, in megabytes (10^6 bytes)."""
        return max(self._highest, _own_peak()) / _BYTES_PER_MB

    def _watch(self) -> None:
        process = psutil.Process()
        while True:
            family = (process, *process.children(recursive=True))
            self._highest = max(self._highest, sum(map(_resident, family)))
            if self._ended.wait(_PAUSE):
                return


def _resident(process: psutil.Process) -> int:
    """Return what a process holds, in bytes: nothing when it is gone."""
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def _own_peak() -> int:
    """Return the most that this process has ever held, in bytes."""
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource  # noqa: PLC0415 - there is none on Windows

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
