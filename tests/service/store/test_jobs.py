"""Jobs as their users see them."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from standalloc.service.store import (
    Capacity,
    Claim,
    IdempotencyConflictError,
    JobStateError,
    LeaseLostError,
    NotFoundError,
    QueueFullError,
    Repeatable,
    events,
    jobs,
    leases,
    plans,
)
from standalloc.service.store.tables import Event, Job

LARGE = Capacity(workers=64, memory_mb=64_000)
MINUTE = timedelta(minutes=1)


def enqueue(day, most_queued: int = 100, repeatable: Repeatable | None = None, **values) -> Job:
    with day.database.writing() as session:
        return jobs.enqueue(session, day.request(**values), most_queued=most_queued, repeatable=repeatable)


def take(database, worker: str = "w1", most_running: int = 100) -> Job | None:
    with database.writing() as session:
        return leases.claim(session, worker, lease=MINUTE, most_running=most_running, total=LARGE, free=LARGE)


def test_a_job_comes_back_as_it_was_asked_for(database, day):
    plan = day.plan()
    wishes = {"configuration": "fcfs", "time_limit": 7.5, "workers": 3, "memory_mb": 512, "seed": 9, "work_limit": 2.5}
    wishes |= {"start_plan_id": plan.id, "reference_plan_id": plan.id, "priority": -2}
    wishes |= {"pins": [{"turn": "A", "visit": "*", "stand": "1"}], "objective": {"tiers": [["tow"]]}}
    made = enqueue(day, **wishes)
    with database.reading() as session:
        job = jobs.read(session, made.id)
    assert {name: getattr(job, name) for name in wishes} == wishes
    assert (job.user, job.airport, job.airport_version, job.schedule_id) == ("ann", "XYZ", 1, day.schedule.id)
    assert (job.state, job.attempt, job.stop_requested, job.plan_id) == ("queued", 0, False, None)


def test_a_user_may_queue_so_many(database, day):
    for _ in range(2):
        enqueue(day, most_queued=2)
    with pytest.raises(QueueFullError, match="ann has 2 queued jobs"):
        enqueue(day, most_queued=2)
    enqueue(day, most_queued=2, user="bob")
    take(database)
    enqueue(day, most_queued=2)  # the running one does not count


def test_requests_at_once_do_not_pass_the_limit_together(database, day):
    refused = []

    def ask() -> None:
        try:
            enqueue(day, most_queued=2)
        except QueueFullError:
            refused.append(1)

    run_together([ask] * 6)
    assert len(refused) == 4


def run_together(tasks) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_repeated_request_gets_the_same_job(database, day):
    key = Repeatable("k1", b'{"airport": "XYZ"}')
    first = enqueue(day, most_queued=1, repeatable=key)
    assert enqueue(day, most_queued=1, repeatable=key).id == first.id  # also where the queue is full
    assert enqueue(day, repeatable=key, user="bob").id != first.id
    with database.reading() as session:
        assert jobs.repeated(session, "ann", key).id == first.id
        assert jobs.repeated(session, "ann", Repeatable("k2", key.content)) is None


def test_another_request_with_the_same_key_is_refused(day):
    enqueue(day, repeatable=Repeatable("k1", b"one"))
    with pytest.raises(IdempotencyConflictError, match="the key 'k1' belongs to another request"):
        enqueue(day, repeatable=Repeatable("k1", b"two"))


def test_a_request_repeated_at_once_makes_one_job(database, day):
    made = []
    run_together([lambda: made.append(enqueue(day, repeatable=Repeatable("k1", b"one")).id)] * 6)
    assert len(made) == 6
    assert len(set(made)) == 1


def test_jobs_are_listed_by_user_airport_and_state(database, day):
    mine, theirs = enqueue(day), enqueue(day, user="bob")
    running = take(database)
    assert running.id == mine.id
    with database.reading() as session:
        assert [job.id for job in jobs.listed(session)] == [theirs.id, mine.id]
        assert [job.id for job in jobs.listed(session, user="bob")] == [theirs.id]
        assert [job.id for job in jobs.listed(session, states=["running", "failed"])] == [mine.id]
        assert not jobs.listed(session, airport="ABC")
        assert [job.id for job in jobs.listed(session, limit=1, offset=1)] == [mine.id]
        assert jobs.counts(session) == {"queued": 1, "running": 1}


def test_a_stop_of_a_running_job_reaches_its_worker(database, day):
    enqueue(day)
    job = take(database)
    for _ in range(2):
        with database.writing() as session:
            assert jobs.request_stop(session, job.id).state == "running"
    with database.writing() as session:
        assert leases.renew(session, Claim.of(job), MINUTE).stop_requested


def test_a_stop_of_a_queued_job_cancels_it(database, day):
    job = enqueue(day)
    with database.writing() as session:
        assert jobs.request_stop(session, job.id).state == "cancelled"
    assert take(database) is None


def test_a_cancelled_job_is_lost_to_its_worker(database, day):
    enqueue(day)
    job = take(database)
    with database.writing() as session:
        jobs.cancel(session, job.id)
    with pytest.raises(LeaseLostError), database.writing() as session:
        leases.renew(session, Claim.of(job), MINUTE)
    with database.reading() as session:
        job = jobs.read(session, job.id)
        assert job.ended_at >= job.created_at
        assert [event.data["state"] for event in events.read(session, job.id)] == ["queued", "running", "cancelled"]


@pytest.mark.parametrize("change", [jobs.request_stop, jobs.cancel])
def test_what_has_ended_is_neither_stopped_nor_cancelled(database, day, change):
    job = enqueue(day)
    with database.writing() as session:
        jobs.cancel(session, job.id)
    with pytest.raises(JobStateError, match="has ended: it is cancelled"), database.writing() as session:
        change(session, job.id)


def test_a_deleted_job_is_gone_with_its_events_but_not_its_plan(database, day):
    enqueue(day)
    job = take(database)
    plan = day.plan(job_id=job.id)
    with database.writing() as session:
        leases.succeed(session, Claim.of(job), plan_id=plan.id, result={})
    with database.writing() as session:
        jobs.delete(session, job.id)
    with database.reading() as session:
        assert not jobs.listed(session)
        assert session.scalar(select(func.count()).select_from(Event)) == 0
        assert plans.read(session, plan.id).job_id == job.id


def test_a_deleted_job_is_lost_to_its_worker(database, day):
    enqueue(day)
    job = take(database)
    with database.writing() as session:
        jobs.delete(session, job.id)
    with pytest.raises(LeaseLostError), database.writing() as session:
        leases.report(session, Claim.of(job), {"objective": 1})


@pytest.mark.parametrize("change", [jobs.read, jobs.request_stop, jobs.cancel, jobs.delete])
def test_what_is_not_there_is_not_found(database, change):
    with pytest.raises(NotFoundError, match="there is no job 'x'"), database.writing() as session:
        change(session, "x")
