"""The database: SQLite in one file, or PostgreSQL, by URL; sessions that read and sessions that write."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, select, text
from sqlalchemy import func as sql
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from standalloc.service.store.errors import SchemaError

#: Seconds a writer waits for another one on SQLite.
PATIENCE_S: Final = 30
_WRITING: Final = "standalloc_writing"


class Database:
    """A connection pool and the transactions on it.

    Every function of this package takes a session from here. What is done in one `writing()` block happens as a whole
    or not at all, the audit entry beside the change it tells of.

    Args:
        url: `sqlite:///standalloc.db`, or `postgresql://user:password@host/name`.
        pool_size: connections kept to PostgreSQL; as many again for a moment.

    Raises:
        SchemaError: the URL is none, or of another kind of database.
    """

    def __init__(self, url: str, pool_size: int = 5) -> None:
        self.url = database_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url, pool_size)
        self._writing_engine = self.engine.execution_options(**{_WRITING: True})

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose reads all see the same moment, and that writes nothing."""
        with Session(self.engine, expire_on_commit=False) as session:
            if not self.is_sqlite:
                session.connection(
                    execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
                )
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is committed at the end, or rolled back by an exception.

        On SQLite it is the only writer from its first statement on; on PostgreSQL each statement sees what was
        committed before it.
        """
        with Session(self._writing_engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        """Give a connection that is alone on SQLite, in a transaction that may replace tables others refer to.

        Raises:
            SchemaError: what was done leaves references to rows that are not there; nothing of it is kept.
        """
        with self._writing_engine.connect() as connection:
            if not self.is_sqlite:
                with connection.begin():
                    yield connection
                return
            driver = connection.connection.cursor()
            # Else dropping a table, to put its new self in its place, deletes what refers to it. Not in transactions.
            driver.execute("pragma foreign_keys = off")
            # Those who read then never wait for who writes; the file remembers it.
            driver.execute("pragma journal_mode = wal").fetchall()
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("pragma foreign_key_check").first() is not None:
                        raise SchemaError("the migration would lose rows that others refer to: report this")
            finally:
                driver.execute("pragma foreign_keys = on")
                driver.close()

    def is_alive(self) -> bool:
        """Return whether the database answers."""
        try:
            with self.engine.connect() as connection:
                connection.execute(text("select 1"))
        except Exception:  # whatever the driver says: it is no answer
            return False
        return True

    def close(self) -> None:
        """Close the connections that are not in use."""
        self.engine.dispose()


def database_url(url: str) -> URL:
    """Return the URL with the driver that is used.

    Raises:
        SchemaError: it is no URL, of another kind of database, or of SQLite without a file.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise SchemaError("the database is no URL: write sqlite:///FILE or postgresql://USER@HOST/NAME") from None
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise SchemaError(f"the database is of kind '{backend}', which is neither sqlite nor postgresql")
    if parsed.database in (None, "", ":memory:"):
        raise SchemaError("SQLite needs a file that all processes share: write sqlite:///FILE")
    return parsed.set(drivername="sqlite+pysqlite")


def now(session: Session) -> datetime:
    """Return the time in UTC by the database's clock, which all machines that share it agree on."""
    if session.get_bind().dialect.name == "sqlite":
        return datetime.now(UTC)
    moment: datetime = session.scalar(select(sql.clock_timestamp()))  # type: ignore[assignment]
    return moment.astimezone(UTC)


def lock(session: Session, *names: object) -> None:
    """Hold a lock of that name until the transaction ends; on SQLite every writer holds them all."""
    connection = session.connection()  # on SQLite the transaction, and with it the lock, begins here
    if connection.dialect.name != "sqlite":
        name = "\0".join(map(str, names)).encode("utf-8", "replace").hex()
        connection.execute(select(sql.pg_advisory_xact_lock(sql.hashtextextended(name, 0))))


_DUMPS: Final = partial(json.dumps, allow_nan=False, separators=(",", ":"))


def _postgresql(url: URL, pool_size: int) -> Engine:
    return create_engine(
        url, pool_pre_ping=True, pool_size=pool_size, max_overflow=pool_size, json_serializer=_DUMPS, pool_recycle=1800
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, json_serializer=_DUMPS, connect_args={"timeout": PATIENCE_S})

    @event.listens_for(engine, "connect")
    def _connected(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = None  # the driver shall begin nothing by itself
        cursor = connection.cursor()
        cursor.execute("pragma foreign_keys = on")
        cursor.execute("pragma synchronous = full")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A reader that turned writer half-way would fail at once where another one wrote in between.
        is_writing = connection.get_execution_options().get(_WRITING, False)
        connection.exec_driver_sql("begin immediate" if is_writing else "begin")

    return engine
