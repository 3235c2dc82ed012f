"""Server-sent events, however the network cuts them."""

import json

import pytest

STREAM = (
    'retry: 1000\n\nid: 1\nevent: state\ndata: {"state": "queued"}\n\n: still here\n\n'
    'id: 2\r\nevent: progress\r\ndata: {"objective": 7,\r\ndata: "bound": 5}\r\n\r\ndata:{"x":1}\n\nid: 4\nevent: cut'
)
EVENTS = [
    {"id": "1", "event": "state", "data": {"state": "queued"}},
    {"id": "2", "event": "progress", "data": {"objective": 7, "bound": 5}},
    {"id": "", "event": "message", "data": {"x": 1}},
]


@pytest.mark.parametrize("length", [1, 2, 3, 7, 1000])
def test_pieces_of_any_length_make_the_same_events(run, length):
    pieces = [STREAM[at : at + length] for at in range(0, len(STREAM), length)]
    body = "const reader = new module.EventReader(); return given.flatMap((piece) => reader.read(piece));"
    assert run("service/events.js", body, pieces) == EVENTS


def event(id, kind, **data):
    return f"id: {id}\nevent: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def test_a_job_is_followed_from_where_its_stream_broke_off(run, server):
    stream = {"Content-Type": "text/event-stream"}
    server.answers = [
        (200, stream, event(1, "state", state="running", attempt=1) + event(2, "progress", objective=9, seconds=1)),
        (200, {}, {"id": "j", "state": "running"}),
        (502, {}, b"a proxy has nobody behind it"),
        (200, stream, event(3, "progress", objective=8, seconds=2) + event(4, "state", state="succeeded", attempt=1)),
        (200, {}, {"id": "j", "state": "succeeded", "plan_id": "p"}),
    ]
    told = run(
        "service/jobs.js",
        """
        const { Api } = await import("/service/api.js");
        const follower = new module.JobFollower(new Api(base, sessionStorage), { id: "j", state: "queued" });
        const told = [];
        for (const name of ["state", "progress", "ended", "gone", "failed"]) {
          const say = ({ detail }) => told.push([name, detail?.objective ?? detail?.plan_id ?? detail]);
          follower.addEventListener(name, say);
        }
        await follower.follow();
        return [told, follower.progress.map((progress) => progress.seconds)];
        """,
    )
    assert told == [
        [["state", "running"], ["progress", 9], ["progress", 8], ["state", "succeeded"], ["ended", "p"]],
        [1, 2],
    ]
    resumed = [ask["headers"].get("Last-Event-ID") for ask in server.asked if ask["path"].endswith("/events")]
    assert resumed == [None, "2", "2"]


def test_a_job_that_was_deleted_is_gone(run, server):
    server.answers = [(404, {}, {"code": "not_found", "detail": "there is no job"})]
    body = """
    const { Api } = await import("/service/api.js");
    const follower = new module.JobFollower(new Api(base, sessionStorage), { id: "j", state: "queued" });
    return new Promise((resolve) => {
      follower.addEventListener("gone", () => resolve("gone"));
      follower.addEventListener("failed", () => resolve("failed"));
      follower.follow();
    });
    """
    assert run("service/jobs.js", body) == "gone"
