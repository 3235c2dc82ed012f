"""An application on a database of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

from standalloc.service.api.app import create_app
from standalloc.service.settings import Settings
from standalloc.service.store import Database, open_database
from tests.service.api.client import Client, Loop


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory) -> Path:
    """The file of a store that holds nothing: copied for each test, which is quicker than migrating."""
    file: Path = tmp_path_factory.mktemp("store") / "empty.db"
    database = open_database(f"sqlite:///{file}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
    database.close()
    return file


@pytest.fixture
def database(tmp_path, empty_database) -> Iterator[Database]:
    file = tmp_path / "standalloc.db"
    shutil.copy(empty_database, file)
    database = Database(f"sqlite:///{file}")
    yield database
    database.close()


@pytest.fixture
def settings() -> Settings:
    """Small bounds, so that tests reach them."""
    return Settings(
        largest_body=300_000, most_turns=1000, most_stands=50, most_seconds=100, most_job_workers=4, most_queued=3
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> FastAPI:
    return create_app(settings, database)


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    with start_blocking_portal() as portal:
        yield Loop(portal)


@pytest.fixture
def client(app: FastAPI, loop: Loop) -> Client:
    """A program on the same machine; there is no token yet."""
    return Client(app, loop)


@pytest.fixture
def administrator(client: Client) -> Client:
    """Who has the first token."""
    return client.as_(client.make_token("administrator", "ada"))


@pytest.fixture
def planner(administrator: Client) -> Client:
    return administrator.as_(administrator.make_token("planner", "kim"))


@pytest.fixture
def viewer(administrator: Client) -> Client:
    return administrator.as_(administrator.make_token("viewer", "vic"))
