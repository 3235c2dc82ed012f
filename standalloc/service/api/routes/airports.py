"""Airports: store, read, list; every change is a version."""

from typing import Annotated

from fastapi import APIRouter, File, Path, Query, Request, UploadFile

from standalloc.io import problem_document
from standalloc.service.api.auth import Planner, Principal, Viewer
from standalloc.service.api.context import Context, Ctx, PageQuery
from standalloc.service.api.problems import invalid_input
from standalloc.service.api.routes.bodies import json_body, read_json, upload
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.schemas.airports import (
    AIRPORT_EXAMPLE,
    AirportDocument,
    AirportVersion,
    AirportWithDocument,
    StoredAirport,
)
from standalloc.service.api.schemas.common import NAME, Note
from standalloc.service.api.uploads import Outcome, read_airport, read_airport_files
from standalloc.service.store import airports

router = APIRouter(prefix="/v1/airports", tags=["airports"])

AirportPath = Annotated[str, Path(pattern=NAME, description="name the airport is stored under", examples=["JFK"])]
BasedOn = Annotated[int, Query(ge=0, le=2**31 - 1, description="the version that was changed; 0 for a new airport")]
NoteQuery = Annotated[Note, Query(description="why it is changed")]
Version = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="the newest by default")]


@router.get("", responses=refusals())
def list_airports(context: Ctx, _user: Viewer, page: PageQuery) -> list[AirportVersion]:
    """List the newest version of every airport, by name."""
    with context.reading() as session:
        rows = airports.names(session, page.limit, page.offset)
    return [AirportVersion.model_validate(row) for row in rows]


@router.put(
    "/{airport}",
    status_code=201,
    responses=refusals(409, body=True, writes=True),
    openapi_extra=json_body(AirportDocument, AIRPORT_EXAMPLE),
)
async def store_airport(
    *, context: Ctx, user: Planner, request: Request, airport: AirportPath, based_on: BasedOn, note: NoteQuery = ""
) -> StoredAirport:
    """Store a new version of an airport from its document.

    It is checked as `standalloc validate` does. Based on another version than the newest one it is refused.
    """
    body = await read_json(request)
    outcome = await context.workshop.read(len(body), read_airport, body, context.settings.most_stands)
    return await context.workshop.judge(
        lambda: _store(context, user, outcome, airport=airport, based_on=based_on, note=note)
    )


@router.put("/{airport}/files", status_code=201, responses=refusals(409, body=True, writes=True))
async def store_airport_files(
    *,
    context: Ctx,
    user: Planner,
    airport: AirportPath,
    based_on: BasedOn,
    files: Annotated[list[UploadFile], File(description="`airport.toml`, `stands.csv`, ... of an airport's folder")],
    note: NoteQuery = "",
) -> StoredAirport:
    """Store a new version of an airport from the files of its folder."""
    uploads = [await upload(file) for file in files]
    size = sum(len(file.content) for file in uploads)
    outcome = await context.workshop.read(size, read_airport_files, uploads, context.settings.most_stands)
    return await context.workshop.judge(
        lambda: _store(context, user, outcome, airport=airport, based_on=based_on, note=note)
    )


@router.get("/{airport}", responses=refusals(404))
def read_airport_version(
    context: Ctx, _user: Viewer, airport: AirportPath, version: Version = None
) -> AirportWithDocument:
    """Read a version of an airport with its document."""
    with context.reading() as session:
        return AirportWithDocument.model_validate(airports.read(session, airport, version))


@router.get("/{airport}/versions", responses=refusals(404))
def list_airport_versions(context: Ctx, _user: Viewer, airport: AirportPath, page: PageQuery) -> list[AirportVersion]:
    """List the versions of an airport, newest first: who changed it, when and why."""
    with context.reading() as session:
        rows = airports.versions(session, airport, page.limit, page.offset)
        if not rows:
            airports.read(session, airport)
    return [AirportVersion.model_validate(row) for row in rows]


def _store(
    context: Context, user: Principal, outcome: Outcome, *, airport: str, based_on: int, note: str
) -> StoredAirport:
    if outcome.document is None:
        raise invalid_input(outcome.problems)
    with context.writing(user) as ledger:
        row = airports.change(ledger.session, airport, outcome.document, based_on=based_on, user=user.user, note=note)
        ledger.record("airport.change", airport, {"version": row.version, "note": note})
    version = AirportVersion.model_validate(row)
    return StoredAirport(**version.model_dump(), warnings=[problem_document(problem) for problem in outcome.problems])
