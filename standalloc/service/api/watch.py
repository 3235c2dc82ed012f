"""Watches every request: gives it an id, logs and counts it, and answers where all else failed."""

import logging
import re
import secrets
import time
from typing import Any, Final

from starlette.requests import ClientDisconnect

from standalloc.service.api.asgi import Application, Message, Receive, Scope, Send, header
from standalloc.service.api.metrics import Metrics
from standalloc.service.api.problems import ApiError, answer

_logger: Final = logging.getLogger("standalloc.service.access")
_OWN_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

#: Of every answer. Plans as HTML bring a policy of their own, which lets their script run.
_HEADERS: Final = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cache-control": b"no-store",
    b"cross-origin-resource-policy": b"same-origin",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}


class Watch:
    """The outermost middleware.

    Args:
        app: what comes after.
        metrics: takes the seconds of every request.
    """

    def __init__(self, app: Application, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        return await _Watched(scope, self._metrics).handle(self._app, receive, send)


class _Watched:
    """One request."""

    def __init__(self, scope: Scope, metrics: Metrics) -> None:
        given = header(scope, "x-request-id")
        self._id = given if _OWN_ID.fullmatch(given) else secrets.token_hex(8)
        self._scope, self._metrics = scope, metrics
        self._began = time.perf_counter()
        self._status = 0
        scope.setdefault("state", {})["request_id"] = self._id

    async def handle(self, app: Application, receive: Receive, send: Send) -> None:
        """Let the application answer; where it fails, answer that."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
                message["headers"] = [*message.get("headers", ()), *self._own_headers(message)]
            await send(message)

        try:
            await app(self._scope, receive, sending)
        except ApiError as error:
            await self._rescue(error, receive, sending)
        except ClientDisconnect:
            _logger.info("the client left before its body was complete", extra=self._facts())
        except Exception:
            if self._status:  # the answer was on its way: all that is left is to cut it off
                _logger.exception("an answer broke off", extra=self._facts())
                raise
            _logger.exception("a request failed", extra=self._facts())
            await self._rescue(ApiError("internal", "the service failed; its log says why"), receive, sending)
        finally:
            self._note()

    async def _rescue(self, error: ApiError, receive: Receive, send: Send) -> None:
        if not self._status:
            await answer(self._scope, error)(self._scope, receive, send)

    def _own_headers(self, message: Message) -> list[tuple[bytes, bytes]]:
        there = {name.lower() for name, _ in message.get("headers", ())}
        own = {**_HEADERS, b"x-request-id": self._id.encode()}
        return [(name, value) for name, value in own.items() if name not in there]

    def _note(self) -> None:
        facts = self._facts()
        self._metrics.request(facts["route"], facts["method"], facts["status"], facts["seconds"])
        _logger.info("request", extra=facts)

    def _facts(self) -> dict[str, Any]:
        """Return what is logged: the route in place of the path where there is one, ids of jobs, never a secret."""
        scope = self._scope
        principal = scope["state"].get("principal")
        return {
            "request_id": self._id,
            "method": scope["method"] if scope["method"].isalpha() and len(scope["method"]) < 10 else "OTHER",
            "route": getattr(scope.get("route"), "path", "other"),
            "status": self._status,
            "seconds": round(time.perf_counter() - self._began, 6),
            "user": "" if principal is None else principal.user,
            **({"job_id": scope["path_params"]["job_id"]} if "job_id" in scope.get("path_params", {}) else {}),
        }
