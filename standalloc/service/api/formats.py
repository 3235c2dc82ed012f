"""The formats of a plan and which of them a client wants."""

from collections.abc import Mapping
from typing import Final

from standalloc.service.api.problems import ApiError
from standalloc.service.judging.exports import Format

MEDIA_TYPES: Final[Mapping[Format, str]] = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "png": "image/png",
}
#: Of the Gantt's page: its own script and style, cut off from the service and from all others. The page itself names
#: its script by digest; the stricter of both holds.
HTML_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-scripts"
)


def chosen(accept: str) -> Format:
    """Return the format that a header `Accept` prefers; without one JSON.

    Raises:
        ApiError: there is none that it accepts.
    """
    offers = sorted(map(_offer, (accept or "*/*").split(",")), key=lambda offer: -offer[1])
    for wanted, quality in offers:
        for name, media_type in MEDIA_TYPES.items():
            group = media_type.partition("/")[0]
            if quality > 0 and wanted in {media_type, f"{group}/*", "*/*"}:
                return name
    raise ApiError("not_acceptable", f"the plan has none of the formats asked for, but {', '.join(MEDIA_TYPES)}")


def _offer(text: str) -> tuple[str, float]:
    kind, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return kind, float(quality)
    except ValueError:
        return kind, 0.0
