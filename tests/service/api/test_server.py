"""The limits as clients meet them: on a real server, with bodies that are too large, too slow or never end."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import httpx
import pytest

from standalloc.service.api.app import create_app
from standalloc.service.settings import Settings
from standalloc.service.store import Capacity, Claim, leases
from tests.service.api.client import AIRPORT, SCHEDULE
from tests.service.api.server import serving


@pytest.fixture
def port(database) -> Iterator[int]:
    settings = Settings(silent_seconds=0.5, upload_seconds=2)
    with serving(create_app(settings, database)) as port:
        yield port


@pytest.fixture
def http(port) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        yield http


def head(port: int, *headers: str) -> bytes:
    """Return the head of an upload."""
    lines = ["PUT /v1/airports/XYZ?based_on=0 HTTP/1.1", f"Host: 127.0.0.1:{port}", *headers, "", ""]
    return "\r\n".join(lines).encode()


def answer_of(connection: socket.socket) -> tuple[int, dict[str, object]]:
    """Return status and body of an answer that closes the connection or has a length."""
    connection.settimeout(30)
    received = b""
    while b"\r\n\r\n" not in received or not received.endswith(b"}"):
        part = connection.recv(65_536)
        if not part:
            break
        received += part
    top, _, body = received.partition(b"\r\n\r\n")
    return int(top.split()[1]), json.loads(body)


def test_a_body_of_100_mb(http):
    answer = http.put("/v1/airports/XYZ?based_on=0", content=b"x" * 100_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert http.get("/v1/airports").json() == []


def test_a_body_that_never_ends(port, http):
    """Without a length: it is cut off when the bound is reached, not kept."""

    def parts():
        for _ in range(100):
            yield b"x" * 1_000_000

    try:
        answer = http.put("/v1/airports/XYZ?based_on=0", content=parts())
    except httpx.TransportError:
        pass  # cut off while it was still sending
    else:
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert http.get("/v1/airports").json() == []


@pytest.mark.parametrize("pause", [0.2, 1.0])
def test_a_slow_client(port, http, pause):
    """One that pauses too long, and one that never pauses too long but takes too long in all."""
    with closing(socket.create_connection(("127.0.0.1", port))) as connection:
        connection.sendall(head(port, "Content-Length: 1000", "Content-Type: application/json"))
        done = threading.Event()

        def trickle() -> None:
            while not done.wait(pause):
                try:
                    connection.sendall(b" ")
                except OSError:
                    return

        sender = threading.Thread(target=trickle)
        sender.start()
        status, body = answer_of(connection)
        done.set()
        sender.join()
    assert (status, body["code"]) == (408, "too_slow")
    assert http.get("/health").status_code == 200


def test_a_client_that_leaves_in_the_middle(port, http):
    document = json.dumps(AIRPORT).encode()
    with closing(socket.create_connection(("127.0.0.1", port))) as connection:
        connection.sendall(head(port, f"Content-Length: {len(document)}", "Content-Type: application/json"))
        connection.sendall(document[:-5])
    assert http.get("/v1/airports").json() == []
    assert http.put("/v1/airports/XYZ?based_on=0", json=AIRPORT).status_code == 201


def test_many_slow_clients_keep_nobody_out(port, http):
    connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]
    try:
        for connection in connections:
            connection.sendall(head(port, "Content-Length: 1000", "Content-Type: application/json"))
        assert http.get("/v1/airports").status_code == 200
    finally:
        for connection in connections:
            connection.close()


def test_following_a_job_while_it_runs(http, database):
    assert http.put("/v1/airports/XYZ?based_on=0", json=AIRPORT).status_code == 201
    schedule = http.post("/v1/airports/XYZ/schedules", json=SCHEDULE).json()["id"]
    job = http.post("/v1/jobs", json={"schedule_id": schedule}).json()["id"]
    much = Capacity(64, 100_000)
    with http.stream("GET", f"/v1/jobs/{job}/events") as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("data:")).find('"queued"') > 0
        with database.writing() as session:
            taken = leases.claim(session, "w", lease=timedelta(60), most_running=9, total=much, free=much)
            assert taken is not None
        held = Claim.of(taken)
        with database.writing() as session:
            leases.report(session, held, {"objective": 7.0})
        assert any("7.0" in line for line in lines if line.startswith("data:"))
        with database.writing() as session:
            leases.succeed(session, held, plan_id=None, result={"seconds": 1.5, "gap": 0.01, "unallocated": 2})
        assert '"succeeded"' in [line for line in lines if line.startswith("data:")][-1]
    metrics = http.get("/metrics").text
    assert 'standalloc_jobs{state="succeeded"} 1.0' in metrics


def test_deleting_a_job_ends_its_stream(http):
    assert http.put("/v1/airports/XYZ?based_on=0", json=AIRPORT).status_code == 201
    schedule = http.post("/v1/airports/XYZ/schedules", json=SCHEDULE).json()["id"]
    job = http.post("/v1/jobs", json={"schedule_id": schedule}).json()["id"]
    with http.stream("GET", f"/v1/jobs/{job}/events") as stream:
        lines = stream.iter_lines()
        next(line for line in lines if line.startswith("data:"))
        assert http.delete(f"/v1/jobs/{job}").status_code == 204
        assert [line for line in lines if line.startswith("data:")] == []


def test_streams_end_when_the_service_does(database):
    app = create_app(Settings(), database)
    with serving(app) as port, httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        http.put("/v1/airports/XYZ?based_on=0", json=AIRPORT)
        schedule = http.post("/v1/airports/XYZ/schedules", json=SCHEDULE).json()["id"]
        job = http.post("/v1/jobs", json={"schedule_id": schedule}).json()["id"]
        with http.stream("GET", f"/v1/jobs/{job}/events") as stream:
            lines = stream.iter_lines()
            next(line for line in lines if line.startswith("data:"))
            app.state.services.streams.closing.set()
            assert [line for line in lines if line.startswith("data:")] == []


def test_reading_goes_on_while_a_large_input_is_read(http):
    """The schedule is read in a process of its own: the health of the service is told meanwhile."""
    assert http.put("/v1/airports/XYZ?based_on=0", json=AIRPORT).status_code == 201
    turns = [
        {"turn": f"T{i}", "arrival_time": f"2030-06-01T{i % 20:02}:05Z", "code": "C", "arrival_pax": 100}
        for i in range(1500)
    ]
    found: list[int] = []
    uploaded = threading.Event()

    def look() -> None:
        with httpx.Client(base_url=http.base_url, timeout=30) as other:
            while not uploaded.is_set():
                found.append(other.get("/v1/airports").status_code)
                time.sleep(0.02)

    reader = threading.Thread(target=look)
    reader.start()
    answer = http.post("/v1/airports/XYZ/schedules", json={"schedule": turns})
    uploaded.set()
    reader.join()
    assert answer.status_code == 201
    assert len(found) > 1
    assert set(found) == {200}
