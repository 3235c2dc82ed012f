"""Jobs as workers see them: claimed, held by a lease that is renewed, ended, given back.

Every write of a worker names its claim. Once the job was given back, cancelled or deleted, the claim holds no more,
and the write is refused with all else in its session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func as sql
from sqlalchemy import select
from sqlalchemy.orm import Session

from standalloc.service.store import checkpoints
from standalloc.service.store.database import lock, now
from standalloc.service.store.errors import LeaseLostError
from standalloc.service.store.events import PROGRESS, append, change_state
from standalloc.service.store.tables import Event, Job

#: How often a job is begun before it counts as the one that kills its workers.
MOST_ATTEMPTS: Final = 3


@dataclass(frozen=True, slots=True)
class Capacity:
    """Cores and megabytes of memory."""

    workers: int
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What fences the writes of a worker.

    Attributes:
        job_id: the job.
        worker: name of the worker, unique among all.
        attempt: of the job when it was claimed.
    """

    job_id: str
    worker: str
    attempt: int

    @classmethod
    def of(cls, job: Job) -> "Claim":
        """Return the claim on a job that was just claimed."""
        return cls(job.id, job.worker or "", job.attempt)


def claim(
    session: Session, worker: str, *, lease: timedelta, most_running: int, total: Capacity, free: Capacity
) -> Job | None:
    """Take the next job: highest priority first, then first come.

    What needs more than the worker has in total is left to others. What needs more than is free keeps its place: the
    worker takes nothing until it fits, so that small jobs never starve a large one.

    Args:
        session: that writes.
        worker: name of the worker, unique among all.
        lease: until when the worker must renew it.
        most_running: jobs of one user that may run at once, on all workers together.
        total: what the worker has.
        free: what of it is not in use.
    """
    passed: list[str] = []
    while True:
        with session.begin_nested() as attempt:
            job = _next(session, total, most_running, passed)
            if job is None or job.workers > free.workers or job.memory_mb > free.memory_mb:
                return None
            # Two workers may see the user one short of the limit: whoever comes second counts again.
            lock(session, "running", job.user)
            if _running(session, job.user) < most_running:
                return _take(session, job, worker, lease)
            passed.append(job.user)
            attempt.rollback()  # lets go of the job and of the lock


def renew(session: Session, held: Claim, lease: timedelta) -> Job:
    """Renew the lease; the job tells whether a stop is asked for.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    job = _held(session, held)
    job.lease_until = now(session) + lease
    session.flush()
    return job


def report(session: Session, held: Claim, data: Mapping[str, Any], kind: str = PROGRESS) -> Event:
    """Append an event to the job.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    return append(session, _held(session, held), kind, data)


def save(session: Session, held: Claim, document: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Save the best plan so far, in place of the one before.

    Args:
        session: that writes.
        held: the worker's claim.
        document: the plan.
        figures: what lists and comparisons show of it.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    checkpoints.write(session, _held(session, held), document, figures)


def succeed(
    session: Session, held: Claim, *, plan_id: str | None, result: Mapping[str, Any], interrupted: bool = False
) -> Job:
    """End the job with its plan.

    Args:
        session: that writes; the plan was added in it.
        held: the worker's claim.
        plan_id: the plan; None where there is none, as on a day that is proven infeasible.
        result: the result document without the plan.
        interrupted: whether it ended early.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    job = _held(session, held)
    job.plan_id, job.result, job.interrupted = plan_id, dict(result), interrupted
    checkpoints.drop(session, job)
    change_state(session, job, "succeeded")
    return job


def fail(session: Session, held: Claim, error: str, *, plan_id: str | None = None, keep: bool = True) -> Job:
    """End the job with the reason why it failed.

    Args:
        session: that writes.
        held: the worker's claim.
        error: the reason, in words for the user.
        plan_id: the plan it made all the same.
        keep: whether without such a plan the one that was saved last becomes the job's: not where there is no room.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    job = _held(session, held)
    job.error, job.plan_id = error, plan_id or job.plan_id
    if keep and plan_id is None:
        checkpoints.promote(session, job)
    checkpoints.drop(session, job)
    change_state(session, job, "failed")
    return job


def give_back(session: Session, held: Claim) -> Job:
    """Put the job back into its place in the queue; the next attempt starts from the plan that was saved last.

    Raises:
        LeaseLostError: the worker does not hold the job any more.
    """
    job = _held(session, held)
    change_state(session, job, "queued")
    return job


def give_back_expired(session: Session) -> Sequence[Job]:
    """Put the jobs of dead workers back into the queue, or end those that were begun `MOST_ATTEMPTS` times.

    These keep the plan that was saved last.

    Returns:
        The jobs, in their new states.
    """
    query = select(Job).where(Job.state == "running", Job.lease_until < now(session)).order_by(Job.number)
    query = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    jobs = session.scalars(query).all()
    for job in jobs:
        if job.attempt < MOST_ATTEMPTS:
            change_state(session, job, "queued")
        else:
            job.error = f"the worker died or was lost in each of {job.attempt} attempts"
            checkpoints.promote(session, job)
            change_state(session, job, "failed")
    return jobs


def _next(session: Session, total: Capacity, most_running: int, passed: Sequence[str]) -> Job | None:
    """Return the job whose turn it is, its row locked; rows that another claim has locked are skipped."""
    busy = select(Job.user).where(Job.state == "running").group_by(Job.user).having(sql.count() >= most_running)
    query = select(Job).where(
        Job.state == "queued",
        Job.workers <= total.workers,
        Job.memory_mb <= total.memory_mb,
        Job.user.not_in(busy),
        Job.user.not_in(passed),
    )
    query = query.order_by(Job.priority.desc(), Job.number).limit(1)
    return session.scalar(query.with_for_update(skip_locked=True).execution_options(populate_existing=True))


def _running(session: Session, user: str) -> int:
    return session.scalar(select(sql.count()).where(Job.user == user, Job.state == "running")) or 0


def _take(session: Session, job: Job, worker: str, lease: timedelta) -> Job:
    moment = now(session)
    job.worker, job.attempt, job.started_at = worker, job.attempt + 1, moment
    change_state(session, job, "running")
    job.lease_until = moment + lease
    session.flush()
    return job


def _held(session: Session, held: Claim) -> Job:
    """Return the job, its row locked.

    Raises:
        LeaseLostError: the claim holds no more.
    """
    query = select(Job).where(
        Job.id == held.job_id, Job.state == "running", Job.worker == held.worker, Job.attempt == held.attempt
    )
    job = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if job is None:
        raise LeaseLostError(f"worker '{held.worker}' does not hold job '{held.job_id}' any more: drop its plan")
    return job
