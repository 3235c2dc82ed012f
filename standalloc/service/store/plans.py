"""Plans: stored once with what the checker says of them, and never changed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from standalloc.service.store.database import now
from standalloc.service.store.errors import NotFoundError
from standalloc.service.store.tables import Plan


def add(
    session: Session,
    *,
    airport: str,
    airport_version: int,
    schedule_id: str,
    document: Mapping[str, Any],
    figures: Mapping[str, Any],
    user: str,
    name: str = "",
    job_id: str | None = None,
    parent_id: str | None = None,
) -> Plan:
    """Store a plan.

    A worker adds its plan and calls `jobs.succeed` in one session, so that there is both or neither.

    Args:
        session: that writes.
        airport: the airport.
        airport_version: the version it was judged with.
        schedule_id: the schedule it allocates.
        document: the plan.
        figures: what lists and comparisons show of it.
        user: who made it, or asked for it.
        name: what the user calls it.
        job_id: the job that made it.
        parent_id: the plan it was edited from.
    """
    row = Plan(
        id=str(uuid.uuid4()),
        airport=airport,
        airport_version=airport_version,
        schedule_id=schedule_id,
        job_id=job_id,
        parent_id=parent_id,
        name=name,
        document=dict(document),
        figures=dict(figures),
        created_by=user,
        created_at=now(session),
    )
    session.add(row)
    session.flush()
    return row


def read(session: Session, plan_id: str) -> Plan:
    """Return a plan with its document.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = session.scalar(select(Plan).options(undefer(Plan.document)).where(Plan.id == plan_id))
    if row is None:
        raise NotFoundError(f"there is no plan '{plan_id}'")
    return row


def listed(
    session: Session,
    *,
    airport: str | None = None,
    schedule_id: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Sequence[Plan]:
    """Return plans, of one airport or schedule or of all, newest first, without their documents."""
    query = select(Plan)
    query = query.where(Plan.airport == airport) if airport is not None else query
    query = query.where(Plan.schedule_id == schedule_id) if schedule_id is not None else query
    return session.scalars(query.order_by(Plan.created_at.desc(), Plan.id).limit(limit).offset(offset)).all()
