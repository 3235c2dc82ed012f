"""Moves in a stored plan: what one would break and cost, and where a visit could go."""

from typing import Annotated

from fastapi import APIRouter, Path

from standalloc.model import VisitKey
from standalloc.service.api.auth import Viewer
from standalloc.service.api.cache import ReadyPlan
from standalloc.service.api.context import Ctx
from standalloc.service.api.problems import ApiError, invalid_value
from standalloc.service.api.routes.plans import PlanId
from standalloc.service.api.routes.refusals import refusals
from standalloc.service.api.schemas.plans import Moves, Part, StandVerdict, Verdict
from standalloc.service.judging.move import row_document
from standalloc.service.judging.verdict import verdict_document

router = APIRouter(prefix="/v1/plans/{plan_id}", tags=["moves"])

TurnPath = Annotated[str, Path(min_length=1, max_length=200, examples=["AB101"])]


@router.post("/moves/judge", responses=refusals(404, body=True))
async def judge_moves(context: Ctx, _user: Viewer, plan_id: PlanId, moves: Moves) -> Verdict:
    """Judge moves in a stored plan: allowed, at a cost, or forbidden by which rules; the change by term."""
    return await context.workshop.judge(lambda: _judged(context.days.plan(plan_id), moves))


@router.get("/visits/{turn:path}/{visit}/stands", responses=refusals(404))
async def judge_stands(context: Ctx, _user: Viewer, plan_id: PlanId, turn: TurnPath, visit: Part) -> list[StandVerdict]:
    """Judge the move of a visit to every stand."""
    key = VisitKey(turn, visit)
    return await context.workshop.judge(lambda: _rows(context.days.plan(plan_id), key))


def _judged(ready: ReadyPlan, moves: Moves) -> Verdict:
    wanted = {VisitKey(move.turn, move.visit): move.stand for move in moves.moves}
    if len(wanted) < len(moves.moves):
        raise invalid_value("moves", moves.moves[-1].turn, "moves one visit twice", "name each visit once")
    unknown = next((move.turn for move in moves.moves if move.turn not in ready.instance.turn), None)
    if unknown is not None:
        raise invalid_value("turn", unknown, "is not in the schedule", "correct the name")
    return Verdict.model_validate(verdict_document(ready.judge.judge(wanted), ready.instance))


def _rows(ready: ReadyPlan, key: VisitKey) -> list[StandVerdict]:
    if key not in ready.instance.visit:
        raise ApiError("not_found", f"the schedule has no visit '{key}'")
    return [StandVerdict.model_validate(row_document(row)) for row in ready.judge.rows([key])]
