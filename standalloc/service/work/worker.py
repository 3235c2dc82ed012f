"""A worker: takes jobs while its cores and memory allow, watches their processes, holds their leases."""

import logging
import secrets
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy.orm import Session

from standalloc.service.logs import JobLog
from standalloc.service.settings import Settings
from standalloc.service.store import Capacity, Claim, Database, Job, LeaseLostError, events, leases
from standalloc.service.work.outages import Outage, is_full, is_outage
from standalloc.service.work.rhythm import Rhythm
from standalloc.service.work.solve_process import SolveProcess
from standalloc.service.work.solving import LOST

log = logging.getLogger(__name__)

#: Seconds between two looks at processes and queue.
_TICK_S: Final = 0.3
#: A process that holds so many times its claim is not asked any more, but killed.
_FAR_TOO_MUCH: Final = 1.25
#: Seconds between two times that old progress is thinned.
_THINNING_S: Final = 3600.0

Ending = Callable[[Session, Claim], object]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a worker waits, in seconds.

    Attributes:
        overtime: what a solve may take beyond its time limit, to read, to judge and to write.
        grace: what a process that was asked to end may take, before it is killed.
    """

    overtime: float = 30.0
    grace: float = 15.0


@dataclass(slots=True)
class _Running:
    """A job at work; `asked_at` and `message` tell that its process was asked to end early, and why."""

    job: Job
    claim: Claim
    process: SolveProcess
    began: float
    asked_at: float | None = None
    ending: Ending | None = None


class Worker:
    """Takes jobs of a store and sees them to their ends.

    Args:
        database: of the store.
        settings: of the service.
        total: cores and memory it may give to jobs.
        patience: how long it waits.
    """

    def __init__(
        self, database: Database, settings: Settings, total: Capacity, patience: Patience | None = None
    ) -> None:
        self.name = f"{socket.gethostname()}-{secrets.token_hex(4)}"
        self._database = database
        self._settings = settings
        self._total = total
        self._patience = patience or Patience()
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._running: list[_Running] = []
        self._unsaid: list[tuple[Claim, Ending]] = []
        self._outage = Outage()
        self._renewal = Rhythm(settings.lease_seconds / 4)
        self._recovery = Rhythm(settings.lease_seconds / 2)
        self._thinning = Rhythm(_THINNING_S)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set; then ask all solves to end, and return in a bounded time.

        A solve that has a plan by then succeeds with it, one that has none goes back into the queue.
        """
        log.info("worker %s: takes jobs, %d cores and %d MB", self.name, self._total.workers, self._total.memory_mb)
        while not stop.wait(_TICK_S):
            self._watch()
            self._speak(self._say, self._renew, self._recover, self._take, self._thin)
        log.info("worker %s: shuts down with %d jobs at work", self.name, len(self._running))
        deadline = time.monotonic() + self._patience.grace + 2 * _TICK_S
        for running in self._running:
            self._ask(running, "shutdown", "", _give_back)
        while (self._running or self._unsaid) and time.monotonic() < deadline:
            self._watch()
            self._speak(self._say, self._renew)
            time.sleep(_TICK_S / 3)
        for running in self._running:
            running.process.kill()

    def processes(self) -> Sequence[int]:
        """Return the numbers of the processes at work."""
        return [running.process.pid for running in self._running]

    def _watch(self) -> None:
        """Look at every process: has it ended, does it overstep, was it asked to end and does not?"""
        for running in tuple(self._running):
            code = running.process.code()
            if code is not None:
                self._ended(running, code)
            elif running.asked_at is not None and time.monotonic() - running.asked_at > self._patience.grace:
                self._kill(running)
            else:
                self._watch_limits(running)

    def _watch_limits(self, running: _Running) -> None:
        job, held = running.job, running.process.memory_mb()
        seconds = time.monotonic() - running.began
        limit = job.time_limit if job.work_limit is None else self._settings.most_seconds
        if held > job.memory_mb:
            message = (
                f"the solve held {held:,.0f} MB of memory and may hold {job.memory_mb:,}: give it more (memory_mb)"
            )
            self._ask(running, "overstepped", message, partial(_fail, message=message))
            if held > job.memory_mb * _FAR_TOO_MUCH:
                self._kill(running)
        elif seconds > limit + self._patience.overtime:
            message = f"the solve took {seconds:,.0f} s, its limit was {limit:,.0f} s"
            self._ask(running, "overstepped", message, partial(_fail, message=message))

    def _ask(self, running: _Running, cause: str, message: str, ending: Ending) -> None:
        """Ask a process, once, to end early; `ending` is for its job if it has to be killed."""
        if running.asked_at is None:
            JobLog(log, running.claim.job_id).info("asked to end: %s", message or cause)
            running.process.ask(cause, message)
            running.asked_at, running.ending = time.monotonic(), ending

    def _kill(self, running: _Running) -> None:
        JobLog(log, running.claim.job_id).warning("killed, did not end when asked to")
        running.process.kill()
        self._running.remove(running)
        self._unsaid.append((running.claim, running.ending or _give_back))

    def _ended(self, running: _Running, code: int) -> None:
        """Let go of a process that has ended; it has said itself how, unless it crashed."""
        running.process.close()
        self._running.remove(running)
        if code in {0, LOST}:
            return
        JobLog(log, running.claim.job_id).error("its process ended with code %d", code)
        if code > 0:
            message = "the solve ended with an internal error, which is in the worker's log: report it"
            self._unsaid.append((running.claim, running.ending or partial(_fail, message=message)))
        elif running.claim.attempt < leases.MOST_ATTEMPTS:
            self._unsaid.append((running.claim, running.ending or _give_back))
        else:
            name = signal.Signals(-code).name
            message = f"the solve was ended by {name} in each of {running.claim.attempt} attempts"
            self._unsaid.append((running.claim, running.ending or partial(_fail, message=message)))

    def _speak(self, *parts: Callable[[], object]) -> None:
        """Do parts of what is between worker and store; while the database does not answer the processes go on."""
        try:
            for part in parts:
                part()
        except Exception as error:
            if not (is_outage(error) or is_full(error)):
                raise
            self._outage.began(error)
        else:
            self._outage.ended()

    def _say(self) -> None:
        """Write how jobs ended whose processes could not."""
        while self._unsaid:
            claim, ending = self._unsaid[0]
            try:
                with self._database.writing() as session:
                    ending(session, claim)
            except LeaseLostError as error:
                JobLog(log, claim.job_id).info("%s", error)
            self._unsaid.pop(0)

    def _renew(self) -> None:
        """Renew the leases; a job that is not ours any more ends."""
        if not self._renewal.is_due():
            return
        for running in tuple(self._running):
            try:
                with self._database.writing() as session:
                    leases.renew(session, running.claim, self._lease)
            except LeaseLostError:
                if running.process.code() is None:  # else it has just ended by itself
                    JobLog(log, running.claim.job_id).info("cancelled, deleted or lost; its process is killed")
                    running.process.kill()
                    self._running.remove(running)
        self._renewal.done()

    def _recover(self) -> None:
        """Put jobs of dead workers back into the queue; our own have been renewed by then."""
        if self._recovery.is_due():
            with self._database.writing() as session:
                for job in leases.give_back_expired(session):
                    JobLog(log, job.id).warning("worker %s is lost, the job is %s", job.worker, job.state)
            self._recovery.done()

    def _take(self) -> None:
        """Take jobs while there are any that fit."""
        while True:
            free = Capacity(
                self._total.workers - sum(running.job.workers for running in self._running),
                self._total.memory_mb - sum(running.job.memory_mb for running in self._running),
            )
            if free.workers < 1 or free.memory_mb < 1:
                return
            with self._database.writing() as session:
                job = leases.claim(
                    session,
                    self.name,
                    lease=self._lease,
                    most_running=self._settings.most_running,
                    total=self._total,
                    free=free,
                )
            if job is None:
                return
            self._start(job)

    def _start(self, job: Job) -> None:
        claim = Claim.of(job)
        try:
            process = SolveProcess(claim, self._database)
        except OSError as error:
            JobLog(log, job.id).error("its process cannot be started: %s", error)
            self._unsaid.append((claim, _give_back))
            return
        JobLog(log, job.id).info("attempt %d, process %d", job.attempt, process.pid)
        self._running.append(_Running(job, claim, process, time.monotonic()))

    def _thin(self) -> None:
        if self._thinning.is_due():
            with self._database.writing() as session:
                events.thin(session, older_than=timedelta(seconds=self._settings.thin_after_seconds))
            self._thinning.done()


def _give_back(session: Session, claim: Claim) -> None:
    leases.give_back(session, claim)


def _fail(session: Session, claim: Claim, message: str) -> None:
    leases.fail(session, claim, message)
