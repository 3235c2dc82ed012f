"""Airports and their versions: every change makes a new one and keeps the old ones with who and when."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func as sql
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from standalloc.service.store.database import lock, now
from standalloc.service.store.errors import NotFoundError, VersionConflictError
from standalloc.service.store.tables import AirportVersion


def change(
    session: Session, airport: str, document: Mapping[str, Any], *, based_on: int, user: str, note: str = ""
) -> AirportVersion:
    """Store a new version of an airport.

    Args:
        session: that writes.
        airport: the name it is stored under.
        document: the airport as `standalloc.io` writes it, validated by the caller.
        based_on: the version that was changed; 0 for an airport that is new.
        user: who changes it.
        note: why.

    Raises:
        VersionConflictError: `based_on` is not the newest version; nothing is stored.
    """
    lock(session, "airport", airport)
    current = newest(session, airport)
    if based_on != current:
        raise VersionConflictError(_conflict(airport, based_on, current), current)
    row = AirportVersion(
        airport=airport,
        version=current + 1,
        title=str(document.get("name") or document.get("code") or airport),
        document=dict(document),
        note=note,
        changed_by=user,
        changed_at=now(session),
    )
    session.add(row)
    session.flush()
    return row


def newest(session: Session, airport: str) -> int:
    """Return the number of the newest version, 0 where there is no such airport."""
    return session.scalar(select(sql.max(AirportVersion.version)).where(AirportVersion.airport == airport)) or 0


def read(session: Session, airport: str, version: int | None = None) -> AirportVersion:
    """Return a version of an airport with its document; without a number the newest.

    Raises:
        NotFoundError: there is no such airport or version.
    """
    query = select(AirportVersion).options(undefer(AirportVersion.document)).where(AirportVersion.airport == airport)
    query = query.where(AirportVersion.version == version) if version is not None else query
    row = session.scalar(query.order_by(AirportVersion.version.desc()).limit(1))
    if row is None:
        raise NotFoundError(f"there is no airport '{airport}'" + (f" version {version}" if version is not None else ""))
    return row


def versions(session: Session, airport: str, limit: int = 100, offset: int = 0) -> Sequence[AirportVersion]:
    """Return the versions of an airport, newest first, without their documents."""
    query = select(AirportVersion).where(AirportVersion.airport == airport).order_by(AirportVersion.version.desc())
    return session.scalars(query.limit(limit).offset(offset)).all()


def names(session: Session, limit: int = 100, offset: int = 0) -> Sequence[AirportVersion]:
    """Return the newest version of every airport, by name, without documents."""
    newer = (
        select(AirportVersion.airport, sql.max(AirportVersion.version).label("version"))
        .group_by(AirportVersion.airport)
        .subquery()
    )
    query = select(AirportVersion).join(
        newer, (AirportVersion.airport == newer.c.airport) & (AirportVersion.version == newer.c.version)
    )
    return session.scalars(query.order_by(AirportVersion.airport).limit(limit).offset(offset)).all()


def _conflict(airport: str, based_on: int, current: int) -> str:
    if not current:
        return f"there is no airport '{airport}' to change: create it, as based on version 0"
    if not based_on:
        return f"airport '{airport}' exists, in version {current}: change it as based on that"
    return f"airport '{airport}' is in version {current}, the change is based on {based_on}: read it again and redo it"
