"""The demo: a day of New York JFK stored, solved by a job like any other, and its plan published."""

import time
from datetime import date
from importlib import resources
from typing import Any, Final

from sqlalchemy.orm import Session

from standalloc.io import instance_document, read
from standalloc.model import Instance
from standalloc.service.settings import Settings
from standalloc.service.store import ENDED, Database, Job, StoreError, airports, audit, jobs, published, schedules
from standalloc.service.store.jobs import JobRequest

AIRPORT: Final = "JFK"
DAY: Final = date(2013, 7, 11)
#: Seconds of the solve: a good plan is there long before.
TIME_LIMIT_S: Final = 20.0
_MOST_CORES: Final = 2
#: As the API calls who asks from the service's own machine: the demo's job is theirs.
_USER: Final = "local"
_PAUSE_S: Final = 0.3

_LINES: Final = """\
api=URL/v1
day=$(curl -s $api/airports/JFK/schedules | grep -o '"id":"[^"]*' | head -1 | cut -d'"' -f4)
curl -s $api/airports/JFK/published/2013-07-11
curl -s -X POST $api/jobs -H 'Content-Type: application/json' -d '{"schedule_id": "'$day'", "time_limit": 60}'
job=$(curl -s "$api/jobs?limit=1" | grep -o '"id":"[^"]*' | cut -d'"' -f4)
timeout 10 curl -sN $api/jobs/$job/events
curl -s -X POST $api/jobs/$job/stop
sleep 5; plan=$(curl -s $api/jobs/$job | grep -o '"plan_id":"[^"]*' | tail -1 | cut -d'"' -f4)
curl -s "$api/plans/$plan?format=csv"
curl -s "$api/plans/$plan?format=html" -o plan.html
"""


def publish_demo(database: Database, settings: Settings, cores: int) -> str:
    """Store, solve and publish the day, as far as that is not done yet; return the id of the published plan.

    Args:
        database: the store.
        settings: of the service.
        cores: that a worker can give.

    Raises:
        StoreError: the job failed, or the store refuses it.
    """
    with database.reading() as session:
        publication = published.current(session, AIRPORT, DAY)
    if publication is not None:
        return publication.plan_id
    with resources.as_file(resources.files("standalloc") / "demo" / "jfk") as folder:
        instance = read(folder, day=DAY)
    with database.writing() as session:
        version, schedule_id = _store(session, instance)
        request = _request(version, schedule_id, settings, min(cores, _MOST_CORES))
        job = jobs.enqueue(session, request, most_queued=settings.most_queued)
    plan_id = _planned(database, job.id)
    with database.writing() as session:
        published.publish(session, plan_id, based_on=0, user=_USER, note="the demo")
        _record(session, "plan.publish", "plan", plan_id)
    return plan_id


def _store(session: Session, instance: Instance) -> tuple[int, str]:
    """Store airport and schedule where they are not there; return the version and the schedule's id."""
    document: dict[str, Any] = instance_document(instance)
    airport = document.pop("airport")
    name = document.pop("name")
    version = airports.newest(session, AIRPORT)
    if not version:
        version = airports.change(session, AIRPORT, airport, based_on=0, user=_USER, note="the demo").version
        _record(session, "airport.change", "airport", AIRPORT)
    schedule = next(iter(schedules.listed(session, AIRPORT, DAY)), None)
    if schedule is None:
        schedule = schedules.add(
            session, airport=AIRPORT, airport_version=version, day=DAY, document=document, user=_USER, name=name
        )
        _record(session, "schedule.add", "schedule", schedule.id)
    return version, schedule.id


def _request(version: int, schedule_id: str, settings: Settings, cores: int) -> JobRequest:
    return JobRequest(
        user=_USER,
        airport=AIRPORT,
        airport_version=version,
        schedule_id=schedule_id,
        configuration="default",
        time_limit=TIME_LIMIT_S,
        workers=cores,
        memory_mb=settings.job_memory_mb,
    )


def _planned(database: Database, job_id: str) -> str:
    """Wait for the plan of a job; return its id.

    Raises:
        StoreError: there is none.
    """
    while True:
        with database.reading() as session:
            job: Job = jobs.read(session, job_id)
        if job.state in ENDED:
            if job.plan_id is None:
                raise StoreError(f"the job of the demo has no plan: it is {job.state}. {job.error or ''}")
            return job.plan_id
        time.sleep(_PAUSE_S)


def _record(session: Session, action: str, kind: str, subject: str) -> None:
    audit.record(session, user=_USER, action=action, kind=kind, subject=subject)


def lines_to_try(url: str) -> str:
    """Return ten lines for a shell that create a job, follow it, stop it and fetch its plan, and more.

    Args:
        url: of the service, without `/v1`.
    """
    return _LINES.replace("URL", url)
