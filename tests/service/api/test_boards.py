"""The board over the API: drafts drawn and judged as the checker judges the same rows."""

import pytest

from standalloc.service.api.schemas.boards import MOST_MOVES, Board
from standalloc.service.store import plans
from tests.service.api.client import PLAN, SCHEDULE, refused, turn

NO_ID = "00000000-0000-0000-0000-000000000000"


def move(name, stand, visit="full"):
    return {"turn": name, "visit": visit, "stand": stand}


@pytest.fixture
def schedule(client):
    return client.store_day()


@pytest.fixture
def plan(client, schedule):
    return client.store_plan(schedule)


@pytest.fixture
def board(client, schedule):
    def ask(way="", **draft):
        return client.post(f"/v1/schedules/{schedule}/board{way}", json=draft)

    return ask


def test_the_board_of_a_stored_plan(board, plan, schedule, client):
    answer = board(plan_id=plan)
    drawn = answer.json()
    Board.model_validate(drawn)
    assert (drawn["airport"], drawn["airport_version"], drawn["day"]) == ("XYZ", 1, "2030-06-01")
    assert (drawn["schedule_id"], drawn["plan_id"], drawn["zone"]) == (schedule, plan, "Europe/Paris")
    assert {(bar["turn"], bar["stand"]) for bar in drawn["bars"]} == {(row["turn"], row["stand"]) for row in PLAN}
    assert not any(bar["moved"] for bar in drawn["bars"])
    assert drawn["figures"] == client.get(f"/v1/plans/{plan}").json()["figures"]


def test_without_a_plan_nobody_has_a_stand(board):
    drawn = board().json()
    assert drawn["plan_id"] is None
    assert {bar["stand"] for bar in drawn["bars"]} == {None}
    assert drawn["figures"]["unallocated"] == 3


def test_moves_are_made_in_order_and_the_last_one_holds(board, plan):
    drawn = board(plan_id=plan, moves=[move("AB105", "R1"), move("AB105", "A2"), move("AB101", None)]).json()
    bars = {bar["turn"]: bar for bar in drawn["bars"]}
    assert [(bars[name]["stand"], bars[name]["moved"]) for name in ("AB101", "AB103", "AB105")] == [
        (None, True),
        ("A2", False),
        ("A2", True),
    ]
    assert bars["AB101"]["reason"]["code"] == "free"


def test_a_draft_says_what_a_check_of_its_rows_says(board, plan, schedule, client):
    for stand in ("A1", "A2", "R1", None):
        rows = [row if row["turn"] != "AB105" else {**row, "stand": stand or ""} for row in PLAN]
        checked = client.post(f"/v1/schedules/{schedule}/check", json={"plan": rows}).json()
        drawn = board(plan_id=plan, moves=[move("AB105", stand)]).json()
        assert drawn["figures"] == {name: checked[name] for name in drawn["figures"]}
        assert drawn["violations"] == checked["broken"]


def test_all_stands_of_a_visit_and_none(board, plan):
    rows = board("/stands", plan_id=plan, turn="AB103", visits=["full"]).json()
    assert [(row["stand"], row["answer"], row["rule"]) for row in rows] == [
        ("A1", "forbidden", "overlap"),
        ("A2", "allowed", ""),
        ("R1", "at_cost", ""),
        (None, "at_cost", ""),
    ]


def test_the_draft_decides_what_is_allowed(board, plan):
    moves = [move("AB101", None)]
    rows = board("/stands", plan_id=plan, moves=moves, turn="AB103", visits=["full"]).json()
    assert rows[0]["answer"] == "allowed"


def test_visits_of_a_turn_that_go_together(client):
    schedule = client.store_day(document={"schedule": [turn("L", "06:00", "12:00")]})
    parts = ["arrival", "parking", "departure"]
    ask = {"turn": "L", "visits": parts, "moves": [move("L", "A1", part) for part in parts]}
    rows = client.post(f"/v1/schedules/{schedule}/board/stands", json=ask).json()
    assert [(row["stand"], row["answer"]) for row in rows] == [
        ("A1", "allowed"),
        ("A2", "allowed"),
        ("R1", "at_cost"),
        (None, "at_cost"),
    ]
    assert rows[-1]["objective"] == 30_000 - 0


def test_what_there_is_to_say_of_a_visit(board, plan):
    facts = dict(board("/visit", plan_id=plan, moves=[move("AB105", "R1")], turn="AB105", visit="full").json()["facts"])
    assert facts["Stand"].startswith("R1, remote")


def test_pins_of_a_draft_hold_beside_those_of_the_schedule(client):
    rows = [{**SCHEDULE["schedule"][0], "stand": "A1"}, *SCHEDULE["schedule"][1:]]
    schedule = client.store_day(document={"schedule": rows})
    plan = client.store_plan(schedule, pins=[{"turn": "AB103", "visit": "*", "stand": "A2"}])

    def pinned(**draft):
        answer = client.post(f"/v1/schedules/{schedule}/board", json={"plan_id": plan, **draft}).json()
        return {(bar["turn"], bar["fixed"]) for bar in answer["bars"] if bar["pinned"]}, answer["pins"]

    assert pinned() == ({("AB101", True), ("AB103", False)}, [{"turn": "AB103", "visit": "*", "stand": "A2"}])
    assert pinned(pins=[]) == ({("AB101", True)}, [])
    own = [{"turn": "AB105", "visit": "full", "stand": "A1"}]
    assert pinned(pins=own) == ({("AB101", True), ("AB105", False)}, own)


def test_weights_of_a_draft(board, plan):
    drawn = board(plan_id=plan, moves=[move("AB105", "R1")], objective={"bus_passenger": 2}).json()
    assert drawn["figures"]["objective"] == 2 * 290
    assert (drawn["weights"]["bus_passenger"], drawn["objective"]) == (2, {"bus_passenger": 2})
    assert board(plan_id=plan).json()["weights"]["bus_passenger"] == 1


def test_a_plan_is_judged_with_its_own_version_of_the_airport(board, plan, client):
    newer = {"code": "XYZ", "timezone": "Europe/Paris", "stands": [{"stand": "A1", "kind": "remote", "max_code": "C"}]}
    assert client.put("/v1/airports/XYZ?based_on=1", json=newer).status_code == 201
    drawn = board(plan_id=plan).json()
    assert drawn["airport_version"] == 1
    assert [row["label"] for row in drawn["rows"] if row["kind"] == "stand"] == ["A1", "A2", "R1"]


@pytest.mark.parametrize(
    "draft",
    [
        {"moves": [move("ZZ", "A1")]},
        {"moves": [move("AB101", "A1", "parking")]},
        {"moves": [move("AB101", "A1", "half")]},
        {"moves": [move("AB101", "A1")] * (MOST_MOVES + 1)},
        {"moves": None},
        {"plan_id": "x"},
        {"pins": "x"},
        {"more": 1},
    ],
)
def test_drafts_that_are_none(board, draft):
    refused(board(**draft), 422, "invalid_request")


@pytest.mark.parametrize(
    "draft",
    [
        {"moves": [move("AB101", "Z9")]},
        {"pins": [{"turn": "ZZ", "stand": "A1"}]},
        {"pins": [{"turn": "AB101", "stand": "Z9"}]},
        {"objective": {"bus": 1}},
    ],
)
def test_drafts_that_do_not_fit_the_day(board, draft):
    refused(board(**draft), 422, "invalid_input")


@pytest.mark.parametrize(("name", "part"), [("ZZ", "full"), ("AB101", "parking")])
def test_visits_that_are_not_there(board, plan, name, part):
    refused(board("/stands", plan_id=plan, turn=name, visits=[part]), 422, "invalid_request")
    refused(board("/visit", plan_id=plan, turn=name, visit=part), 422, "invalid_request")


def test_what_is_not_there(board, client, plan):
    refused(board(plan_id=NO_ID), 404, "not_found")
    refused(client.post(f"/v1/schedules/{NO_ID}/board", json={}), 404, "not_found")
    other = client.post("/v1/airports/XYZ/schedules?name=other", json=SCHEDULE).json()["id"]
    refused(client.post(f"/v1/schedules/{other}/board", json={"plan_id": plan}), 422, "invalid_request")


def test_viewers_may_look_and_others_may_not(planner, viewer):
    schedule = planner.store_day()
    assert viewer.post(f"/v1/schedules/{schedule}/board", json={}).status_code == 200
    refused(viewer.as_("").post(f"/v1/schedules/{schedule}/board", json={}), 401, "no_token")


def test_a_large_board_comes_packed(client):
    turns = [turn(f"T{number}", "06:05", "07:35") for number in range(50)]
    schedule = client.store_day(document={"schedule": turns})
    path = f"/v1/schedules/{schedule}/board"
    packed = client.post(path, json={}, headers={"Accept-Encoding": "gzip"})
    plain = client.post(path, json={}, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


def test_plans_of_one_schedule_with_and_without_a_reference_are_told_apart(client, app, database):
    """What a job was to change little of counts in its plan, and in no other plan of the day."""
    schedule = client.store_day()
    plan = client.store_plan(schedule)
    document = dict(app.state.services.days.plan(plan).row.document)
    document["reference"] = [{"turn": "AB101", "visit": "full", "stand": "A2"}]
    with database.writing() as session:
        stored = plans.read(session, plan)
        values = {"airport": "XYZ", "airport_version": 1, "schedule_id": schedule, "figures": stored.figures}
        other = plans.add(session, **values, document=document, user="kim").id
    terms = [
        client.post(f"/v1/schedules/{schedule}/board", json={"plan_id": name}).json()["figures"]["terms"]["change"]
        for name in (plan, other)
    ]
    assert [term["amount"] for term in terms] == [0, 1]
