"""What a job asks for, read from the store: the instance, and the plan to start from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from standalloc.model import Instance, Plan, VisitKey
from standalloc.service.days import Conditions, read_day, stored_plan
from standalloc.service.store import Job, airports, plans, schedules


@dataclass(frozen=True, slots=True)
class Order:
    """A job with all that its solve needs.

    Attributes:
        job: as it was when it was read.
        conditions: that it sets on the day.
        instance: the day, under the conditions and with the job's reference plan.
        start: the plan that an attempt before has kept, else the one that the job names; None without one.
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
        reference = _stands(session, job.reference_plan_id, instance)
        rows = [{"turn": key.turn, "visit": key.part, "stand": stand} for key, stand in reference.items()]
        conditions, instance = replace(conditions, reference=rows), replace(instance, reference=reference)
    start = job.plan_id or job.start_plan_id
    return Order(job, conditions, instance, None if start is None else Plan(_stands(session, start, instance)))


def _stands(session: Session, plan_id: str, instance: Instance) -> Mapping[VisitKey, str]:
    """Return the stands of a plan, which may be of another day, for the visits and stands that this one has."""
    stands = stored_plan(plans.read(session, plan_id).document).stands
    return {key: stand for key, stand in stands.items() if key in instance.visit and stand in instance.stand}
