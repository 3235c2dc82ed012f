"""Jobs limited by work instead of the clock, and jobs that change little of another plan."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns. Plain SQL serves both databases; alembic would copy the table on SQLite, for the foreign key."""
    op.execute("alter table jobs add column work_limit float")
    op.execute("alter table jobs add column reference_plan_id varchar references plans (id)")
