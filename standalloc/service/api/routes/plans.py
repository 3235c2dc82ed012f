"""Plans: list, read in every format, check, store one made by hand, compare two."""

from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response

from standalloc.check import check
from standalloc.io import judgement_document, problem_document
from standalloc.model import Instance, Judgement, Plan, Problem
from standalloc.service.api.auth import Planner, Principal, Viewer
from standalloc.service.api.context import Context, Ctx, PageQuery
from standalloc.service.api.formats import HTML_POLICY, MEDIA_TYPES, chosen
from standalloc.service.api.problems import ApiError, invalid_value
from standalloc.service.api.routes.bodies import json_body, parsed, read_json
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.routes.schedules import ScheduleId
from standalloc.service.api.rows import plan_of_rows
from standalloc.service.api.schemas import plans as schemas
from standalloc.service.api.schemas.common import EXAMPLE_ID, NAME, UUID
from standalloc.service.days import Conditions, plan_document, plan_figures
from standalloc.service.judging.compare import compare_plans
from standalloc.service.judging.exports import Format
from standalloc.service.store import plans, schedules

router = APIRouter(prefix="/v1", tags=["plans"])

PlanId = Annotated[str, Path(pattern=UUID, examples=[EXAMPLE_ID])]
IdQuery = Annotated[str, Query(pattern=UUID, examples=[EXAMPLE_ID])]
_EXAMPLE = {"plan": schemas.PLAN_EXAMPLE}
#: Formats that a browser shows; others it saves.
_SHOWN: Final[frozenset[Format]] = frozenset({"html", "png"})


@router.get("/plans", responses=refusals())
def list_plans(
    context: Ctx,
    _user: Viewer,
    page: PageQuery,
    airport: Annotated[str | None, Query(pattern=NAME, description="of this airport alone")] = None,
    schedule: Annotated[str | None, Query(pattern=UUID, description="of this schedule alone")] = None,
) -> list[schemas.Plan]:
    """List plans with their figures, newest first."""
    with context.reading() as session:
        rows = plans.listed(session, airport=airport, schedule_id=schedule, limit=page.limit, offset=page.offset)
    return [schemas.Plan.model_validate(row) for row in rows]


@router.get("/plans/compare", responses=refusals(404, 409))
async def compare(context: Ctx, _user: Viewer, a: IdQuery, b: IdQuery) -> dict[str, Any]:
    """Compare two plans of one schedule: what moved, terms and figures of both, rules that one of them breaks.

    Both are judged under the conditions of the first.
    """
    return await context.workshop.judge(lambda: _compared(context, a, b))


@router.get(
    "/plans/{plan_id}",
    response_model=schemas.PlanWithRows,
    responses=refusals(404, 406, 501)
    | {200: {"content": {kind: {"schema": {"type": "string"}} for kind in MEDIA_TYPES.values() if "json" not in kind}}},
)
async def read_plan(
    context: Ctx,
    _user: Viewer,
    request: Request,
    plan_id: PlanId,
    format: Annotated[Format | None, Query(description="in place of the header `Accept`")] = None,
) -> Response:
    """Read a plan as JSON, CSV, Excel (xlsx), as the Gantt's page (html) or picture (png)."""
    wanted = format or chosen(request.headers.get("accept", ""))
    if wanted == "json":
        return await context.workshop.judge(lambda: _with_rows(context, plan_id))
    return await context.workshop.judge(lambda: _exported(context, plan_id, wanted))


@router.post(
    "/schedules/{schedule_id}/check",
    responses=refusals(404, body=True),
    openapi_extra=json_body(schemas.PlanUpload, _EXAMPLE),
)
async def check_plan(context: Ctx, _user: Viewer, request: Request, schedule_id: ScheduleId) -> schemas.Judgement:
    """Judge a plan of a stored day without storing it: rules, terms, figures, reasons."""
    body = await read_json(request)
    return await context.workshop.judge(lambda: _checked(context, schedule_id, body))


@router.post(
    "/schedules/{schedule_id}/plans",
    status_code=201,
    responses=refusals(404, body=True, writes=True),
    openapi_extra=json_body(schemas.NewPlan, _EXAMPLE),
)
async def store_plan(context: Ctx, user: Planner, request: Request, schedule_id: ScheduleId) -> schemas.StoredPlan:
    """Store a plan made by hand or edited from another, with what the checker says of it, broken rules included.

    An edited plan keeps the pins and the objective of its parent where the request names none of its own.
    """
    body = await read_json(request)
    return await context.workshop.judge(lambda: _stored(context, user, schedule_id, body))


def _judged(
    context: Context, schedule_id: str, upload: schemas.PlanUpload, conditions: Conditions, version: int | None = None
) -> tuple[Instance, Plan, Judgement, list[Problem]]:
    instance = context.days.day(schedule_id, version, conditions)
    plan, problems = plan_of_rows(upload.plan, instance)
    return instance, plan, check(instance, plan), problems


def _checked(context: Context, schedule_id: str, body: bytes) -> schemas.Judgement:
    upload = parsed(schemas.PlanUpload, body)
    instance, _, judgement, problems = _judged(context, schedule_id, upload, Conditions(upload.pins, upload.objective))
    document = judgement_document(judgement, instance)
    return schemas.Judgement.model_validate(
        {
            **plan_figures(judgement),
            "broken": document["violations"],
            "reasons": document["reasons"],
            "warnings": [*map(problem_document, problems)],
        }
    )


def _edited(conditions: Conditions, upload: schemas.NewPlan) -> Conditions:
    """Return the conditions of a plan edited from one with others; what the upload does not name stays."""
    named = {name: getattr(upload, name) for name in ("pins", "objective") if name in upload.model_fields_set}
    return replace(conditions, **named)


def _stored(context: Context, user: Principal, schedule_id: str, body: bytes) -> schemas.StoredPlan:
    upload = parsed(schemas.NewPlan, body)
    conditions, version = Conditions(upload.pins, upload.objective), None
    if upload.parent_id is not None:
        with context.reading() as session:
            parent = plans.read(session, upload.parent_id)
        if parent.schedule_id != schedule_id:
            raise invalid_value("parent_id", upload.parent_id, "is a plan of another schedule")
        version = parent.airport_version
        conditions = _edited(Conditions.of_plan(parent.document), upload)
    instance, plan, judgement, problems = _judged(context, schedule_id, upload, conditions, version)
    document = plan_document(plan, instance, judgement, conditions)
    with context.writing(user) as ledger:
        schedule = schedules.read(ledger.session, schedule_id)
        row = plans.add(
            ledger.session,
            airport=schedule.airport,
            airport_version=version or schedule.airport_version,
            schedule_id=schedule_id,
            document=document,
            figures=plan_figures(judgement),
            user=user.user,
            name=upload.name,
            parent_id=upload.parent_id,
        )
        ledger.record("plan.add", row.id, {"schedule": schedule_id, "parent": upload.parent_id})
    stored = schemas.Plan.model_validate(row).model_dump()
    warnings = [*map(problem_document, problems)]
    return schemas.StoredPlan(**stored, violations=document["violations"], warnings=warnings)


def _with_rows(context: Context, plan_id: str) -> Response:
    with context.reading() as session:
        row = plans.read(session, plan_id)
    told = {key: row.document[key] for key in ("plan", "pins", "objective", "violations")}
    whole = schemas.PlanWithRows(**schemas.Plan.model_validate(row).model_dump(), **told)
    return Response(whole.model_dump_json(), media_type="application/json")


def _exported(context: Context, plan_id: str, wanted: Format) -> Response:
    try:
        export = context.days.export(plan_id, wanted)
    except ImportError as error:
        raise ApiError("not_installed", str(error)) from None
    headers = {"Content-Disposition": f'{"inline" if wanted in _SHOWN else "attachment"}; filename="{export.name}"'}
    if wanted == "html":
        headers["Content-Security-Policy"] = HTML_POLICY
    return Response(export.content, media_type=export.media_type, headers=headers)


def _compared(context: Context, a: str, b: str) -> dict[str, Any]:
    first, second = context.days.plan(a), context.days.plan(b)
    if first.row.schedule_id != second.row.schedule_id:
        raise ApiError("different_days", "the plans are of different schedules: compare plans of one")
    return compare_plans(first.instance, first.plan, second.plan)
