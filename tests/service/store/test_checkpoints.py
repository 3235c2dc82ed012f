"""Best plans so far: of one job each, fenced like all that workers write, in no list of plans until the job ends."""

import pytest

from standalloc.service.store import Claim, LeaseLostError, checkpoints, jobs, leases, plans
from tests.service.store.test_jobs import enqueue, take
from tests.service.store.test_leases import expire, give_back_expired


def save(database, job, objective: int) -> None:
    with database.writing() as session:
        leases.save(session, Claim.of(job), {"rows": objective}, {"objective": objective})


def saved(database, job) -> tuple[dict, dict] | None:
    with database.reading() as session:
        checkpoint = checkpoints.read(session, job)
        return None if checkpoint is None else (checkpoint.document, checkpoint.figures)


def made(database) -> list[tuple[str, str | None, int]]:
    with database.reading() as session:
        return [(plan.id, plan.job_id, plan.figures["objective"]) for plan in plans.listed(session)]


def read(database, job):
    with database.reading() as session:
        return jobs.read(session, job.id)


def test_a_better_plan_takes_the_place_of_the_one_before(database, day):
    enqueue(day)
    job = take(database)
    assert saved(database, job) is None
    save(database, job, 9)
    save(database, job, 7)
    assert saved(database, job) == ({"rows": 7}, {"objective": 7})
    assert made(database) == []


def test_who_lost_the_job_saves_nothing(database, day):
    enqueue(day)
    job = take(database)
    save(database, job, 9)
    expire(database, job)
    give_back_expired(database)
    with pytest.raises(LeaseLostError):
        save(database, job, 7)
    again = take(database, "w2")
    with pytest.raises(LeaseLostError):
        save(database, job, 7)
    assert saved(database, again) == ({"rows": 9}, {"objective": 9})


def test_a_job_that_succeeds_has_its_last_plan_alone(database, day):
    enqueue(day)
    job = take(database)
    save(database, job, 9)
    plan = day.plan()
    with database.writing() as session:
        leases.succeed(session, Claim.of(job), plan_id=plan.id, result={})
    assert (read(database, job).plan_id, saved(database, job)) == (plan.id, None)
    assert [plan_id for plan_id, *_ in made(database)] == [plan.id]


@pytest.mark.parametrize(("keep", "kept"), [(True, [7]), (False, [])])
def test_a_job_that_fails_keeps_what_it_saved_where_there_is_room(database, day, keep, kept):
    enqueue(day)
    job = take(database)
    save(database, job, 7)
    with database.writing() as session:
        leases.fail(session, Claim.of(job), "no more", keep=keep)
    assert [objective for *_, objective in made(database)] == kept
    assert read(database, job).plan_id == next((plan_id for plan_id, *_ in made(database)), None)
    assert saved(database, job) is None


def test_a_job_that_fails_with_a_plan_has_that_one(database, day):
    enqueue(day)
    job = take(database)
    save(database, job, 9)
    plan = day.plan()
    with database.writing() as session:
        leases.fail(session, Claim.of(job), "too much", plan_id=plan.id)
    assert (read(database, job).plan_id, len(made(database)), saved(database, job)) == (plan.id, 1, None)


def test_what_was_saved_outlives_the_workers_and_becomes_the_plan_of_the_last(database, day):
    job = enqueue(day)
    for objective in (9, 8, 7):
        job = take(database)
        save(database, job, objective)
        expire(database, job)
        give_back_expired(database)
        assert (read(database, job).state == "queued") == (objective > 7)
    assert [(job_id, objective) for _, job_id, objective in made(database)] == [(job.id, 7)]
    assert read(database, job).plan_id == made(database)[0][0]


def test_a_job_stopped_between_two_attempts_keeps_its_plan(database, day):
    enqueue(day)
    job = take(database)
    save(database, job, 7)
    with database.writing() as session:
        leases.give_back(session, Claim.of(job))
    with database.writing() as session:
        stopped = jobs.request_stop(session, job.id)
    assert (stopped.state, [stopped.plan_id]) == ("cancelled", [plan_id for plan_id, *_ in made(database)])


@pytest.mark.parametrize("end", [jobs.cancel, jobs.delete], ids=["cancelled", "deleted"])
def test_a_job_that_is_gone_leaves_nothing(database, day, end):
    enqueue(day)
    job = take(database)
    save(database, job, 7)
    with database.writing() as session:
        end(session, job.id)
    assert (saved(database, job), made(database)) == (None, [])
