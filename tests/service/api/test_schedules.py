"""Schedules: uploaded as JSON, CSV or Excel, validated, read back."""

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from tests.service.api.client import AIRPORT, SCHEDULE, refused, turn

CSV = (
    b"turn,arrival_time,departure_time,code,arrival_flight\n"
    b"AB101,2030-06-01T06:05,2030-06-01T07:35,C,AB101\n"
    b"AB103,2030-06-01T06:20,2030-06-01T07:50,C,AB103\n"
)
FILES = "/v1/airports/XYZ/schedules/files"


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_document(planner):
    planner.store_airport()
    answer = planner.post("/v1/airports/XYZ/schedules?name=summer", json=SCHEDULE)
    assert answer.status_code == 201
    made = answer.json()
    assert (made["day"], made["name"], made["turns"], made["created_by"]) == ("2030-06-01", "summer", 3, "kim")
    assert made["airport_version"] == 1
    read = planner.get(f"/v1/schedules/{made['id']}").json()
    assert [row["turn"] for row in read["document"]["schedule"]] == ["AB101", "AB103", "AB105"]
    assert "airport" not in read["document"]


def test_the_day_is_the_one_most_times_are_of(client):
    """A night stop arrives the day before; local midnight counts, not that of UTC."""
    client.store_airport()
    night = {**turn("N1", "00:10", "06:00"), "arrival_time": "2030-05-31T23:30+02:00"}
    late = turn("L1", "00:15", "01:30")
    answer = client.post("/v1/airports/XYZ/schedules", json={"schedule": [night, late]})
    assert answer.json()["day"] == "2030-06-01"
    chosen = client.post("/v1/airports/XYZ/schedules?day=2030-05-31", json={"schedule": [night, late]})
    assert (chosen.json()["day"], chosen.json()["name"]) == ("2030-05-31", "2030-05-31")


def test_warnings_are_kept(client):
    client.store_airport()
    days = {"schedule": [turn("AB101", "06:05", "07:35", aircraft_type="A388")]}
    made = client.post("/v1/airports/XYZ/schedules", json=days).json()
    assert made["warnings"]
    assert {problem["severity"] for problem in made["warnings"]} == {"warning"}
    assert client.get(f"/v1/schedules/{made['id']}").json()["warnings"] == made["warnings"]


def test_a_csv(client):
    client.store_airport()
    pins = b"turn,visit,stand\nAB101,*,A1\n"
    answer = client.post(FILES, files={"schedule": ("2030-06-01.csv", CSV), "pins": ("pins.csv", pins)})
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["name"], made["turns"]) == ("2030-06-01", 2)
    document = client.get(f"/v1/schedules/{made['id']}").json()["document"]
    assert document["pins"] == [{"turn": "AB101", "stand": "A1"}]
    assert document["schedule"][0]["arrival_time"] == "2030-06-01T06:05:00+02:00"


def test_a_workbook_means_what_its_csv_means(client):
    client.store_airport()
    rows = workbook(
        ["turn", "arrival_time", "departure_time", "code", "arrival_flight"],
        ["AB101", datetime(2030, 6, 1, 6, 5), datetime(2030, 6, 1, 7, 35), "C", "AB101"],
        [],
        ["AB103", "2030-06-01T06:20", "2030-06-01T07:50", "C", "AB103"],
    )
    documents = []
    for name, content in (("day.xlsx", rows), ("day.csv", CSV)):
        answer = client.post(FILES, files={"schedule": (name, content)})
        assert answer.status_code == 201, answer.text
        documents.append(client.get(f"/v1/schedules/{answer.json()['id']}").json()["document"])
    assert documents[0] == documents[1]


def test_problems_of_a_workbook_name_its_row(client):
    client.store_airport()
    rows = workbook(["turn", "arrival_time", "code"], [], ["AB101", "2030-06-01T06:05", "G"])
    body = refused(client.post(FILES, files={"schedule": ("day.xlsx", rows)}), 422, "invalid_input")
    first = body["problems"][0]
    assert (first["file"], first["line"], first["column"]) == ("day.xlsx[Sheet]", 3, "code")


def test_formulas_of_a_workbook_without_their_values(client):
    client.store_airport()
    rows = workbook(["turn", "arrival_time", "code"], ["=1+1", "2030-06-01T06:05", "C"])
    body = refused(client.post(FILES, files={"schedule": ("day.xlsx", rows)}), 422, "invalid_input")
    assert [problem["code"] for problem in body["problems"]] == ["uncalculated"]
    assert "A2" in body["problems"][0]["message"]


def test_a_bomb_in_a_workbook(client):
    client.store_airport()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 201_000_000)
    assert len(bomb.getvalue()) < 300_000
    body = refused(client.post(FILES, files={"schedule": ("day.xlsx", bomb.getvalue())}), 422, "invalid_input")
    assert [problem["code"] for problem in body["problems"]] == ["too_large"]


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 1000, b"\xd0\xcf\x11\xe0" + b"\0" * 100])
def test_what_is_no_workbook(client, content):
    client.store_airport()
    refused(client.post(FILES, files={"schedule": ("day.xlsx", content)}), 422, "invalid_input")


def test_names_of_files_lead_nowhere(client, tmp_path):
    client.store_airport()
    for name in ("../../../../tmp/standalloc-was-here.csv", "/tmp/standalloc-was-here.csv", "..\\x.csv", "a\x00b.csv"):
        answer = client.post(FILES, files={"schedule": (name, CSV)})
        assert answer.status_code in {201, 400}, answer.text
        if answer.status_code == 201:
            assert "/" not in answer.json()["name"]
            assert "\\" not in answer.json()["name"]


def test_problems_of_a_csv_name_file_and_line_and_store_nothing(client):
    client.store_airport()
    broken = CSV.replace(b"2030-06-01T07:50", b"25:61")
    body = refused(client.post(FILES, files={"schedule": ("x/day.csv", broken)}), 422, "invalid_input")
    assert (body["problems"][0]["file"], body["problems"][0]["line"]) == ("day.csv", 3)
    assert client.get("/v1/airports/XYZ/schedules").json() == []


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ({}, "no_schedule"),
        ([], "bad_document"),
        ({"schedule": []}, "no_rows"),
        ({"schedule": [1]}, "bad_table"),
        ({"schedule": [{}]}, "missing"),
        ({"schedules": []}, "unknown_key"),
        ({**SCHEDULE, "airport": AIRPORT}, "unknown_key"),
        ({**SCHEDULE, "pins": [{"turn": "AB101", "visit": "*", "stand": "Z9"}]}, "unknown_stand"),
        ({**SCHEDULE, "pins": [{"turn": "ZZ1", "visit": "*", "stand": "A1"}]}, "unknown_turn"),
    ],
)
def test_documents_that_are_none(client, document, code):
    client.store_airport()
    body = refused(client.post("/v1/airports/XYZ/schedules", json=document), 422, "invalid_input")
    assert code in {problem["code"] for problem in body["problems"]}
    assert client.get("/v1/airports/XYZ/schedules").json() == []


def test_closures_of_airport_and_day_both_hold(client):
    closure = {"stand": "A1", "from": "2030-06-01T05:00+02:00", "to": "2030-06-01T10:00+02:00"}
    client.store_airport(document={**AIRPORT, "closures": [closure]})
    own = {**closure, "stand": "A2"}
    answer = client.post("/v1/airports/XYZ/schedules", json={**SCHEDULE, "closures": [own]})
    assert answer.status_code == 201, answer.text
    schedule = answer.json()["id"]
    kept = client.get(f"/v1/schedules/{schedule}").json()["document"]["closures"]
    assert [row["stand"] for row in kept] == ["A2"]
    rows = [{"turn": "AB101", "visit": "full", "stand": "A1"}, {"turn": "AB103", "visit": "full", "stand": "A2"}]
    broken = client.post(f"/v1/schedules/{schedule}/check", json={"plan": rows}).json()["broken"]
    assert sorted((one["rule"], one["stands"]) for one in broken) == [("closure", ["A1"]), ("closure", ["A2"])]


def test_listing(client):
    client.store_airport()
    for day in ("2030-06-01", "2030-06-02"):
        client.post(f"/v1/airports/XYZ/schedules?day={day}", json=SCHEDULE)
    assert [row["day"] for row in client.get("/v1/airports/XYZ/schedules").json()] == ["2030-06-02", "2030-06-01"]
    assert [row["day"] for row in client.get("/v1/airports/XYZ/schedules?day=2030-06-01").json()] == ["2030-06-01"]
    assert client.get("/v1/airports/XYZ/schedules?day=2031-01-01").json() == []
    refused(client.get("/v1/airports/ABC/schedules"), 404, "not_found")
    refused(client.get("/v1/airports/XYZ/schedules?day=today"), 422, "invalid_request")


def test_what_is_not_there(client):
    refused(client.post("/v1/airports/XYZ/schedules", json=SCHEDULE), 404, "not_found")
    refused(client.get("/v1/schedules/00000000-0000-0000-0000-000000000000"), 404, "not_found")
    refused(client.get("/v1/schedules/1"), 422, "invalid_request")


def test_an_older_version_of_the_airport(client):
    client.store_airport()
    assert (
        client.put("/v1/airports/XYZ?based_on=1", json={**AIRPORT, "stands": AIRPORT["stands"][:1]}).status_code == 201
    )
    pinned = {**SCHEDULE, "pins": [{"turn": "AB101", "visit": "*", "stand": "R1"}]}
    refused(client.post("/v1/airports/XYZ/schedules", json=pinned), 422, "invalid_input")
    made = client.post("/v1/airports/XYZ/schedules?version=1", json=pinned)
    assert (made.status_code, made.json()["airport_version"]) == (201, 1)


def test_too_many_turns(client):
    client.store_airport()
    turns = [turn(f"T{i}", "06:05", "07:35") for i in range(1001)]
    body = refused(client.post("/v1/airports/XYZ/schedules", json={"schedule": turns}), 422, "invalid_input")
    assert [problem["code"] for problem in body["problems"]] == ["too_large"]


def test_an_upload_without_its_file(client):
    client.store_airport()
    body = refused(client.post(FILES, files={"plan": ("day.csv", CSV)}), 422, "invalid_request")
    assert body["problems"][0]["column"] == "schedule"
    refused(client.post(FILES, content=b"x", headers={"Content-Type": "multipart/form-data"}), 400, "bad_request")
