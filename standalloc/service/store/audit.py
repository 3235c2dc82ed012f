"""The audit log: who did what to which object. It only grows; triggers in the database refuse anything else."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from standalloc.service.store.database import now
from standalloc.service.store.tables import AuditEntry


def record(
    session: Session,
    *,
    user: str,
    action: str,
    kind: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
    request_id: str = "",
) -> AuditEntry:
    """Write an entry, in the session of the change it tells of.

    Args:
        session: that writes.
        user: who.
        action: did what, as in `plan.publish`.
        kind: to what kind of object, as in `plan`.
        subject: to which one.
        detail: what else there is to say; no secrets.
        request_id: the request it came with.
    """
    row = AuditEntry(
        at=now(session),
        user=user,
        action=action,
        kind=kind,
        subject=subject,
        detail=dict(detail or {}),
        request_id=request_id,
    )
    session.add(row)
    session.flush()
    return row


def entries(
    session: Session,
    *,
    kind: str | None = None,
    subject: str | None = None,
    user: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> Sequence[AuditEntry]:
    """Return entries, newest first: of a kind, a subject or a user, or all.

    Args:
        session: that reads.
        kind: of the objects.
        subject: one of them.
        user: who.
        before: only entries with a lower id, for the next page.
        limit: at most so many.
    """
    query = select(AuditEntry)
    for column, value in ((AuditEntry.kind, kind), (AuditEntry.subject, subject), (AuditEntry.user, user)):
        query = query.where(column == value) if value is not None else query
    query = query.where(AuditEntry.id < before) if before is not None else query
    return session.scalars(query.order_by(AuditEntry.id.desc()).limit(limit)).all()
