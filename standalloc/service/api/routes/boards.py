"""The planner's page: a draft of a plan drawn and judged, without storing it."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from standalloc.model import VisitKey
from standalloc.service.api.auth import Viewer
from standalloc.service.api.cache import ReadyDraft
from standalloc.service.api.context import Context, Ctx
from standalloc.service.api.problems import invalid_value
from standalloc.service.api.routes.bodies import json_body, parsed, read_json
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.routes.schedules import ScheduleId
from standalloc.service.api.schemas import boards as schemas
from standalloc.service.api.schemas.plans import Part, StandVerdict
from standalloc.service.api.transfer import packed
from standalloc.service.board.document import board_document
from standalloc.service.board.draft import Move, UnknownVisitError
from standalloc.service.board.visit import facts_of
from standalloc.service.days import plan_figures

router = APIRouter(prefix="/v1/schedules/{schedule_id}/board", tags=["board"])

_MOVED: Final = {"moves": [{"turn": "AB101", "visit": "full", "stand": "R1"}]}
_VISIT: Final = {**_MOVED, "turn": "AB103", "visit": "full"}
_VISITS: Final = {**_MOVED, "turn": "AB103", "visits": ["full"]}


@router.post(
    "",
    response_model=schemas.Board,
    responses=refusals(404, body=True),
    openapi_extra=json_body(schemas.Draft, _MOVED),
)
async def draw_board(context: Ctx, _user: Viewer, request: Request, schedule_id: ScheduleId) -> Response:
    """Draw a day with a draft: a stored plan, or an empty one, with moves, pins and weights that are not stored."""
    body = await read_json(request)
    return await context.workshop.judge(lambda: _drawn(context, schedule_id, request, parsed(schemas.Draft, body)))


@router.post(
    "/stands",
    response_model=list[StandVerdict],
    responses=refusals(404, body=True),
    openapi_extra=json_body(schemas.DraftVisits, _VISITS),
)
async def judge_board_stands(context: Ctx, _user: Viewer, request: Request, schedule_id: ScheduleId) -> Response:
    """Judge in a draft where visits of one turn could go together: every stand, and at last none."""
    body = await read_json(request)
    return await context.workshop.judge(
        lambda: _judged(context, schedule_id, request, parsed(schemas.DraftVisits, body))
    )


@router.post(
    "/visit",
    responses=refusals(404, body=True),
    openapi_extra=json_body(schemas.DraftVisit, _VISIT),
)
async def describe_visit(context: Ctx, _user: Viewer, request: Request, schedule_id: ScheduleId) -> schemas.VisitFacts:
    """Tell all that there is to say of a visit in a draft."""
    body = await read_json(request)
    return await context.workshop.judge(lambda: _described(context, schedule_id, parsed(schemas.DraftVisit, body)))


def _drawn(context: Context, schedule_id: str, request: Request, asked: schemas.Draft) -> Response:
    draft = _draft(context, schedule_id, asked)
    return packed(to_json(_document(draft)), request.headers.get("accept-encoding", ""))


def _judged(context: Context, schedule_id: str, request: Request, asked: schemas.DraftVisits) -> Response:
    draft = _draft(context, schedule_id, asked)
    keys = [_known(draft, asked.turn, visit) for visit in dict.fromkeys(asked.visits)]
    rows = [*draft.judge.rows(keys), draft.judge.unparked(keys)]
    return packed(to_json(rows), request.headers.get("accept-encoding", ""))


def _described(context: Context, schedule_id: str, asked: schemas.DraftVisit) -> schemas.VisitFacts:
    draft = _draft(context, schedule_id, asked)
    key = _known(draft, asked.turn, asked.visit)
    facts = facts_of(draft.instance, draft.plan, draft.judgement, key)
    return schemas.VisitFacts(facts=[list(fact) for fact in facts])


def _draft(context: Context, schedule_id: str, asked: schemas.Draft) -> ReadyDraft:
    if asked.plan_id is not None and context.days.plan(asked.plan_id).row.schedule_id != schedule_id:
        raise invalid_value("plan_id", asked.plan_id, "is a plan of another schedule")
    moves = [Move(VisitKey(move.turn, move.visit), move.stand) for move in asked.moves]
    try:
        return context.days.draft(schedule_id, asked.plan_id, moves, asked.pins, asked.objective)
    except UnknownVisitError as error:
        raise invalid_value("moves", str(error.visit), "is a visit that the schedule does not have") from None


def _known(draft: ReadyDraft, turn: str, visit: Part) -> VisitKey:
    """Return the key of a visit.

    Raises:
        ApiError: the schedule has no such visit.
    """
    key = VisitKey(turn, visit)
    if key not in draft.instance.visit:
        raise invalid_value("turn", str(key), "is a visit that the schedule does not have")
    return key


def _document(draft: ReadyDraft) -> dict[str, Any]:
    schedule, conditions = draft.schedule, draft.conditions
    known = {} if draft.stored is None else draft.stored.row.figures
    return {
        "airport": schedule.airport,
        "airport_version": draft.airport_version,
        "day": schedule.day.isoformat(),
        "schedule_id": schedule.id,
        "name": schedule.name,
        "plan_id": None if draft.base is None else draft.base.row.id,
        **board_document(draft.instance, draft.plan, draft.judgement, draft.changed),
        "figures": {**plan_figures(draft.judgement), **{name: known.get(name) for name in ("bound", "gap", "status")}},
        "pins": [dict(pin) for pin in conditions.pins],
        "objective": None if conditions.objective is None else dict(conditions.objective),
    }
