"""What plans and schedules do alike: they have ids and documents, are stored once, and are listed newest first."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from standalloc.service.store.errors import NotFoundError
from standalloc.service.store.tables import Plan, Schedule

Entity = TypeVar("Entity", Plan, Schedule)


def added(session: Session, row: Entity) -> Entity:
    """Store a row at once, so that others may refer to it; return it."""
    session.add(row)
    session.flush()
    return row


def found(session: Session, kind: type[Entity], row_id: str) -> Entity:
    """Return the row of an id, with its document.

    Raises:
        NotFoundError: there is none of that id.
    """
    row = session.scalar(select(kind).options(undefer(kind.document)).where(kind.id == row_id))
    if row is None:
        raise NotFoundError(f"there is no {kind.__name__.lower()} '{row_id}'")
    return row


def newest(
    session: Session, kind: type[Entity], wanted: Mapping[str, Any], limit: int, offset: int
) -> Sequence[Entity]:
    """Return rows, newest first, without documents.

    Args:
        session: that reads.
        kind: of the rows.
        wanted: what columns must hold; those of which it is None may hold anything.
        limit: how many at most.
        offset: how many newer ones are left out.
    """
    query = select(kind).filter_by(**{column: value for column, value in wanted.items() if value is not None})
    return session.scalars(query.order_by(kind.created_at.desc(), kind.id).limit(limit).offset(offset)).all()
