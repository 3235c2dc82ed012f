"""What the service stores, as the client gives it; what a newer service tells beside is left out."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict


class _Object(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class AirportVersion(_Object):
    """A version of an airport; `document` only where it was asked for."""

    airport: str
    version: int
    title: str
    note: str
    changed_by: str
    changed_at: datetime
    document: dict[str, Any] | None = None
    warnings: list[dict[str, Any]] = []


class Schedule(_Object):
    """A stored schedule; `document` only where it was asked for."""

    id: str
    airport: str
    airport_version: int
    day: date
    name: str
    turns: int
    warnings: list[dict[str, Any]]
    created_by: str
    created_at: datetime
    document: dict[str, Any] | None = None


class Job(_Object):
    """A solve: asked for, queued, run, ended; docs/service.md explains its values."""

    id: str
    user: str
    airport: str
    airport_version: int
    schedule_id: str
    configuration: str
    time_limit: float
    work_limit: float | None
    workers: int
    memory_mb: int
    seed: int
    state: Literal["queued", "running", "succeeded", "failed", "cancelled"]
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempt: int
    stop_requested: bool
    interrupted: bool
    result: dict[str, Any] | None
    plan_id: str | None
    error: str | None


class Plan(_Object):
    """A stored plan; `plan`, its rows, only where it was asked for."""

    id: str
    airport: str
    airport_version: int
    schedule_id: str
    job_id: str | None
    parent_id: str | None
    name: str
    figures: dict[str, Any]
    created_by: str
    created_at: datetime
    plan: list[dict[str, Any]] | None = None
    violations: list[dict[str, Any]] = []


class Publication(_Object):
    """A plan published for an airport and a day."""

    airport: str
    day: date
    revision: int
    plan_id: str
    note: str
    published_by: str
    published_at: datetime


class Event(_Object):
    """Something that happened to a job: `state` or `progress`, with its data."""

    id: int
    kind: str
    data: dict[str, Any]
