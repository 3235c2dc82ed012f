"""Workers beside a service: processes of their own, begun anew when they die, ended with it."""

import logging
import os
import subprocess
import sys
import threading
import time
from typing import Final

from standalloc.service.settings import PREFIX, Settings
from standalloc.service.store import Capacity

log = logging.getLogger(__name__)

#: Seconds between two looks.
_TICK_S: Final = 0.5
#: Seconds until a worker that has died is begun anew; twice as many each time it dies at once, up to the most.
_PAUSE_S: Final = 1.0
_LONGEST_PAUSE_S: Final = 60.0
#: Seconds a worker lives before its death counts as the first again.
_AT_ONCE_S: Final = 60.0


class Supervisor:
    """Keeps so many workers running.

    Args:
        settings: of the service.
        count: of workers.
        each: what one of them may give to jobs.
        farewell: seconds that workers may take to keep the plans of their solves.
    """

    def __init__(self, settings: Settings, count: int, each: Capacity, farewell: float = 25.0) -> None:
        values = settings.model_dump()
        self._environment = {**os.environ, **{f"{PREFIX}{name.upper()}": str(value) for name, value in values.items()}}
        self._seats = [_Seat() for _ in range(count)]
        self._each = each
        self._farewell = farewell
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="supervisor", daemon=True)

    def __enter__(self) -> "Supervisor":
        for seat in self._seats:
            self._fill(seat)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End all workers: first ask, then kill."""
        self._stop.set()
        self._thread.join()
        running = [seat.process for seat in self._seats if seat.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + self._farewell
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("worker process %d does not end, and is killed", process.pid)
                process.kill()
                process.wait()
            _hang_up(process)

    def _keep(self) -> None:
        while not self._stop.wait(_TICK_S):
            for seat in self._seats:
                if seat.process is not None and seat.process.poll() is not None:
                    self._mourn(seat, seat.process)
                if seat.process is None and time.monotonic() >= seat.due:
                    self._fill(seat)

    def _fill(self, seat: "_Seat") -> None:
        seat.began = time.monotonic()
        seat.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "standalloc.service.work.running"),
                *(str(self._each.workers), str(self._each.memory_mb)),
            ],
            stdin=subprocess.PIPE,  # its other end closes with this process, however that ends
            env=self._environment,
            start_new_session=True,  # Ctrl-C is for the service, which then ends the workers
        )

    def _mourn(self, seat: "_Seat", process: "subprocess.Popen[bytes]") -> None:
        """Note that a worker has died, and when the next one is due."""
        lived = time.monotonic() - seat.began
        seat.pause = _PAUSE_S if lived > _AT_ONCE_S else min(2 * seat.pause, _LONGEST_PAUSE_S)
        seat.due = time.monotonic() + seat.pause
        log.error("worker process %d ended with %d; another in %.0f s", process.pid, process.returncode, seat.pause)
        _hang_up(process)
        seat.process = None


class _Seat:
    """The place of one worker."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.began = 0.0
        self.due = 0.0
        self.pause = _PAUSE_S / 2


def _hang_up(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
