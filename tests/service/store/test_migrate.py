"""The schema: made, upgraded in place from the first one on, by one process at a time, never taken backwards."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from standalloc.service.store import (
    Capacity,
    Claim,
    Database,
    SchemaError,
    airports,
    audit,
    checkpoints,
    events,
    jobs,
    leases,
    migrate,
    open_database,
    plans,
    published,
    schedules,
    tokens,
)
from standalloc.service.store.tables import Base

FIRST = Path(__file__).with_name("first_schema")
OPENER = """
import sys
from standalloc.service.store import open_database
print("ready", flush=True)
sys.stdin.readline()
open_database(sys.argv[1]).close()
"""


@pytest.fixture
def first(url, kind) -> Database:
    """A database as the first version of the schema was written, with a row or two in every table."""
    database = Database(url)
    with database.writing() as session:
        for file in (f"{kind}.sql", "rows.sql"):
            for statement in (FIRST / file).read_text().split(";\n\n"):
                session.connection().exec_driver_sql(statement)
    yield database
    database.close()


def tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names())


def test_migrations_make_the_tables_that_the_code_speaks_of(database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": migrate.VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        assert migrate.current(connection) == migrate.newest()


def test_a_store_that_is_up_to_date_is_left_alone(url):
    for _ in range(2):
        database = open_database(url)
        assert tables(database) == {*Base.metadata.tables, migrate.VERSION_TABLE}
        database.close()


def test_the_first_schema_is_still_what_its_migration_makes(first, make_url):
    made = Database(make_url())
    migrate.upgrade(made, "0001")
    for table in tables(made) - {migrate.VERSION_TABLE}:
        for ask in ("columns", "foreign_keys", "indexes", "check_constraints", "unique_constraints"):
            new, old = (getattr(inspect(store.engine), f"get_{ask}")(table) for store in (made, first))
            assert str(new) == str(old)
    made.close()


def test_the_first_schema_is_upgraded_with_all_that_it_holds(first):
    migrate.upgrade(first)
    with first.reading() as session:
        assert migrate.current(session.connection()) == migrate.newest()
        airport = airports.read(session, "XYZ")
        assert (airport.document, airport.changed_at) == ({"code": "XYZ"}, datetime(2030, 5, 1, 10, tzinfo=UTC))
        assert schedules.read(session, "s1").warnings == [{"code": "unknown_type"}]
        assert plans.read(session, "p1").figures == {"objective": 7}
        assert published.current(session, "XYZ", date(2030, 6, 1)).plan_id == "p1"
        job = jobs.read(session, "j1")
        assert (job.plan_id, job.interrupted) == ("p1", True)
        assert (job.work_limit, job.reference_plan_id, job.thinned) == (None, None, False)
        assert jobs.read(session, "j2").objective == {"tiers": [["tow"]]}
        assert [event.data["bound"] for event in events.read(session, "j1")] == [7]
        assert [token.user for token in tokens.listed(session)] == ["ann"]
        assert [entry.subject for entry in audit.entries(session)] == ["p1"]


def test_an_upgraded_store_goes_on_where_it_was(first):
    migrate.upgrade(first)
    with first.writing() as session:
        airports.change(session, "XYZ", {"code": "XYZ"}, based_on=1, user="bob")
        published.publish(session, "p1", based_on=1, user="bob")
        much = Capacity(8, 8000)
        job = leases.claim(session, "w2", lease=timedelta(minutes=1), most_running=1, total=much, free=much)
        assert (job.id, job.last_event) == ("j2", 1)
        leases.save(session, Claim.of(job), {"plan": []}, {"objective": 3})
        assert checkpoints.read(session, job).figures == {"objective": 3}
        audit.record(session, user="bob", action="plan.publish", kind="plan", subject="p1")
    with pytest.raises(DBAPIError, match="rows of audit are kept as they are"), first.writing() as session:
        session.execute(text("delete from audit"))


def test_foreign_keys_hold_again_after_an_upgrade(first):
    migrate.upgrade(first)
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), first.writing() as session:
        session.execute(text("update jobs set reference_plan_id = 'nowhere'"))


def test_a_newer_schema_is_refused_and_left_alone(url):
    database = open_database(url)
    with database.writing() as session:
        session.execute(text(f"update {migrate.VERSION_TABLE} set version_num = '9999'"))
    database.close()
    with pytest.raises(SchemaError, match="the database has schema 9999, which a newer version"):
        open_database(url)
    with database.reading() as session:
        assert session.scalar(text(f"select version_num from {migrate.VERSION_TABLE}")) == "9999"
    database.close()


def test_a_migration_that_fails_leaves_nothing_half_done(url):
    database = Database(url)
    with database.writing() as session:
        session.execute(text("create table audit (mine text)"))  # in the way of the last table but none
    with pytest.raises(DBAPIError, match="audit"):
        migrate.upgrade(database)
    assert tables(database) == {"audit"}
    database.close()


def test_a_migration_that_orphans_rows_is_undone_on_sqlite(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/store.db")
    orphan = "insert into publications values ('XYZ', '2030-06-01', 1, 'nowhere', '', 'ann', '2030-06-01')"
    with pytest.raises(SchemaError, match="would lose rows"), database.migrating() as connection:
        connection.execute(text(orphan))
    with database.reading() as session:
        assert published.current(session, "XYZ", date(2030, 6, 1)) is None
    database.close()


def test_processes_that_start_together_make_one_schema(url):
    openers = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    for opener in openers:
        assert opener.stdout.readline() == b"ready\n"
    for opener in openers:
        opener.stdin.write(b"\n")
        opener.stdin.flush()
    for opener in openers:
        _, errors = opener.communicate()
        assert (opener.returncode, errors) == (0, b"")
    database = Database(url)
    assert tables(database) == {*Base.metadata.tables, migrate.VERSION_TABLE}
    database.close()
