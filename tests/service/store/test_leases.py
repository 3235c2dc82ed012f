"""Jobs as workers see them: each taken once, in turn, held by a lease, given back when the worker is gone."""

from datetime import timedelta

import pytest

from standalloc.service.store import Capacity, Claim, LeaseLostError, events, jobs, leases, plans
from tests.service.store.test_jobs import MINUTE, enqueue, run_together, take

EXPIRED = timedelta(seconds=-1)


def expire(database, job) -> None:
    with database.writing() as session:
        leases.renew(session, Claim.of(job), EXPIRED)


def give_back_expired(database) -> list[tuple[str, str]]:
    with database.writing() as session:
        return [(job.id, job.state) for job in leases.give_back_expired(session)]


def test_higher_priority_goes_first_then_first_come(database, day):
    made = {enqueue(day, priority=priority).id: priority for priority in (0, 5, 0, 9, 5)}
    ids = list(made)
    assert [take(database).id for _ in ids] == [ids[3], ids[1], ids[4], ids[0], ids[2]]
    assert take(database) is None


def test_a_claim_tells_who_when_and_how_often(database, day):
    enqueue(day)
    job = take(database, "w7")
    assert (job.state, job.worker, job.attempt) == ("running", "w7", 1)
    assert job.lease_until - job.started_at == MINUTE


def test_a_user_runs_so_many_at_once(database, day):
    for user in ("ann", "ann", "ann", "bob"):
        enqueue(day, user=user)
    assert [take(database, most_running=2).user for _ in range(3)] == ["ann", "ann", "bob"]
    assert take(database, most_running=2) is None


def test_claims_at_once_do_not_pass_the_limit_together(database, day):
    for _ in range(6):
        enqueue(day)
    enqueue(day, user="bob")
    taken = []
    run_together([lambda: taken.append(take(database, most_running=2))] * 6)
    assert sorted(job.user for job in taken if job) == ["ann", "ann", "bob"]


def claim_with(database, total: Capacity, free: Capacity):
    with database.writing() as session:
        return leases.claim(session, "w1", lease=MINUTE, most_running=9, total=total, free=free)


@pytest.mark.parametrize("needs", [{"workers": 4}, {"memory_mb": 4000}])
def test_what_a_worker_can_never_run_is_left_to_others(database, day, needs):
    enqueue(day, **needs)
    small = enqueue(day)
    total = Capacity(workers=2, memory_mb=2000)
    assert claim_with(database, total, total).id == small.id
    assert claim_with(database, total, total) is None


@pytest.mark.parametrize("needs", [{"workers": 2}, {"memory_mb": 2000}])
def test_what_does_not_fit_now_keeps_its_turn(database, day, needs):
    large = enqueue(day, **needs)
    enqueue(day)
    total = Capacity(workers=2, memory_mb=2000)
    assert claim_with(database, total, Capacity(workers=1, memory_mb=1000)) is None
    assert claim_with(database, total, total).id == large.id


def test_an_expired_lease_gives_the_job_back_to_its_place(database, day):
    first = enqueue(day)
    enqueue(day)
    lost = take(database)
    expire(database, lost)
    assert give_back_expired(database) == [(first.id, "queued")]
    again = take(database, "w2")
    assert (again.id, again.attempt, again.worker) == (first.id, 2, "w2")


def test_a_renewed_lease_keeps_the_job(database, day):
    enqueue(day)
    job = take(database)
    expire(database, job)
    with database.writing() as session:
        leases.renew(session, Claim.of(job), MINUTE)
    assert give_back_expired(database) == []


def test_a_job_that_lost_three_workers_fails_with_a_message(database, day):
    made = enqueue(day)
    for state in ("queued", "queued", "failed"):
        expire(database, take(database))
        assert give_back_expired(database) == [(made.id, state)]
    with database.reading() as session:
        job = jobs.read(session, made.id)
        assert job.error == "the worker died or was lost in each of 3 attempts"
        assert events.read(session, made.id)[-1].data == {"state": "failed", "attempt": 3}
    assert take(database) is None


def test_a_worker_that_lost_its_lease_writes_nothing(database, day):
    made = enqueue(day)
    lost = take(database, "w1")
    expire(database, lost)
    give_back_expired(database)
    take(database, "w1")  # the same worker again: the attempt tells them apart
    writes = [
        lambda session: leases.renew(session, Claim.of(lost), MINUTE),
        lambda session: leases.report(session, Claim.of(lost), {}),
        lambda session: leases.fail(session, Claim.of(lost), "late"),
        lambda session: leases.give_back(session, Claim.of(lost)),
    ]
    for write in writes:
        with pytest.raises(LeaseLostError, match=r"worker 'w1' does not hold job"), database.writing() as session:
            write(session)
    with database.reading() as session:
        assert jobs.read(session, made.id).state == "running"


def test_the_plan_of_a_lost_job_is_not_stored(database, day):
    enqueue(day)
    lost = take(database)
    expire(database, lost)
    give_back_expired(database)
    with pytest.raises(LeaseLostError), database.writing() as session:
        plan = plans.add(
            session,
            airport="XYZ",
            airport_version=1,
            schedule_id=day.schedule.id,
            document={},
            figures={},
            user="ann",
            job_id=lost.id,
        )
        leases.succeed(session, Claim.of(lost), plan_id=plan.id, result={})
    with database.reading() as session:
        assert not plans.listed(session)


def test_a_job_ends_with_its_plan(database, day):
    enqueue(day)
    held = take(database)
    plan = day.plan(job_id=held.id)
    with database.writing() as session:
        leases.succeed(session, Claim.of(held), plan_id=plan.id, result={"gap": 0.5}, interrupted=True)
    with database.reading() as session:
        job = jobs.read(session, held.id)
    assert (job.state, job.plan_id, job.result, job.interrupted) == ("succeeded", plan.id, {"gap": 0.5}, True)
    assert job.lease_until is None
    assert job.ended_at >= job.started_at


def test_a_job_fails_with_its_reason(database, day):
    enqueue(day)
    held = take(database)
    with database.writing() as session:
        leases.fail(session, Claim.of(held), "it used more than 1000 MB")
    with database.reading() as session:
        job = jobs.read(session, held.id)
    assert (job.state, job.error) == ("failed", "it used more than 1000 MB")
    assert give_back_expired(database) == []


def test_a_worker_that_shuts_down_gives_its_job_back(database, day):
    made = enqueue(day)
    held = take(database)
    with database.writing() as session:
        leases.give_back(session, Claim.of(held))
    assert take(database, "w2").id == made.id


def test_who_gives_back_at_once_gives_each_back_once(database, day):
    for _ in range(8):
        enqueue(day)
    for _ in range(8):
        expire(database, take(database))
    given = []
    run_together([lambda: given.extend(give_back_expired(database))] * 4)
    given += give_back_expired(database)  # what one had locked, another skipped
    assert len(given) == len(set(given)) == 8
