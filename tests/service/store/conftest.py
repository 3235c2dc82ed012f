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


def create(server: postgresql.Server, template: str = "template1") -> str:
    """Create a PostgreSQL database of a random name, empty or like another one; return its name."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f"create database {name} template {template}")
    return name


@pytest.fixture
def make_url(kind, request, tmp_path) -> MakeUrl:
    """A function that returns the URL of a new database of the kind tested: SQLite without a file, or empty."""
    if kind == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/{uuid.uuid4().hex}.db"
    running = request.getfixturevalue("server")
    return lambda: running.url(create(running))


@pytest.fixture
def url(make_url) -> str:
    return make_url()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("template") / "store.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(server) -> str:
    name = create(server)
    open_database(server.url(name)).close()
    return name


@pytest.fixture
def database(kind, request, tmp_path) -> Iterator[Database]:
    """A store in the newest schema, copied: migrating anew for each test would take most of its time."""
    if kind == "sqlite":
        path = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "store.db")
        opened = Database(f"sqlite:///{path}")
    else:
        running = request.getfixturevalue("server")
        opened = Database(running.url(create(running, request.getfixturevalue("postgresql_template"))))
    yield opened
    opened.close()


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
