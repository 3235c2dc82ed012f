"""Jobs: created, found again by their key, listed, followed, stopped, deleted."""

import json
from datetime import timedelta

import pytest

from standalloc.service.api.orders import configuration_names
from standalloc.service.store import Capacity, Claim, leases
from standalloc.solve import configuration_values
from tests.service.api.client import AIRPORT, SCHEDULE, refused

NO_ID = "00000000-0000-0000-0000-000000000000"


def create(client, schedule, *, key=None, **values):
    headers = {} if key is None else {"Idempotency-Key": key}
    return client.post("/v1/jobs", json={"schedule_id": schedule, **values}, headers=headers)


def claim(database):
    much = Capacity(64, 100_000)
    with database.writing() as session:
        job = leases.claim(session, "w", lease=timedelta(60), most_running=9, total=much, free=much)
        assert job is not None
        return Claim.of(job)


def test_creating(planner):
    schedule = planner.store_day()
    answer = create(planner, schedule, time_limit=10, workers=1, pins=[{"turn": "AB101", "visit": "*", "stand": "A1"}])
    assert answer.status_code == 201
    job = answer.json()
    assert (job["state"], job["user"], job["airport"], job["airport_version"]) == ("queued", "kim", "XYZ", 1)
    assert (job["time_limit"], job["workers"], job["memory_mb"], job["priority"]) == (10, 1, 2048, 0)
    assert planner.get(f"/v1/jobs/{job['id']}").json() == job


def test_a_repeated_request_finds_its_job(planner, database):
    schedule = planner.store_day()
    first = create(planner, schedule, key="k1", time_limit=10)
    again = create(planner, schedule, key="k1", time_limit=10.0)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["id"] == first.json()["id"]
    claim(database)
    late = create(planner, schedule, key="k1", time_limit=10)
    assert (late.status_code, late.json()["state"]) == (200, "running")
    assert len(planner.get("/v1/jobs").json()) == 1


def test_a_key_of_another_request(planner):
    schedule = planner.store_day()
    create(planner, schedule, key="k1", time_limit=10)
    refused(create(planner, schedule, key="k1", time_limit=11), 409, "key_conflict")
    refused(create(planner, schedule, key=""), 422, "invalid_request")
    refused(create(planner, schedule, key="x" * 201), 422, "invalid_request")


def test_keys_are_each_users_own(planner, administrator):
    schedule = planner.store_day()
    mine, theirs = create(planner, schedule, key="k1"), create(administrator, schedule, key="k1")
    assert (mine.status_code, theirs.status_code) == (201, 201)


def test_the_queue_of_a_user_is_bounded(planner, administrator):
    schedule = planner.store_day()
    assert [create(planner, schedule).status_code for _ in range(3)] == [201] * 3
    answer = create(planner, schedule)
    refused(answer, 429, "queue_full")
    assert answer.headers["retry-after"]
    assert create(administrator, schedule).status_code == 201


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"time_limit": 101}, "time_limit"),
        ({"time_limit": 0}, "time_limit"),
        ({"time_limit": "soon"}, "time_limit"),
        ({"work_limit": 101, "workers": 1}, "work_limit"),
        ({"workers": 5}, "workers"),
        ({"workers": 0}, "workers"),
        ({"workers": 2, "work_limit": 10}, "workers"),
        ({"memory_mb": 8193}, "memory_mb"),
        ({"memory_mb": 1}, "memory_mb"),
        ({"configuration": "../../etc/passwd"}, "configuration"),
        ({"configuration": "/tmp/mine.toml"}, "configuration"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**31}, "seed"),
        ({"priority": 101}, "priority"),
        ({"start_plan_id": "x"}, "start_plan_id"),
        ({"speed": 1}, "speed"),
        ({"schedule_id": "../x"}, "schedule_id"),
    ],
)
def test_values_that_are_refused(planner, values, column):
    schedule = planner.store_day()
    body = refused(planner.post("/v1/jobs", json={"schedule_id": schedule, **values}), 422, "invalid_request")
    assert body["problems"][0]["column"] == column
    assert body["problems"][0]["fix"]
    assert planner.get("/v1/jobs").json() == []


@pytest.mark.parametrize("content", [b'{"time_limit": NaN}', b'{"time_limit": Infinity}', b'{"time_limit": 1e999}'])
def test_numbers_that_are_none(planner, content):
    body = b'{"schedule_id": "%s", ' % planner.store_day().encode() + content[1:]
    refused(
        planner.post("/v1/jobs", content=body, headers={"Content-Type": "application/json"}), 422, "invalid_request"
    )


def test_what_does_not_fit_the_day(planner):
    schedule = planner.store_day()
    pins = [{"turn": "AB101", "visit": "*", "stand": "Z9"}]
    refused(create(planner, schedule, pins=pins), 422, "invalid_input")
    refused(create(planner, schedule, objective={"tow": "much"}), 422, "invalid_input")
    assert create(planner, schedule, objective={"tiers": [["unallocated"], ["bus_passenger"]]}).status_code == 201


def test_a_newer_version_that_does_not_fit_the_schedule(planner):
    planner.store_airport()
    day = {"schedule": [], "pins": [{"turn": "AB101", "visit": "*", "stand": "R1"}]}
    schedule = planner.post("/v1/airports/XYZ/schedules", json={**day, **SCHEDULE}).json()["id"]
    planner.put("/v1/airports/XYZ?based_on=1", json={**AIRPORT, "stands": AIRPORT["stands"][:2]})
    refused(create(planner, schedule), 422, "invalid_input")
    assert create(planner, schedule, airport_version=1).json()["airport_version"] == 1
    refused(create(planner, schedule, airport_version=3), 404, "not_found")


def test_plans_to_start_from(planner):
    schedule = planner.store_day()
    plan = planner.store_plan(schedule)
    job = create(planner, schedule, start_plan_id=plan, reference_plan_id=plan).json()
    assert (job["start_plan_id"], job["reference_plan_id"]) == (plan, plan)
    refused(create(planner, schedule, start_plan_id=NO_ID), 404, "not_found")
    other = planner.store_day("ABC")
    refused(create(planner, other, start_plan_id=plan), 422, "invalid_request")


def test_priorities_above_the_usual_are_for_administrators(planner, administrator):
    schedule = planner.store_day()
    refused(create(planner, schedule, priority=1), 403, "role_too_low")
    assert create(planner, schedule, priority=-5).status_code == 201
    assert create(administrator, schedule, priority=5).status_code == 201


def test_listing(planner, administrator, viewer):
    schedule = planner.store_day()
    mine, theirs = create(planner, schedule).json()["id"], create(administrator, schedule).json()["id"]
    for who in (planner, viewer):
        assert [job["id"] for job in who.get("/v1/jobs").json()] == [theirs, mine]
    assert [job["id"] for job in planner.get("/v1/jobs?mine=true").json()] == [mine]
    assert [job["id"] for job in planner.get("/v1/jobs?limit=1&offset=1").json()] == [mine]
    assert planner.get("/v1/jobs?state=running&state=failed").json() == []
    assert len(planner.get("/v1/jobs?state=queued&airport=XYZ").json()) == 2
    refused(planner.get("/v1/jobs?state=lost"), 422, "invalid_request")


def test_another_users_job_may_be_read_but_neither_stopped_nor_deleted(planner, administrator, viewer):
    schedule = planner.store_day()
    job = create(planner, schedule).json()["id"]
    eve = administrator.as_(administrator.make_token("planner", "eve"))
    assert eve.get(f"/v1/jobs/{job}").json()["user"] == "kim"
    refused(eve.post(f"/v1/jobs/{job}/stop"), 403, "not_your_job")
    refused(eve.delete(f"/v1/jobs/{job}"), 403, "not_your_job")
    refused(viewer.post(f"/v1/jobs/{job}/stop"), 403, "role_too_low")
    assert planner.get(f"/v1/jobs/{job}").json()["stop_requested"] is False
    assert administrator.post(f"/v1/jobs/{job}/stop").status_code == 202
    assert administrator.delete(f"/v1/jobs/{job}").status_code == 204


def test_stopping(planner, database):
    schedule = planner.store_day()
    running = create(planner, schedule).json()["id"]
    claim(database)
    queued = create(planner, schedule).json()["id"]
    answer = planner.post(f"/v1/jobs/{running}/stop")
    assert (answer.status_code, answer.json()["state"], answer.json()["stop_requested"]) == (202, "running", True)
    assert planner.post(f"/v1/jobs/{queued}/stop").json()["state"] == "cancelled"
    refused(planner.post(f"/v1/jobs/{queued}/stop"), 409, "job_ended")
    refused(planner.post(f"/v1/jobs/{NO_ID}/stop"), 404, "not_found")


def test_deleting(planner, administrator):
    job = create(planner, planner.store_day()).json()["id"]
    assert planner.delete(f"/v1/jobs/{job}").status_code == 204
    refused(planner.get(f"/v1/jobs/{job}"), 404, "not_found")
    refused(planner.delete(f"/v1/jobs/{job}"), 404, "not_found")
    actions = [entry["action"] for entry in administrator.get(f"/v1/audit?subject={job}").json()]
    assert actions == ["job.delete", "job.create"]


def test_following_a_job_that_has_ended(planner, database):
    job = create(planner, planner.store_day()).json()["id"]
    held = claim(database)
    with database.writing() as session:
        leases.report(session, held, {"objective": 5.0, "bound": 3.0, "gap": 0.4, "stage": "dive"})
    with database.writing() as session:
        leases.succeed(session, held, plan_id=None, result={"seconds": 1.0})
    answer = planner.get(f"/v1/jobs/{job}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in answer.text.strip().split("\n\n")]
    assert [event.get("event") for event in events] == [None, "state", "state", "progress", "state"]
    assert [event["id"] for event in events[1:]] == ["1", "2", "3", "4"]
    assert json.loads(events[3]["data"])["objective"] == 5
    rest = planner.get(f"/v1/jobs/{job}/events", headers={"Last-Event-ID": "3"})
    assert [line for line in rest.text.splitlines() if line.startswith("id:")] == ["id: 4"]
    for nonsense in ("x", "-1", "9" * 99, "²"):
        answer = planner.get(f"/v1/jobs/{job}/events", headers={"Last-Event-ID": nonsense.encode()})
        assert answer.text.count("id:") == 4
    refused(planner.get(f"/v1/jobs/{NO_ID}/events"), 404, "not_found")


def test_configurations_are_those_of_the_library(planner):
    assert planner.get("/v1/configurations").json() == {"configurations": configuration_names()}
    for name in configuration_names():
        assert configuration_values(name)["name"] == name
