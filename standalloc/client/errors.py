"""What the service refuses, as exceptions with its problem details (RFC 9457)."""

from collections.abc import Mapping
from typing import Any, Final

import httpx

from standalloc.model import InputError, Problem

#: Statuses of refusals that pass.
PASSING: Final = frozenset({408, 429, 502, 503, 504})
_FIELDS: Final = ("code", "message", "fix", "severity", "table", "row", "column", "file", "line")


class ServiceError(Exception):
    """The service refuses a request.

    Attributes:
        status: of the answer.
        code: the kind of problem in one word, stable; docs/service.md lists them.
        detail: what happened, and what to do.
        request_id: finds the request in the service's logs.
        current: the newest version or revision, where a change was based on another.
        problems: of the request, each as the service tells it.
    """

    def __init__(self, status: int, document: Mapping[str, Any]) -> None:
        self.status = status
        self.code = str(document.get("code", ""))
        self.detail = str(document.get("detail") or document.get("title") or f"status {status}")
        self.request_id = str(document.get("request_id", ""))
        self.current: int | None = document.get("current")
        self.problems: list[dict[str, Any]] = list(document.get("problems") or ())
        super().__init__(f"{self.detail} ({self.code or status})")

    @property
    def is_passing(self) -> bool:
        """Whether the same request may be answered later; a full queue does not empty while its user waits."""
        return self.status in PASSING and self.code != "queue_full"


class SolveError(Exception):
    """A job ended without a result: it failed, or was cancelled or deleted meanwhile.

    Attributes:
        job_id: the job.
        plan_id: the plan that it has all the same, where it overstepped with one; else None.
    """

    def __init__(self, message: str, job_id: str, plan_id: str | None = None) -> None:
        super().__init__(message)
        self.job_id = job_id
        self.plan_id = plan_id


def refusal(response: httpx.Response) -> ServiceError | InputError:
    """Return the exception for an answer that is a refusal; its body has been read.

    Bad input is the library's own `InputError`, with every problem found.
    """
    try:
        document = response.json()
    except ValueError:
        document = {}
    document = document if isinstance(document, dict) else {}
    problems = document.get("problems") or ()
    if document.get("code") == "invalid_input" and problems:
        return InputError([Problem(**{name: row[name] for name in _FIELDS if name in row}) for row in problems])
    return ServiceError(response.status_code, document)
