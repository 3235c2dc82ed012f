"""Ends of solves in the store: plan and state together or not at all, by whoever holds the job."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from standalloc.service.store import Claim, LeaseLostError, jobs, leases
from standalloc.service.work.ending import Outcome, end
from standalloc.service.work.order import read_order
from standalloc.service.work.outages import is_full, is_outage, reason
from standalloc.solve import solve
from tests.service.work.conftest import ONE_CORE

MINUTE = timedelta(minutes=1)


def take(desk, worker: str = "w1") -> Claim:
    with desk.database.writing() as session:
        job = leases.claim(session, worker, lease=MINUTE, most_running=9, total=ONE_CORE, free=ONE_CORE)
        return Claim.of(job)


def finish(desk, claim: Claim, cause=None, message: str = "", config: str = "default"):
    with desk.database.reading() as session:
        order = read_order(session, jobs.read(session, claim.job_id))
    result = solve(order.instance, time_limit=1.0, workers=1, config=config, start=order.start)
    with desk.database.writing() as session:
        return end(session, claim, Outcome(order, result, cause, message))


@pytest.mark.parametrize(
    ("cause", "state", "has_result"),
    [
        (None, "succeeded", True),
        ("user", "succeeded", True),
        ("shutdown", "succeeded", True),
        ("overstepped", "failed", True),
    ],
)
def test_whatever_ends_a_solve_its_plan_is_kept(desk, tiny, cause, state, has_result):
    job_id = desk.ask(tiny)
    job = finish(desk, take(desk), cause, "too much")
    assert (job.state, job.plan_id) == (state, desk.plans(job_id)[0])
    assert (job.result is not None) == has_result
    assert job.error == ("too much" if cause == "overstepped" else None)


def test_what_a_dead_worker_leaves_is_saved_and_the_next_attempt_starts_from_it(desk, tiny):
    job_id = desk.ask(tiny)
    job = finish(desk, take(desk), "orphaned")
    assert (job.state, job.plan_id, job.result, desk.plans(job_id)) == ("queued", None, None, [])
    assert desk.saved(job_id)["valid"]
    claim = take(desk, "w2")
    with desk.database.reading() as session:
        order = read_order(session, jobs.read(session, job_id))
    assert len(order.start.stands) == len(tiny.visits)
    job = finish(desk, claim, config="fcfs")
    assert (job.state, job.attempt, desk.plans(job_id)) == ("succeeded", 2, [job.plan_id])
    assert desk.saved(job_id) is None


def test_a_plan_that_an_older_version_left_is_where_the_next_attempt_starts(desk, tiny):
    desk.ask(tiny)
    plan_id = finish(desk, take(desk)).plan_id
    job_id = desk.ask(tiny)
    with desk.database.writing() as session:
        jobs.read(session, job_id).plan_id = plan_id
    with desk.database.reading() as session:
        assert len(read_order(session, jobs.read(session, job_id)).start.stands) == len(tiny.visits)


def test_who_lost_the_job_writes_nothing(desk, tiny):
    job_id = desk.ask(tiny)
    claim = take(desk)
    with desk.database.writing() as session:
        leases.give_back(session, claim)
    with pytest.raises(LeaseLostError):
        finish(desk, claim)
    assert desk.job(job_id).state == "queued"
    assert desk.plans(job_id) == []


def test_a_full_disk_keeps_nothing_half_written(desk, tiny):
    job_id = desk.ask(tiny, user="a" * 50_000)  # which the plan repeats: more than the last page has room for
    claim = take(desk)

    @event.listens_for(desk.database.engine, "checkout")
    def limit(connection, _record, _proxy):
        (pages,) = connection.execute("pragma page_count").fetchone()
        connection.execute(f"pragma max_page_count = {pages}")

    with pytest.raises(OperationalError, match="full") as error:
        finish(desk, claim)
    assert is_full(error.value)
    assert not is_outage(error.value)
    assert reason(error.value) == "database or disk is full"
    event.remove(desk.database.engine, "checkout", limit)
    desk.database.engine.dispose()
    assert (desk.job(job_id).state, desk.plans(job_id)) == ("running", [])
    assert finish(desk, claim).state == "succeeded"


def test_a_solve_whose_plan_finds_no_room_fails_and_says_so(desk, tiny, url):
    job_id = desk.ask(tiny)
    claim = take(desk)
    with desk.database.writing() as session:
        # Of an attempt before; there is no more room for it than for the last.
        leases.save(session, claim, {"plan": [], "others": []}, {})
    program = f"""
import sys
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.engine import Engine
from standalloc.service.work import ending, solving

@event.listens_for(Engine, "before_cursor_execute")
def limit(connection, cursor, statement, parameters, context, many):
    if statement.startswith("INSERT INTO plans"):
        cursor.execute("pragma max_page_count = 1")
        cursor.execute("create table filling (x)")

sys.exit(solving.main({[claim.job_id, claim.worker, str(claim.attempt)]!r}))
"""
    listening, worker = os.pipe()  # open to the end: the worker is there
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "STANDALLOC_DATABASE": url},
        stdin=listening,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(listening)
    os.close(worker)
    job = desk.job(job_id)
    assert (done.returncode, job.state, job.plan_id) == (0, "failed", None), done.stderr
    assert job.error == "the plan could not be written: database or disk is full; make room and solve again"


def test_a_day_may_have_conditions_and_a_reference_of_the_job(desk, tiny):
    desk.ask(tiny)
    reference = finish(desk, take(desk)).plan_id
    turn, stand = tiny.turns[0].id, tiny.airport.stands[-1].id
    job_id = desk.ask(
        tiny,
        pins=[{"turn": turn, "visit": "arrival", "stand": stand}],
        objective={"tow": 7, "change": 1},
        reference_plan_id=reference,
        start_plan_id=reference,
    )
    with desk.database.reading() as session:
        order = read_order(session, jobs.read(session, job_id))
    assert order.instance.airport.objective.tow == 7
    assert stand in order.instance.pinned.values()
    assert order.instance.reference == order.start.stands
    assert len(order.conditions.reference) == len(order.start.stands)
    assert len(order.start.stands) == len(tiny.visits)
