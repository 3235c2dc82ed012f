"""Jobs: create, list, read, follow, stop, delete."""

from collections.abc import AsyncIterator
from typing import Annotated, Final

from anyio import to_thread
from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import StreamingResponse

from standalloc.service.api.auth import Planner, Principal, Viewer
from standalloc.service.api.context import Context, Ctx, Ledger, PageQuery
from standalloc.service.api.orders import job_request
from standalloc.service.api.problems import ApiError
from standalloc.service.api.routes.refusals import Responses, refusals
from standalloc.service.api.schemas.common import EXAMPLE_ID, NAME, UUID
from standalloc.service.api.schemas.jobs import Job, JobState, NewJob
from standalloc.service.store import Repeatable, jobs

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

JobId = Annotated[str, Path(pattern=UUID, examples=[EXAMPLE_ID])]
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="sent again with the same body, it finds the job that is there already",
    ),
]
_REPEATED: Final[Responses] = {200: {"model": Job, "description": "The job that the same request made before"}}
#: Of one event.
_EVENT: Final = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "examples": ["3"]},
        "event": {"type": "string", "examples": ["progress"]},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "examples": ['{"at": "...", "objective": 4452, "bound": 4404, "gap": 0.011, "stage": "dive"}'],
        },
    },
}
_STREAM: Final[Responses] = {
    200: {
        "description": "Events with `id`, `event` (`state`, `progress`) and `data`, a JSON object; the stream ends "
        "with the job, or after 15 minutes: come back with `Last-Event-ID` then",
        "content": {"text/event-stream": {"schema": _EVENT}},
    }
}


@router.post("", status_code=201, responses=_REPEATED | refusals(404, 409, body=True, writes=True))
async def create_job(
    *, context: Ctx, user: Planner, job: NewJob, response: Response, idempotency_key: Key = None
) -> Job:
    """Put a solve into the queue; a request repeated with its key is answered with the job it made (200)."""
    made, is_new = await context.workshop.judge(lambda: _create(context, user, job, idempotency_key))
    response.status_code = 201 if is_new else 200
    return made


@router.get("", responses=refusals())
def list_jobs(
    *,
    context: Ctx,
    user: Viewer,
    page: PageQuery,
    mine: Annotated[bool, Query(description="only those of who asks")] = False,
    airport: Annotated[str | None, Query(pattern=NAME, description="of this airport alone")] = None,
    state: Annotated[list[JobState] | None, Query(description="in one of these states")] = None,
) -> list[Job]:
    """List jobs, newest first."""
    with context.reading() as session:
        rows = jobs.listed(
            session,
            user=user.user if mine else None,
            airport=airport,
            states=state or (),
            limit=page.limit,
            offset=page.offset,
        )
    return [Job.model_validate(row) for row in rows]


@router.get("/{job_id}", responses=refusals(404))
def read_job(context: Ctx, _user: Viewer, job_id: JobId) -> Job:
    """Read a job: its state, and once it has ended its result or why it failed."""
    with context.reading() as session:
        return Job.model_validate(jobs.read(session, job_id))


@router.get("/{job_id}/events", response_class=StreamingResponse, responses=_STREAM | refusals(404))
async def follow_job(
    context: Ctx,
    user: Viewer,
    job_id: JobId,
    last_event_id: Annotated[
        str | None, Header(alias="Last-Event-ID", description="id of the last event that the client has")
    ] = None,
) -> StreamingResponse:
    """Follow a job: its events so far and those to come, as server-sent events."""
    context.streams.require_room(user.user)
    await to_thread.run_sync(lambda: read_job(context, user, job_id))
    after = int(last_event_id) if last_event_id and last_event_id.isdecimal() and len(last_event_id) < 16 else 0
    stream: AsyncIterator[str] = context.streams.follow(job_id, after, user.user)
    return StreamingResponse(stream, media_type="text/event-stream")


@router.post("/{job_id}/stop", status_code=202, responses=refusals(404, 409, writes=True))
def stop_job(context: Ctx, user: Planner, job_id: JobId) -> Job:
    """End a solve early and keep its best plan so far; a queued job is cancelled."""
    with context.writing(user) as ledger:
        _require_own(ledger, user, job_id)
        job = jobs.request_stop(ledger.session, job_id)
        ledger.record("job.stop", job_id, {"state": job.state})
    return Job.model_validate(job)


@router.delete("/{job_id}", status_code=204, responses=refusals(404, writes=True))
def delete_job(context: Ctx, user: Planner, job_id: JobId) -> None:
    """Remove a job, whatever it does. The plan it made stays."""
    with context.writing(user) as ledger:
        state = _require_own(ledger, user, job_id)
        jobs.delete(ledger.session, job_id)
        ledger.record("job.delete", job_id, {"state": state})


def _create(context: Context, user: Principal, job: NewJob, key: str | None) -> tuple[Job, bool]:
    repeatable = None if key is None else Repeatable(key, job.model_dump_json().encode())
    if repeatable is not None:
        with context.reading() as session:
            known = jobs.repeated(session, user.user, repeatable)
        if known is not None:
            return Job.model_validate(known), False
    request = job_request(context, user, job)
    with context.writing(user) as ledger:
        row = jobs.enqueue(ledger.session, request, most_queued=context.settings.most_queued, repeatable=repeatable)
        is_new = row.last_event == 1 and row.state == "queued"
        if is_new:
            ledger.record("job.create", row.id, {"schedule": row.schedule_id, "configuration": row.configuration})
    return Job.model_validate(row), is_new


def _require_own(ledger: Ledger, user: Principal, job_id: str) -> str:
    """Return the state of a job that is the user's, or any job's for an administrator.

    Raises:
        ApiError: it is another user's. Everybody may read it, so that this tells nothing new.
    """
    job = jobs.read(ledger.session, job_id)
    if job.user != user.user and not user.may("administrator"):
        action = "stop or delete"
        raise ApiError("not_your_job", f"the job is {job.user}'s: only they and administrators may {action} it")
    return job.state
