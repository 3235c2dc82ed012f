"""Stores to test on: each test runs on SQLite and, where there is a PostgreSQL, on that too."""

import uuid
from collections.abc import Callable, Iterator
from datetime import date

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


@pytest.fixture
def make_url(kind, request, tmp_path) -> Iterator[MakeUrl]:
    """A function that returns the URL of a new and empty database of the kind tested."""
    if kind == "sqlite":
        yield lambda: f"sqlite:///{tmp_path}/{uuid.uuid4().hex}.db"
        return
    running = request.getfixturevalue("server")
    names = []

    def make() -> str:
        names.append(f"t{uuid.uuid4().hex}")
        with psycopg.connect(running.url(), autocommit=True) as connection:
            connection.execute(f"create database {names[-1]}")
        return running.url(names[-1])

    yield make
    with psycopg.connect(running.url(), autocommit=True) as connection:
        for name in names:
            connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def url(make_url) -> str:
    return make_url()


@pytest.fixture
def database(url) -> Iterator[Database]:
    opened = open_database(url)
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
