"""Schedules of an airport, as uploaded and validated, each with the warnings of its validation."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from standalloc.service.store import entities
from standalloc.service.store.database import now
from standalloc.service.store.tables import Schedule


def add(
    session: Session,
    *,
    airport: str,
    airport_version: int,
    day: date,
    document: Mapping[str, Any],
    user: str,
    name: str = "",
    warnings: Iterable[Mapping[str, Any]] = (),
) -> Schedule:
    """Store a schedule.

    Args:
        session: that writes.
        airport: an airport there is.
        airport_version: the version it was validated with.
        day: the operating day.
        document: everything of an instance document but `airport`.
        user: who uploads it.
        name: what the user calls it.
        warnings: what validation warned of, as documents.
    """
    row = Schedule(
        id=str(uuid.uuid4()),
        airport=airport,
        airport_version=airport_version,
        day=day,
        name=name,
        turns=len(document.get("schedule", ())),
        document=dict(document),
        warnings=[dict(warning) for warning in warnings],
        created_by=user,
        created_at=now(session),
    )
    return entities.added(session, row)


def read(session: Session, schedule_id: str) -> Schedule:
    """Return a schedule with its document.

    Raises:
        NotFoundError: there is none of that id.
    """
    return entities.found(session, Schedule, schedule_id)


def listed(
    session: Session, airport: str, day: date | None = None, limit: int = 100, offset: int = 0
) -> Sequence[Schedule]:
    """Return the schedules of an airport, of one day or of all, newest first, without their documents."""
    return entities.newest(session, Schedule, {"airport": airport, "day": day}, limit, offset)
