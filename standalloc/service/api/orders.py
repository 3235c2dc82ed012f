"""What a client asks of a job, checked against the store and the settings before it is queued."""

from importlib import resources
from typing import Final

from sqlalchemy.orm import Session

from standalloc.service.api.auth import Principal
from standalloc.service.api.context import Context
from standalloc.service.api.problems import ApiError, invalid_value
from standalloc.service.api.schemas.jobs import NewJob
from standalloc.service.days import Conditions
from standalloc.service.store import JobRequest, Schedule, airports, plans, schedules

#: Cores of a job that asks for none, where it may have so many.
_USUAL_WORKERS: Final = 2


def configuration_names() -> list[str]:
    """Return the names of the packaged configurations; files of the service's machine are no choice of a client."""
    files = (entry.name for entry in (resources.files("standalloc") / "configs").iterdir())
    return sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml"))


def job_request(context: Context, user: Principal, job: NewJob) -> JobRequest:
    """Return what is put into the queue.

    Raises:
        ApiError: a value is beyond the settings, or names what is not there.
        NotFoundError: there is no such schedule or airport version.
        InputError: pins, objective or airport version do not fit the schedule.
    """
    _require_bounds(context, user, job)
    with context.reading() as session:
        schedule = schedules.read(session, job.schedule_id)
        version = airports.read(session, schedule.airport, job.airport_version).version
        _require_plans(session, schedule, job)
    # Reading the day is the test that version, pins and objective fit it; the workers do the same.
    context.days.day(schedule.id, version, Conditions(job.pins, job.objective))
    settings = context.settings
    return JobRequest(
        user=user.user,
        airport=schedule.airport,
        airport_version=version,
        schedule_id=schedule.id,
        configuration=job.configuration,
        time_limit=job.time_limit,
        work_limit=job.work_limit,
        workers=_workers(job, settings.most_job_workers),
        memory_mb=job.memory_mb or min(settings.job_memory_mb, settings.most_job_memory_mb),
        seed=job.seed,
        start_plan_id=job.start_plan_id,
        reference_plan_id=job.reference_plan_id,
        pins=job.pins,
        objective=job.objective,
        priority=job.priority,
    )


def _workers(job: NewJob, most: int) -> int:
    if job.work_limit is not None:
        return 1
    return job.workers or min(_USUAL_WORKERS, most)


def _require_bounds(context: Context, user: Principal, job: NewJob) -> None:
    names, settings = configuration_names(), context.settings
    if job.configuration not in names:
        raise invalid_value("configuration", job.configuration, "is not known", f"known are {', '.join(names)}")
    bounds = (
        ("time_limit", job.time_limit, settings.most_seconds),
        ("work_limit", job.work_limit or 0, settings.most_seconds),
        ("workers", job.workers or 0, settings.most_job_workers),
        ("memory_mb", job.memory_mb or 0, settings.most_job_memory_mb),
    )
    for name, value, most in bounds:
        if value > most:
            raise invalid_value(name, value, f"is above {most:g}, the most that this service allows")
    if job.work_limit is not None and job.workers not in {None, 1}:
        raise invalid_value("workers", job.workers, "does not go with work_limit, which is for one worker")
    if job.priority > 0 and not user.may("administrator"):
        raise ApiError("role_too_low", "a priority above 0 needs the role administrator")


def _require_plans(session: Session, schedule: Schedule, job: NewJob) -> None:
    for name in ("start_plan_id", "reference_plan_id"):
        plan_id = getattr(job, name)
        if plan_id is not None and plans.read(session, plan_id).airport != schedule.airport:
            raise invalid_value(name, plan_id, "is a plan of another airport")
