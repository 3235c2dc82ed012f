"""Backup to one file and restore, from and to either database."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from standalloc.service.store import (
    BackupError,
    Claim,
    Database,
    SchemaError,
    airports,
    audit,
    leases,
    migrate,
    open_database,
    published,
    tokens,
)
from standalloc.service.store.backup import back_up, restore
from standalloc.service.store.tables import Base
from tests.service.store.conftest import Day, create
from tests.service.store.test_jobs import enqueue, take


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request, tmp_path) -> str:
    """Where to restore: a file that is not there yet, or an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/restored/store.db"
    return create(request.getfixturevalue("server"))


@pytest.fixture
def filled(database) -> Database:
    """A store with something in every table."""
    day = Day(database)
    first = day.plan(name="Zürich \0")
    edited = day.plan(parent_id=first.id, document={"rows": list(range(1000)), "odd": "\0\ud800"})
    enqueue(day, objective={"tiers": [["tow"]]})
    enqueue(day, pins=[{"turn": "A"}])
    job = take(database)
    other = take(database)
    with database.writing() as session:
        leases.save(session, Claim.of(other), {"rows": [], "odd": "\0\ud800"}, {"objective": 0.2})
        leases.report(session, Claim.of(job), {"objective": 0.1})
        leases.succeed(session, Claim.of(job), plan_id=edited.id, result={"gap": 1e-9})
        published.publish(session, first.id, based_on=0, user="ann")
        published.publish(session, edited.id, based_on=1, user="bob")
        tokens.create(session, user="kim", role="viewer")
        audit.record(session, user="ann", action="plan.publish", kind="plan", subject=first.id)
    return database


def where(database: Database) -> str:
    return database.url.render_as_string(hide_password=False)


def content(database: Database) -> dict[str, list[str]]:
    """Return every row of every table, as text."""
    with database.engine.connect() as connection:
        return {
            table.name: sorted(str(row) for row in connection.execute(select(table)))
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def opened() -> Iterator[list[Database]]:
    databases: list[Database] = []
    yield databases
    for database in databases:
        database.close()


def test_all_that_is_backed_up_is_restored(filled, target, tmp_path, opened):
    back_up(where(filled), tmp_path / "backup.db")
    restore(tmp_path / "backup.db", target)
    opened.append(open_database(target))
    assert content(opened[0]) == content(filled)
    assert all(content(filled).values())


def test_a_restored_store_goes_on_counting(filled, target, tmp_path, opened):
    back_up(where(filled), tmp_path / "backup.db")
    restore(tmp_path / "backup.db", target)
    opened.append(open_database(target))
    day = Day(opened[0], airport="ABC")
    assert enqueue(day).number == 3
    with opened[0].writing() as session:
        assert audit.record(session, user="ann", action="x", kind="x", subject="x").id == 2
        airports.change(session, "XYZ", {}, based_on=1, user="ann")


def test_a_backup_is_one_file_alone(filled, tmp_path):
    path = tmp_path / "backups" / "today.db"
    back_up(where(filled), path)
    assert list(path.parent.iterdir()) == [path]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("pragma journal_mode").fetchone() == ("delete",)
        assert connection.execute("select airport from airport_versions").fetchall() == [("XYZ",)]


def test_a_backup_replaces_an_older_one(filled, tmp_path):
    path = tmp_path / "backup.db"
    path.write_text("older")
    back_up(where(filled), path)
    assert path.read_bytes().startswith(b"SQLite format 3\0")


def test_a_backup_of_a_store_in_use_holds_one_moment(database, tmp_path, opened):
    day = Day(database)
    done = threading.Event()
    started = threading.Event()

    def write() -> None:
        while not done.is_set():
            with database.writing() as session:  # an audit entry with every change
                number = airports.newest(session, "XYZ")
                airports.change(session, "XYZ", {}, based_on=number, user="ann")
                audit.record(session, user="ann", action="x", kind="airport", subject=day.airport)
            started.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert started.wait(60)
        back_up(where(database), tmp_path / "backup.db")
    finally:
        done.set()
        writer.join()
    restore(tmp_path / "backup.db", f"sqlite:///{tmp_path}/restored.db")
    opened.append(open_database(f"sqlite:///{tmp_path}/restored.db"))
    held = content(opened[0])
    assert len(held["audit"]) == len(held["airport_versions"]) - 1 > 0


def test_a_store_that_holds_something_is_left_alone(filled, tmp_path):
    back_up(where(filled), tmp_path / "backup.db")
    before = content(filled)
    with pytest.raises(BackupError, match=r"exists: move it away|holds .* already"):
        restore(tmp_path / "backup.db", where(filled))
    assert content(filled) == before


def test_a_backup_of_an_older_schema_is_upgraded_as_it_is_restored(tmp_path, target, opened):
    old = Database(f"sqlite:///{tmp_path}/old.db")
    migrate.upgrade(old, "0001")
    old.close()
    back_up(f"sqlite:///{tmp_path}/old.db", tmp_path / "backup.db")
    before = (tmp_path / "backup.db").read_bytes()
    restore(tmp_path / "backup.db", target)
    opened.append(Database(target))
    with opened[0].engine.connect() as connection:
        assert migrate.current(connection) == migrate.newest()
    assert (tmp_path / "backup.db").read_bytes() == before


def test_a_backup_of_a_newer_schema_is_refused(filled, target, tmp_path):
    back_up(where(filled), tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db", isolation_level=None)) as connection:
        connection.execute(f"update {migrate.VERSION_TABLE} set version_num = '9999'")
    with pytest.raises(SchemaError, match="schema 9999"):
        restore(tmp_path / "backup.db", target)


def make_bad(path: Path, kind: str) -> None:
    if kind == "other database":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("create table notes (text)")
    elif kind == "damaged":
        store = open_database(f"sqlite:///{path.parent}/whole.db")
        Day(store)
        store.close()
        whole = (path.parent / "whole.db").read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif kind != "missing":
        path.write_bytes(kind.encode())


@pytest.mark.parametrize("bad", ["missing", "", "some text that is no database at all", "other database", "damaged"])
def test_what_is_no_backup_is_refused_and_leaves_nothing(target, tmp_path, bad):
    path = tmp_path / "bad.db"
    make_bad(path, bad)
    with pytest.raises(BackupError, match=r"bad\.db|damaged"):
        restore(path, target)
    assert not list((tmp_path / "restored").glob("*"))


def test_a_store_that_is_not_there_is_not_backed_up(url, kind, tmp_path):
    with pytest.raises(BackupError, match=r"does not exist|the store's schema is None"):
        back_up(url, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()
    assert not list(tmp_path.glob(".standalloc-*"))


def test_a_server_that_does_not_answer_is_named(server, tmp_path):
    with pytest.raises(BackupError, match="the backup failed"):
        back_up(server.url("no_such_database"), tmp_path / "backup.db")


def test_a_restore_that_fails_half_way_leaves_the_server_empty(filled, server, tmp_path, opened):
    back_up(where(filled), tmp_path / "backup.db")
    with closing(sqlite3.connect(tmp_path / "backup.db", isolation_level=None)) as connection:
        connection.execute("pragma ignore_check_constraints = on")
        connection.execute("update tokens set role = 'king'")
    target = create(server)
    with pytest.raises(BackupError, match=r"is not restored|damaged"):
        restore(tmp_path / "backup.db", target)
    opened.append(open_database(target))
    assert not any(content(opened[0]).values())
