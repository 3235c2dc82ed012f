"""A solve by the service: what is sent for it, and the library's own `Result` out of what comes back."""

import asyncio
import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from standalloc.check import check
from standalloc.client import calls
from standalloc.client.asking import Steps
from standalloc.client.errors import SolveError
from standalloc.client.objects import Event, Job
from standalloc.io import instance_document
from standalloc.model import Instance, Plan, Progress, Result, Tier, VisitKey

#: What somebody sets to stop a solve; both clients look at it now and then.
Flag = threading.Event | asyncio.Event
#: States of a job that nothing changes any more.
ENDED: Final = frozenset({"succeeded", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a solve, as the library's `solve` has it.

    Attributes:
        instance: to solve.
        start: a plan to start from.
        on_progress: told of progress; returns True to stop.
        stop: set by somebody to stop.
        options: time_limit, workers and the like, by the names of the API.
    """

    instance: Instance
    start: Plan | None
    on_progress: Callable[[Progress], bool | None] | None
    stop: Flag | None
    options: Mapping[str, Any]

    def wants_to_stop(self, event: Event) -> bool:
        """Tell the caller of the progress in an event; return whether the caller has enough."""
        progress = progress_of(event)
        return progress is not None and self.on_progress is not None and bool(self.on_progress(progress))


def solve(
    instance: Instance,
    *,
    time_limit: float = 60.0,
    work_limit: float | None = None,
    workers: int | None = None,
    seed: int = 0,
    config: str = "default",
    start: Plan | None = None,
    on_progress: Callable[[Progress], bool | None] | None = None,
    stop: Flag | None = None,
    memory_mb: int | None = None,
    priority: int = 0,
) -> Request:
    """Plan an instance, as `standalloc.solve` does.

    Airport and schedule are stored first: the airport under its code, as a new version where the newest one is
    another. Who interrupts the call stops the job.

    Args:
        instance: the airport and the day.
        time_limit: seconds, from when a worker begins.
        work_limit: in place of the time limit, with one worker, for the same plan every time.
        workers: cores to use; the service's default where left out.
        seed: of everything random.
        config: name of a packaged configuration.
        start: a plan to start from; the result is never worse.
        on_progress: called, from the caller's thread, some times a second; returning True stops the solve.
        stop: set it from any thread to end early and keep the best plan so far.
        memory_mb: megabytes to use; the service's default where left out.
        priority: higher ones go first.

    Raises:
        SolveError: the job failed, or was cancelled or deleted.
    """
    options = {
        "configuration": config,
        "time_limit": time_limit,
        "work_limit": work_limit,
        "workers": workers,
        "seed": seed,
        "memory_mb": memory_mb,
        "priority": priority,
    }
    return Request(instance, start, on_progress, stop, options)


def begin(request: Request, known: dict[str, str]) -> Steps[Job]:
    """Store what is not stored yet, and queue the job.

    Args:
        request: of the caller.
        known: ids of schedules that this client has stored, by what is in them; filled on the way.
    """
    document = instance_document(request.instance)
    airport, name = document.pop("airport"), document.pop("name", "")
    stored = yield from calls.settle_airport(calls.airport_name_of(airport["code"]), airport, "for a solve")
    text = json.dumps([stored.airport, stored.version, name, document], sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if digest not in known:
        schedule = yield from calls.store_schedule(stored.airport, document, version=stored.version, name=name)
        known[digest] = schedule.id
    options = {"airport_version": stored.version, **request.options}
    if request.start is not None:
        start = yield from calls.store_plan(known[digest], request.start, name="a start plan")
        options["start_plan_id"] = start.id
    return (yield from calls.create_job(known[digest], **options))


def finish(request: Request, job_id: str) -> Steps[Result]:
    """Return the result of a job that has ended.

    Raises:
        SolveError: it has none.
    """
    job = yield from calls.job(job_id)
    if job.result is None or job.state != "succeeded":
        raise SolveError(job.error or f"the job is {job.state}", job.id, job.plan_id)
    rows = [] if job.plan_id is None else (yield from calls.plan(job.plan_id)).plan or []
    stands = {VisitKey(row["turn"], row["visit"]): row["stand"] for row in rows if row["stand"]}
    return result_of(job.result, stands, request.instance)


def result_of(document: Mapping[str, Any], stands: Mapping[VisitKey, str], instance: Instance) -> Result:
    """Return the result that a document tells; the checker judges its plan once more, here.

    Args:
        document: the content of `result.json`; the rows of its plan are not looked at.
        stands: of the plan.
        instance: that was solved.
    """
    judgement = check(instance, Plan(stands))
    has_plan = document["status"] in {"optimal", "feasible"}
    names = ("status", "bound", "floor", "seconds", "peak_memory_mb", "interrupted", "seed", "workers", "config")
    return Result(
        plan=Plan(stands, judgement.reasons if has_plan else {}),
        judgement=judgement,
        **{name: document[name] for name in names},
        time_limit=document["time_limit"],
        work_limit=document["work_limit"],
        versions=document["versions"],
        tiers=tuple(
            Tier(tuple(tier["terms"]), tier["objective"], tier["bound"], tier["status"]) for tier in document["tiers"]
        ),
    )


def progress_of(event: Event) -> Progress | None:
    """Return the progress that an event tells of, None for one of another kind."""
    if event.kind != "progress":
        return None
    return Progress(**{name: event.data[name] for name in ("seconds", "objective", "bound", "stage", "tier")})


def is_last(event: Event) -> bool:
    """Return whether a job has ended with an event."""
    return event.kind == "state" and event.data.get("state") in ENDED
