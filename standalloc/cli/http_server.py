"""The HTTP server of `standalloc serve`."""

from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

#: Seconds for which requests under way may go on when the service ends.
_FAREWELL_S: Final = 5


class HttpServer(uvicorn.Server):
    """Serves an application until a signal comes; streams of events, which would go on, are ended first.

    Args:
        app: of `create_app`.
    """

    def __init__(self, app: FastAPI) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_FAREWELL_S,
            )
        )
        self._streams = app.state.services.streams

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take a signal."""
        self._streams.closing.set()
        super().handle_exit(sig, frame)
