"""The tables of the store. Migrations make them; a test holds the two to each other.

Rows come out of the functions of this package loaded and may be read after their session has ended. Columns that hold
whole documents (`document`) come only with the functions that say so: reading them from another row raises.
"""

from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import CheckConstraint, Date, Float, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from standalloc.service.store.columns import Document, Moment, Serial, Text

JobState = Literal["queued", "running", "succeeded", "failed", "cancelled"]
Role = Literal["viewer", "planner", "administrator"]

#: States of a job that nothing changes any more.
ENDED: tuple[JobState, ...] = ("succeeded", "failed", "cancelled")


class Base(DeclarativeBase):
    """What all tables share."""

    type_annotation_map = {str: Text(), datetime: Moment(), float: Float(53)}  # noqa: RUF012 - as SQLAlchemy asks


class AirportVersion(Base):
    """One version of an airport, from 1; never changed.

    Attributes:
        airport: the name it is stored under.
        version: counts the changes.
        title: the airport's own name, for lists.
        document: the airport as `standalloc.io` writes it; only with `airports.read`.
        note: why it was changed.
        changed_by: name of the user.
        changed_at: when.
    """

    __tablename__ = "airport_versions"

    airport: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(Document, deferred=True, deferred_raiseload=True)
    note: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class Schedule(Base):
    """A day's schedule as it was uploaded and validated; never changed.

    Attributes:
        id: random, a UUID.
        airport: the airport it belongs to.
        airport_version: the version it was validated with.
        day: the operating day.
        name: what the user calls it, a file name for one.
        turns: how many.
        document: everything of an instance document but `airport` (`schedule`, `closures`, `pins`, ...); only with
            `schedules.read`.
        warnings: what validation warned of, as `standalloc.io.problem_document` writes problems.
        created_by: name of the user.
        created_at: when.
    """

    __tablename__ = "schedules"
    __table_args__ = (
        ForeignKeyConstraint(["airport", "airport_version"], ["airport_versions.airport", "airport_versions.version"]),
        Index("schedules_by_day", "airport", "day"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    airport: Mapped[str]
    airport_version: Mapped[int]
    day: Mapped[date] = mapped_column(Date)
    name: Mapped[str]
    turns: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(Document, deferred=True, deferred_raiseload=True)
    warnings: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class Plan(Base):
    """A plan with what the checker says of it; never changed: an edited plan is a new one.

    Attributes:
        id: random, a UUID.
        airport: the airport.
        airport_version: the version it was made and judged with.
        schedule_id: the schedule it allocates.
        job_id: the job that made it, None for one made or uploaded by hand; the job may be gone.
        parent_id: the plan it was edited from.
        name: what the user calls it.
        document: rows of the plan, or what the caller keeps of it; only with `plans.read`.
        figures: what lists show and comparisons need: objective, terms, bound, gap, violations.
        created_by: name of the user.
        created_at: when.
    """

    __tablename__ = "plans"
    __table_args__ = (
        ForeignKeyConstraint(["airport", "airport_version"], ["airport_versions.airport", "airport_versions.version"]),
        Index("plans_by_schedule", "schedule_id", "created_at"),
        Index("plans_by_airport", "airport", "created_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    airport: Mapped[str]
    airport_version: Mapped[int]
    schedule_id: Mapped[str] = mapped_column(ForeignKey("schedules.id"))
    job_id: Mapped[str | None]
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id", deferrable=True, initially="DEFERRED"))
    name: Mapped[str]
    document: Mapped[dict[str, Any]] = mapped_column(Document, deferred=True, deferred_raiseload=True)
    figures: Mapped[dict[str, Any]] = mapped_column(Document)
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class Publication(Base):
    """A plan published for an airport and a day; the highest revision is the one that holds, earlier ones are kept.

    Attributes:
        airport: the airport.
        day: the operating day.
        revision: counts the publications of that day, from 1.
        plan_id: the plan.
        note: what the planner says of it.
        published_by: name of the user.
        published_at: when.
    """

    __tablename__ = "publications"

    airport: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    plan_id: Mapped[str] = mapped_column(ForeignKey("plans.id"))
    note: Mapped[str]
    published_by: Mapped[str]
    published_at: Mapped[datetime]


class Job(Base):
    """A solve: asked for, queued, run, ended.

    Attributes:
        id: random, a UUID.
        number: first come, first served within a priority.
        user: who asked for it.
        airport: the airport.
        airport_version: its version.
        schedule_id: the schedule to plan.
        configuration: name of the engine's configuration.
        time_limit: seconds.
        work_limit: units of work in place of the clock, for the same plan every time.
        workers: cores it may use.
        memory_mb: megabytes it may use.
        seed: of everything random.
        start_plan_id: the plan to start from.
        reference_plan_id: the plan to change little of, in place of the schedule's reference.
        pins: rows of `pins.csv`, beside those of the schedule.
        objective: weights or tiers in place of the airport's.
        priority: higher ones go first.
        idempotency_key: the client's own name for the request, unique for the user.
        request_hash: digest of the request, to tell a repeated one from another with the same key.
        state: queued, running, succeeded, failed or cancelled.
        created_at: when it was asked for.
        started_at: when its last attempt began.
        ended_at: when it reached a state of `ENDED`.
        worker: the worker that has it, or had it last.
        attempt: how often it was taken.
        lease_until: when it is given back unless the worker renews its lease; None unless running.
        stop_requested: whether the user wants it to end early with the best plan so far.
        interrupted: whether it ended early; its plan is valid all the same.
        result: the result document without the plan.
        plan_id: the plan it made.
        error: why it failed.
        last_event: id of its newest event.
        thinned: whether its progress was thinned.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        ForeignKeyConstraint(["airport", "airport_version"], ["airport_versions.airport", "airport_versions.version"]),
        UniqueConstraint("user", "idempotency_key", name="jobs_idempotency"),
        CheckConstraint("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="jobs_state"),
        Index("jobs_in_line", "state", "priority", "number"),
        Index("jobs_of_user", "user", "state"),
    )

    number: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str]
    airport: Mapped[str]
    airport_version: Mapped[int]
    schedule_id: Mapped[str] = mapped_column(ForeignKey("schedules.id"))
    configuration: Mapped[str]
    time_limit: Mapped[float]
    work_limit: Mapped[float | None]
    workers: Mapped[int]
    memory_mb: Mapped[int]
    seed: Mapped[int]
    start_plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    reference_plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    pins: Mapped[list[dict[str, Any]]] = mapped_column(Document)
    objective: Mapped[dict[str, Any] | None] = mapped_column(Document)
    priority: Mapped[int]
    idempotency_key: Mapped[str | None]
    request_hash: Mapped[str]
    state: Mapped[JobState] = mapped_column(Text())
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    worker: Mapped[str | None]
    attempt: Mapped[int]
    lease_until: Mapped[datetime | None]
    stop_requested: Mapped[bool]
    interrupted: Mapped[bool]
    result: Mapped[dict[str, Any] | None] = mapped_column(Document)
    plan_id: Mapped[str | None] = mapped_column(ForeignKey("plans.id"))
    error: Mapped[str | None]
    last_event: Mapped[int]
    thinned: Mapped[bool] = mapped_column(default=False, server_default=false())


class Event(Base):
    """Something that happened to a job.

    Attributes:
        job_number: the job's `number`.
        id: counts the job's events from 1; thinned ones leave gaps.
        kind: `state` when the job's state changed, `progress` while it solves, or a worker's own kind.
        at: when.
        data: of a state its name; of progress objective, bound, gap, stage.
    """

    __tablename__ = "events"

    job_number: Mapped[int] = mapped_column(ForeignKey("jobs.number", ondelete="CASCADE"), primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    at: Mapped[datetime]
    data: Mapped[dict[str, Any]] = mapped_column(Document)


class Checkpoint(Base):
    """The best plan so far of a job that has not ended; replaced by better ones.

    Attributes:
        job_number: the job's `number`.
        at: when it was written.
        document: as of a plan; only with `checkpoints.read`.
        figures: as of a plan.
    """

    __tablename__ = "checkpoints"

    job_number: Mapped[int] = mapped_column(
        ForeignKey("jobs.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    document: Mapped[dict[str, Any]] = mapped_column(Document, deferred=True, deferred_raiseload=True)
    figures: Mapped[dict[str, Any]] = mapped_column(Document)


class Token(Base):
    """An API token; the secret itself is nowhere.

    Attributes:
        prefix: its public part, by which it is found and named.
        user: name of the user it speaks for.
        role: what it may do.
        digest: SHA-256 of the whole token.
        created_by: who made it.
        created_at: when.
        expires_at: when it ends; None for never.
        revoked_at: when it was revoked.
        last_used_at: when it was last used, to the minute.
    """

    __tablename__ = "tokens"
    __table_args__ = (CheckConstraint("role in ('viewer', 'planner', 'administrator')", name="tokens_role"),)

    prefix: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    role: Mapped[Role] = mapped_column(Text())
    digest: Mapped[str]
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class AuditEntry(Base):
    """One line of the audit log; the database itself refuses to change or delete it.

    Attributes:
        id: counts the entries.
        at: when.
        user: who.
        action: did what, as in `plan.publish`.
        kind: to what kind of object, as in `plan`.
        subject: to which one.
        detail: what else there is to say.
        request_id: the request it came with.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("audit_by_subject", "kind", "subject"),)

    id: Mapped[int] = mapped_column(Serial, primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    user: Mapped[str]
    action: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[dict[str, Any]] = mapped_column(Document)
    request_id: Mapped[str]
