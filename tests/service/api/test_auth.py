"""Who is admitted, and what each role may do."""

from datetime import UTC, datetime, timedelta

import pytest

from standalloc.service.api.app import create_app
from standalloc.service.settings import Settings
from standalloc.service.store import audit, tokens
from tests.service.api.client import AIRPORT, Client, refused

NO_ID = "00000000-0000-0000-0000-000000000000"
#: Requests by the role they ask for.
OF_PLANNERS = [
    ("PUT", "/v1/airports/XYZ?based_on=0", {"json": AIRPORT}),
    ("PUT", "/v1/airports/XYZ/files?based_on=0", {"files": {"files": ("airport.toml", b"")}}),
    ("POST", "/v1/airports/XYZ/schedules", {"json": {"schedule": []}}),
    ("POST", "/v1/airports/XYZ/schedules/files", {"files": {"schedule": ("day.csv", b"")}}),
    ("POST", f"/v1/schedules/{NO_ID}/plans", {"json": {"plan": []}}),
    ("PUT", "/v1/airports/XYZ/published/2030-06-01", {"json": {"plan_id": NO_ID, "based_on": 0}}),
    ("POST", "/v1/jobs", {"json": {"schedule_id": NO_ID}}),
    ("POST", f"/v1/jobs/{NO_ID}/stop", {}),
    ("DELETE", f"/v1/jobs/{NO_ID}", {}),
]
OF_ADMINISTRATORS = [
    ("GET", "/v1/tokens", {}),
    ("POST", "/v1/tokens", {"json": {"user": "eve", "role": "administrator"}}),
    ("DELETE", "/v1/tokens/0f1e2d3c4b5a", {}),
    ("GET", "/v1/audit", {}),
]


def operations(client: Client) -> list[tuple[str, str, str]]:
    """Return role, method and path of every operation, with values in the path."""
    values = {
        "airport": "XYZ", "schedule_id": NO_ID, "plan_id": NO_ID, "job_id": NO_ID, "day": "2030-06-01",
        "prefix": "0f1e2d3c4b5a", "turn": "AB101", "visit": "full",
    }  # fmt: skip
    paths = client.get("/v1/openapi.json").json()["paths"]
    return [
        (operation["x-role"], method.upper(), path.format(**values))
        for path, methods in paths.items()
        for method, operation in methods.items()
    ]


def test_every_operation_needs_a_token_once_there_is_one(client, administrator):
    found = operations(client)
    assert len(found) == 38
    for role, method, path in found:
        if role:
            answer = client.request(method, path)
            refused(answer, 401, "no_token")
            assert answer.headers["www-authenticate"].startswith("Bearer")
        else:
            assert client.request(method, path).status_code == 200


def test_the_tables_of_this_module_name_every_operation_that_asks_for_more_than_a_viewer(client):
    def plain(path: str) -> str:
        return path.partition("?")[0]

    found = {(role, method, path) for role, method, path in operations(client) if role not in {"", "viewer"}}
    assert {("planner", method, plain(path)) for method, path, _ in OF_PLANNERS} | {
        ("administrator", method, path) for method, path, _ in OF_ADMINISTRATORS
    } == found


@pytest.mark.parametrize(("method", "path", "values"), OF_PLANNERS + OF_ADMINISTRATORS)
def test_a_viewer_only_reads(viewer, method, path, values):
    refused(viewer.request(method, path, **values), 403, "role_too_low")


@pytest.mark.parametrize(("method", "path", "values"), OF_PLANNERS)
def test_a_planner_plans(planner, method, path, values):
    assert planner.request(method, path, **values).status_code in {201, 404, 422}


@pytest.mark.parametrize(("method", "path", "values"), OF_ADMINISTRATORS)
def test_a_planner_does_not_administrate(planner, method, path, values):
    refused(planner.request(method, path, **values), 403, "role_too_low")


@pytest.mark.parametrize(
    "secret", ["x", "standalloc_0f1e2d3c4b5a_AAAA", "a_b_c", "standalloc__", "ü", "standalloc_\u0000_x"]
)
def test_an_unknown_token(administrator, secret):
    answer = administrator.as_("").get("/v1/airports", headers={"Authorization": f"Bearer {secret}".encode()})
    refused(answer, 401, "bad_token")


@pytest.mark.parametrize("value", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "standalloc"])
def test_a_header_that_holds_no_token(administrator, value):
    refused(administrator.as_("").get("/v1/airports", headers={"Authorization": value}), 401, "no_token")


def test_a_token_that_is_cut_or_changed(administrator):
    secret = administrator.make_token("viewer")
    for wrong in (secret[:-1], secret + "A", secret[:-1] + ("A" if secret[-1] != "A" else "B")):
        refused(administrator.as_(wrong).get("/v1/airports"), 401, "bad_token")
    assert administrator.as_(secret).get("/v1/airports").status_code == 200


def test_an_expired_token(client, administrator, database):
    with database.writing() as session:
        over = datetime.now(UTC) - timedelta(seconds=1)
        made = tokens.create(session, user="kim", role="planner", expires_at=over)
    refused(client.as_(made.secret).get("/v1/airports"), 401, "token_expired")


def test_a_revoked_token(administrator):
    secret = administrator.make_token("planner")
    assert administrator.delete(f"/v1/tokens/{secret.split('_')[1]}").status_code == 200
    refused(administrator.as_(secret).get("/v1/airports"), 401, "token_revoked")


def test_without_any_token_this_machine_may_do_all(client):
    assert client.get("/v1/version").json()["role"] == "administrator"
    assert client.as_("", address="::1").get("/v1/version").status_code == 200
    assert client.as_("", address="::ffff:127.0.0.1").get("/v1/version").status_code == 200


@pytest.mark.parametrize("address", ["192.0.2.7", "::ffff:192.0.2.7", "testclient", ""])
def test_without_any_token_nobody_else_is_admitted(client, address):
    refused(client.as_("", address=address).get("/v1/version"), 403, "loopback_only")


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP"])
def test_headers_of_proxies_are_not_believed(client, name):
    far = client.as_("", address="192.0.2.7")
    refused(
        far.get("/v1/version", headers={name: "for=127.0.0.1" if name == "Forwarded" else "127.0.0.1"}),
        403,
        "loopback_only",
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:8000"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Host": ""},
    ],
)
def test_pages_of_other_sites_are_not_this_machine(client, headers):
    """Neither by a name that leads to 127.0.0.1 nor by a form that the browser sends unasked."""
    refused(
        client.post("/v1/tokens", json={"user": "eve", "role": "administrator"}, headers=headers), 403, "foreign_origin"
    )


def test_the_services_own_page(client):
    for host in ("127.0.0.1:8000", "localhost:8000", "[::1]:8000"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        assert client.get("/v1/version", headers=headers).status_code == 200


def test_revoking_the_last_token_opens_nothing(client, administrator):
    (token,) = administrator.get("/v1/tokens").json()
    assert administrator.delete(f"/v1/tokens/{token['prefix']}").status_code == 200
    refused(client.get("/v1/version"), 401, "no_token")


def test_a_token_is_admitted_from_anywhere(administrator):
    secret = administrator.make_token("viewer", "vic")
    answer = administrator.as_(secret, address="192.0.2.7").get("/v1/version", headers={"Origin": "https://a.example"})
    assert (answer.json()["user"], answer.json()["role"]) == ("vic", "viewer")


def test_when_a_token_was_last_used(administrator):
    (token,) = administrator.get("/v1/tokens").json()
    assert token["last_used_at"] is not None


def test_too_many_requests_of_one_token(database, loop):
    app = create_app(Settings(requests_per_second=0.001, requests_at_once=3), database)
    one = Client(app, loop)
    assert [one.get("/v1/version").status_code for _ in range(3)] == [200] * 3
    answer = one.get("/v1/version")
    refused(answer, 429, "too_many_requests")
    assert int(answer.headers["retry-after"]) > 900
    refused(one.get("/v1/version"), 429, "too_many_requests")
    assert one.as_("", address="127.0.0.2").get("/v1/version").status_code == 200


def test_too_many_guesses_from_one_address(database, loop):
    app = create_app(Settings(refusals_per_minute=2), database)
    client = Client(app, loop)
    guesses = client.as_("standalloc_0f1e2d3c4b5a_x")
    assert [guesses.get("/v1/version").status_code for _ in range(3)] == [401, 401, 429]
    assert client.get("/v1/version").status_code == 200


def test_refusals_leave_no_trace_in_the_store(viewer, database):
    with database.reading() as session:
        before = len(audit.entries(session))
    for method, path, values in OF_PLANNERS + OF_ADMINISTRATORS:
        viewer.request(method, path, **values)
    with database.reading() as session:
        assert len(audit.entries(session)) == before
