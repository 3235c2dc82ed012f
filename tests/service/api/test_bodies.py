"""The bounds of bodies, to the byte."""

import json

import pytest

from standalloc.service.api.app import create_app
from standalloc.service.api.bodies import SMALL
from standalloc.service.settings import Settings
from tests.service.api.client import AIRPORT, Client, refused

JSON = {"Content-Type": "application/json"}


def padded(document, size):
    body = json.dumps(document).encode()
    return body + b" " * (size - len(body))


def parts(body, size=10_000):
    """Return a body without a length."""

    async def sending():
        for start in range(0, len(body), size):
            yield body[start : start + size]

    return sending()


@pytest.mark.parametrize("has_length", [True, False])
def test_the_largest_body(client, settings, has_length):
    for more, status in ((0, 201), (1, 413)):
        body = padded(AIRPORT, settings.largest_body + more)
        content = body if has_length else parts(body)
        answer = client.put(f"/v1/airports/A{more}?based_on=0", content=content, headers=JSON)
        assert answer.status_code == status
    assert refused(answer, 413, "too_large")["detail"] == "the body is larger than 300,000 bytes"
    assert answer.headers["connection"] == "close"


def test_a_length_that_is_a_lie_or_none(client):
    for length in ("9" * 30, "-1", "x", ""):
        headers = {**JSON, "Content-Length": length}
        answer = client.put("/v1/airports/XYZ?based_on=0", content=json.dumps(AIRPORT).encode(), headers=headers)
        assert answer.status_code in {201, 409, 413}


def test_bodies_of_other_endpoints_are_smaller(database, loop):
    client = Client(create_app(Settings(), database), loop)
    schedule = client.store_day()
    for more, status in ((0, 201), (1, 413)):
        body = padded({"schedule_id": schedule}, SMALL + more)
        assert client.post("/v1/jobs", content=body, headers=JSON).status_code == status


def test_who_has_no_token_is_refused_before_the_body_is_read(client, administrator):
    read = []

    async def unread():
        read.append("the body")
        yield b""

    refused(client.put("/v1/airports/XYZ?based_on=0", content=unread(), headers=JSON), 401, "no_token")
    assert read == []
