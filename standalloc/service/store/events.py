"""Events of jobs: states and progress, numbered for each job, so that a reader goes on where it left off."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from standalloc.service.store.database import now
from standalloc.service.store.tables import ENDED, Event, Job, JobState

#: The kind of the events that are thinned.
PROGRESS: Final = "progress"


def read(session: Session, job_id: str, *, after: int = 0, limit: int = 1000) -> Sequence[Event]:
    """Return the events of a job in order; none where there is no such job.

    Args:
        session: that reads.
        job_id: the job.
        after: only those with a higher id, as `Last-Event-ID` has it.
        limit: at most so many.
    """
    query = select(Event).join(Job, Job.number == Event.job_number).where(Job.id == job_id, Event.id > after)
    return session.scalars(query.order_by(Event.id).limit(limit)).all()


def append(session: Session, job: Job, kind: str, data: Mapping[str, Any]) -> Event:
    """Append an event to a job whose row the session has locked; workers use `leases.report`."""
    job.last_event += 1
    event = Event(job_number=job.number, id=job.last_event, kind=kind, at=now(session), data=dict(data))
    session.add(event)
    session.flush()
    return event


def change_state(session: Session, job: Job, state: JobState) -> None:
    """Change the state of a job whose row the session has locked, with the event that tells of it."""
    job.state = state
    if state in ENDED:
        job.ended_at = now(session)
    if state != "running":
        job.lease_until = None
    append(session, job, "state", {"state": state, "attempt": job.attempt})


def thin(session: Session, *, older_than: timedelta, keep: int = 100, jobs: int = 200) -> int:
    """Delete progress of jobs that ended long ago, all but about `keep` events of each, evenly spread.

    Args:
        session: that writes.
        older_than: since the job ended.
        keep: progress events a job keeps; fewer than twice as many are left alone.
        jobs: at most so many at a time, so that nobody waits long for the transaction.

    Returns:
        How many events were deleted.
    """
    query = select(Job).where(Job.ended_at < now(session) - older_than, Job.thinned.is_(False))
    query = query.order_by(Job.number).limit(jobs).with_for_update(skip_locked=True)
    deleted = 0
    for job in session.scalars(query).all():
        deleted += _thin_one(session, job.number, keep)
        job.thinned = True
    session.flush()
    return deleted


def _thin_one(session: Session, number: int, keep: int) -> int:
    """Keep every so-manieth progress event of a job, counted from its last, which is its outcome."""
    progress = (Event.job_number == number, Event.kind == PROGRESS)
    ids = session.scalars(select(Event.id).where(*progress).order_by(Event.id.desc())).all()
    kept = set(ids[:: max(1, len(ids) // keep)])
    doomed = [event for event in ids if event not in kept]
    for start in range(0, len(doomed), 500):  # databases limit the parameters of a statement
        some = doomed[start : start + 500]
        session.execute(delete(Event).where(Event.job_number == number, Event.id.in_(some)))
    return len(doomed)
