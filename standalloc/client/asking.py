"""Requests and answers without a connection: what both clients send, when they send it again, what they make of it."""

import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx

from standalloc.client.errors import ServiceError, refusal

Answer = TypeVar("Answer")
#: Steps of a client: yields requests, is sent their answers, returns what the caller asked for.
Steps = Generator["Ask", httpx.Response, Answer]

#: How often a request is sent that may be repeated.
MOST_TRIES: Final = 6
#: Seconds until the second try, twice as many until each later one.
_FIRST_PAUSE_S: Final = 0.25
_LONGEST_PAUSE_S: Final = 30.0


@dataclass(frozen=True)
class Ask:
    """A request.

    Attributes:
        method: of HTTP.
        path: under the service's URL.
        query: what is None is left out.
        body: sent as JSON.
        headers: beside the usual ones.
        is_repeatable: whether it may be sent again where nobody knows if it arrived.
    """

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    is_repeatable: bool = True

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of httpx."""
        return {
            "method": self.method,
            "url": self.path,
            "params": {name: value for name, value in self.query.items() if value is not None},
            "json": self.body,
            "headers": dict(self.headers),
        }

    def pause(self, tries: int, response: httpx.Response | None) -> float | None:
        """Return the seconds to wait before it is sent again, None where it is not.

        Args:
            tries: so far.
            response: None where there was none.
        """
        if tries >= MOST_TRIES:
            return None
        growing = min(_FIRST_PAUSE_S * 2 ** (tries - 1), _LONGEST_PAUSE_S)
        if response is None:
            return growing if self.is_repeatable else None
        refused = None if response.is_success else refusal(response)
        if not (isinstance(refused, ServiceError) and refused.is_passing):
            return None
        if not self.is_repeatable and refused.status != 429:  # which was refused before it did anything
            return None
        told = response.headers.get("Retry-After", "")
        return min(float(told), _LONGEST_PAUSE_S) if told.isdecimal() else growing


def new_key() -> str:
    """Return a new idempotency key."""
    return uuid.uuid4().hex


def require_success(response: httpx.Response) -> httpx.Response:
    """Return an answer that is no refusal.

    Raises:
        ServiceError: it is one.
        InputError: it is one, of an input.
    """
    if response.is_success:
        return response
    raise refusal(response)
