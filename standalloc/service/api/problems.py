"""Refusals as problem details (RFC 9457): every error of the API is one of the kinds here."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError, ResponseValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from standalloc.io import problem_document
from standalloc.io.words import printable, shown
from standalloc.model import InputError, Problem
from standalloc.service.api.asgi import Scope
from standalloc.service.store import (
    IdempotencyConflictError,
    JobStateError,
    NotFoundError,
    QueueFullError,
    StoreError,
    VersionConflictError,
)

MEDIA_TYPE: Final = "application/problem+json"
_logger: Final = logging.getLogger("standalloc.service.api")


class Kind(NamedTuple):
    """A kind of problem: the status of the answer, its title, and what a client does about it."""

    status: int
    title: str
    fix: str


#: By code, which never changes its meaning; docs/service.md has the same table.
KINDS: Final[Mapping[str, Kind]] = {
    "bad_request": Kind(400, "The request cannot be read", "send well-formed JSON or multipart"),
    "no_token": Kind(401, "A token is needed", "send `Authorization: Bearer TOKEN`"),
    "bad_token": Kind(401, "The token is unknown", "check it, or ask an administrator for one"),
    "token_expired": Kind(401, "The token has expired", "ask an administrator for a new one"),
    "token_revoked": Kind(401, "The token was revoked", "ask an administrator for a new one"),
    "loopback_only": Kind(403, "Without any token only this machine is admitted", "make one: `standalloc token`"),
    "foreign_origin": Kind(403, "The request comes from another site's page", "call the service by its own address"),
    "role_too_low": Kind(403, "The token's role does not allow this", "ask somebody who has the role"),
    "not_your_job": Kind(403, "The job is another user's", "ask its user, or an administrator"),
    "not_found": Kind(404, "There is no such object", "list what there is"),
    "no_such_path": Kind(404, "There is no such path", "see the table of endpoints"),
    "method_not_allowed": Kind(405, "The path knows no such method", "see the header `Allow`"),
    "not_acceptable": Kind(406, "The plan has no such format", "ask for json, csv, xlsx, html or png"),
    "too_slow": Kind(408, "The body took too long to arrive", "send it again"),
    "version_conflict": Kind(409, "Somebody else was faster", "read `current`, redo the change, send it again"),
    "key_conflict": Kind(409, "The idempotency key belongs to another request", "take a new key"),
    "job_ended": Kind(409, "The job has ended", "nothing: there is nothing left to stop"),
    "different_days": Kind(409, "The plans are of different schedules", "compare plans of one schedule"),
    "too_large": Kind(413, "The body is too large", "split it"),
    "unsupported_media_type": Kind(415, "The body is of another type", "see the endpoint's request body"),
    "invalid_input": Kind(422, "The input has errors", "mend each of `problems`, as after `standalloc validate`"),
    "invalid_request": Kind(422, "The request has errors", "mend each of `problems`"),
    "too_many_requests": Kind(429, "Too many requests", "wait as long as `Retry-After` says"),
    "queue_full": Kind(429, "The queue of the user is full", "wait for a job to end, or delete one"),
    "internal": Kind(500, "The service failed", "report it with `request_id`"),
    "not_installed": Kind(501, "The service lacks a library for this", "install the extra that `detail` names"),
    "unavailable": Kind(503, "The service cannot do this now", "try again, as `Retry-After` says"),
    "storage_full": Kind(507, "The store is full", "free space on its disk; nothing was stored"),
}


class ApiError(HTTPException):
    """A request is refused.

    Args:
        code: one of `KINDS`.
        detail: what happened and what to do, for the user.
        problems: of an input.
        current: the newest version, of a conflict.
        headers: of the answer.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        problems: Sequence[Mapping[str, Any]] | None = None,
        current: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(KINDS[code].status, detail, dict(headers or {}))
        self.code, self.problems, self.current = code, problems, current


def invalid_input(problems: Sequence[Problem]) -> ApiError:
    """Return the refusal of an input with its problems, warnings included."""
    errors = [problem for problem in problems if problem.severity == "error"]
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    return ApiError("invalid_input", f"{errors[0]}{more}", problems=[*map(problem_document, problems)])


def invalid_value(column: str, value: object, message: str, fix: str = "correct it") -> ApiError:
    """Return the refusal of one value of a request's body.

    Args:
        column: its key.
        value: as sent.
        message: what is wrong, such as "is above 3600".
        fix: what to do.
    """
    problem = Problem("out_of_range", f"{column} {shown(value)} {message}", fix, table="body", column=column)
    return ApiError("invalid_request", str(problem), problems=[problem_document(problem)])


def answer(scope: Scope, error: ApiError) -> JSONResponse:
    """Return the answer that tells of a refusal."""
    kind = KINDS[error.code]
    body = {
        "type": f"urn:standalloc:problem:{error.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": error.detail,
        "instance": printable(scope["path"], 1000),
        "code": error.code,
        "request_id": scope.get("state", {}).get("request_id", ""),
        "problems": error.problems,
        "current": error.current,
    }
    told = {key: value for key, value in body.items() if value is not None}
    return JSONResponse(told, kind.status, error.headers, media_type=MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Let every error that a route may raise be answered as problem details."""
    for kind, translate in _TRANSLATIONS.items():
        app.add_exception_handler(kind, lambda request, error, translate=translate: _handled(request, translate(error)))


def _handled(request: Request, error: ApiError) -> JSONResponse:
    return answer(request.scope, error)


_BY_STATUS: Final = {
    400: "bad_request",
    401: "no_token",
    404: "no_such_path",
    405: "method_not_allowed",
    413: "too_large",
    415: "unsupported_media_type",
}


def _of_http(error: Any) -> ApiError:
    if isinstance(error, ApiError):
        return error
    code = _BY_STATUS.get(error.status_code, "bad_request")
    detail = KINDS[code].title.lower() if code in {"no_such_path", "method_not_allowed"} else str(error.detail)
    return ApiError(code, printable(detail, 500), headers=error.headers)


def _of_validation(error: Any) -> ApiError:
    details = error.errors()
    if any(detail["type"] == "json_invalid" for detail in details):
        reason = details[0].get("ctx", {}).get("error", "")
        return ApiError("bad_request", f"the body is not JSON: {printable(str(reason))}")
    problems = [_problem(detail) for detail in details[:50]]
    return ApiError("invalid_request", str(problems[0]), problems=[*map(problem_document, problems)])


def _problem(detail: Any) -> Problem:
    """Return one error of a request's parameters or body in the words of a problem."""
    part, *way = map(str, detail["loc"] or ("body",))
    column = printable(".".join(way)) or None
    value = "" if detail["type"] == "missing" else f" {shown(detail.get('input'))}"
    message = printable(detail["msg"].removeprefix("Value error, "), 300)
    message = f"{column or part}{value}: {message[:1].lower()}{message[1:]}"
    return Problem(detail["type"].split(".")[0], message, "see the schema of the endpoint", table=part, column=column)


def _of_store(error: Any) -> ApiError:
    message = str(error)
    if isinstance(error, VersionConflictError):
        return ApiError("version_conflict", message, current=error.current)
    if isinstance(error, QueueFullError):
        return ApiError("queue_full", message, headers={"Retry-After": "30"})
    codes = {NotFoundError: "not_found", IdempotencyConflictError: "key_conflict", JobStateError: "job_ended"}
    return ApiError(codes.get(type(error), "internal"), message)


def of_database(error: Any) -> ApiError:
    """Return the refusal for an error of the database: nothing was stored."""
    _logger.error("the database refuses: %s", error, exc_info=error)
    words = str(getattr(error, "orig", error)).lower()
    if "is full" in words or "no space" in words:
        return ApiError("storage_full", "the disk of the store is full; nothing was stored")
    detail = "the database does not answer; nothing was stored"
    return ApiError("unavailable", detail, headers={"Retry-After": "5"})


def _of_input(error: Any) -> ApiError:
    return invalid_input(error.problems)


def _of_response(error: Any) -> ApiError:
    _logger.error("an answer does not fit its schema", exc_info=error)
    return ApiError("internal", "the service failed; its log says why")


_TRANSLATIONS: Final[Mapping[type[Exception], Any]] = {
    HTTPException: _of_http,
    RequestValidationError: _of_validation,
    ResponseValidationError: _of_response,
    StoreError: _of_store,
    SQLAlchemyError: of_database,
    InputError: _of_input,
}
