"""Serves the files of the planner's page, which anybody may read: they hold no data."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from standalloc.service.api.transfer import names_tag

#: Where the page begins; relative addresses in it lead to its files, `../v1` to the API.
PREFIX: Final = "/page/"
STATIC: Final = Path(__file__).parent / "static"
#: What is served, and as what.
_MEDIA_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
#: The page runs its own files and speaks to its own service; `blob:` is what it offers to save.
_POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


def page_routes() -> list[Route]:
    """Return the routes of the page; `/` leads to it."""
    return [Route("/", _lead), Route(PREFIX + "{path:path}", _answer)]


def _lead(_request: Request) -> Response:
    """Lead to the page, by a relative address: a proxy may put the service under a path of its own."""
    return RedirectResponse(PREFIX.removeprefix("/"), headers={"Cache-Control": "no-cache"})


def _answer(request: Request) -> Response:
    """Answer with a file, or with 304 where the browser has it.

    Raises:
        HTTPException: there is no such file.
    """
    file = _file(request.path_params["path"] or "index.html")
    if file is None:
        raise HTTPException(404)
    content, tag = _read(file, file.stat().st_mtime_ns)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": _POLICY}
    if names_tag(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_MEDIA_TYPES[file.suffix], headers=headers)


def _file(path: str) -> Path | None:
    """Return the file of the page under a path, None where there is none: no way leads out of its folder."""
    parts = PurePosixPath(path).parts
    if any(part.startswith((".", "/")) or "\\" in part for part in parts):
        return None
    try:
        file = STATIC.joinpath(*parts).resolve(strict=True)
    except (OSError, ValueError):  # there is none, or there is no such name
        return None
    is_served = file.suffix in _MEDIA_TYPES and file.is_relative_to(STATIC.resolve()) and file.is_file()
    return file if is_served else None


@lru_cache(maxsize=256)
def _read(file: Path, _changed: int) -> tuple[bytes, str]:
    """Return the content of a file and its tag; read again where the file has changed."""
    content = file.read_bytes()
    return content, f'"{sha256(content).hexdigest()[:32]}"'
