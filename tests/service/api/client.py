"""A client of the application without a network, and a small airport to send to it."""

from collections.abc import Awaitable
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI

AIRPORT: dict[str, Any] = {
    "code": "XYZ",
    "name": "Example",
    "timezone": "Europe/Paris",
    "policy": {"buffer_min": 10},
    "stands": [
        {"stand": "A1", "kind": "contact", "max_code": "C", "terminal": "T1"},
        {"stand": "A2", "kind": "contact", "max_code": "C", "terminal": "T1"},
        {"stand": "R1", "kind": "remote", "max_code": "E"},
    ],
}


def turn(name: str, arrival: str, departure: str, **more: Any) -> dict[str, Any]:
    """Return a turn of 1 June 2030."""
    times = {"arrival_time": f"2030-06-01T{arrival}+02:00", "departure_time": f"2030-06-01T{departure}+02:00"}
    return {"turn": name, **times, "code": "C", "arrival_pax": 140, "departure_pax": 150, **more}


SCHEDULE: dict[str, Any] = {
    "schedule": [turn("AB101", "06:05", "07:35"), turn("AB103", "06:20", "07:50"), turn("AB105", "08:00", "09:30")]
}
PLAN = [
    {"turn": "AB101", "visit": "full", "stand": "A1"},
    {"turn": "AB103", "visit": "full", "stand": "A2"},
    {"turn": "AB105", "visit": "full", "stand": "A1"},
]


class Loop:
    """An event loop that goes on between requests, as a server's does.

    Args:
        portal: to a thread with the loop.
    """

    def __init__(self, portal: BlockingPortal) -> None:
        self._portal = portal

    def run(self, work: Awaitable[Any]) -> Any:
        """Wait for something done in the loop."""
        return self._portal.call(lambda: work)


class Client:
    """Speaks to the application as a program on the same machine would.

    Args:
        app: the application.
        loop: its event loop.
        token: to send.
        address: the requests seem to come from.
    """

    def __init__(self, app: FastAPI, loop: Loop, token: str = "", address: str = "127.0.0.1") -> None:
        self._app, self._loop, self._token, self._address = app, loop, token, address

    def as_(self, token: str, address: str = "127.0.0.1") -> "Client":
        """Return a client with another token or from another address."""
        return Client(self._app, self._loop, token, address)

    def request(self, method: str, path: str, **values: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        return self._loop.run(self._request(method, path, headers | values.pop("headers", {}), values))

    async def _request(self, method: str, path: str, headers: Any, values: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app, client=(self._address, 40000))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, path, headers=headers, **values)

    def get(self, path: str, **values: Any) -> httpx.Response:
        return self.request("GET", path, **values)

    def post(self, path: str, **values: Any) -> httpx.Response:
        return self.request("POST", path, **values)

    def put(self, path: str, **values: Any) -> httpx.Response:
        return self.request("PUT", path, **values)

    def delete(self, path: str, **values: Any) -> httpx.Response:
        return self.request("DELETE", path, **values)

    def store_airport(self, name: str = "XYZ", document: Any = AIRPORT) -> None:
        assert self.put(f"/v1/airports/{name}?based_on=0", json=document).status_code == 201

    def store_day(self, name: str = "XYZ", document: Any = SCHEDULE) -> str:
        """Store an airport with a schedule; return the schedule's id."""
        self.store_airport(name)
        answer = self.post(f"/v1/airports/{name}/schedules", json=document)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def store_plan(self, schedule_id: str, rows: Any = PLAN, **more: Any) -> str:
        answer = self.post(f"/v1/schedules/{schedule_id}/plans", json={"plan": rows, **more})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def make_token(self, role: str, user: str = "") -> str:
        """Make a token as an administrator; return its secret."""
        answer = self.post("/v1/tokens", json={"user": user or role, "role": role})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["secret"])


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Ensure that an answer is a refusal of a kind, and return its body."""
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["type"] == f"urn:standalloc:problem:{code}"
    assert body["status"] == status
    assert {"title", "detail", "instance", "request_id"} <= set(body)
    assert body["request_id"] == answer.headers["x-request-id"]
    return body
