"""Published plans: one for each airport and day, earlier ones kept; nobody's publication is overwritten unseen."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy import func as sql
from sqlalchemy.orm import Session

from standalloc.service.store.database import lock, now
from standalloc.service.store.errors import NotFoundError, VersionConflictError
from standalloc.service.store.tables import Plan, Publication, Schedule


def publish(session: Session, plan_id: str, *, based_on: int, user: str, note: str = "") -> Publication:
    """Publish a plan for the airport and the day of its schedule.

    Args:
        session: that writes.
        plan_id: the plan.
        based_on: revision of the published plan that the user has seen; 0 where there was none.
        user: who publishes it.
        note: what the user says of it.

    Raises:
        NotFoundError: there is no such plan.
        VersionConflictError: another plan was published since; nothing is stored.
    """
    found = session.execute(
        select(Schedule.airport, Schedule.day).join(Plan, Plan.schedule_id == Schedule.id).where(Plan.id == plan_id)
    ).one_or_none()
    if found is None:
        raise NotFoundError(f"there is no plan '{plan_id}'")
    airport, day = found
    lock(session, "published", airport, day)
    newest = current(session, airport, day)
    revision = newest.revision if newest else 0
    if based_on != revision:
        raise VersionConflictError(_conflict(airport, day, newest), revision)
    row = Publication(
        airport=airport,
        day=day,
        revision=revision + 1,
        plan_id=plan_id,
        note=note,
        published_by=user,
        published_at=now(session),
    )
    session.add(row)
    session.flush()
    return row


def current(session: Session, airport: str, day: date) -> Publication | None:
    """Return the publication that holds for an airport and a day, None where nothing was published."""
    return session.scalar(_of_day(airport, day).limit(1))


def history(session: Session, airport: str, day: date, limit: int = 100, offset: int = 0) -> Sequence[Publication]:
    """Return the publications of an airport and a day, newest first."""
    return session.scalars(_of_day(airport, day).limit(limit).offset(offset)).all()


def days(session: Session, airport: str, limit: int = 100, offset: int = 0) -> Sequence[Publication]:
    """Return the publication that holds for each day of an airport, latest day first."""
    newest = (
        select(Publication.day, sql.max(Publication.revision).label("revision"))
        .where(Publication.airport == airport)
        .group_by(Publication.day)
        .subquery()
    )
    query = (
        select(Publication)
        .join(newest, (Publication.day == newest.c.day) & (Publication.revision == newest.c.revision))
        .where(Publication.airport == airport)
    )
    return session.scalars(query.order_by(Publication.day.desc()).limit(limit).offset(offset)).all()


def _of_day(airport: str, day: date) -> Select[Publication]:
    query = select(Publication).where(Publication.airport == airport, Publication.day == day)
    return query.order_by(Publication.revision.desc())


def _conflict(airport: str, day: date, newest: Publication | None) -> str:
    if newest is None:
        return f"nothing is published for '{airport}' on {day} yet: publish as based on revision 0"
    who = f"by {newest.published_by}" if newest.published_by else "before"
    return f"revision {newest.revision} was published for '{airport}' on {day} {who}: look at it, then publish again"
