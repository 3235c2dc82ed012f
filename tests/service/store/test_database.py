"""Sessions on either database: what they see, whom they keep waiting, what they survive."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from standalloc.service.store import Database, SchemaError, airports, audit, open_database, tokens
from standalloc.service.store.database import database_url, lock, now
from tests.service.store.conftest import create


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("standalloc.db", "is no URL: write sqlite:///FILE"),
        ("", "is no URL"),
        ("mysql://localhost/x", "of kind 'mysql', which is neither sqlite nor postgresql"),
        ("sqlite://", "SQLite needs a file"),
        ("sqlite:///:memory:", "SQLite needs a file"),
        ("postgresql://user:pa:ss@host:port/x", "is no URL"),
    ],
)
def test_a_url_of_no_use_is_refused(url, message):
    with pytest.raises(SchemaError, match=message) as caught:
        database_url(url)
    assert "pa:ss" not in str(caught.value)


def test_any_driver_gives_way_to_the_one_that_is_used():
    assert database_url("postgresql+psycopg2://host/x").drivername == "postgresql+psycopg"
    assert database_url("sqlite:///x.db").drivername == "sqlite+pysqlite"


def test_an_exception_rolls_back_all_of_a_session(database):
    with pytest.raises(RuntimeError), database.writing() as session:
        airports.change(session, "XYZ", {}, based_on=0, user="ann")
        raise RuntimeError
    with database.reading() as session:
        assert airports.newest(session, "XYZ") == 0


def test_a_reading_session_sees_one_moment_while_others_write(database):
    with database.reading() as reading:
        assert airports.newest(reading, "XYZ") == 0
        with database.writing() as writing:
            airports.change(writing, "XYZ", {}, based_on=0, user="ann")
        assert airports.newest(reading, "XYZ") == 0
    with database.reading() as reading:
        assert airports.newest(reading, "XYZ") == 1


def test_readers_do_not_wait_for_a_writer(database):
    with database.writing() as writing:
        airports.change(writing, "XYZ", {}, based_on=0, user="ann")
        with database.reading() as reading:
            assert airports.newest(reading, "XYZ") == 0


def test_a_reading_session_writes_nothing(database):
    with database.reading() as session:
        try:
            airports.change(session, "XYZ", {}, based_on=0, user="ann")
        except DBAPIError as error:
            assert "read-only" in str(error)
    with database.reading() as session:
        assert airports.newest(session, "XYZ") == 0


def test_times_are_utc_whatever_they_came_in(database):
    east = datetime(2030, 6, 1, 12, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    with database.writing() as session:
        prefix = tokens.create(session, user="ann", role="viewer", expires_at=east).row.prefix
    with database.reading() as session:
        (row,) = tokens.listed(session)
        assert (row.prefix, row.expires_at) == (prefix, east)
        assert row.expires_at.tzinfo is UTC
        assert abs(now(session) - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_time_without_offset_is_refused(database):
    with pytest.raises(StatementError, match="has no offset"), database.writing() as session:
        tokens.create(session, user="ann", role="viewer", expires_at=datetime(2030, 6, 1))


def test_a_lock_is_held_until_the_transaction_ends(database):
    order = []
    held, waiting = threading.Event(), threading.Event()

    def second() -> None:
        held.wait()
        waiting.set()
        with database.writing() as session:
            lock(session, "a", 1)
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with database.writing() as session:
        lock(session, "a", 1)
        held.set()
        waiting.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_locks_of_other_names_are_free_on_postgresql(server):
    database = Database(create(server))
    with database.writing() as one, database.writing() as two:
        lock(one, "user", "ann")
        lock(two, "user", "bob\ud800")
    database.close()


def test_sqlite_logs_ahead_and_keeps_its_foreign_keys(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/store.db")
    with database.reading() as session:
        assert session.scalar(text("pragma journal_mode")) == "wal"
        assert session.scalar(text("pragma foreign_keys")) == 1
        assert session.scalar(text("pragma synchronous")) == 2
    database.close()


def test_a_server_restarted_is_found_again(server):
    database = open_database(create(server))
    with database.writing() as session:
        audit.record(session, user="ann", action="x", kind="x", subject="x")
    server.stop("immediate")
    assert not database.is_alive()
    with pytest.raises(DBAPIError), database.reading() as session:
        audit.entries(session)
    server.start()
    assert database.is_alive()
    with database.reading() as session:
        assert len(audit.entries(session)) == 1
    database.close()


def test_a_database_that_answers_is_alive(database):
    assert database.is_alive()
