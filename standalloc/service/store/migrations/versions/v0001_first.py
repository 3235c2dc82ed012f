"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: Rows of these tables are never changed; those of the audit log are not deleted either.
UNCHANGED = ("airport_versions", "schedules", "plans", "publications", "audit")
UNDELETED = ("audit",)

TEXT = sa.String()
MOMENT = sa.DateTime(timezone=True)
DOCUMENT = sa.JSON()
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables and the triggers that keep history as it was."""
    _airports()
    _schedules()
    _plans()
    _publications()
    _jobs()
    _events()
    _tokens()
    _audit()
    _guard = _guard_sqlite if op.get_bind().dialect.name == "sqlite" else _guard_postgresql
    _guard()


def _airports() -> None:
    op.create_table(
        "airport_versions",
        sa.Column("airport", TEXT, nullable=False),
        sa.Column("version", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("changed_by", TEXT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("airport", "version"),
    )


def _schedules() -> None:
    op.create_table(
        "schedules",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("airport", TEXT, nullable=False),
        sa.Column("airport_version", sa.Integer, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("turns", sa.Integer, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("warnings", DOCUMENT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_version(),
    )
    op.create_index("schedules_by_day", "schedules", ["airport", "day"])


def _plans() -> None:
    op.create_table(
        "plans",
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("airport", TEXT, nullable=False),
        sa.Column("airport_version", sa.Integer, nullable=False),
        sa.Column("schedule_id", TEXT, sa.ForeignKey("schedules.id"), nullable=False),
        sa.Column("job_id", TEXT),
        sa.Column("parent_id", TEXT, sa.ForeignKey("plans.id", deferrable=True, initially="DEFERRED")),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("figures", DOCUMENT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_version(),
    )
    op.create_index("plans_by_schedule", "plans", ["schedule_id", "created_at"])
    op.create_index("plans_by_airport", "plans", ["airport", "created_at"])


def _publications() -> None:
    op.create_table(
        "publications",
        sa.Column("airport", TEXT, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("plan_id", TEXT, sa.ForeignKey("plans.id"), nullable=False),
        sa.Column("note", TEXT, nullable=False),
        sa.Column("published_by", TEXT, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("airport", "day", "revision"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("number", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("id", TEXT, nullable=False, unique=True),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("airport", TEXT, nullable=False),
        sa.Column("airport_version", sa.Integer, nullable=False),
        sa.Column("schedule_id", TEXT, sa.ForeignKey("schedules.id"), nullable=False),
        sa.Column("configuration", TEXT, nullable=False),
        sa.Column("time_limit", sa.Float(53), nullable=False),
        sa.Column("workers", sa.Integer, nullable=False),
        sa.Column("memory_mb", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("start_plan_id", TEXT, sa.ForeignKey("plans.id")),
        sa.Column("pins", DOCUMENT, nullable=False),
        sa.Column("objective", DOCUMENT),
        sa.Column("priority", sa.Integer, nullable=False),
        sa.Column("idempotency_key", TEXT),
        sa.Column("request_hash", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.Column("worker", TEXT),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("lease_until", MOMENT),
        sa.Column("stop_requested", sa.Boolean, nullable=False),
        sa.Column("interrupted", sa.Boolean, nullable=False),
        sa.Column("result", DOCUMENT),
        sa.Column("plan_id", TEXT, sa.ForeignKey("plans.id")),
        sa.Column("error", TEXT),
        sa.Column("last_event", sa.Integer, nullable=False),
        _of_version(),
        sa.UniqueConstraint("user", "idempotency_key", name="jobs_idempotency"),
        sa.CheckConstraint("state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="jobs_state"),
    )
    op.create_index("jobs_in_line", "jobs", ["state", "priority", "number"])
    op.create_index("jobs_of_user", "jobs", ["user", "state"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("job_number", SERIAL, sa.ForeignKey("jobs.number", ondelete="CASCADE"), nullable=False),
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("data", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("job_number", "id"),
    )


def _tokens() -> None:
    op.create_table(
        "tokens",
        sa.Column("prefix", TEXT, primary_key=True),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("created_by", TEXT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT),
        sa.Column("revoked_at", MOMENT),
        sa.Column("last_used_at", MOMENT),
        sa.CheckConstraint("role in ('viewer', 'planner', 'administrator')", name="tokens_role"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", SERIAL, primary_key=True, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("detail", DOCUMENT, nullable=False),
        sa.Column("request_id", TEXT, nullable=False),
    )
    op.create_index("audit_by_subject", "audit", ["kind", "subject"])


def _of_version() -> sa.ForeignKeyConstraint:
    columns = ["airport", "airport_version"]
    return sa.ForeignKeyConstraint(columns, ["airport_versions.airport", "airport_versions.version"])


def _guard_sqlite() -> None:
    guarded = [(table, "update") for table in UNCHANGED] + [(table, "delete") for table in UNDELETED]
    for table, change in guarded:
        op.execute(
            f"create trigger {table}_no_{change} before {change} on {table} "
            f"begin select raise(abort, 'rows of {table} are kept as they are'); end"
        )


def _guard_postgresql() -> None:
    op.execute(
        "create function standalloc_refuse() returns trigger language plpgsql as "
        "$$ begin raise exception 'rows of % are kept as they are', tg_table_name; end $$"
    )
    for table in UNCHANGED:
        changes = "update or delete or truncate" if table in UNDELETED else "update"
        op.execute(
            f"create trigger {table}_kept before {changes} on {table} "
            "for each statement execute function standalloc_refuse()"
        )
