"""What routes work with: the store, the days kept ready, the workshop, and the write that is audited."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from standalloc.service.api.auth import Principal
from standalloc.service.api.cache import Days
from standalloc.service.api.metrics import Metrics
from standalloc.service.api.streams import Streams
from standalloc.service.api.workshop import Workshop
from standalloc.service.settings import Settings
from standalloc.service.store import Database, audit


@dataclass(frozen=True, slots=True)
class Services:
    """What there is once in a service process."""

    settings: Settings
    database: Database
    days: Days
    metrics: Metrics
    streams: Streams
    workshop: Workshop = field(default_factory=Workshop)


class Ledger:
    """A write, with the audit entries of what it does.

    Args:
        session: that writes.
        principal: who does it.
        request_id: of the request.
    """

    def __init__(self, session: Session, principal: Principal, request_id: str) -> None:
        self.session, self._principal, self._request_id = session, principal, request_id

    def record(self, action: str, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Write an audit entry; the kind of its subject is what stands before the action's point."""
        audit.record(
            self.session,
            user=self._principal.user,
            action=action,
            kind=action.partition(".")[0],
            subject=subject,
            detail=detail,
            request_id=self._request_id,
        )


class Context:
    """One request's way to what there is.

    Args:
        request: that is handled.
    """

    def __init__(self, request: Request) -> None:
        services: Services = request.app.state.services
        self.settings, self.database, self.days = services.settings, services.database, services.days
        self.metrics, self.streams, self.workshop = services.metrics, services.streams, services.workshop
        self._request_id: str = request.state.request_id

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that reads."""
        with self.database.reading() as session:
            yield session

    @contextmanager
    def writing(self, principal: Principal) -> Iterator[Ledger]:
        """Give a session that writes, and the ledger for what it does; all is committed together or not at all."""
        with self.database.writing() as session:
            yield Ledger(session, principal, self._request_id)


def _context(request: Request) -> Context:
    return Context(request)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list."""

    limit: int
    offset: int


def _page(
    limit: Annotated[int, Query(ge=1, le=1000, description="most entries")] = 100,
    offset: Annotated[int, Query(ge=0, le=2**31 - 1, description="entries to pass over")] = 0,
) -> Page:
    return Page(limit, offset)


Ctx = Annotated[Context, Depends(_context)]
PageQuery = Annotated[Page, Depends(_page)]
