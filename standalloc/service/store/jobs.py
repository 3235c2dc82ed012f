"""Jobs as their users see them: asked for, read, stopped, cancelled, deleted. `leases` is the workers' side."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy import delete as sql_delete
from sqlalchemy import func as sql
from sqlalchemy import select
from sqlalchemy.orm import Session

from standalloc.service.store import checkpoints
from standalloc.service.store.database import lock, now
from standalloc.service.store.errors import (
    IdempotencyConflictError,
    JobStateError,
    NotFoundError,
    QueueFullError,
)
from standalloc.service.store.events import change_state
from standalloc.service.store.tables import ENDED, Event, Job, JobState


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What a job shall do. Airport, schedule and start plan are in the store, the numbers within the caller's limits.

    Attributes:
        user: who asks.
        airport: the airport.
        airport_version: its version.
        schedule_id: the schedule.
        configuration: name of the engine's configuration.
        time_limit: seconds.
        workers: cores it may use.
        memory_mb: megabytes it may use.
        seed: of everything random.
        work_limit: units of work in place of the clock.
        start_plan_id: the plan to start from.
        reference_plan_id: the plan to change little of.
        pins: rows of `pins.csv`, beside those of the schedule.
        objective: weights or tiers in place of the airport's.
        priority: higher ones go first.
    """

    user: str
    airport: str
    airport_version: int
    schedule_id: str
    configuration: str
    time_limit: float
    workers: int
    memory_mb: int
    seed: int = 0
    work_limit: float | None = None
    start_plan_id: str | None = None
    reference_plan_id: str | None = None
    pins: Sequence[Mapping[str, Any]] = ()
    objective: Mapping[str, Any] | None = None
    priority: int = 0


class Repeatable(NamedTuple):
    """A request that its client may send again without getting a second job.

    Attributes:
        key: the client's name for it.
        content: what was sent; it is not the `JobRequest`, where the newest version, say, is filled in already.
    """

    key: str
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        return hashlib.sha256(self.content).hexdigest()


def enqueue(session: Session, request: JobRequest, *, most_queued: int, repeatable: Repeatable | None = None) -> Job:
    """Put a job into the queue; a request that is repeated gets the job it got the first time.

    Args:
        session: that writes.
        request: what it shall do.
        most_queued: queued jobs a user may have.
        repeatable: key and content of the request, where the client gave a key.

    Raises:
        IdempotencyConflictError: the user's key belongs to another request.
        QueueFullError: the user has that many queued jobs.
    """
    lock(session, "user", request.user)
    if repeatable is not None and (job := repeated(session, request.user, repeatable)) is not None:
        return job
    if _queued(session, request.user) >= most_queued:
        raise QueueFullError(f"{request.user or 'the user'} has {most_queued} queued jobs, and no more are allowed")
    job = _job(request, repeatable)
    job.created_at = now(session)
    session.add(job)
    session.flush()
    change_state(session, job, "queued")
    return job


def repeated(session: Session, user: str, repeatable: Repeatable) -> Job | None:
    """Return the job that the same request got before, None where the key is new.

    Raises:
        IdempotencyConflictError: the key belongs to another request.
    """
    job = session.scalar(select(Job).where(Job.user == user, Job.idempotency_key == repeatable.key))
    if job is not None and job.request_hash != repeatable.digest:
        raise IdempotencyConflictError(f"the key '{repeatable.key}' belongs to another request: take a new one")
    return job


def read(session: Session, job_id: str) -> Job:
    """Return a job.

    Raises:
        NotFoundError: there is none of that id.
    """
    job = session.scalar(select(Job).where(Job.id == job_id))
    if job is None:
        raise NotFoundError(f"there is no job '{job_id}'")
    return job


def listed(
    session: Session,
    *,
    user: str | None = None,
    airport: str | None = None,
    states: Sequence[JobState] = (),
    limit: int = 100,
    offset: int = 0,
) -> Sequence[Job]:
    """Return jobs, newest first: of a user, an airport, some states, or all."""
    query = select(Job)
    query = query.where(Job.user == user) if user is not None else query
    query = query.where(Job.airport == airport) if airport is not None else query
    query = query.where(Job.state.in_(states)) if states else query
    return session.scalars(query.order_by(Job.number.desc()).limit(limit).offset(offset)).all()


def counts(session: Session) -> dict[JobState, int]:
    """Return how many jobs there are in each state; a state without any is left out."""
    return dict(session.execute(select(Job.state, sql.count()).group_by(Job.state)).all())


def request_stop(session: Session, job_id: str) -> Job:
    """Ask a job to end early and keep its best plan so far; asking twice does no harm.

    A queued job is cancelled; one that was begun before keeps the plan that was saved last.

    Raises:
        NotFoundError: there is none of that id.
        JobStateError: it has ended.
    """
    job = _locked(session, job_id)
    _require_active(job)
    job.stop_requested = True
    if job.state == "queued":
        checkpoints.promote(session, job)
        change_state(session, job, "cancelled")
    session.flush()
    return job


def cancel(session: Session, job_id: str) -> Job:
    """End a queued or running job at once and without a plan; its worker finds its lease lost.

    Raises:
        NotFoundError: there is none of that id.
        JobStateError: it has ended.
    """
    job = _locked(session, job_id)
    _require_active(job)
    checkpoints.drop(session, job)
    change_state(session, job, "cancelled")
    return job


def delete(session: Session, job_id: str) -> None:
    """Remove a job and its events, whatever it does; its worker finds its lease lost. The plan it made stays.

    Raises:
        NotFoundError: there is none of that id.
    """
    job = _locked(session, job_id)
    session.execute(sql_delete(Event).where(Event.job_number == job.number))
    checkpoints.drop(session, job)
    session.delete(job)
    session.flush()


def _locked(session: Session, job_id: str) -> Job:
    query = select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
    job = session.scalar(query)
    if job is None:
        raise NotFoundError(f"there is no job '{job_id}'")
    return job


def _require_active(job: Job) -> None:
    if job.state in ENDED:
        raise JobStateError(f"job '{job.id}' has ended: it is {job.state}")


def _queued(session: Session, user: str) -> int:
    return session.scalar(select(sql.count()).where(Job.user == user, Job.state == "queued")) or 0


def _job(request: JobRequest, repeatable: Repeatable | None) -> Job:
    content = json.dumps(asdict(request), sort_keys=True, default=str).encode()
    values = asdict(request) | {"pins": [dict(pin) for pin in request.pins]}
    return Job(
        **values,
        id=str(uuid.uuid4()),
        idempotency_key=repeatable.key if repeatable else None,
        request_hash=(repeatable or Repeatable("", content)).digest,
        state="queued",
        attempt=0,
        stop_requested=False,
        interrupted=False,
        last_event=0,
    )
