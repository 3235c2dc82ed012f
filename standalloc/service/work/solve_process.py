"""The process of a solve as its worker sees it: started, told to end, watched, killed with all its children."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final

import psutil

from standalloc.service.settings import PREFIX
from standalloc.service.store import Claim, Database

_BYTES_PER_MB: Final = 1_000_000


class SolveProcess:
    """A process that solves one job.

    Args:
        claim: of the worker on the job.
        database: of the store.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, claim: Claim, database: Database) -> None:
        # The URL may hold a password: other users of the machine see arguments, and not the environment.
        url = database.url.render_as_string(hide_password=False)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "standalloc.service.work.solving", claim.job_id, claim.worker, str(claim.attempt)],
            stdin=subprocess.PIPE,  # its other end closes with this process, however that ends
            env={**os.environ, f"{PREFIX}DATABASE": url},
            start_new_session=True,  # Ctrl-C is for the worker, which then asks for the plan
        )

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(self, cause: str, message: str = "") -> None:
        """Ask it to end early and keep its plan; one that is gone is not asked."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.write(f"{cause} {message}\n".encode())
            self._process.stdin.flush()

    def code(self) -> int | None:
        """Return its exit code, negative for the signal that ended it; None while it runs."""
        return self._process.poll()

    def memory_mb(self) -> float:
        """Return the resident memory that it and all its children hold, in megabytes (10^6 bytes)."""
        return sum(map(_resident, self._family())) / _BYTES_PER_MB

    def kill(self) -> None:
        """End it at once, with all its children."""
        for member in self._family():
            with contextlib.suppress(psutil.Error):
                member.kill()
        self._process.wait()
        self.close()

    def close(self) -> None:
        """Let go of a process that has ended."""
        if self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _family(self) -> Sequence[psutil.Process]:
        if self._process.poll() is None:
            with contextlib.suppress(psutil.Error):
                process = psutil.Process(self.pid)
                return [process, *process.children(recursive=True)]
        return []


def _resident(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0
