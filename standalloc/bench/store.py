"""The folder of a sweep: one record and one plan for each run, made days, and a lock against a second sweep."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from standalloc.bench.perform import Outcome
from standalloc.bench.record import RunRecord, plan_path, read_records, write_record
from standalloc.bench.run import Run
from standalloc.io import write_text


class FolderInUseError(Exception):
    """Another sweep is at work in the folder."""


class Store:
    """The results of sweeps.

    Args:
        folder: that holds `runs`, `plans` and `days`; made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.days = folder / "days"

    def missing(self, runs: Sequence[Run]) -> list[Run]:
        """Return the runs that have no result yet, each once.

        Raises:
            InputError: a file among the results is no record.
        """
        done = {record.run for record in self.records()}
        return list({run.name: run for run in runs if run.name not in done}.values())

    def records(self) -> list[RunRecord]:
        """Return what there is.

        Raises:
            InputError: a file among the results is no record.
        """
        return read_records(self.folder)

    def write(self, outcome: Outcome) -> None:
        """Keep the result of a run: the plan first, so that where there is a record all is there.

        Raises:
            OSError: it cannot be written; then there is no record.
        """
        name = outcome.record.run
        if outcome.plan is not None:
            write_text(plan_path(self.folder, name), outcome.plan)
        write_record(outcome.record, self.folder / "runs" / f"{name}.json")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder for one sweep; the system lets go of it when this process ends, however that is.

        Raises:
            FolderInUseError: another process holds it.
            OSError: the folder cannot be made or written to.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("a+b") as handle:
            try:
                _lock(handle)
            except OSError:
                raise FolderInUseError(
                    f"another sweep is at work in {self.folder}: wait for it, or name another"
                ) from None
            yield


def _lock(handle: IO[bytes]) -> None:
    """Lock an open file at once.

    Raises:
        OSError: another process has it.
    """
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only Windows has it

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - Windows has none

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
