"""Server-sent events, line by line."""

import json
from typing import Final

import httpx

from standalloc.client.asking import Ask
from standalloc.client.connecting import unreachable
from standalloc.client.errors import ServiceError
from standalloc.client.objects import Event

#: Seconds between two tries to go on with a stream, and tries in a row that bring nothing.
RESUME_S: Final = 1.0
MOST_RESUMES: Final = 60


class EventStream:
    """Puts the lines of streams together to events; remembers the last one, to go on from there.

    Args:
        job_id: whose events they are.
        last: id of the last event that is known already.
    """

    def __init__(self, job_id: str, last: int = 0) -> None:
        self.last = last
        self._job_id = job_id
        self._fields: dict[str, str] = {}
        self._silent = 0

    def begin(self) -> Ask:
        """Return the request that goes on after the last event; what a stream has left half-way is forgotten."""
        self._fields = {}
        headers = {"Accept": "text/event-stream", "Last-Event-ID": str(self.last)}
        return Ask("GET", f"/v1/jobs/{self._job_id}/events", headers=headers)

    def bear(self, error: httpx.TransportError | ServiceError, url: object) -> None:
        """Bear that a stream broke off; its reader goes on after `RESUME_S`.

        Args:
            error: that it broke off with.
            url: of the service, for messages.

        Raises:
            ConnectionError: the service has not answered for long.
            ServiceError: `error`, which would not pass, or has not for long.
        """
        self._silent += 1
        if isinstance(error, ServiceError):
            if not error.is_passing or self._silent > MOST_RESUMES:
                raise error
        elif self._silent > MOST_RESUMES:
            raise unreachable(url, error) from error

    def feed(self, line: str) -> Event | None:
        """Take a line without its end; return the event that it completes, None where it completes none."""
        if line:
            name, _, value = line.partition(":")
            if name:  # else it is a comment
                before = f"{self._fields['data']}\n" if name == "data" and "data" in self._fields else ""
                self._fields[name] = before + value.removeprefix(" ")
            return None
        fields, self._fields = self._fields, {}
        if "data" not in fields or not fields.get("id", "").isdecimal():
            return None
        self.last, self._silent = int(fields["id"]), 0
        return Event(id=self.last, kind=fields.get("event", "message"), data=json.loads(fields["data"]))
