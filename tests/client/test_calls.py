"""The calls of a planner's day, over a connection that may break."""

import subprocess
import sys
from datetime import date

import pytest

from standalloc.client import Client, ServiceError
from standalloc.io import instance_document, read
from tests.client.conftest import INSTANCES


@pytest.fixture(scope="module")
def stored(service):
    """An airport of its own, with a schedule and two plans of it."""
    instance = read(INSTANCES / "tiny" / "overlap")
    document = instance_document(instance)
    airport = document.pop("airport")
    document.pop("name")
    with Client(service) as client:
        client.store_airport("CALLS", airport, based_on=0, note="first")
        schedule = client.store_schedule("CALLS", document, name="a day")
        plans = []
        for seed in (0, 1):
            job = client.create_job(schedule.id, time_limit=2, workers=1, seed=seed)
            list(client.follow(job.id))
            plans.append(client.job(job.id).plan_id)
    return schedule, plans


def test_airports_have_versions(client, stored):
    newest = client.airport("CALLS")
    assert (newest.version, newest.note) == (1, "first")
    changed = client.store_airport("CALLS", {**newest.document, "name": "renamed"}, based_on=1)
    assert (changed.version, changed.title) == (2, "renamed")
    with pytest.raises(ServiceError) as error:
        client.store_airport("CALLS", newest.document, based_on=1)
    assert (error.value.code, error.value.current) == ("version_conflict", 2)
    assert client.airport("CALLS", 1).document == newest.document
    assert "CALLS" in [airport.airport for airport in client.airports()]


def test_schedules_and_plans_are_listed_and_read(client, stored):
    schedule, plans = stored
    assert [row.id for row in client.schedules("CALLS", schedule.day)] == [schedule.id]
    assert client.schedules("CALLS", date(1999, 1, 1)) == []
    assert client.schedule(schedule.id).document["schedule"]
    assert {row.id for row in client.plans(schedule_id=schedule.id)} >= set(plans)
    assert client.plan(plans[0]).plan
    assert client.export(plans[0], "csv").startswith(b"turn,")
    assert client.compare(*plans)


def test_a_move_is_judged(client, stored):
    _, (plan, _) = stored
    row = client.plan(plan).plan[0]
    verdict = client.judge(plan, [{"turn": row["turn"], "visit": row["visit"], "stand": row["stand"]}])
    assert verdict["answer"] == "allowed"


def test_a_plan_is_published_once(client, stored):
    schedule, (first, second) = stored
    assert client.published("CALLS", schedule.day) is None
    assert client.publish(first, based_on=0).revision == 1
    with pytest.raises(ServiceError) as error:
        client.publish(second, based_on=0)
    assert (error.value.code, error.value.current) == ("version_conflict", 1)
    assert client.publish(second, based_on=1, note="better").revision == 2
    assert client.published("CALLS", schedule.day).plan_id == second


def test_a_job_whose_answer_is_lost_is_made_once(client, stored, breaking):
    schedule, _ = stored
    before = len(client.jobs(limit=1000))
    with Client(breaking(0, 10)) as interrupted:
        job = interrupted.create_job(schedule.id, time_limit=1, workers=1)
    assert [job.id, len(client.jobs(limit=1000))] == [client.jobs(limit=1)[0].id, before + 1]
    client.delete_job(job.id)
    with pytest.raises(ServiceError, match="there is no job"):
        client.job(job.id)


def test_a_job_is_found_by_its_key(client, stored):
    schedule, _ = stored
    made = [client.create_job(schedule.id, key="once", time_limit=1, workers=1) for _ in range(2)]
    assert made[0].id == made[1].id
    with pytest.raises(ServiceError) as error:
        client.create_job(schedule.id, key="once", time_limit=2)
    assert error.value.code == "key_conflict"
    client.stop_job(made[0].id)


def test_events_go_on_where_the_connection_broke(client, stored, breaking):
    schedule, _ = stored
    job = client.create_job(schedule.id, time_limit=2, workers=1)
    whole = [event.id for event in client.follow(job.id)]
    with Client(breaking(700, 900)) as interrupted:
        assert [event.id for event in interrupted.follow(job.id)] == whole
        assert [event.id for event in interrupted.follow(job.id, after=whole[1])] == whole[2:]


def test_a_service_that_is_not_there_is_a_connection_error(monkeypatch):
    monkeypatch.setattr("standalloc.client.asking.MOST_TRIES", 2)
    with Client("http://127.0.0.1:9") as client, pytest.raises(ConnectionError, match=r"127\.0\.0\.1:9 does not"):
        client.airports()


def test_a_url_is_checked():
    with pytest.raises(ValueError, match="write it as http://HOST:PORT"):
        Client("localhost:8000")


def test_the_client_loads_no_solver():
    program = "import sys, standalloc.client; print(*sorted({'ortools', 'pandas', 'sqlalchemy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
