"""Backup to one file and restore, from and to either database, while the service goes on.

A backup is an SQLite database of the store's own schema, whatever it was taken from: one file that any tool can look
into, that knows its schema's version, and that the migrations bring up to date when it is restored, years later too.
"""

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, exists, insert, select
from sqlalchemy import func as sql
from sqlalchemy.exc import SQLAlchemyError

from standalloc.service.store import migrate
from standalloc.service.store.database import Database, database_url
from standalloc.service.store.errors import BackupError
from standalloc.service.store.tables import Base

#: Rows that are in memory at once; one may hold a whole airport.
_ROWS = 50


def back_up(url: str, path: Path) -> None:
    """Write a backup, all of it of one moment; the file is there as a whole or not at all.

    Args:
        url: of the store.
        path: of the backup; what is there is replaced.

    Raises:
        BackupError: there is no store, or it is of another version, or a database fails.
        SchemaError: the URL is of no use.
        OSError: the file cannot be written.
    """
    database = Database(url)
    with _workshop(path.resolve().parent) as folder:
        copy = folder / "backup.db"
        try:
            if database.is_sqlite:
                _copy_file(Path(database.url.database or ""), copy)
            else:
                _copy_from_server(database, copy)
            _settle(copy)
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise BackupError(f"the backup failed: {_reason(error)}") from error
        finally:
            database.close()
        copy.replace(path)


def restore(path: Path, url: str) -> None:
    """Make a store of a backup, in the newest schema; a store that holds something is left alone.

    Args:
        path: of the backup; it stays as it is.
        url: of a store that does not exist yet (SQLite), or of an empty database (PostgreSQL).

    Raises:
        BackupError: the file is no backup, the store holds something, or a database fails; nothing is restored.
        SchemaError: the URL is of no use, or the backup is of a newer version.
        OSError: a file cannot be read or written.
    """
    target = database_url(url)
    is_sqlite = target.get_backend_name() == "sqlite"
    place = Path(target.database or "").resolve()
    if is_sqlite and place.exists():
        raise BackupError(f"{target.database} exists: move it away, or restore to another file")
    with _workshop(place.parent if is_sqlite else None) as folder:
        copy = folder / "restored.db"
        try:
            _copy_file(path, copy)
            _upgrade(copy)
            if not is_sqlite:
                _copy_to_server(copy, url)
        except (sqlite3.Error, SQLAlchemyError) as error:
            raise BackupError(f"{path} is not restored: {_reason(error)}") from error
        if is_sqlite:
            copy.replace(place)


@contextlib.contextmanager
def _workshop(place: Path | None) -> Iterator[Path]:
    """Give a folder for half-done work, on the disk where it will end."""
    if place is not None:
        place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".standalloc-") as folder:
        yield Path(folder)


def _copy_file(source: Path, target: Path) -> None:
    """Copy a store in SQLite as of one moment, while others write to it."""
    if not source.is_file():
        raise BackupError(f"{source} does not exist")
    # Not read-only: a file whose last writer was killed has its log to take in first.
    with (
        contextlib.closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)) as old,
        contextlib.closing(sqlite3.connect(target)) as new,
    ):
        table = old.execute("select 1 from sqlite_master where name = ?", (migrate.VERSION_TABLE,)).fetchone()
        if table is None:
            raise BackupError(f"{source} is no store of standalloc")
        old.backup(new)


def _settle(copy: Path) -> None:
    """Fold the write-ahead log into the file, so that the file is all there is, and make sure that it is sound."""
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        connection.execute("pragma journal_mode = delete").fetchall()
        (verdict,) = connection.execute("pragma quick_check").fetchone()
    if verdict != "ok":
        raise BackupError(f"the database is damaged: {verdict}")


def _upgrade(copy: Path) -> None:
    _settle(copy)
    migrate.open_database(f"sqlite:///{copy}").close()
    _settle(copy)


def _copy_from_server(source: Database, target: Path) -> None:
    made = migrate.open_database(f"sqlite:///{target}")
    try:
        with source.reading() as old, made.writing() as new:
            revision = migrate.current(old.connection())
            if revision != migrate.newest():
                raise BackupError(f"the store's schema is {revision}: start this version's service once, then back up")
            _copy_tables(old.connection(), new.connection())
    finally:
        made.close()


def _copy_to_server(source: Path, url: str) -> None:
    old, new = Database(f"sqlite:///{source}"), migrate.open_database(url)
    try:
        with old.reading() as reading, new.writing() as writing:
            connection = writing.connection()
            for table in Base.metadata.sorted_tables:
                if connection.scalar(select(exists().select_from(table))):
                    raise BackupError(f"the database holds {table.name} already: restore to an empty one")
            _copy_tables(reading.connection(), connection)
            _go_on_counting(connection)
    finally:
        old.close()
        new.close()


def _copy_tables(source: Connection, target: Connection) -> None:
    for table in Base.metadata.sorted_tables:
        rows = source.execution_options(yield_per=_ROWS).execute(select(table)).mappings()
        for some in rows.partitions(_ROWS):
            target.execute(insert(table), [dict(row) for row in some])


def _go_on_counting(connection: Connection) -> None:
    """Let PostgreSQL deal out numbers after the highest there are."""
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            sequence = sql.pg_get_serial_sequence(table.name, column.name)
            connection.execute(select(sql.setval(sequence, _next(connection, table), False)))


def _next(connection: Connection, table: Table) -> int:
    column = table.autoincrement_column
    return int(connection.scalar(select(sql.coalesce(sql.max(column), 0) + 1)) or 1)


def _reason(error: Exception) -> str:
    """Return what the driver says, without the statement and its values."""
    return str(getattr(error, "orig", None) or error)
