"""A job's events as a stream that the server goes on sending (server-sent events)."""

import json
import threading
import time
from collections.abc import AsyncIterator, Sequence
from typing import Final

import anyio
from anyio import to_thread

from standalloc.service.api.problems import ApiError
from standalloc.service.store import ENDED, Database, Event, NotFoundError, events, jobs

#: Seconds between two looks into the store, and of silence after which a comment keeps the connection alive.
_LOOK_S, _HEARTBEAT_S = 0.5, 15.0
#: Seconds of the longest stream; its client then comes back with `Last-Event-ID`, and its token is looked at again.
_LONGEST_S: Final = 900.0
#: Streams of one service process, and of one user in it.
_MOST, _MOST_OF_USER = 500, 50


class Streams:
    """The streams that are open in this process.

    Args:
        database: with the events.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: list[str] = []
        #: Set when the service shuts down: streams end, their clients come back to another process.
        self.closing = threading.Event()

    def require_room(self, user: str) -> None:
        """Make sure that one more stream may be opened.

        Raises:
            ApiError: there are too many.
        """
        if len(self._open) >= _MOST or self._open.count(user) >= _MOST_OF_USER:
            detail = "too many event streams are open: close one, or read the job instead"
            raise ApiError("too_many_requests", detail, headers={"Retry-After": "30"})

    async def follow(self, job_id: str, after: int, user: str) -> AsyncIterator[str]:
        """Yield the events of a job, those to come as well, until it has ended.

        Args:
            job_id: the job.
            after: id of the last event the client has.
            user: who follows.
        """
        self._open.append(user)
        try:
            async for text in self._events(job_id, after):
                yield text
        finally:
            self._open.remove(user)

    async def _events(self, job_id: str, after: int) -> AsyncIterator[str]:
        began = heard = time.monotonic()
        yield "retry: 1000\n\n"
        while not self.closing.is_set() and time.monotonic() - began < _LONGEST_S:
            found, has_ended = await to_thread.run_sync(self._look, job_id, after)
            for event in found:
                after = event.id
                yield _text(event)
            if has_ended:
                return
            if found:
                heard = time.monotonic()
            elif time.monotonic() - heard >= _HEARTBEAT_S:
                heard = time.monotonic()
                yield ": still here\n\n"
            await anyio.sleep(_LOOK_S)

    def _look(self, job_id: str, after: int) -> tuple[Sequence[Event], bool]:
        """Return the events since, and whether these are the last: the job has ended or is no more."""
        with self._database.reading() as session:
            try:
                job = jobs.read(session, job_id)
            except NotFoundError:
                return [], True
            found = events.read(session, job_id, after=after)
            last = found[-1].id if found else after
            return found, job.state in ENDED and last >= job.last_event


def _text(event: Event) -> str:
    data = json.dumps({"at": event.at.isoformat(), **event.data})
    return f"id: {event.id}\nevent: {event.kind}\ndata: {data}\n\n"
