"""The best plan so far of a job at work: the next attempt starts from it, whatever ended the one before."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from standalloc.service.store import plans
from standalloc.service.store.database import now
from standalloc.service.store.tables import Checkpoint, Job


def write(session: Session, job: Job, document: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Write a job's checkpoint in place of the one before; workers use `leases.save`.

    Args:
        session: that writes, and has locked the job's row.
        job: the job.
        document: the plan.
        figures: what lists and comparisons show of it.
    """
    drop(session, job)
    session.add(Checkpoint(job_number=job.number, at=now(session), document=dict(document), figures=dict(figures)))
    session.flush()


def read(session: Session, job: Job) -> Checkpoint | None:
    """Return a job's checkpoint with its document, None where there is none."""
    return session.scalar(
        select(Checkpoint).where(Checkpoint.job_number == job.number).options(undefer(Checkpoint.document))
    )


def promote(session: Session, job: Job) -> None:
    """Make a job's checkpoint, where there is one, the plan that it made: nothing better will come."""
    checkpoint = read(session, job)
    if checkpoint is None:
        return
    plan = plans.add(
        session,
        airport=job.airport,
        airport_version=job.airport_version,
        schedule_id=job.schedule_id,
        document=checkpoint.document,
        figures=checkpoint.figures,
        user=job.user,
        job_id=job.id,
    )
    job.plan_id = plan.id
    drop(session, job)


def drop(session: Session, job: Job) -> None:
    """Remove a job's checkpoint, where there is one."""
    session.execute(delete(Checkpoint).where(Checkpoint.job_number == job.number))
