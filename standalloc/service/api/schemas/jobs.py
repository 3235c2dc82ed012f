"""Jobs as the API takes and gives them."""

from typing import Annotated, Any, Literal

from pydantic import Field

from standalloc.service.api.schemas.common import AirportName, Id, Moment, Row, Schema

JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]


class NewJob(Schema):
    """A solve to put into the queue. The service's settings bound seconds, cores and memory.

    Attributes:
        schedule_id: the schedule to plan.
        airport_version: of its airport; the newest by default.
        configuration: name of one of `GET /v1/configurations`.
        time_limit: seconds, from when a worker begins.
        work_limit: units of work in place of the clock, with one worker, for the same plan every time.
        workers: cores; the service's default where left out.
        memory_mb: megabytes; the service's default where left out.
        seed: of everything random.
        start_plan_id: a plan to start from.
        reference_plan_id: a plan to change little of, in place of the schedule's reference.
        pins: visits that stay, rows of `pins.csv`, beside the schedule's own.
        objective: weights or tiers in place of the airport's.
        priority: higher ones go first; above 0 for administrators alone.
    """

    schedule_id: Id
    airport_version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = None
    configuration: str = Field("default", max_length=100)
    time_limit: float = Field(60.0, gt=0, le=1e7, allow_inf_nan=False)
    work_limit: Annotated[float, Field(gt=0, le=1e7, allow_inf_nan=False)] | None = None
    workers: Annotated[int, Field(ge=1, le=1024)] | None = None
    memory_mb: Annotated[int, Field(ge=64, le=16_777_216)] | None = None
    seed: int = Field(0, ge=0, lt=2**31)
    start_plan_id: Id | None = None
    reference_plan_id: Id | None = None
    pins: list[Row] = Field([], max_length=100_000, examples=[[{"turn": "AB101", "visit": "*", "stand": "A1"}]])
    objective: dict[str, Any] | None = Field(None, examples=[{"tow": 100}])
    priority: int = Field(0, ge=-100, le=100)


class Job(Schema):
    """A solve: asked for, queued, run, ended.

    Attributes:
        id: the job.
        user: who asked for it.
        state: `succeeded` also when it was stopped, `interrupted` tells.
        attempt: how often a worker began it.
        stop_requested: whether it is asked to end early with its best plan so far.
        interrupted: whether it ended early.
        result: of the solve, without the plan: `result.json` of docs/files.md.
        plan_id: the plan it made.
        error: why it failed.
        last_event: id of its newest event.
    """

    id: Id
    user: str
    airport: AirportName
    airport_version: int
    schedule_id: Id
    configuration: str
    time_limit: float
    work_limit: float | None
    workers: int
    memory_mb: int
    seed: int
    start_plan_id: Id | None
    reference_plan_id: Id | None
    pins: list[Row]
    objective: dict[str, Any] | None
    priority: int
    state: JobState
    created_at: Moment
    started_at: Moment | None
    ended_at: Moment | None
    attempt: int
    stop_requested: bool
    interrupted: bool
    result: dict[str, Any] | None
    plan_id: Id | None
    error: str | None
    last_event: int
