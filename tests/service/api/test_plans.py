"""Plans: stored by hand, checked, read in every format, compared."""

import csv
import io
import sys

import openpyxl
import pytest

from standalloc.service.api.formats import MEDIA_TYPES, chosen
from standalloc.service.api.problems import ApiError
from tests.service.api.client import PLAN, SCHEDULE, refused, turn

NO_ID = "00000000-0000-0000-0000-000000000000"


def test_a_plan_by_hand(planner):
    schedule = planner.store_day()
    answer = planner.post(f"/v1/schedules/{schedule}/plans", json={"plan": PLAN, "name": "by hand"})
    made = answer.json()
    assert answer.status_code == 201
    assert (made["name"], made["created_by"], made["violations"], made["job_id"]) == ("by hand", "kim", [], None)
    assert (made["figures"]["valid"], made["figures"]["objective"]) == (True, 0)
    read = planner.get(f"/v1/plans/{made['id']}").json()
    assert [(row["turn"], row["visit"], row["stand"]) for row in read["plan"]] == [tuple(row.values()) for row in PLAN]
    assert read["figures"] == made["figures"]


def test_a_plan_that_breaks_rules_is_kept_with_them(client):
    schedule = client.store_day()
    rows = [*PLAN[:1], {"turn": "AB103", "visit": "full", "stand": "A1"}]
    made = client.post(f"/v1/schedules/{schedule}/plans", json={"plan": rows}).json()
    assert [one["rule"] for one in made["violations"]] == ["overlap"]
    assert (made["figures"]["valid"], made["figures"]["violations"], made["figures"]["unallocated"]) == (False, 1, 1)
    assert made["warnings"][0]["code"] == "visits_missing"
    read = client.get(f"/v1/plans/{made['id']}").json()
    assert read["violations"] == made["violations"]
    assert next(row for row in read["plan"] if row["turn"] == "AB105")["reason"]


def test_checking_stores_nothing(client):
    schedule = client.store_day()
    rows = [*PLAN[:1], {"turn": "AB103", "visit": "full", "stand": "A1"}]
    found = client.post(f"/v1/schedules/{schedule}/check", json={"plan": rows}).json()
    assert [one["rule"] for one in found["broken"]] == ["overlap"]
    assert [row["turn"] for row in found["reasons"]] == ["AB105"]
    assert client.get("/v1/plans").json() == []


def test_an_edited_plan_has_a_parent_and_its_conditions(client):
    schedule = client.store_day()
    pins = [{"turn": "AB101", "visit": "*", "stand": "A1"}]
    first = client.store_plan(schedule, pins=pins, objective={"bus_passenger": 7})
    rows = [*PLAN[:2], {"turn": "AB105", "visit": "full", "stand": "R1"}]
    second = client.get(f"/v1/plans/{client.store_plan(schedule, rows, parent_id=first)}").json()
    assert (second["parent_id"], second["pins"], second["objective"]) == (first, pins, {"bus_passenger": 7})
    assert second["figures"]["objective"] == 7 * 290


def test_an_edited_plan_may_do_without_its_parents_pins(client):
    schedule = client.store_day()
    pins = [{"turn": "AB101", "visit": "*", "stand": "A1"}]
    first = client.store_plan(schedule, pins=pins, objective={"bus_passenger": 7})
    second = client.get(f"/v1/plans/{client.store_plan(schedule, pins=[], parent_id=first)}").json()
    assert (second["pins"], second["objective"]) == ([], {"bus_passenger": 7})


def test_parents_are_of_the_same_schedule(client):
    schedule = client.store_day()
    other = client.post("/v1/airports/XYZ/schedules", json=SCHEDULE).json()["id"]
    plan = client.store_plan(schedule)
    answer = client.post(f"/v1/schedules/{other}/plans", json={"plan": PLAN, "parent_id": plan})
    refused(answer, 422, "invalid_request")
    answer = client.post(f"/v1/schedules/{other}/plans", json={"plan": PLAN, "parent_id": NO_ID})
    refused(answer, 404, "not_found")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"plan": [{"turn": "ZZ", "visit": "full", "stand": "A1"}]}, "unknown_turn"),
        ({"plan": [{"turn": "AB101", "visit": "full", "stand": "Z9"}]}, "unknown_stand"),
        ({"plan": [{"turn": "AB101", "visit": "half", "stand": "A1"}]}, "unknown_visit"),
        ({"plan": [*PLAN, PLAN[0]]}, "duplicate"),
        ({"plan": [{}]}, "missing"),
        ({"plan": [{"turn": "AB101", "seat": 1}]}, "unknown_column"),
        ({"plan": PLAN, "pins": [{"turn": "AB101", "visit": "*", "stand": "Z9"}]}, "unknown_stand"),
        ({"plan": PLAN, "objective": {"tow": -1}}, "out_of_range"),
        ({"plan": PLAN, "objective": {"taxi": 1}}, "unknown_key"),
    ],
)
def test_plans_with_problems(client, body, code):
    schedule = client.store_day()
    for path in ("check", "plans"):
        answer = refused(client.post(f"/v1/schedules/{schedule}/{path}", json=body), 422, "invalid_input")
        assert code in {problem["code"] for problem in answer["problems"]}
    assert client.get("/v1/plans").json() == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"plan": 1}', b'{"plan": [1]}', b'{"plan": [], "x": 1}', b"[" * 10_000, b"\xff"]
)
def test_bodies_that_are_no_plan(client, content):
    schedule = client.store_day()
    headers = {"Content-Type": "application/json"}
    for path in ("check", "plans"):
        answer = client.post(f"/v1/schedules/{schedule}/{path}", content=content, headers=headers)
        refused(answer, 400 if content in {b"", b"{", b"[" * 10_000, b"\xff"} else 422, answer.json()["code"])


def test_every_format(client):
    plan = client.store_plan(client.store_day())
    for name, kind in MEDIA_TYPES.items():
        by_query = client.get(f"/v1/plans/{plan}?format={name}")
        by_header = client.get(f"/v1/plans/{plan}", headers={"Accept": kind})
        assert by_query.status_code == by_header.status_code == 200
        assert by_query.headers["content-type"].startswith(kind)
        assert by_header.headers["content-type"].startswith(kind)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/v1/plans/{plan}?format=csv").text)))
    assert [row["stand"] for row in rows] == ["A1", "A2", "A1"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"/v1/plans/{plan}?format=xlsx").content))
    assert "AB103" in {cell.value for sheet in book for row in sheet.rows for cell in row}
    refused(client.get(f"/v1/plans/{plan}", headers={"Accept": "image/gif"}), 406, "not_acceptable")
    refused(client.get(f"/v1/plans/{plan}?format=pdf"), 422, "invalid_request")


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/csv;q=0.5, text/html;q=0.4", "csv"),
        ("text/*", "csv"),
        ("application/json;q=0.1, text/html;q=0", "json"),
        ("application/*", "json"),
        ("image/gif, */*;q=0.1", "json"),
        ("image/png, */*;q=0.1", "png"),
    ],
)
def test_what_a_client_accepts(accept, format):
    assert chosen(accept) == format


@pytest.mark.parametrize("accept", ["image/gif", "text/html;q=0", "text/html;q=x", ";", "nonsense"])
def test_what_there_is_not(accept):
    with pytest.raises(ApiError):
        chosen(accept)


def test_a_picture_needs_the_library_that_draws_it(client, monkeypatch):
    plan = client.store_plan(client.store_day())
    for name in ("standalloc.plots.png", "standalloc.plots.canvas", "matplotlib", "matplotlib.collections"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "standalloc.plots.png")
    monkeypatch.delitem(sys.modules, "standalloc.plots.canvas")
    body = refused(client.get(f"/v1/plans/{plan}?format=png"), 501, "not_installed")
    assert "standalloc[pictures]" in body["detail"]


def test_script_in_flight_numbers_stays_text(client):
    client.store_airport()
    evil = "<script>alert(1)</script>"
    turns = {"schedule": [turn("=1+1", "06:05", "07:35", arrival_flight=evil, airline='=HYPERLINK("x")')]}
    schedule = client.post("/v1/airports/XYZ/schedules", json=turns).json()["id"]
    plan = client.store_plan(schedule, [{"turn": "=1+1", "visit": "full", "stand": "A1"}])
    page = client.get(f"/v1/plans/{plan}?format=html")
    assert evil not in page.text
    assert "&lt;script&gt;" in page.text
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-scripts" in policy
    assert "script-src 'sha256-" in page.text
    assert "\n'=1+1," in client.get(f"/v1/plans/{plan}?format=csv").text
    json = client.get(f"/v1/schedules/{schedule}")
    assert json.headers["x-content-type-options"] == "nosniff"
    assert json.headers["content-type"] == "application/json"


def test_comparing(client):
    schedule = client.store_day()
    first = client.store_plan(schedule)
    second = client.store_plan(schedule, [*PLAN[:2], {"turn": "AB105", "visit": "full", "stand": "R1"}])
    found = client.get(f"/v1/plans/compare?a={first}&b={second}").json()
    assert found["counts"]["moved"] == 1
    assert found["change"] == 290
    other = client.store_plan(client.post("/v1/airports/XYZ/schedules", json=SCHEDULE).json()["id"])
    refused(client.get(f"/v1/plans/compare?a={first}&b={other}"), 409, "different_days")
    refused(client.get(f"/v1/plans/compare?a={first}&b={NO_ID}"), 404, "not_found")
    refused(client.get(f"/v1/plans/compare?a={first}"), 422, "invalid_request")


def test_listing(client):
    schedule = client.store_day()
    made = [client.store_plan(schedule, name=name) for name in ("one", "two", "three")]
    assert [row["id"] for row in client.get("/v1/plans").json()] == made[::-1]
    assert [row["name"] for row in client.get("/v1/plans?limit=1&offset=1").json()] == ["two"]
    assert len(client.get(f"/v1/plans?schedule={schedule}&airport=XYZ").json()) == 3
    assert client.get("/v1/plans?airport=ABC").json() == []
    refused(client.get("/v1/plans?limit=0"), 422, "invalid_request")
    refused(client.get("/v1/plans?airport=../x"), 422, "invalid_request")


def test_what_is_not_there(client):
    refused(client.get(f"/v1/plans/{NO_ID}"), 404, "not_found")
    refused(client.get(f"/v1/plans/{NO_ID}?format=html"), 404, "not_found")
    refused(client.post(f"/v1/schedules/{NO_ID}/check", json={"plan": []}), 404, "not_found")
    refused(client.post(f"/v1/schedules/{NO_ID}/plans", json={"plan": []}), 404, "not_found")
