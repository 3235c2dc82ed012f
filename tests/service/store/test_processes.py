"""The queue under many processes: each job taken once, and given back when its worker is killed."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from standalloc.service.store import Claim, LeaseLostError, audit, jobs, leases
from tests.service.store.test_jobs import MINUTE, enqueue, take

CLAIMER = """
import sys
from datetime import timedelta
from standalloc.service.store import Capacity, Claim, leases
from standalloc.service.store.database import Database

url, name, ends = sys.argv[1:]
database, much = Database(url), Capacity(8, 8000)
print("ready", flush=True)
sys.stdin.readline()
while True:
    with database.writing() as session:
        job = leases.claim(
            session, name, lease=timedelta(seconds=0.5), most_running=1000, total=much, free=much
        )
    if job is None:
        break
    print(job.id, flush=True)
    if ends == "never":
        sys.stdin.read()
    with database.writing() as session:
        leases.report(session, Claim.of(job), {"objective": 1})
    with database.writing() as session:
        leases.succeed(session, Claim.of(job), plan_id=None, result={"by": name})
"""


@contextmanager
def claimer(database, name: str, ends: str = "at once") -> Iterator[subprocess.Popen]:
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", CLAIMER, url, name, ends]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n", process.stderr.read()
            yield process
        finally:
            process.kill()


def test_four_processes_take_a_hundred_jobs_once_each(database, day):
    made = [enqueue(day, most_queued=1000, user=f"user{number % 3}").id for number in range(100)]
    with (
        claimer(database, "w1") as first,
        claimer(database, "w2") as second,
        claimer(database, "w3") as third,
        claimer(database, "w4") as fourth,
    ):
        workers = [first, second, third, fourth]
        for worker in workers:
            worker.stdin.write("\n")
            worker.stdin.flush()
        ended = [worker.communicate() for worker in workers]
    assert [errors for _, errors in ended] == [""] * 4
    taken = Counter(job for output, _ in ended for job in output.split())
    assert taken == Counter(made)
    with database.reading() as session:
        assert jobs.counts(session) == {"succeeded": 100}
        assert {job.attempt for job in jobs.listed(session)} == {1}


def test_the_job_of_a_killed_worker_is_given_back(database, day):
    made = enqueue(day)
    with claimer(database, "w1", ends="never") as worker:
        worker.stdin.write("\n")
        worker.stdin.flush()
        assert worker.stdout.readline().strip() == made.id
        worker.kill()  # SIGKILL: it cleans up nothing
        worker.wait()
    with database.reading() as session:
        dead = Claim.of(jobs.read(session, made.id))
    while not given_back(database):
        pass  # the lease of half a second runs out
    again = take(database, "w2")
    assert (again.id, again.attempt) == (made.id, 2)
    with pytest.raises(LeaseLostError), database.writing() as session:
        leases.renew(session, dead, MINUTE)


def given_back(database) -> bool:
    with database.writing() as session:
        return bool(leases.give_back_expired(session))


def test_a_killed_writer_leaves_no_lock_behind(database, day):
    enqueue(day)
    program = """
import os, signal, sys
from standalloc.service.store import audit
from standalloc.service.store.database import Database
with Database(sys.argv[1]).writing() as session:
    audit.record(session, user="eve", action="x", kind="x", subject="x")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    url = database.url.render_as_string(hide_password=False)
    assert subprocess.run([sys.executable, "-c", program, url], check=False).returncode == -9
    assert take(database) is not None
    with database.reading() as session:
        assert not audit.entries(session)
