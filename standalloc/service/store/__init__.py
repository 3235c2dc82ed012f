"""The store of the service: airports, schedules, jobs, plans, tokens and the audit log, in SQLite or PostgreSQL.

Modules of functions, one for each idea, that take a session of `Database`:

    database = open_database("sqlite:///standalloc.db")
    with database.writing() as session:
        plan = plans.add(session, ...)
        audit.record(session, user="kim", action="plan.add", kind="plan", subject=plan.id)

so that what belongs together is committed together. Every refusal is a `StoreError` of `errors`.
"""

from standalloc.service.store import (
    airports,
    audit,
    backup,
    checkpoints,
    events,
    jobs,
    leases,
    plans,
    published,
    schedules,
    tokens,
)
from standalloc.service.store.database import Database
from standalloc.service.store.errors import (
    BackupError,
    IdempotencyConflictError,
    JobStateError,
    LeaseLostError,
    NotFoundError,
    QueueFullError,
    SchemaError,
    StoreError,
    TokenRefusedError,
    VersionConflictError,
)
from standalloc.service.store.jobs import JobRequest, Repeatable
from standalloc.service.store.leases import Capacity, Claim
from standalloc.service.store.migrate import open_database
from standalloc.service.store.tables import (
    ENDED,
    AirportVersion,
    AuditEntry,
    Event,
    Job,
    JobState,
    Plan,
    Publication,
    Role,
    Schedule,
    Token,
)

__all__ = [
    "ENDED",
    "AirportVersion",
    "AuditEntry",
    "BackupError",
    "Capacity",
    "Claim",
    "Database",
    "Event",
    "IdempotencyConflictError",
    "Job",
    "JobRequest",
    "JobState",
    "JobStateError",
    "LeaseLostError",
    "NotFoundError",
    "Plan",
    "Publication",
    "QueueFullError",
    "Repeatable",
    "Role",
    "Schedule",
    "SchemaError",
    "StoreError",
    "Token",
    "TokenRefusedError",
    "VersionConflictError",
    "airports",
    "audit",
    "backup",
    "checkpoints",
    "events",
    "jobs",
    "leases",
    "open_database",
    "plans",
    "published",
    "schedules",
    "tokens",
]
