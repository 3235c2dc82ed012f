"""Schedules: upload, list, read."""

import datetime
from collections.abc import Mapping
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, Request, UploadFile

from standalloc.io import problem_document
from standalloc.service.api.auth import Planner, Principal, Viewer
from standalloc.service.api.context import Context, Ctx, PageQuery
from standalloc.service.api.problems import invalid_input
from standalloc.service.api.routes.airports import AirportPath, Version
from standalloc.service.api.routes.bodies import json_body, read_json, upload
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.schemas.airports import SCHEDULE_EXAMPLE, DayDocument, Schedule, ScheduleWithDocument
from standalloc.service.api.schemas.common import EXAMPLE_ID, UUID, Note
from standalloc.service.api.uploads import Outcome, read_schedule, read_schedule_files
from standalloc.service.store import AirportVersion, airports, schedules

router = APIRouter(prefix="/v1", tags=["schedules"])

ScheduleId = Annotated[str, Path(pattern=UUID, examples=[EXAMPLE_ID])]
Day = Annotated[
    datetime.date | None, Query(description="the operating day; by default the one most of its times are of")
]
Name = Annotated[Note, Query(description="what to call it; by default the file's name, or the day")]
Table = Annotated[UploadFile | None, File(description="CSV or workbook with the columns of docs/files.md")]


@router.post(
    "/airports/{airport}/schedules",
    status_code=201,
    responses=refusals(404, body=True, writes=True),
    openapi_extra=json_body(DayDocument, SCHEDULE_EXAMPLE),
)
async def store_schedule(
    *,
    context: Ctx,
    user: Planner,
    request: Request,
    airport: AirportPath,
    version: Version = None,
    day: Day = None,
    name: Name = "",
) -> Schedule:
    """Store a schedule from its document, checked with its airport as `standalloc validate` does."""
    body = await read_json(request)
    there = await context.workshop.judge(lambda: _airport(context, airport, version))
    outcome = await context.workshop.read(
        len(body), read_schedule, body, there.document, name, context.settings.most_turns
    )
    return await context.workshop.judge(lambda: _store(context, user, there, outcome, day=day, name=name))


@router.post("/airports/{airport}/schedules/files", status_code=201, responses=refusals(404, body=True, writes=True))
async def store_schedule_files(
    *,
    context: Ctx,
    user: Planner,
    airport: AirportPath,
    schedule: Annotated[UploadFile, File(description="the turns: CSV, or the first sheet of a workbook (.xlsx)")],
    closures: Table = None,
    pins: Table = None,
    connections: Table = None,
    version: Version = None,
    day: Day = None,
    name: Name = "",
) -> Schedule:
    """Store a schedule from files: CSVs or workbooks, which are told apart by what is in them."""
    parts = {"schedule": schedule, "closures": closures, "pins": pins, "connections": connections}
    files = {part: await upload(file) for part, file in parts.items() if file is not None}
    there = await context.workshop.judge(lambda: _airport(context, airport, version))
    called = name or _stem(files["schedule"].name)
    outcome = await context.workshop.read(
        sum(len(file.content) for file in files.values()),
        read_schedule_files,
        files,
        there.document,
        called,
        context.settings.most_turns,
    )
    return await context.workshop.judge(lambda: _store(context, user, there, outcome, day=day, name=called))


@router.get("/airports/{airport}/schedules", responses=refusals(404))
def list_schedules(
    context: Ctx,
    _user: Viewer,
    airport: AirportPath,
    page: PageQuery,
    day: Annotated[datetime.date | None, Query(description="of this day alone")] = None,
) -> list[Schedule]:
    """List the schedules of an airport, newest first."""
    with context.reading() as session:
        rows = schedules.listed(session, airport, day, page.limit, page.offset)
        if not rows:
            airports.read(session, airport)
    return [Schedule.model_validate(row) for row in rows]


@router.get("/schedules/{schedule_id}", responses=refusals(404))
def read_stored_schedule(context: Ctx, _user: Viewer, schedule_id: ScheduleId) -> ScheduleWithDocument:
    """Read a schedule with its turns."""
    with context.reading() as session:
        return ScheduleWithDocument.model_validate(schedules.read(session, schedule_id))


def _airport(context: Context, airport: str, version: int | None) -> AirportVersion:
    with context.reading() as session:
        return airports.read(session, airport, version)


def _stem(name: str) -> str:
    """Return the name of a file without folders and ending, of what can be shown."""
    stem = PurePath(name.replace("\\", "/")).stem
    return "".join(sign for sign in stem if sign.isprintable())[:100]


def _store(
    context: Context,
    user: Principal,
    airport: AirportVersion,
    outcome: Outcome,
    *,
    day: datetime.date | None,
    name: str,
) -> Schedule:
    document: Mapping[str, Any] | None = outcome.document
    on = day or outcome.day
    if document is None or on is None:
        raise invalid_input(outcome.problems)
    with context.writing(user) as ledger:
        row = schedules.add(
            ledger.session,
            airport=airport.airport,
            airport_version=airport.version,
            day=on,
            document=document,
            user=user.user,
            name=name or on.isoformat(),
            warnings=[problem_document(problem) for problem in outcome.problems],
        )
        ledger.record("schedule.add", row.id, {"airport": row.airport, "day": on.isoformat(), "turns": row.turns})
    return Schedule.model_validate(row)
