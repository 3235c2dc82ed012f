"""Every call of the service, as steps that either client takes; the clients' methods are called as these are."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, TypeVar

from pydantic import BaseModel

from standalloc.client.asking import Ask, Steps, new_key
from standalloc.client.errors import ServiceError
from standalloc.client.objects import AirportVersion, Job, Plan, Publication, Schedule
from standalloc.model import Plan as ModelPlan

M = TypeVar("M", bound=BaseModel)
#: How often a change is made anew because somebody else was faster.
_MOST_CONFLICTS: Final = 5
_CONFLICT: Final = 409
_NOT_FOUND: Final = 404
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9._-]+")


def airports(*, limit: int = 100, offset: int = 0) -> Steps[list[AirportVersion]]:
    """Return the newest version of every airport, by name."""
    return (yield from _several(AirportVersion, "/v1/airports", limit=limit, offset=offset))


def airport(name: str, version: int | None = None) -> Steps[AirportVersion]:
    """Return a version of an airport, the newest by default, with its document."""
    return (yield from _one(AirportVersion, Ask("GET", f"/v1/airports/{name}", {"version": version})))


def store_airport(name: str, document: Mapping[str, Any], *, based_on: int, note: str = "") -> Steps[AirportVersion]:
    """Store a new version of an airport; refused (`version_conflict`) where `based_on` is not the newest one.

    Args:
        name: to store it under.
        document: `airport` of an instance document.
        based_on: the version that was changed, 0 for a new airport.
        note: why it is changed.
    """
    query = {"based_on": based_on, "note": note}
    ask = Ask("PUT", f"/v1/airports/{name}", query, dict(document), is_repeatable=False)
    return (yield from _one(AirportVersion, ask))


def settle_airport(name: str, document: Mapping[str, Any], note: str) -> Steps[AirportVersion]:
    """Make sure that the newest version of an airport is the document; store one only where it is not."""
    wanted = json.loads(json.dumps(document))
    for _ in range(_MOST_CONFLICTS):
        based_on = 0
        try:
            there = yield from airport(name)
        except ServiceError as error:
            if error.status != _NOT_FOUND:
                raise
        else:
            if there.document == wanted:
                return there
            based_on = there.version
        try:
            return (yield from store_airport(name, wanted, based_on=based_on, note=note))
        except ServiceError as error:
            if error.status != _CONFLICT:
                raise
            conflict = error
    raise conflict


def schedules(airport: str, day: date | None = None, *, limit: int = 100, offset: int = 0) -> Steps[list[Schedule]]:
    """Return the schedules of an airport, of one day or of all, newest first."""
    path = f"/v1/airports/{airport}/schedules"
    return (yield from _several(Schedule, path, day=day and day.isoformat(), limit=limit, offset=offset))


def schedule(schedule_id: str) -> Steps[Schedule]:
    """Return a schedule with its document."""
    return (yield from _one(Schedule, Ask("GET", f"/v1/schedules/{schedule_id}")))


def store_schedule(
    airport: str,
    document: Mapping[str, Any],
    *,
    version: int | None = None,
    day: date | None = None,
    name: str = "",
) -> Steps[Schedule]:
    """Store a schedule: an instance document without `airport`."""
    query = {"version": version, "day": day and day.isoformat(), "name": name or None}
    path = f"/v1/airports/{airport}/schedules"
    return (yield from _one(Schedule, Ask("POST", path, query, dict(document), is_repeatable=False)))


def create_job(schedule_id: str, *, key: str | None = None, **options: Any) -> Steps[Job]:
    """Queue a solve and return at once.

    Args:
        schedule_id: what to plan.
        key: the caller's own name for the request: sent again with the same one, it finds the same job.
        options: as `POST /v1/jobs` has them: time_limit, workers, pins, objective, ...
    """
    body = {"schedule_id": schedule_id} | {name: value for name, value in options.items() if value is not None}
    return (yield from _one(Job, Ask("POST", "/v1/jobs", body=body, headers={"Idempotency-Key": key or new_key()})))


def jobs(
    *,
    airport: str | None = None,
    state: Sequence[str] = (),
    mine: bool = False,
    limit: int = 100,
    offset: int = 0,
) -> Steps[list[Job]]:
    """Return jobs, newest first."""
    query = {"airport": airport, "state": list(state) or None, "mine": mine, "limit": limit, "offset": offset}
    return (yield from _several(Job, "/v1/jobs", **query))


def job(job_id: str) -> Steps[Job]:
    """Return a job."""
    return (yield from _one(Job, Ask("GET", f"/v1/jobs/{job_id}")))


def stop_job(job_id: str) -> Steps[Job]:
    """End a solve early and keep its best plan so far."""
    return (yield from _one(Job, Ask("POST", f"/v1/jobs/{job_id}/stop")))


def delete_job(job_id: str) -> Steps[None]:
    """Remove a job, whatever it does. The plan it made stays."""
    yield Ask("DELETE", f"/v1/jobs/{job_id}", is_repeatable=False)


def plans(
    *, airport: str | None = None, schedule_id: str | None = None, limit: int = 100, offset: int = 0
) -> Steps[list[Plan]]:
    """Return plans with their figures, newest first."""
    query = {"airport": airport, "schedule": schedule_id, "limit": limit, "offset": offset}
    return (yield from _several(Plan, "/v1/plans", **query))


def plan(plan_id: str) -> Steps[Plan]:
    """Return a plan with its rows."""
    return (yield from _one(Plan, Ask("GET", f"/v1/plans/{plan_id}", {"format": "json"})))


def export(plan_id: str, kind: Literal["json", "csv", "xlsx", "html"]) -> Steps[bytes]:
    """Return a plan as a file."""
    return (yield Ask("GET", f"/v1/plans/{plan_id}", {"format": kind})).content


def store_plan(schedule_id: str, plan: ModelPlan, *, name: str = "", parent_id: str | None = None) -> Steps[Plan]:
    """Store a plan made elsewhere, with what the checker says of it."""
    rows = [{"turn": key.turn, "visit": key.part, "stand": stand} for key, stand in plan.stands.items()]
    body = {"plan": rows, "name": name, "parent_id": parent_id}
    path = f"/v1/schedules/{schedule_id}/plans"
    return (yield from _one(Plan, Ask("POST", path, body=body, is_repeatable=False)))


def judge(plan_id: str, moves: Sequence[Mapping[str, Any]]) -> Steps[dict[str, Any]]:
    """Judge moves (turn, visit, stand) that are made together in a stored plan."""
    body = {"moves": [dict(move) for move in moves]}
    answer: dict[str, Any] = (yield Ask("POST", f"/v1/plans/{plan_id}/moves/judge", body=body)).json()
    return answer


def compare(a: str, b: str) -> Steps[dict[str, Any]]:
    """Compare two plans of one schedule."""
    answer: dict[str, Any] = (yield Ask("GET", "/v1/plans/compare", {"a": a, "b": b})).json()
    return answer


def published(airport: str, day: date) -> Steps[Publication | None]:
    """Return what is published for a day, None where nothing is."""
    path = f"/v1/airports/{airport}/published/{day.isoformat()}"
    try:
        return (yield from _one(Publication, Ask("GET", path)))
    except ServiceError as error:
        if error.status != _NOT_FOUND:
            raise
        return None


def publish(plan_id: str, *, based_on: int, note: str = "") -> Steps[Publication]:
    """Publish a plan for the day of its schedule; refused where another was published since.

    Args:
        plan_id: the plan.
        based_on: revision of the published plan that the user has seen, 0 where there was none.
        note: what to say of it.
    """
    its = yield from plan(plan_id)
    day = (yield from schedule(its.schedule_id)).day
    path = f"/v1/airports/{its.airport}/published/{day.isoformat()}"
    body = {"plan_id": plan_id, "based_on": based_on, "note": note}
    return (yield from _one(Publication, Ask("PUT", path, body=body, is_repeatable=False)))


def airport_name_of(code: str) -> str:
    """Return a name under which an airport can be stored: its code, without what names may not hold."""
    return _NOT_IN_NAMES.sub("_", code).lstrip("._-")[:64] or "airport"


def _one(kind: type[M], ask: Ask) -> Steps[M]:
    return kind.model_validate_json((yield ask).content)


def _several(kind: type[M], path: str, **query: Any) -> Steps[list[M]]:
    return [kind.model_validate(row) for row in (yield Ask("GET", path, query)).json()]
