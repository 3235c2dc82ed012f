"""Lines of a stream to events."""

import httpx
import pytest

from standalloc.client import ServiceError
from standalloc.client.event_stream import MOST_RESUMES, EventStream

LINES = ["retry: 1000", "", "id: 3", "event: state", 'data: {"state":', 'data: "queued"}', "", ": still here", ""]


def test_events_are_put_together():
    stream = EventStream("j")
    events = [event for line in LINES if (event := stream.feed(line)) is not None]
    assert [(event.id, event.kind, event.data) for event in events] == [(3, "state", {"state": "queued"})]
    assert (stream.begin().path, stream.begin().headers["Last-Event-ID"]) == ("/v1/jobs/j/events", "3")


def test_half_an_event_is_forgotten():
    stream = EventStream("j", 7)
    for line in ("id: 8", "event: progress", 'data: {"objective": 1'):
        assert stream.feed(line) is None
    assert stream.begin().headers["Last-Event-ID"] == "7"
    for line in ("id: 8", "event: progress"):
        assert stream.feed(line) is None
    event = stream.feed('data: {"objective": 1}') or stream.feed("")
    assert (event.id, event.data) == (8, {"objective": 1})


def test_breaks_are_borne_until_too_many_bring_nothing():
    stream = EventStream("j")
    broken, busy = httpx.ReadError("cut"), ServiceError(503, {})
    for _ in range(MOST_RESUMES):
        stream.bear(broken, "http://here")
    for line in LINES:
        stream.feed(line)
    for _ in range(MOST_RESUMES):
        stream.bear(busy, "http://here")
    with pytest.raises(ServiceError):
        stream.bear(busy, "http://here")
    with pytest.raises(ConnectionError, match="http://here does not answer: cut"):
        stream.bear(broken, "http://here")


def test_a_refusal_that_does_not_pass_is_not_borne():
    with pytest.raises(ServiceError):
        EventStream("j").bear(ServiceError(404, {}), "http://here")
