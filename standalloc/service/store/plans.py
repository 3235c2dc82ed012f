"""Plans: stored once with what the checker says of them, and never changed."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from standalloc.service.store import entities
from standalloc.service.store.database import now
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
    return entities.added(session, row)


def read(session: Session, plan_id: str) -> Plan:
    """Return a plan with its document.

    Raises:
        NotFoundError: there is none of that id.
    """
    return entities.found(session, Plan, plan_id)


def listed(
    session: Session,
    *,
    airport: str | None = None,
    schedule_id: str | None = None,
    limit: int = 100,
    offset: int = 0,
) -> Sequence[Plan]:
    """Return plans, of one airport or schedule or of all, newest first, without their documents."""
    return entities.newest(session, Plan, {"airport": airport, "schedule_id": schedule_id}, limit, offset)
