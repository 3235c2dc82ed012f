"""How both clients reach the service."""

from typing import Any, Final

import httpx

from standalloc import __version__

#: Streams are silent for 15 seconds at most; a large day takes a while to be read.
TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)


def arguments(url: str, token: str | None) -> dict[str, Any]:
    """Return the arguments of httpx's clients.

    Raises:
        ValueError: the URL is none of HTTP.
    """
    if not url.startswith(("http://", "https://")):
        raise ValueError(f"url {url!r} is none: write it as http://HOST:PORT")
    headers = {"User-Agent": f"standalloc/{__version__}", "Accept": "application/json"}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return {"base_url": url.rstrip("/").removesuffix("/v1"), "headers": headers, "timeout": TIMEOUT}


def unreachable(url: object, error: Exception) -> ConnectionError:
    """Return the exception for a service that does not answer."""
    return ConnectionError(f"{url} does not answer: {str(error) or type(error).__name__}")
