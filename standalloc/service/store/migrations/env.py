"""What alembic runs: the migrations, in the transaction of the connection that `migrate` gives."""

from alembic import context

from standalloc.service.store.migrate import VERSION_TABLE
from standalloc.service.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
