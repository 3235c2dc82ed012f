"""Lines of a stream to events."""

from standalloc.client.event_stream import EventStream

LINES = ["retry: 1000", "", "id: 3", "event: state", 'data: {"state":', 'data: "queued"}', "", ": still here", ""]


def test_events_are_put_together():
    stream = EventStream()
    events = [event for line in LINES if (event := stream.feed(line)) is not None]
    assert [(event.id, event.kind, event.data) for event in events] == [(3, "state", {"state": "queued"})]
    assert stream.headers()["Last-Event-ID"] == "3"


def test_half_an_event_is_forgotten():
    stream = EventStream(7)
    for line in ("id: 8", "event: progress", 'data: {"objective": 1'):
        assert stream.feed(line) is None
    assert stream.headers()["Last-Event-ID"] == "7"
    stream.begin()
    for line in ("id: 8", "event: progress"):
        assert stream.feed(line) is None
    event = stream.feed('data: {"objective": 1}') or stream.feed("")
    assert (event.id, event.data) == (8, {"objective": 1})
