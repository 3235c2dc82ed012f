"""Requests: tokens, refusals, waiting, a service that is away."""

import json

API = """
const api = new module.Api(base, sessionStorage);
const told = [];
for (const name of ["answered", "away", "token"]) api.addEventListener(name, () => told.push(name));
"""
PROBLEM = {"code": "version_conflict", "title": "Somebody else was faster", "detail": "it is 4 now", "current": 4}


def test_a_document_is_sent_and_read(run, server):
    server.answers = [(200, {}, {"fine": True}), (204, {}, b"")]
    body = """
    const query = { day: "2030-06-01", none: null, left: undefined, limit: 5 };
    const document = await api.send("POST", "things", { a: "ü" }, { query, headers: { "X-Own": "1" } });
    return [document, await api.send("POST", "gone"), told];
    """
    assert run("service/api.js", API + body) == [{"fine": True}, None, ["answered", "answered"]]
    first, second = server.asked
    assert first["path"] == "/v1/things?day=2030-06-01&limit=5"
    assert json.loads(first["body"]) == {"a": "ü"}
    assert first["headers"]["Content-Type"] == "application/json"
    assert first["headers"]["X-Own"] == "1"
    assert "Authorization" not in first["headers"]
    assert second["body"] == b""


def test_a_refusal_tells_its_problem(run, server):
    server.answers = [(409, {}, PROBLEM)]
    body = """
    const error = await api.get("things").catch((error) => error);
    const { name, status, code, message, current, problems } = error;
    return [name, status, code, message, current, problems, module.wordsOf(error), told];
    """
    assert run("service/api.js", API + body) == [
        "ServiceError", 409, "version_conflict", "it is 4 now", 4, [], "It is 4 now", ["answered"],
    ]  # fmt: skip


def test_a_failure_of_the_service_names_the_request(run, server):
    server.answers = [(500, {}, {"code": "internal", "detail": "the service failed", "request_id": "abc"})]
    said = run("service/api.js", API + 'return module.wordsOf(await api.get("things").catch((error) => error));')
    assert said == "The service failed (request abc)"


def test_requests_wait_for_a_token_and_are_sent_again_with_it(run, server):
    refusal = {"code": "no_token", "detail": "a token is needed"}
    server.answers = [(401, {}, refusal), (401, {}, refusal), (200, {}, 1), (200, {}, 2)]
    body = """
    const asked = new Promise((resolve) => api.addEventListener("token", (event) => resolve(event.detail.message)));
    const both = [api.get("one"), api.get("two")];
    const reason = await asked;
    await new Promise((resolve) => setTimeout(resolve, 200));
    api.useToken(" secret ");
    return [reason, (await Promise.all(both)).sort(), told.filter((name) => name === "token").length, api.hasToken];
    """
    assert run("service/api.js", API + body) == ["a token is needed", [1, 2], 1, True]
    tokens = [ask["headers"].get("Authorization") for ask in server.asked]
    assert tokens == [None, None, "Bearer secret", "Bearer secret"]
    server.answers = [(200, {}, 3)]
    assert run("service/api.js", API + 'return api.get("three");') == 3
    assert server.asked[-1]["headers"]["Authorization"] == "Bearer secret"


def test_a_token_that_is_refused_is_asked_for_again(run, server):
    server.answers = [
        (401, {}, {"code": "no_token"}),
        (401, {}, {"code": "bad_token", "detail": "the token is unknown"}),
        (200, {}, "in"),
    ]
    body = """
    const tokens = ["wrong", "right"];
    const reasons = [];
    api.addEventListener("token", (event) => { reasons.push(event.detail.code); api.useToken(tokens.shift()); });
    return [await api.get("things"), reasons];
    """
    assert run("service/api.js", API + body) == ["in", ["no_token", "bad_token"]]


def test_too_many_requests_are_sent_again_after_a_while(run, server):
    server.answers = [(429, {"Retry-After": "1"}, {"code": "too_many_requests"}), (200, {}, "now")]
    assert run("service/api.js", API + 'return api.get("things");') == "now"


def test_a_full_queue_is_a_refusal_at_once(run, server):
    server.answers = [(429, {"Retry-After": "30"}, {"code": "queue_full", "detail": "20 jobs are queued"})]
    assert run("service/api.js", API + 'return (await api.get("things").catch((error) => error)).code;') == "queue_full"


def test_a_service_that_does_not_answer_is_away(run, server):
    server.answers = [
        (502, {}, b"<h1>Bad Gateway</h1>"),
        (503, {}, {"code": "unavailable"}),
        (507, {}, {"code": "storage_full"}),
    ]
    body = """
    const ask = async (path) => (await api.get(path).catch((error) => error)).name;
    const names = [await ask("proxy"), await ask("database"), await ask("disk")];
    const nobody = new module.Api("http://127.0.0.1:9/", sessionStorage);
    return [...names, (await nobody.get("x").catch((error) => error)).name, told];
    """
    assert run("service/api.js", API + body) == [
        "AwayError", "AwayError", "ServiceError", "AwayError", ["away", "away", "answered"],
    ]  # fmt: skip


def test_an_answer_that_does_not_come_in_time_is_none(run, server):
    server.answers = [(200, {}, "late")]
    body = 'return (await api.request("GET", "slow", { patience: 50 }).catch((error) => error)).message;'
    said = run("service/api.js", API + body)
    server.closing.set()
    assert said == "no answer within 0.05 s"


def test_the_connection_is_lost_and_back_once_each(run, server):
    server.answers = [(502, {}, b""), (502, {}, b""), (502, {}, b""), (200, {}, "there"), (200, {}, "done")]
    body = """
    const { Connection } = await import("/service/connection.js");
    const connection = new Connection(api);
    for (const name of ["lost", "back"]) connection.addEventListener(name, () => told.push(name));
    const answer = await connection.repeat(() => api.get("things"));
    return [answer, told.filter((name) => name === "lost" || name === "back"), connection.isLost];
    """
    answer, told, lost = run("service/api.js", API + body)
    assert answer in ("there", "done")
    assert (told, lost) == (["lost", "back"], False)


def test_what_is_published_is_looked_for_without_a_refusal(run, server):
    days = [{"day": "2030-06-02", "revision": 1}, {"day": "2030-06-01", "revision": 7}]
    server.answers = [(200, {}, days), (200, {}, days), (200, {}, days[1])]
    body = """
    const { readPublication } = await import("/service/publications.js");
    return [await readPublication(api, "XYZ", "2030-06-01"), await readPublication(api, "XYZ", "2030-05-31"),
      await readPublication(api, "XYZ", "2030-06-01", true)];
    """
    assert run("service/api.js", API + body) == [days[1], None, days[1]]
    assert [ask["path"].partition("?")[0] for ask in server.asked] == [
        "/v1/airports/XYZ/published",
        "/v1/airports/XYZ/published",
        "/v1/airports/XYZ/published/2030-06-01",
    ]
