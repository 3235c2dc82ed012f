"""Moves judged over the API, as the checker judges the plans before and after."""

import pytest

from tests.service.api.client import PLAN, refused, turn

NO_ID = "00000000-0000-0000-0000-000000000000"


def judge(client, plan, *moves):
    rows = [{"turn": turn, "visit": "full", "stand": stand} for turn, stand in moves]
    return client.post(f"/v1/plans/{plan}/moves/judge", json={"moves": rows})


def test_the_three_answers(client):
    plan = client.store_plan(client.store_day())
    allowed = judge(client, plan, ("AB105", "A2")).json()
    assert (allowed["answer"], allowed["objective"], allowed["rules"]) == ("allowed", 0, [])
    dearer = judge(client, plan, ("AB105", "R1")).json()
    assert (dearer["answer"], dearer["objective"]) == ("at_cost", 290)
    assert dearer["terms"]["bus_passenger"] == {"amount": 290, "cost": 290}
    forbidden = judge(client, plan, ("AB103", "A1")).json()
    assert (forbidden["answer"], forbidden["rules"]) == ("forbidden", ["overlap"])
    assert {name["turn"] for name in forbidden["broken"][0]["visits"]} == {"AB101", "AB103"}


def test_a_move_says_what_a_check_of_the_moved_plan_says(client):
    schedule = client.store_day()
    plan = client.store_plan(schedule)
    before = client.get(f"/v1/plans/{plan}").json()["figures"]["objective"]
    for stand in ("A1", "A2", "R1", None):
        rows = [row if row["turn"] != "AB105" else {**row, "stand": stand or ""} for row in PLAN]
        checked = client.post(f"/v1/schedules/{schedule}/check", json={"plan": rows}).json()
        verdict = judge(client, plan, ("AB105", stand)).json()
        assert verdict["objective"] == checked["objective"] - before
        assert (verdict["answer"] == "forbidden") == (not checked["valid"])


def test_swapping_two(client):
    plan = client.store_plan(client.store_day())
    assert judge(client, plan, ("AB101", "A2"), ("AB103", "A1")).json()["answer"] == "allowed"


def test_every_stand_of_a_visit(client):
    plan = client.store_plan(client.store_day())
    rows = client.get(f"/v1/plans/{plan}/visits/AB103/full/stands").json()
    assert [(row["stand"], row["answer"], row["rule"]) for row in rows] == [
        ("A1", "forbidden", "overlap"),
        ("A2", "allowed", ""),
        ("R1", "at_cost", ""),
    ]


def test_turns_whose_names_hold_a_slash(client):
    client.store_airport()
    schedule = client.post("/v1/airports/XYZ/schedules", json={"schedule": [turn("AB/101 ä", "06:05", "07:35")]})
    plan = client.store_plan(schedule.json()["id"], [{"turn": "AB/101 ä", "visit": "full", "stand": "A1"}])
    for name in ("AB%2F101%20%C3%A4", "AB/101 ä"):
        assert client.get(f"/v1/plans/{plan}/visits/{name}/full/stands").status_code == 200


@pytest.mark.parametrize(
    "moves",
    [
        [],
        [{"turn": "AB101", "visit": "full"}],
        [{"turn": "AB101", "visit": "half", "stand": "A1"}],
        [{"turn": "", "visit": "full", "stand": "A1"}],
        [{"turn": "AB101", "visit": "full", "stand": ""}],
        [{"turn": "ZZ", "visit": "full", "stand": "A1"}],
        [{"turn": "AB101", "visit": "full", "stand": "A1"}] * 2,
        [{"turn": "AB101", "visit": "full", "stand": "A1"}] * 101,
        "AB101",
        None,
    ],
)
def test_moves_that_are_none(client, moves):
    plan = client.store_plan(client.store_day())
    refused(client.post(f"/v1/plans/{plan}/moves/judge", json={"moves": moves}), 422, "invalid_request")


def test_a_stand_that_is_not_there(client):
    plan = client.store_plan(client.store_day())
    body = refused(judge(client, plan, ("AB101", "Z9")), 422, "invalid_input")
    assert body["problems"][0]["code"] == "unknown_stand"


def test_what_is_not_there(client):
    plan = client.store_plan(client.store_day())
    refused(client.get(f"/v1/plans/{plan}/visits/ZZ/full/stands"), 404, "not_found")
    refused(client.get(f"/v1/plans/{plan}/visits/AB101/parking/stands"), 404, "not_found")
    refused(client.get(f"/v1/plans/{plan}/visits/AB101/half/stands"), 422, "invalid_request")
    refused(client.get(f"/v1/plans/{NO_ID}/visits/AB101/full/stands"), 404, "not_found")
    refused(judge(client, NO_ID, ("AB101", "A1")), 404, "not_found")
