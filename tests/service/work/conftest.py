"""Stores with days that are solved at once or never, and workers in processes of their own."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psutil
import pytest

from standalloc.io import instance_document, read
from standalloc.model import Instance
from standalloc.service.settings import Settings
from standalloc.service.store import (
    Capacity,
    Database,
    Job,
    airports,
    checkpoints,
    events,
    jobs,
    open_database,
    plans,
    schedules,
)
from standalloc.service.store.jobs import JobRequest
from standalloc.service.work.worker import Patience, Worker
from tests.service.store.conftest import make_url, server, url  # noqa: F401

ONE_CORE = Capacity(1, 4000)
INSTANCES = Path(__file__).parents[3] / "instances"


def until(condition: Callable[[], object], seconds: float = 120.0) -> object:
    """Wait for a condition; return what it says when it holds."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return answer


class Desk:
    """Puts jobs into a store and looks at them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._schedules: dict[str, str] = {}

    def store(self, instance: Instance) -> str:
        """Store a day, once; return the id of its schedule."""
        document = instance_document(instance)
        airport = document.pop("airport")
        name = airport["code"]
        if name not in self._schedules:
            day = {key: value for key, value in document.items() if key != "name"}
            with self.database.writing() as session:
                airports.change(session, name, airport, based_on=0, user="ann")
                schedule = schedules.add(
                    session, airport=name, airport_version=1, day=date(2030, 6, 1), document=day, user="ann"
                )
            self._schedules[name] = schedule.id
        return self._schedules[name]

    def ask(self, instance: Instance, **values) -> str:
        """Queue a job; return its id."""
        defaults = {
            "user": "ann",
            "airport": instance.airport.code,
            "airport_version": 1,
            "schedule_id": self.store(instance),
            "configuration": "default",
            "time_limit": 30.0,
            "workers": 1,
            "memory_mb": 2000,
        }
        with self.database.writing() as session:
            return jobs.enqueue(session, JobRequest(**(defaults | values)), most_queued=100).id

    def job(self, job_id: str) -> Job:
        with self.database.reading() as session:
            return jobs.read(session, job_id)

    def events(self, job_id: str) -> list[tuple[str, dict]]:
        with self.database.reading() as session:
            return [(event.kind, event.data) for event in events.read(session, job_id)]

    def plans(self, job_id: str) -> list[str]:
        with self.database.reading() as session:
            return [plan.id for plan in plans.listed(session) if plan.job_id == job_id]

    def saved(self, job_id: str) -> dict | None:
        """Return the figures of the plan that a job has saved, None without one."""
        with self.database.reading() as session:
            checkpoint = checkpoints.read(session, jobs.read(session, job_id))
            return None if checkpoint is None else checkpoint.figures

    def ended(self, job_id: str, seconds: float = 120.0) -> Job:
        """Wait until a job has ended."""
        return until(lambda: (job := self.job(job_id)).ended_at and job, seconds)

    def solving(self, job_id: str) -> Job:
        """Wait until a job has a first plan in memory."""
        until(lambda: any(data.get("objective") is not None for _, data in self.events(job_id)))
        return self.job(job_id)


@pytest.fixture
def kind() -> str:
    """The kind of database; tests for which it matters ask for both."""
    return "sqlite"


@pytest.fixture
def database(url) -> Iterator[Database]:  # noqa: F811
    opened = open_database(url)
    yield opened
    opened.close()


@pytest.fixture
def desk(database) -> Desk:
    return Desk(database)


@pytest.fixture
def tiny() -> Instance:
    return read(INSTANCES / "tiny" / "tow")


@pytest.fixture(scope="session")
def endless() -> Instance:
    """A day that one core does not prove within the seconds of a test, though it soon has a plan."""
    return read(INSTANCES / "hub" / "hub260")


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_worker(url) -> Iterator[Start]:  # noqa: F811
    """Start a worker's process; it and what it left are gone at the end of the test."""
    started: list[subprocess.Popen[str]] = []

    def start(cores: int = 1, memory: int = 4000, **environment: object) -> "subprocess.Popen[str]":
        words = ["worker", "--database", url, "--cores", cores, "--memory", memory]
        variables = {**os.environ, **{name: str(value) for name, value in environment.items()}}
        process = subprocess.Popen([sys.executable, "-m", "standalloc", *map(str, words)], env=variables)
        started.append(process)
        return process

    yield start
    for process in started:
        for member in family(process.pid):
            member.kill()
        process.kill()
        process.wait()


def family(pid: int) -> list[psutil.Process]:
    """Return the children of a process, and theirs."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


@pytest.fixture
def work(database, url):  # noqa: F811
    """Let a worker work in a thread of the test, to be as impatient as the test is."""

    @contextmanager
    def begin(patience: Patience, total: Capacity = ONE_CORE) -> Iterator[Worker]:
        stop, worker = threading.Event(), Worker(database, Settings(database=url), total, patience)
        thread = threading.Thread(target=worker.run, args=(stop,))
        thread.start()
        try:
            yield worker
        finally:
            stop.set()
            thread.join()

    return begin


def solve_process(worker: Worker) -> psutil.Process | None:
    """Return the process of a solve that a worker of this process runs."""
    return next(iter(psutil.Process(pid) for pid in worker.processes()), None)
