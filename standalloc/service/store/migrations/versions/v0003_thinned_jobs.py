"""Jobs know whether their progress was thinned, so that it is not counted again and again."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; the progress of jobs there are is thinned once more, which changes nothing."""
    op.execute("alter table jobs add column thinned boolean not null default false")
