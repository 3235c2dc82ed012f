"""Requests and answers without a connection: what both clients send, when they send it again, what they make of it."""

import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import httpx

from standalloc.client.connecting import unreachable
from standalloc.client.errors import ServiceError, refusal
from standalloc.model import InputError

Answer = TypeVar("Answer")
#: Steps of a client: yields requests, is sent their answers, returns what the caller asked for.
Steps = Generator["Ask", httpx.Response, Answer]
#: What a connection has to do for it: yields seconds to wait and what to send then, is sent what came.
Conversation = Generator[tuple[float, "Ask"], httpx.Response | httpx.TransportError, Answer]

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


def converse(steps: Steps[Answer], url: object) -> Conversation[Answer]:
    """Take the steps of a call; return what they return.

    Args:
        steps: of the call.
        url: of the service, for messages.

    Raises:
        ServiceError: the service refuses a request.
        InputError: it finds problems in what it is sent.
        ConnectionError: it does not answer.
    """
    try:
        ask = next(steps)
        while True:
            try:
                response = require_success((yield from _insist(ask, url)))
            except (ServiceError, InputError) as error:
                ask = steps.throw(error)
            else:
                ask = steps.send(response)
    except StopIteration as end:
        answer: Answer = end.value
        return answer


def _insist(ask: Ask, url: object) -> Conversation[httpx.Response]:
    """Have a request sent, again where it may be; return its answer."""
    pause: float | None = 0.0
    tries = 0
    while pause is not None:
        came = yield pause, ask
        tries += 1
        pause = ask.pause(tries, came if isinstance(came, httpx.Response) else None)
    if isinstance(came, httpx.Response):
        return came
    raise unreachable(url, came) from came


def require_success(response: httpx.Response) -> httpx.Response:
    """Return an answer that is no refusal.

    Raises:
        ServiceError: it is one.
        InputError: it is one, of an input.
    """
    if response.is_success:
        return response
    raise refusal(response)
