"""Airports: stored as versions, whole or not at all."""

import pytest

from tests.service.api.client import AIRPORT, refused

TOML = b'[airport]\ncode = "XYZ"\ntimezone = "Europe/Paris"\n'
STANDS = b"stand,kind,max_code\nA1,contact,C\nR1,remote,E\n"


def parts(**files: bytes) -> list[tuple[str, tuple[str, bytes]]]:
    return [("files", (name.replace("__", "."), content)) for name, content in files.items()]


def test_versions(planner):
    made = planner.put("/v1/airports/XYZ?based_on=0&note=first", json=AIRPORT)
    assert made.status_code == 201
    assert made.json() | {"changed_at": ""} == {
        "airport": "XYZ", "version": 1, "title": "Example", "note": "first", "changed_by": "kim", "changed_at": "",
        "warnings": [],
    }  # fmt: skip
    changed = {**AIRPORT, "name": "Changed"}
    assert planner.put("/v1/airports/XYZ?based_on=1", json=changed).json()["version"] == 2
    assert planner.get("/v1/airports/XYZ").json()["document"]["name"] == "Changed"
    assert planner.get("/v1/airports/XYZ?version=1").json()["document"] == AIRPORT
    assert [row["version"] for row in planner.get("/v1/airports/XYZ/versions").json()] == [2, 1]
    assert [row["version"] for row in planner.get("/v1/airports/XYZ/versions?limit=1&offset=1").json()] == [1]
    (row,) = planner.get("/v1/airports").json()
    assert (row["airport"], row["version"]) == ("XYZ", 2)


def test_the_slower_change_is_refused(client):
    client.store_airport()
    body = refused(client.put("/v1/airports/XYZ?based_on=0", json=AIRPORT), 409, "version_conflict")
    assert body["current"] == 1
    assert refused(client.put("/v1/airports/ABC?based_on=3", json=AIRPORT), 409, "version_conflict")["current"] == 0
    assert [row["airport"] for row in client.get("/v1/airports").json()] == ["XYZ"]


def test_files(client):
    files = parts(
        airport__toml=TOML, stands__csv=STANDS, closures__csv=b"stand,from,to\nA1,2030-06-01T10:00,2030-06-01T11:00\n"
    )
    assert client.put("/v1/airports/XYZ/files?based_on=0", files=files).status_code == 201
    document = client.get("/v1/airports/XYZ").json()["document"]
    assert [stand["stand"] for stand in document["stands"]] == ["A1", "R1"]
    assert [closure["stand"] for closure in document["closures"]] == ["A1"]


def test_problems_of_files_name_file_and_line(client):
    files = parts(airport__toml=TOML, stands__csv=b"stand,kind,max_code\nA1,contact,G\nA1,remote,C\n")
    body = refused(client.put("/v1/airports/XYZ/files?based_on=0", files=files), 422, "invalid_input")
    first = body["problems"][0]
    assert (first["file"], first["line"], first["column"], first["code"]) == ("stands.csv", 2, "max_code", "bad_code")
    assert "'G'" in first["message"]
    assert first["fix"]
    assert client.get("/v1/airports").json() == []


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..", "stands.csv/../x", "con", "stand.csv", "a\\b.csv", "airport.toml "],
)
def test_names_of_files_that_are_no_airports(client, name):
    files = [("files", ("airport.toml", TOML)), ("files", (name, b"x"))]
    body = refused(client.put("/v1/airports/XYZ/files?based_on=0", files=files), 422, "invalid_input")
    assert {problem["code"] for problem in body["problems"]} == {"unknown_file"}


def test_a_file_that_is_there_twice(client):
    files = [*parts(airport__toml=TOML, stands__csv=STANDS), *parts(stands__csv=STANDS)]
    body = refused(client.put("/v1/airports/XYZ/files?based_on=0", files=files), 422, "invalid_input")
    assert [problem["code"] for problem in body["problems"]] == ["duplicate"]


def test_what_belongs_to_a_day_is_no_part_of_an_airport(client):
    for name, row in (("pins", {"turn": "AB101", "visit": "*", "stand": "A1"}), ("connections", {})):
        document = {**AIRPORT, name: [row]}
        body = refused(client.put("/v1/airports/XYZ?based_on=0", json=document), 422, "invalid_input")
        assert body["problems"][0]["table"] == name


@pytest.mark.parametrize(
    "name", ["..", ".git", "a/b", "a%2Fb", "%2e%2e", "a b", "-x", "a\\b", "ä", "x" * 65, "%00", "<b>"]
)
def test_names_that_are_paths_or_worse(client, name):
    answer = client.put(f"/v1/airports/{name}?based_on=0", json=AIRPORT)
    assert answer.status_code in {404, 405, 422}
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/airports").json() == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"{", "bad_json"),
        (b"null", "bad_document"),
        (b"[]", "bad_document"),
        (b"{}", "missing"),
        (b"\xff\xfe", "bad_encoding"),
        (b'{"code": "A\\u0000", "timezone": "UTC"}', "bad_text"),
        (b'{"code": "XYZ", "timezone": "Mars/Base"}', "bad_timezone"),
        (b'{"code": "A", "code": "B", "timezone": "UTC", "stands": []}', "duplicate_key"),
        (b"[" * 100_000, "bad_json"),
        (b'{"a":' * 20_000, "bad_json"),
        (b'{"code": ' + b"9" * 5000 + b"}", "bad_json"),
        (b'{"code": "XYZ", "timezone": "UTC", "stands": "many"}', "bad_table"),
    ],
)
def test_documents_that_are_none(client, content, code):
    answer = client.put("/v1/airports/XYZ?based_on=0", content=content, headers={"Content-Type": "application/json"})
    body = refused(answer, 422, "invalid_input")
    assert code in {problem["code"] for problem in body["problems"]}


def test_a_body_of_another_type(client):
    answer = client.put("/v1/airports/XYZ?based_on=0", content=b"a,b", headers={"Content-Type": "text/csv"})
    refused(answer, 415, "unsupported_media_type")


def test_too_many_stands(client):
    stands = [{"stand": f"S{i}", "kind": "remote", "max_code": "C"} for i in range(51)]
    body = refused(client.put("/v1/airports/XYZ?based_on=0", json={**AIRPORT, "stands": stands}), 422, "invalid_input")
    assert [problem["code"] for problem in body["problems"]] == ["too_large"]


def test_a_large_document_is_read_in_a_process_of_its_own(client):
    """Beyond `workshop.SMALL` bytes: here by an exclusion for each pair of stands."""
    stands = [{"stand": f"S{i}", "kind": "remote", "max_code": "C"} for i in range(40)]
    pairs = [{"stand_a": f"S{i}", "stand_b": f"S{j}"} for i in range(40) for j in range(i)]
    answer = client.put("/v1/airports/XYZ?based_on=0", json={**AIRPORT, "stands": stands, "exclusions": pairs * 2})
    assert answer.status_code in {201, 422}, answer.text
    assert (
        client.put("/v1/airports/ABC?based_on=0", json={**AIRPORT, "stands": stands, "exclusions": pairs}).status_code
        == 201
    )
    assert len(client.get("/v1/airports/ABC").json()["document"]["exclusions"]) == len(pairs)


@pytest.mark.parametrize(
    "query", ["", "?based_on=-1", "?based_on=x", "?based_on=99999999999999999999", "?based_on=0&note=%00"]
)
def test_bad_parameters(client, query):
    body = refused(client.put(f"/v1/airports/XYZ{query}", json=AIRPORT), 422, "invalid_request")
    assert body["problems"][0]["table"] == "query"
    assert body["problems"][0]["column"] in {"based_on", "note"}


def test_what_is_not_there(client):
    refused(client.get("/v1/airports/XYZ"), 404, "not_found")
    refused(client.get("/v1/airports/XYZ/versions"), 404, "not_found")
    client.store_airport()
    refused(client.get("/v1/airports/XYZ?version=2"), 404, "not_found")


def test_who_changed_what_is_in_the_audit_log(planner, administrator):
    answer = planner.put("/v1/airports/XYZ?based_on=0&note=why", json=AIRPORT, headers={"X-Request-ID": "abc-1"})
    assert answer.headers["x-request-id"] == "abc-1"
    (entry,) = administrator.get("/v1/audit?kind=airport").json()
    assert (entry["user"], entry["action"], entry["subject"], entry["request_id"]) == (
        "kim",
        "airport.change",
        "XYZ",
        "abc-1",
    )
    assert entry["detail"] == {"version": 1, "note": "why"}
