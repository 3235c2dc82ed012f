"""What clients send and how fast they read: bodies too large, too slow or never ending are cut off."""

import time
from typing import Final

import anyio

from standalloc.service.api.asgi import Application, Message, Receive, Scope, Send, header
from standalloc.service.api.problems import ApiError, answer
from standalloc.service.settings import Settings

#: Bytes and seconds of a refused body that are still taken in, so that its client reads the answer.
_LINGER_BYTES, _LINGER_S = 200_000_000, 5.0
#: Bytes of the largest body where no documents, files and plans are sent: such a body is parsed between requests.
SMALL: Final = 1_000_000
#: How the paths begin to which these are sent.
_LARGE: Final = ("/v1/airports/", "/v1/schedules/")


class Bodies:
    """Middleware that bounds the size of a request's body and the time it takes, and the time to read the answer.

    Args:
        app: what comes after.
        settings: with the bounds.
    """

    def __init__(self, app: Application, settings: Settings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        largest = self._settings.largest_body
        if not scope["path"].startswith(_LARGE):
            largest = min(largest, SMALL)
        length = header(scope, "content-length")
        if length.isdecimal() and int(length[:20]) > largest:
            return await _refuse(_too_large(largest), scope, receive, send)
        body = _Body(receive, self._settings, largest)
        return await self._app(scope, body.receive, self._patient(send))

    def _patient(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            with anyio.fail_after(self._settings.upload_seconds):
                await send(message)

        return sending


class _Body:
    """A body on its way."""

    def __init__(self, receive: Receive, settings: Settings, largest: int) -> None:
        self._receive, self._settings, self._largest = receive, settings, largest
        self._size = 0
        self._deadline = time.monotonic() + settings.upload_seconds
        self._is_complete = False

    async def receive(self) -> Message:
        """Return the next part.

        Raises:
            ApiError: it is too late, or the body is too large.
        """
        if self._is_complete:  # only the end of the connection is waited for
            return await self._receive()
        patience = min(self._settings.silent_seconds, self._deadline - time.monotonic())
        try:
            with anyio.fail_after(max(0.0, patience)):
                message = await self._receive()
        except TimeoutError:
            self._is_complete = True
            detail = f"the body did not arrive within {self._settings.upload_seconds:g} s, or paused for too long"
            raise ApiError("too_slow", detail, headers={"Connection": "close"}) from None
        self._size += len(message.get("body", b""))
        self._is_complete = not message.get("more_body", False)
        if self._size > self._largest:
            self._is_complete = True
            raise _too_large(self._largest)
        return message


async def _refuse(error: ApiError, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer before the body is read, then take in some of it: else the connection is reset before the client reads."""

    async def unfinished(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await answer(scope, error)(scope, receive, unfinished)
    size = 0
    with anyio.move_on_after(_LINGER_S):
        while size < _LINGER_BYTES:
            message = await receive()
            size += len(message.get("body", b""))
            if not message.get("more_body", False):
                break
    await send({"type": "http.response.body", "body": b""})


def _too_large(largest: int) -> ApiError:
    return ApiError("too_large", f"the body is larger than {largest:,} bytes", headers={"Connection": "close"})
