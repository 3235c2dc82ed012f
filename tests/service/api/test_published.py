"""Published plans: one for each day, nobody's overwritten unseen."""

import pytest

from tests.service.api.client import SCHEDULE, refused

DAY = "/v1/airports/XYZ/published/2030-06-01"
NO_ID = "00000000-0000-0000-0000-000000000000"


def test_publishing(planner, administrator):
    schedule = planner.store_day()
    first, second = planner.store_plan(schedule), planner.store_plan(schedule)
    assert planner.put(DAY, json={"plan_id": first, "based_on": 0, "note": "early"}).status_code == 201
    answer = planner.put(DAY, json={"plan_id": second, "based_on": 1})
    assert (answer.json()["revision"], answer.json()["published_by"]) == (2, "kim")
    assert planner.get(DAY).json()["plan_id"] == second
    assert [row["plan_id"] for row in planner.get(f"{DAY}/history").json()] == [second, first]
    assert [row["revision"] for row in planner.get("/v1/airports/XYZ/published").json()] == [2]
    entries = administrator.get("/v1/audit?kind=plan").json()
    assert [(row["action"], row["subject"]) for row in entries[:2]] == [
        ("plan.publish", second),
        ("plan.publish", first),
    ]


def test_the_second_of_two_planners_is_told(client):
    plan = client.store_plan(client.store_day())
    assert client.put(DAY, json={"plan_id": plan, "based_on": 0}).status_code == 201
    body = refused(client.put(DAY, json={"plan_id": plan, "based_on": 0}), 409, "version_conflict")
    assert body["current"] == 1
    assert "by local" in body["detail"]
    assert len(client.get(f"{DAY}/history").json()) == 1


def test_a_plan_of_another_day_or_airport(client):
    plan = client.store_plan(client.store_day())
    for path in ("/v1/airports/XYZ/published/2030-06-02", "/v1/airports/ABC/published/2030-06-01"):
        refused(client.put(path, json={"plan_id": plan, "based_on": 0}), 422, "invalid_request")
    assert client.get("/v1/airports/XYZ/published").json() == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"plan_id": "x", "based_on": 0},
        {"plan_id": NO_ID},
        {"plan_id": NO_ID, "based_on": -1},
        [],
        {"plan_id": NO_ID, "based_on": 2**40},
    ],
)
def test_bodies_that_are_none(client, body):
    refused(client.put(DAY, json=body), 422, "invalid_request")


def test_what_is_not_there(client):
    refused(client.put(DAY, json={"plan_id": NO_ID, "based_on": 0}), 404, "not_found")
    refused(client.get(DAY), 404, "not_found")
    refused(client.get("/v1/airports/XYZ/published"), 404, "not_found")
    refused(client.get(f"{DAY}/history"), 404, "not_found")
    refused(client.get("/v1/airports/XYZ/published/tomorrow"), 422, "invalid_request")
    client.post("/v1/airports/XYZ/schedules", json=SCHEDULE)


def test_who_has_the_publication_is_told_so(client):
    plan = client.store_plan(client.store_day())
    path = "/v1/airports/XYZ/published/2030-06-01"
    client.put(path, json={"plan_id": plan, "based_on": 0})
    first = client.get(path)
    has = {"If-None-Match": first.headers["etag"]}
    again = client.get(path, headers=has)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert first.headers["cache-control"] == again.headers["cache-control"] == "private, no-cache"
    client.put(path, json={"plan_id": plan, "based_on": 1})
    changed = client.get(path, headers=has)
    assert (changed.status_code, changed.json()["revision"]) == (200, 2)
