"""The process of one solve: `python -m standalloc.service.work.solving JOB WORKER ATTEMPT`, started by a worker.

It reads the job from the store whose URL is in `STANDALLOC_DATABASE`, solves, and writes how that ended. Standard input
is the worker's: a line asks for an early end, its end says that the worker is gone. The process then ends, too, with
its plan kept, in a bounded time.
"""

import contextlib
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from standalloc.model import InputError
from standalloc.service.logs import JobLog, log_lines
from standalloc.service.settings import PREFIX
from standalloc.service.store import Claim, Database, LeaseLostError, StoreError, leases
from standalloc.service.work.attendant import Attendant, held
from standalloc.service.work.ending import Outcome, end, saved
from standalloc.service.work.order import Order, read_order
from standalloc.service.work.outages import insist, is_full, reason
from standalloc.solve import solve

log = logging.getLogger(__name__)

#: Exit code of a process whose job is not its worker's any more: there is nothing to say about it.
LOST: Final = 3
#: Seconds for which a process waits for a database that does not answer.
PATIENCE_S: Final = 3600.0
#: How far the process stands back behind others; of 19.
_NICENESS: Final = 5
#: Seconds that it may take to end once its worker is gone.
_FAREWELL_S: Final = 20.0


def main(arguments: list[str]) -> int:
    """Solve the job that the arguments name; return the exit code."""
    _step_back()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # systemd sends it to all processes; the worker says what to do
    job_id, worker, attempt = arguments
    claim = Claim(job_id, worker, int(attempt))
    log_lines(job_id=job_id, worker=worker, attempt=claim.attempt)
    database = Database(os.environ[f"{PREFIX}DATABASE"], pool_size=2)
    attendant = Attendant(database, claim, lost=lambda: os._exit(LOST))
    attendant.begin()
    threading.Thread(target=_end_with_worker, args=(attendant,), name="orphan", daemon=True).start()
    try:
        _work(database, claim, attendant)
    except LeaseLostError:
        return LOST
    return 0


def _step_back() -> None:
    """Let the service and its workers go first where they share the machine's cores with this process."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    # Linux may weigh sessions in place of processes, and this one has its own.
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_NICENESS), encoding="ascii")


def _work(database: Database, claim: Claim, attendant: Attendant) -> None:
    """Read, solve, write; what cannot be solved fails with a message.

    Raises:
        LeaseLostError: the job is not the worker's any more.
    """

    def read() -> Order:
        with database.reading() as session:
            return read_order(session, held(session, claim))

    try:
        outcome = _solved(insist(read, PATIENCE_S), attendant)
    except LeaseLostError:
        raise
    except InputError as error:
        message = "\n".join(map(str, error.problems))
        _write(database, lambda session: leases.fail(session, claim, message))
    except (StoreError, ValueError) as error:
        message = str(error)
        _write(database, lambda session: leases.fail(session, claim, message))
    else:
        _finish(database, claim, outcome)


def _solved(order: Order, attendant: Attendant) -> Outcome:
    """Solve, until the limit or an early end."""
    job = order.job
    result = solve(
        order.instance,
        time_limit=job.time_limit,
        work_limit=job.work_limit,
        workers=job.workers,
        seed=job.seed,
        config=job.configuration,
        start=order.start,
        on_progress=attendant.notice,
        on_plan=lambda plan, judgement: attendant.keep(partial(saved, order, plan, judgement)),
        stop=attendant.stop,
    )
    attendant.close()
    return Outcome(order, result, attendant.cause, attendant.message)


def _finish(database: Database, claim: Claim, outcome: Outcome) -> None:
    """Write how the solve ended; where there is no room for its plan the job fails, and says so.

    Raises:
        LeaseLostError: the job is not the worker's any more.
    """
    try:
        _write(database, lambda session: end(session, claim, outcome))
    except Exception as error:
        if not is_full(error):
            raise
        JobLog(log, claim.job_id).error("its plan could not be written: %s", reason(error))
        message = f"the plan could not be written: {reason(error)}; make room and solve again"
        _write(database, lambda session: leases.fail(session, claim, message, keep=False))


def _write(database: Database, work: Callable[[Session], object]) -> None:
    """Do work in a transaction of its own, when the database answers.

    Raises:
        LeaseLostError: the job is not the worker's any more.
    """

    def write() -> None:
        with database.writing() as session:
            work(session)

    insist(write, PATIENCE_S)


def _end_with_worker(attendant: Attendant) -> None:
    """End this process some time after the worker is gone, whatever it is doing; the engine's own children follow."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1.0)
    attendant.end("orphaned")
    time.sleep(_FAREWELL_S)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
