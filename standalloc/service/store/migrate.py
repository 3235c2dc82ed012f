"""The schema: brought up to date in place at every start, by one process at a time."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from standalloc.service.store.database import Database
from standalloc.service.store.errors import SchemaError

#: The table that tells the schema; alembic's own name may be taken in a PostgreSQL database shared with others.
VERSION_TABLE: Final = "standalloc_schema"
#: Of the advisory lock on PostgreSQL: any number that is always the same.
_LOCK: Final = 0x57A_DA110C
_MIGRATIONS: Final = Path(__file__).parent / "migrations"


def open_database(url: str, pool_size: int = 5) -> Database:
    """Return a database whose schema is this program's: made where there is none, upgraded where it is older.

    Raises:
        SchemaError: the URL is of no use, or the database was written by a newer version.
    """
    database = Database(url, pool_size)
    try:
        upgrade(database)
    except BaseException:
        database.close()
        raise
    return database


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema up to date, as a whole or not at all; other processes that start meanwhile wait.

    Args:
        database: to upgrade.
        revision: up to which; tests ask for old ones.

    Raises:
        SchemaError: the database was written by a newer version.
    """
    with database.migrating() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
        _require_known(connection)
        command.upgrade(_config(connection), revision)


def current(connection: Connection) -> str | None:
    """Return the revision of the database's schema, None where there is none yet."""
    return MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()


def newest() -> str | None:
    """Return the revision this program writes."""
    return _scripts().get_current_head()


def _require_known(connection: Connection) -> None:
    revision = current(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise SchemaError(
            f"the database has schema {revision}, which a newer version of standalloc wrote; this one knows up to "
            f"{newest()}: install the newer one, or restore a backup from before the upgrade"
        )


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(_MIGRATIONS))
