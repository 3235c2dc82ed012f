"""What a job asks for, read from the store: the instance, and the plan to start from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from standalloc.model import Instance, Plan, VisitKey
from standalloc.service.days import Conditions, read_day, stored_plan
from standalloc.service.store import Job, airports, checkpoints, plans, schedules


@dataclass(frozen=True, slots=True)
class Order:
    """A job with all that its solve needs.

    Attributes:
        job: as it was when it was read.
        conditions: that it sets on the day.
        instance: the day, under the conditions and with the job's reference plan.
        start: the plan that an attempt before has saved, else the one that the job names; None without one.
    """

    job: Job
    conditions: Conditions
    instance: Instance
    start: Plan | None


def read_order(session: Session, job: Job) -> Order:
    """Return what a job asks for.

    Raises:
        NotFoundError: airport, schedule or a plan is not there.
        InputError: they do not fit together.
    """
    airport = airports.read(session, job.airport, job.airport_version)
    schedule = schedules.read(session, job.schedule_id)
    conditions = Conditions(job.pins, job.objective)
    instance = read_day(airport.document, schedule.document, schedule.name, conditions)
    if job.reference_plan_id is not None:
        reference = _stands(plans.read(session, job.reference_plan_id).document, instance)
        rows = [{"turn": key.turn, "visit": key.part, "stand": stand} for key, stand in reference.items()]
        conditions, instance = replace(conditions, reference=rows), replace(instance, reference=reference)
    start = _start(session, job)
    return Order(job, conditions, instance, None if start is None else Plan(_stands(start, instance)))


def _start(session: Session, job: Job) -> Mapping[str, Any] | None:
    """Return the document of the plan to start from."""
    checkpoint = checkpoints.read(session, job)
    if checkpoint is not None:
        return checkpoint.document
    # Before there were checkpoints, what an attempt left was a plan of its own.
    plan_id = job.plan_id or job.start_plan_id
    return None if plan_id is None else plans.read(session, plan_id).document


def _stands(document: Mapping[str, Any], instance: Instance) -> Mapping[VisitKey, str]:
    """Return the stands of a plan, which may be of another day, for the visits and stands that this one has."""
    stands = stored_plan(document).stands
    return {key: stand for key, stand in stands.items() if key in instance.visit and stand in instance.stand}
