"""Workers, each in a process of its own: jobs end once and with their plans, whatever ends the worker."""

import signal
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from standalloc.check import check
from standalloc.service.days import Conditions, read_day, stored_plan
from standalloc.service.store import Capacity, airports, jobs, plans, schedules
from standalloc.service.work.worker import Patience
from tests.service.work.conftest import family, solve_process, until

on_postgresql = pytest.mark.parametrize("kind", ["postgresql"])


def judged(desk, plan_id: str) -> bool:
    """Return whether a stored plan keeps every rule of its day."""
    with desk.database.reading() as session:
        plan = plans.read(session, plan_id)
        airport = airports.read(session, plan.airport, plan.airport_version).document
        schedule = schedules.read(session, plan.schedule_id).document
    instance = read_day(airport, schedule, "", Conditions.of_plan(plan.document))
    judgement = check(instance, stored_plan(plan.document))
    return judgement.is_valid and judgement.objective == plan.figures["objective"]


def test_a_job_ends_with_a_plan_that_the_checker_has_judged(desk, tiny, start_worker):
    job_id = desk.ask(tiny)
    start_worker()
    job = desk.ended(job_id)
    assert (job.state, job.attempt, job.interrupted, job.error) == ("succeeded", 1, False, None)
    assert job.result["status"] == "optimal"
    assert desk.plans(job_id) == [job.plan_id]
    assert judged(desk, job.plan_id)
    kinds = [kind for kind, _ in desk.events(job_id)]
    assert (kinds[:2], kinds[-1], "progress" in kinds) == (["state", "state"], "state", True)


@on_postgresql
def test_a_worker_that_is_killed_gives_its_job_to_another_with_the_plan_so_far(desk, endless, start_worker):
    job_id = desk.ask(endless)
    first = start_worker()
    desk.solving(job_id)
    orphans = family(first.pid)
    first.kill()
    job = until(lambda: (job := desk.job(job_id)).state == "queued" and job)
    until(lambda: not any(orphan.is_running() for orphan in orphans))
    assert (job.plan_id, desk.plans(job_id)) == (None, [])
    objective = desk.saved(job_id)["objective"]  # what attempt 2 starts from
    kept = desk.events(job_id)
    second = start_worker()
    until(lambda: any(kind == "progress" for kind, _ in desk.events(job_id)[len(kept) :]))
    desk.solving(job_id)
    with desk.database.writing() as session:
        jobs.request_stop(session, job_id)
    job = desk.ended(job_id)
    assert (job.state, job.attempt, job.interrupted) == ("succeeded", 2, True)
    assert job.result["objective"] <= objective
    assert judged(desk, job.plan_id)
    assert second.poll() is None


def test_a_worker_that_is_lost_with_its_processes_gives_its_job_back_by_the_lease(desk, endless, start_worker):
    job_id = desk.ask(endless, time_limit=12.0)
    first = start_worker(STANDALLOC_LEASE_SECONDS=2)
    objective = until(lambda: desk.saved(job_id))["objective"]
    for process in (psutil.Process(first.pid), *family(first.pid)):
        process.kill()
    start_worker(STANDALLOC_LEASE_SECONDS=2)
    job = desk.ended(job_id)
    assert (job.state, job.attempt) == ("succeeded", 2)
    assert job.result["objective"] <= objective
    assert desk.plans(job_id) == [job.plan_id]


@on_postgresql
def test_a_solve_that_is_killed_goes_on_from_its_saved_plan(desk, endless, work):
    job_id = desk.ask(endless)
    with work(Patience()) as worker:
        objective = until(lambda: desk.saved(job_id))["objective"]
        solve_process(worker).kill()
        until(lambda: desk.job(job_id).attempt == 2)
        assert desk.plans(job_id) == []
        with desk.database.writing() as session:
            jobs.request_stop(session, job_id)
        job = desk.ended(job_id)
    assert (job.state, job.attempt, job.interrupted) == ("succeeded", 2, True)
    assert job.result["objective"] <= objective
    assert desk.plans(job_id) == [job.plan_id]
    assert judged(desk, job.plan_id)
    assert desk.saved(job_id) is None


def test_a_stop_keeps_the_plan(desk, endless, start_worker):
    job_id = desk.ask(endless)
    start_worker()
    desk.solving(job_id)
    with desk.database.writing() as session:
        jobs.request_stop(session, job_id)
    job = desk.ended(job_id)
    assert (job.state, job.interrupted) == ("succeeded", True)
    assert judged(desk, job.plan_id)


@pytest.mark.parametrize("end", [jobs.cancel, jobs.delete], ids=["cancelled", "deleted"])
def test_a_job_that_is_gone_ends_its_process_and_leaves_no_plan(desk, endless, start_worker, end):
    job_id = desk.ask(endless)
    worker = start_worker()
    desk.solving(job_id)
    with desk.database.writing() as session:
        end(session, job_id)
    until(lambda: not family(worker.pid))
    assert desk.plans(job_id) == []
    assert worker.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_shuts_down_keeps_the_plans_of_its_jobs(desk, endless, start_worker, number):
    job_id = desk.ask(endless)
    worker = start_worker()
    desk.solving(job_id)
    worker.send_signal(number)
    assert worker.wait(60) == 0
    job = desk.job(job_id)
    assert (job.state, job.interrupted) == ("succeeded", True)
    assert judged(desk, job.plan_id)


@pytest.mark.parametrize(("kind", "count"), [("sqlite", 6), ("postgresql", 20)])
def test_two_workers_take_each_job_once(desk, tiny, start_worker, count):
    ids = [desk.ask(tiny, time_limit=2.0, user=f"user {number % 7}") for number in range(count)]
    start_worker(cores=2)
    start_worker(cores=2)
    ended = [desk.ended(job_id) for job_id in ids]
    assert {(job.state, job.attempt) for job in ended} == {("succeeded", 1)}
    assert len({job.worker for job in ended}) == 2
    assert all(desk.plans(job.id) == [job.plan_id] for job in ended)


def test_a_job_that_asks_for_what_cannot_be_fails_with_the_reason(desk, tiny, start_worker):
    job_id = desk.ask(tiny, pins=[{"turn": tiny.turns[0].id, "visit": "*", "stand": "nowhere"}])
    start_worker()
    job = desk.ended(job_id)
    assert job.state == "failed"
    assert "nowhere" in job.error
    assert "stand" in job.error


def test_a_solve_that_holds_more_memory_than_it_may_is_killed(desk, tiny, start_worker):
    job_id = desk.ask(tiny, memory_mb=20)
    worker = start_worker()
    job = desk.ended(job_id)
    assert job.state == "failed"
    assert "MB of memory and may hold 20: give it more (memory_mb)" in job.error
    until(lambda: not family(worker.pid))


def test_a_solve_that_does_not_end_is_killed(desk, endless, work):
    job_id = desk.ask(endless, time_limit=1.0)
    with work(Patience(overtime=0.5, grace=1.0)) as worker:
        frozen = until(lambda: solve_process(worker))
        frozen.suspend()
        job = desk.ended(job_id)
        until(lambda: not frozen.is_running())
    assert (job.state, job.plan_id) == ("failed", None)
    assert "its limit was 1 s" in job.error


def test_a_solve_that_crashes_is_begun_anew_and_not_for_ever(desk, endless, work):
    job_id = desk.ask(endless)
    with work(Patience()) as worker:
        until(lambda: desk.saved(job_id))
        for attempt in (1, 2, 3):
            process = until(lambda attempt=attempt: desk.job(job_id).attempt == attempt and solve_process(worker))
            process.kill()
        job = desk.ended(job_id)
    assert (job.state, job.attempt, job.result) == ("failed", 3, None)
    assert job.error == "the solve was ended by SIGKILL in each of 3 attempts"
    assert desk.plans(job_id) == [job.plan_id]
    assert judged(desk, job.plan_id)


def test_what_does_not_fit_beside_the_others_waits(desk, tiny, endless, work):
    large = desk.ask(endless, workers=2, time_limit=2.0)
    small = desk.ask(tiny, workers=2)
    with work(Patience(), Capacity(3, 4000)):
        until(lambda: desk.job(large).state == "running")
        assert desk.job(small).state == "queued"
        assert desk.ended(large).ended_at <= desk.ended(small).started_at


@on_postgresql
def test_a_solve_outlives_a_restart_of_the_database(desk, endless, start_worker, server):
    job_id = desk.ask(endless, time_limit=6.0)
    worker = start_worker()
    desk.solving(job_id)
    server.stop()
    try:
        solves = family(worker.pid)
        assert solves
    finally:
        server.start()
    with ThreadPoolExecutor(1) as pool:  # connections of this process are dead, too, and are made anew
        job = pool.submit(desk.ended, job_id).result()
    assert (job.state, job.attempt, job.interrupted) == ("succeeded", 1, False)
    assert judged(desk, job.plan_id)
    assert worker.poll() is None
