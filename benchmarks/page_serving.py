"""Serves the Gantt alone: the pages of `page_alternatives/`, the files of the planner's page, and one board."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ALTERNATIVES = Path(__file__).parent / "page_alternatives"
STATIC = Path(__file__).parents[1] / "standalloc" / "service" / "page" / "static"


class Handler(SimpleHTTPRequestHandler):
    """Serves the candidates, the page's own files under `/static/`, and the board as `/board.json`."""

    day: bytes = b""

    def do_GET(self) -> None:
        """Answer with the board, or with a file."""
        if self.path == "/board.json":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(self.day)))
            self.end_headers()
            self.wfile.write(self.day)
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return where a file lies."""
        inside = path.partition("?")[0].lstrip("/")
        is_own = inside.startswith("static/")
        base, name = (STATIC, inside.removeprefix("static/")) if is_own else (ALTERNATIVES, inside)
        found = (base / name).resolve()
        return str(found if found.is_relative_to(base) else base / "absent")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(day: bytes) -> Iterator[str]:
    """Serve a board, a JSON document, on loopback and yield the address."""
    handler = type("Handler", (Handler,), {"day": day})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
