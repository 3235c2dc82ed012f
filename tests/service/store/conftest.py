"""Stores to test on: each test runs on SQLite and, where there is a PostgreSQL, on that too."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from standalloc.service.store import Database, Plan, Schedule, airports, open_database, plans, schedules
from standalloc.service.store.jobs import JobRequest
from standalloc.service.store.tables import Base
from tests.service.store import postgresql

DAY = date(2030, 6, 1)
MakeUrl = Callable[[], str]


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    if postgresql.programs() is None:
        pytest.skip("no PostgreSQL here: install it (Debian: apt-get install postgresql), or run make test as root")
    with postgresql.server() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request) -> str:
    return request.param


def create(server: postgresql.Server) -> str:
    """Create an empty PostgreSQL database of a random name; return its URL."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return server.url(name)


@pytest.fixture
def make_url(kind, request, tmp_path) -> MakeUrl:
    """A function that returns the URL of a new database of the kind tested: SQLite without a file, or empty."""
    if kind == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/{uuid.uuid4().hex}.db"
    running = request.getfixturevalue("server")
    return lambda: create(running)


@pytest.fixture
def url(make_url) -> str:
    return make_url()


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "store.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_store(server) -> str:
    url = create(server)
    open_database(url).close()
    return url


@pytest.fixture
def database(kind, request, tmp_path) -> Iterator[Database]:
    """A store in the newest schema; copied or emptied, as migrating anew for each test would take most of its time."""
    if kind == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_store"), tmp_path / "store.db")
        opened = Database(f"sqlite:///{path}")
    else:
        url = request.getfixturevalue("postgresql_store")
        empty(url)
        opened = Database(url)
    yield opened
    opened.close()


def empty(url: str) -> None:
    """Empty a store in PostgreSQL, past the triggers that refuse it."""
    with psycopg.connect(url) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(f"truncate {', '.join(Base.metadata.tables)} restart identity")


class Day:
    """An airport and a schedule of it in a store, for what needs them."""

    def __init__(self, database: Database, airport: str = "XYZ", day: date = DAY) -> None:
        self.database = database
        self.airport = airport
        with database.writing() as session:
            airports.change(session, airport, {"code": airport}, based_on=0, user="ann")
            self.schedule: Schedule = schedules.add(
                session, airport=airport, airport_version=1, day=day, document={"schedule": [{}]}, user="ann"
            )

    def plan(self, **values) -> Plan:
        with self.database.writing() as session:
            return plans.add(
                session,
                **{
                    "airport": self.airport,
                    "airport_version": 1,
                    "schedule_id": self.schedule.id,
                    "document": {"rows": []},
                    "figures": {"objective": 1.5},
                    "user": "ann",
                }
                | values,
            )

    def request(self, **values) -> JobRequest:
        defaults = {
            "user": "ann",
            "airport": self.airport,
            "airport_version": 1,
            "schedule_id": self.schedule.id,
            "configuration": "default",
            "time_limit": 10.0,
            "workers": 1,
            "memory_mb": 1000,
        }
        return JobRequest(**(defaults | values))


@pytest.fixture
def day(database) -> Day:
    return Day(database)
