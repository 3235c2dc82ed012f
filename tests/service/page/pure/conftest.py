"""The page's modules without the page: each test calls their functions in a real browser."""

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from standalloc.service.page.serving import STATIC

Answer = tuple[int, dict[str, str], Any]
Run = Callable[..., Any]
#: Seconds that an answer from `/v1/slow` takes at most.
PATIENCE_S = 60


class Handler(SimpleHTTPRequestHandler):
    """Serves the page's files, an empty page at `/blank.html`, and below `/v1/` what a test has prepared."""

    def do_GET(self) -> None:
        if self.path == "/blank.html":
            self._send(200, {"Content-Type": "text/html"}, b"<!doctype html><title>blank</title>")
        elif self.path.startswith("/v1/"):
            self._prepared()
        else:
            super().do_GET()

    def do_POST(self) -> None:
        self.do_GET()

    def _prepared(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server: Any = self.server
        server.asked.append({"method": self.command, "path": self.path, "headers": dict(self.headers), "body": body})
        if self.path == "/v1/slow":
            server.closing.wait(PATIENCE_S)
        status, headers, content = server.answers.pop(0)
        self._send(status, headers, content if isinstance(content, bytes) else json.dumps(content).encode())

    def _send(self, status: int, headers: dict[str, str], content: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Answers with what a test has prepared, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=str(STATIC)))
        self.answers: list[Answer] = []
        self.asked: list[dict[str, Any]] = []
        #: Set when nobody waits any more for what is slow.
        self.closing = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of every error but that of a browser that no longer waits for its answer."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def window(browser, server):
    page = browser.new_page()
    page.goto(f"{server.url}/blank.html")
    yield page
    page.close()


@pytest.fixture
def run(window, server) -> Run:
    """A function that runs the body of a function on a module of the page: `run(path, body, argument)`.

    The module is `module` in it, what the test hands over `given`, and the address of `/v1/` `base`.
    """
    server.answers.clear()
    server.asked.clear()
    window.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")

    def call(path: str, body: str, given: Any = None) -> Any:
        source = f"async ([path, given, base]) => {{ const module = await import(path); {body} }}"
        return window.evaluate(source, [f"/{path}", given, f"{server.url}/v1/"])

    return call
