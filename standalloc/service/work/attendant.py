"""Beside a solve: writes its progress and best plan into the store, and hears of user and worker that it shall end."""

import logging
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy.orm import Session

from standalloc.model import Progress
from standalloc.service.logs import JobLog
from standalloc.service.store import Claim, Database, Job, LeaseLostError, NotFoundError, jobs, leases
from standalloc.service.work.ending import Cause
from standalloc.service.work.outages import Outage, is_full, is_outage
from standalloc.service.work.rhythm import Rhythm

Documents = tuple[Mapping[str, Any], Mapping[str, Any]]
log = logging.getLogger(__name__)

#: Seconds between two looks at the store, and between two batches of events.
_PAUSE_S: Final = 0.3
#: Seconds between two times that the best plan so far is saved.
_SAVING_S: Final = 5.0
#: Events kept while the database does not answer; older ones go first.
_MOST_WAITING: Final = 200


class Attendant:
    """Attends to one solve until it is closed.

    Args:
        database: of the store.
        claim: of the worker on the job.
        lost: called, from a thread, when the job is not the worker's any more: the process shall end at once.

    Attributes:
        stop: set when the solve shall end early.
        cause: why; None unless `stop` is set.
        message: about the cause, for the user.
    """

    def __init__(self, database: Database, claim: Claim, lost: Callable[[], object]) -> None:
        self.stop = threading.Event()
        self.cause: Cause | None = None
        self.message = ""
        self._database = database
        self._claim = claim
        self._lost = lost
        self._waiting: list[Progress] = []
        self._first: Progress | None = None
        self._best: Callable[[], Documents] | None = None
        self._saving = Rhythm(_SAVING_S)
        self._guard = threading.Lock()
        self._closed = threading.Event()
        self._outage = Outage()
        self._thread = threading.Thread(target=self._attend, name="attendant", daemon=True)

    def begin(self) -> None:
        """Begin to attend, and to listen to the worker on standard input; its end means that the worker is gone."""
        self._thread.start()
        threading.Thread(target=self._listen, name="listener", daemon=True).start()

    def close(self) -> None:
        """End; what waits to be written is tried once more."""
        self._closed.set()
        self._thread.join()

    def end(self, cause: Cause, message: str = "") -> None:
        """Ask the solve to end early; the first cause counts."""
        with self._guard:
            if self.cause is None:
                self.cause, self.message = cause, message
        self.stop.set()

    def notice(self, progress: Progress) -> None:
        """Note progress, as `on_progress` of a solve; whoever calls waits for no database.

        The first plan, and every change of stage and tier, become events of their own; of what comes between them
        within one batch only the last.
        """
        with self._guard:
            is_first = progress.objective is not None and self._first is None
            if self._waiting and not is_first and self._says_all(progress, self._waiting[-1]):
                self._waiting[-1] = progress
            else:
                self._waiting = [*self._waiting[-_MOST_WAITING:], progress]
            if is_first:
                self._first = progress

    def keep(self, plan: Callable[[], Documents]) -> None:
        """Note a better plan, to be saved soon; whoever calls waits for no database.

        Args:
            plan: gives its document and figures when asked.
        """
        with self._guard:
            self._best = plan

    def _says_all(self, progress: Progress, before: Progress) -> bool:
        """Return whether progress tells all that matters of what waits before it."""
        return before is not self._first and (before.stage, before.tier) == (progress.stage, progress.tier)

    def _attend(self) -> None:
        """Write and look, now and then, until closed."""
        while not self._closed.wait(_PAUSE_S):
            self._look()
        self._look()

    def _look(self) -> None:
        """Write what waits, and see whether the user wants the solve to end."""
        with self._guard:
            batch, self._waiting = self._waiting, []
        best = self._due()
        try:
            is_stopping = self._write(batch, best) if batch or best else self._read()
        except LeaseLostError:
            self._lost()
            return
        except Exception as error:
            if not (is_outage(error) or is_full(error)):
                JobLog(log, self._claim.job_id).exception("progress could not be written")
                return
            self._outage.began(error)
            with self._guard:
                self._waiting = [*batch, *self._waiting][-_MOST_WAITING:]
            return
        self._outage.ended()
        with self._guard:
            if self._best is best:
                self._best = None
        if is_stopping and self.cause is None:
            self.end("user")

    def _due(self) -> Callable[[], Documents] | None:
        """Return the plan to save now, if any; when the solve is over its end writes the last one."""
        if self._best is None or self._closed.is_set() or not self._saving.is_due():
            return None
        self._saving.done()
        return self._best

    def _write(self, batch: list[Progress], best: Callable[[], Documents] | None) -> bool:
        documents = None if best is None else best()
        with self._database.writing() as session:
            for progress in batch:
                leases.report(session, self._claim, _document(progress))
            if documents is not None:
                leases.save(session, self._claim, *documents)
            return jobs.read(session, self._claim.job_id).stop_requested

    def _read(self) -> bool:
        with self._database.reading() as session:
            return held(session, self._claim).stop_requested

    def _listen(self) -> None:
        """Hear from the worker: a line is a cause and a message about it."""
        for line in sys.stdin:
            cause, _, message = line.rstrip("\n").partition(" ")
            self.end("shutdown" if cause == "shutdown" else "overstepped", message)
        self.end("orphaned")


def held(session: Session, claim: Claim) -> Job:
    """Return the job of a claim; a session that reads suffices.

    Raises:
        LeaseLostError: the worker does not hold it any more.
    """
    try:
        job = jobs.read(session, claim.job_id)
    except NotFoundError:
        raise LeaseLostError(f"job '{claim.job_id}' was deleted") from None
    if job.state != "running" or Claim.of(job) != claim:
        raise LeaseLostError(f"worker '{claim.worker}' does not hold job '{claim.job_id}' any more: drop its plan")
    return job


def _document(progress: Progress) -> Mapping[str, Any]:
    return {**asdict(progress), "seconds": round(progress.seconds, 3), "gap": progress.gap}
