"""Published plans: one for each airport and day, earlier ones kept."""

import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Header, Response

from standalloc.service.api.auth import Planner, Viewer
from standalloc.service.api.context import Ctx, PageQuery
from standalloc.service.api.problems import ApiError, invalid_value
from standalloc.service.api.routes.airports import AirportPath
from standalloc.service.api.routes.refusals import Responses, refusals
from standalloc.service.api.schemas.plans import NewPublication, Publication
from standalloc.service.api.transfer import names_tag
from standalloc.service.store import airports, plans, published, schedules

router = APIRouter(prefix="/v1/airports/{airport}/published", tags=["published"])

_UNCHANGED: Final[Responses] = {304: {"description": "Nothing was published since"}}


@router.get("", responses=refusals(404))
def list_published(context: Ctx, _user: Viewer, airport: AirportPath, page: PageQuery) -> list[Publication]:
    """List the publication that holds for each day, latest day first."""
    with context.reading() as session:
        rows = published.days(session, airport, page.limit, page.offset)
        if not rows:
            airports.read(session, airport)
    return [Publication.model_validate(row) for row in rows]


@router.get("/{day}", response_model=Publication, responses=_UNCHANGED | refusals(404))
def read_published(
    *,
    context: Ctx,
    _user: Viewer,
    airport: AirportPath,
    day: datetime.date,
    response: Response,
    if_none_match: Annotated[
        str | None, Header(alias="If-None-Match", description="the `ETag` of the answer that the client has")
    ] = None,
) -> Publication | Response:
    """Read the publication that holds for a day; 304 where the client has it."""
    with context.reading() as session:
        row = published.current(session, airport, day)
    if row is None:
        raise ApiError("not_found", f"nothing is published for '{airport}' on {day}")
    tag = f'"{row.revision}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if names_tag(if_none_match or "", tag):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return Publication.model_validate(row)


@router.put("/{day}", status_code=201, responses=refusals(404, 409, body=True, writes=True))
def publish(
    context: Ctx, user: Planner, airport: AirportPath, day: datetime.date, publication: NewPublication
) -> Publication:
    """Publish a plan for the day of its schedule; refused where another was published since `based_on`."""
    with context.writing(user) as ledger:
        plan = plans.read(ledger.session, publication.plan_id)
        its = schedules.read(ledger.session, plan.schedule_id)
        if (its.airport, its.day) != (airport, day):
            raise invalid_value(
                "plan_id", plan.id, f"is a plan of '{its.airport}' on {its.day}", "name one of this day"
            )
        row = published.publish(
            ledger.session, plan.id, based_on=publication.based_on, user=user.user, note=publication.note
        )
        detail = {"airport": airport, "day": day.isoformat(), "revision": row.revision, "note": row.note}
        ledger.record("plan.publish", plan.id, detail)
    return Publication.model_validate(row)


@router.get("/{day}/history", responses=refusals(404))
def list_publications(
    context: Ctx, _user: Viewer, airport: AirportPath, day: datetime.date, page: PageQuery
) -> list[Publication]:
    """List all publications of a day, newest first."""
    with context.reading() as session:
        rows = published.history(session, airport, day, page.limit, page.offset)
        if not rows:
            airports.read(session, airport)
    return [Publication.model_validate(row) for row in rows]
