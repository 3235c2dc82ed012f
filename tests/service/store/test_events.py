"""Events: numbered for each job, read from where a reader left off, thinned when old."""

from datetime import timedelta

import pytest

from standalloc.service.store import Claim, events, leases
from tests.service.store.test_jobs import enqueue, run_together, take

NO_TIME = timedelta(0)


@pytest.fixture
def job(database, day):
    enqueue(day)
    return take(database)


def report(database, job, count: int) -> None:
    for number in range(count):
        with database.writing() as session:
            leases.report(session, Claim.of(job), {"objective": number})


def end(database, job) -> None:
    with database.writing() as session:
        leases.succeed(session, Claim.of(job), plan_id=None, result={})


def test_events_tell_states_and_progress_in_order(database, job):
    report(database, job, 2)
    end(database, job)
    with database.reading() as session:
        read = events.read(session, job.id)
    assert [event.id for event in read] == [1, 2, 3, 4, 5]
    assert [event.kind for event in read] == ["state", "state", "progress", "progress", "state"]
    assert [event.data for event in read[1:4]] == [
        {"state": "running", "attempt": 1},
        {"objective": 0},
        {"objective": 1},
    ]
    assert all(event.at.utcoffset() == NO_TIME for event in read)


def test_a_reader_goes_on_where_it_left_off(database, job):
    report(database, job, 5)
    with database.reading() as session:
        assert [event.id for event in events.read(session, job.id, after=3, limit=2)] == [4, 5]
        assert [event.id for event in events.read(session, job.id, after=5)] == [6, 7]
        assert not events.read(session, job.id, after=7)
        assert not events.read(session, "x")


def test_events_written_at_once_have_ids_of_their_own(database, job):
    run_together([lambda: report(database, job, 5)] * 4)
    with database.reading() as session:
        assert [event.id for event in events.read(session, job.id)] == list(range(1, 23))


def test_old_progress_is_thinned_to_its_last_and_evenly_spread_ones(database, job):
    report(database, job, 30)
    end(database, job)
    with database.writing() as session:
        assert events.thin(session, older_than=NO_TIME, keep=5) == 25
    with database.reading() as session:
        read = events.read(session, job.id)
    assert [event.data["objective"] for event in read if event.kind == "progress"] == [5, 11, 17, 23, 29]
    assert [event.data["state"] for event in read if event.kind == "state"] == ["queued", "running", "succeeded"]


def test_thinning_again_changes_nothing(database, job):
    report(database, job, 30)
    end(database, job)
    with database.writing() as session:
        events.thin(session, older_than=NO_TIME, keep=5)
    with database.writing() as session:
        assert events.thin(session, older_than=NO_TIME, keep=5) == 0


def test_so_many_jobs_are_thinned_at_a_time(database, day):
    for _ in range(3):
        enqueue(day)
        held = take(database)
        report(database, held, 4)
        end(database, held)
    deleted = []
    for _ in range(3):
        with database.writing() as session:
            deleted.append(events.thin(session, older_than=NO_TIME, keep=1, jobs=2))
    assert deleted == [6, 3, 0]


def test_running_and_recent_jobs_are_not_thinned(database, job):
    report(database, job, 30)
    with database.writing() as session:
        assert events.thin(session, older_than=NO_TIME, keep=5) == 0
    end(database, job)
    with database.writing() as session:
        assert events.thin(session, older_than=timedelta(hours=1), keep=5) == 0
