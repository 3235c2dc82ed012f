"""How a solve ends in the store: the plan and the job's new state in one transaction, both or neither."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from standalloc.io import result_document
from standalloc.model import Judgement, Plan, Result
from standalloc.service.days import Document, plan_document, plan_figures
from standalloc.service.store import Claim, Job, leases, plans
from standalloc.service.work.order import Order

#: Why a solve ends early: its user wants the plan, the service shuts down, the worker is gone, or it took more time or
#: memory than it may.
Cause = Literal["user", "shutdown", "orphaned", "overstepped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a solve found, and why it ended early.

    Attributes:
        order: what was asked for.
        result: of the solve.
        cause: why it ended early, None where it did not.
        message: about the cause, for the user.
    """

    order: Order
    result: Result
    cause: Cause | None = None
    message: str = ""


def end(session: Session, claim: Claim, outcome: Outcome) -> Job:
    """Write how a solve ended.

    A plan is kept whatever ended the solve. The job succeeds with it, unless it overstepped: then it fails, and has
    its plan all the same. What a dead worker leaves, or one that shuts down without a plan, goes back into the queue;
    the next attempt starts from the plan, which is none of the user's until then.

    Raises:
        LeaseLostError: the worker does not hold the job any more; nothing is to be committed.
    """
    result, cause = outcome.result, outcome.cause
    has_plan = result.status in {"optimal", "feasible"}
    if cause == "orphaned" or (cause == "shutdown" and not has_plan):
        if has_plan:
            leases.save(session, claim, *saved(outcome.order, result.plan, result.judgement))
        return leases.give_back(session, claim)
    plan_id = _keep(session, outcome) if has_plan else None
    document = result_document(result, outcome.order.instance)
    del document["plan"]
    if cause == "overstepped" or result.status == "unknown":
        job = leases.fail(session, claim, outcome.message or _without_plan(cause), plan_id=plan_id)
        job.result, job.interrupted = document, cause is not None
        return job
    return leases.succeed(session, claim, plan_id=plan_id, result=document, interrupted=result.interrupted)


def saved(order: Order, plan: Plan, judgement: Judgement) -> tuple[Document, Document]:
    """Return what the store saves of a plan while the solve goes on: its document and figures.

    Args:
        order: what is asked for.
        plan: the best so far.
        judgement: the checker's word on it.
    """
    return plan_document(plan, order.instance, judgement, order.conditions), plan_figures(judgement)


def _keep(session: Session, outcome: Outcome) -> str:
    """Store the plan of an outcome; return its id."""
    order, result = outcome.order, outcome.result
    plan = plans.add(
        session,
        airport=order.job.airport,
        airport_version=order.job.airport_version,
        schedule_id=order.job.schedule_id,
        document=plan_document(result.plan, order.instance, result.judgement, order.conditions),
        figures=plan_figures(result.judgement, result),
        user=order.job.user,
        job_id=order.job.id,
    )
    return plan.id


def _without_plan(cause: Cause | None) -> str:
    if cause == "user":
        return "stopped before there was a plan"
    return "no plan was found in the time: give it more (time_limit), or look at what the pins ask for"
