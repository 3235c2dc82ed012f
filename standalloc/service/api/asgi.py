"""The types of the server's interface (ASGI)."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def header(scope: Scope, name: str) -> str:
    """Return a header of a request, "" where it is not there.

    Args:
        scope: of the request.
        name: in lower case.
    """
    return next((value.decode("latin-1") for key, value in scope["headers"] if key == name.encode()), "")
