"""Which refusals an endpoint documents."""

from collections.abc import Iterable
from typing import Any, Final

from standalloc.service.api.problems import KINDS, MEDIA_TYPE

#: Answers by status, as OpenAPI describes them.
Responses = dict[int | str, dict[str, Any]]

#: What any endpoint may answer, and what one that asks for a role may.
_ANY: Final = (429, 500, 503)
_ADMITTED: Final = (401, 403, 422)
#: What one that takes a body may answer.
_WITH_BODY: Final = (400, 408, 413, 415)
#: What one that writes may answer.
_WRITING: Final = (507,)


def refusals(*statuses: int, body: bool = False, writes: bool = False, admits: bool = True) -> Responses:
    """Return the answers of an endpoint that are problem details.

    Args:
        statuses: beside those that all have.
        body: whether it takes one.
        writes: whether it stores something.
        admits: whether it asks for a role.
    """
    every = {
        *_ANY,
        *(_ADMITTED if admits else ()),
        *statuses,
        *(_WITH_BODY if body else ()),
        *(_WRITING if writes else ()),
    }
    return {status: _described(status) for status in sorted(every)}


def _described(status: int) -> dict[str, Any]:
    titles: Iterable[str] = (f"{kind.title} (`{code}`)" for code, kind in KINDS.items() if kind.status == status)
    reference = {"$ref": "#/components/schemas/ProblemDetails"}
    return {"description": "; ".join(titles), "content": {MEDIA_TYPE: {"schema": reference}}}
