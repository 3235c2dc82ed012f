"""Health, readiness, metrics, versions, the log, the headers of every answer."""

import json
import logging

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from standalloc import __version__
from standalloc.service.api.app import create_app
from standalloc.service.logs import JsonLines
from standalloc.service.settings import Settings
from standalloc.service.store import Database
from tests.service.api.client import AIRPORT, Client, refused


def test_version(planner):
    answer = planner.get("/v1/version").json()
    assert answer == {"standalloc": __version__, "api": "v1", "user": "kim", "role": "planner"}


def test_health_needs_neither_token_nor_database(loop, tmp_path):
    client = Client(create_app(Settings(), Database(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")), loop)
    assert client.get("/health").json() == {"status": "ok"}
    answer = client.get("/ready")
    refused(answer, 503, "unavailable")
    assert answer.headers["retry-after"]


def test_without_its_database_nothing_else_works(loop, tmp_path):
    client = Client(create_app(Settings(), Database(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")), loop)
    refused(client.get("/v1/airports"), 503, "unavailable")
    refused(client.put("/v1/airports/XYZ?based_on=0", json=AIRPORT), 503, "unavailable")


def test_ready(client):
    assert client.get("/ready").json() == {"status": "ok"}


def test_a_full_disk(client, database, monkeypatch):
    """Refused as such; what was there can still be read, and nothing of the change is there."""
    client.store_airport()
    with database.engine.connect() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
    wide = {**AIRPORT, "stands": [{"stand": "S" * 100 + str(i), "kind": "remote", "max_code": "C"} for i in range(50)]}

    @event.listens_for(database.engine, "connect")
    def _small(connection, _record):
        connection.execute(f"pragma max_page_count = {pages}")

    database.close()
    statuses = []
    for version in range(1, 200):
        answer = client.put(f"/v1/airports/XYZ?based_on={version}", json=wide)
        statuses.append(answer.status_code)
        if answer.status_code != 201:
            break
    refused(answer, 507, "storage_full")
    assert len(client.get("/v1/airports/XYZ/versions?limit=1000").json()) == len(statuses)


def test_an_error_of_ours_tells_nothing_of_the_inside(client, app, caplog):
    def fail() -> None:
        raise RuntimeError("the secret inside")

    app.add_api_route("/v1/broken", fail)
    answer = client.get("/v1/broken")
    body = refused(answer, 500, "internal")
    assert "secret" not in answer.text
    (record,) = [record for record in caplog.records if record.exc_info]
    assert record.request_id == body["request_id"]


def test_errors_of_the_database_tell_nothing_of_the_inside(client, app):
    def fail() -> None:
        raise OperationalError("select secret", {}, Exception("server closed the connection"))

    app.add_api_route("/v1/broken", fail)
    answer = client.get("/v1/broken")
    refused(answer, 503, "unavailable")
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/pages",
        "/v2/airports",
        "/v1",
        "/v1/airports/",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/v1/../etc/passwd",
        "/v1//",
    ],
)
def test_paths_that_are_none(client, path):
    refused(client.get(path), 404, "no_such_path")


def test_methods_that_are_none(client):
    answer = client.post("/health")
    refused(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET"
    for method in ("TRACE", "PATCH", "NONSENSE", "OPTIONS"):
        refused(client.request(method, "/v1/airports"), 405, "method_not_allowed")


def test_no_other_site_may_read(client):
    answer = client.get("/health", headers={"Origin": "https://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_headers_of_every_answer(client):
    for path in ("/health", "/v1/airports", "/nowhere", "/metrics", "/v1/openapi.json"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["cache-control"] == "no-store"
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("given", ["a b", "x" * 65, "<b>", "a\tb", "é"])
def test_ids_of_requests_that_are_none(client, given):
    answer = client.get("/health", headers={"X-Request-ID": given.encode()})
    assert answer.headers["x-request-id"] not in {given, ""}


def test_metrics(client, viewer):
    for _ in range(3):
        viewer.get("/v1/airports")
    viewer.get("/v1/airports/XYZ")
    lines = viewer.get("/metrics").text.splitlines()
    count = "standalloc_request_seconds_count"
    assert f'{count}{{method="GET",route="/v1/airports",status="200"}} 3.0' in lines
    assert f'{count}{{method="GET",route="/v1/airports/{{airport}}",status="404"}} 1.0' in lines
    assert 'standalloc_jobs{state="queued"} 0.0' in lines
    for name in ("solve_seconds", "solve_gap", "solve_unallocated"):
        assert f"# TYPE standalloc_{name} histogram" in lines
    refused(client.get("/metrics"), 401, "no_token")


def test_the_log(client, caplog):
    job = "00000000-0000-0000-0000-000000000000"
    with caplog.at_level(logging.INFO, "standalloc.service.access"):
        answer = client.get(f"/v1/jobs/{job}?token=secret", headers={"X-Request-ID": "r-1"})
    assert answer.status_code == 404
    (record,) = caplog.records
    line = json.loads(JsonLines().format(record))
    assert line | {"time": "", "seconds": 0} == {
        "time": "", "level": "info", "logger": "standalloc.service.access", "message": "request", "request_id": "r-1",
        "method": "GET", "route": "/v1/jobs/{job_id}", "status": 404, "seconds": 0, "user": "local", "job_id": job,
    }  # fmt: skip
