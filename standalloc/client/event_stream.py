"""Server-sent events, line by line."""

import json

from standalloc.client.objects import Event


class EventStream:
    """Puts the lines of streams together to events; remembers the last one, to go on from there.

    Args:
        last: id of the last event that is known already.
    """

    def __init__(self, last: int = 0) -> None:
        self.last = last
        self._fields: dict[str, str] = {}

    def headers(self) -> dict[str, str]:
        """Return the headers of a request that goes on after the last event."""
        return {"Accept": "text/event-stream", "Last-Event-ID": str(self.last)}

    def begin(self) -> None:
        """Forget what a stream that broke off has left half-way."""
        self._fields = {}

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
        self.last = int(fields["id"])
        return Event(id=self.last, kind=fields.get("event", "message"), data=json.loads(fields["data"]))
