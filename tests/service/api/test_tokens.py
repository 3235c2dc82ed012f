"""Tokens and the audit log."""

import pytest

from tests.service.api.client import refused


def test_making_listing_revoking(administrator):
    body = {"user": "kim", "role": "planner", "expires_at": "2190-01-01T00:00:00+02:00"}
    made = administrator.post("/v1/tokens", json=body)
    assert made.status_code == 201
    token = made.json()
    assert token["secret"].startswith(f"standalloc_{token['prefix']}_")
    assert token["expires_at"] == "2189-12-31T22:00:00.000+00:00"
    listed = administrator.get("/v1/tokens").json()
    assert listed[0]["prefix"] == token["prefix"]
    assert all("secret" not in row for row in listed)
    revoked = administrator.delete(f"/v1/tokens/{token['prefix']}").json()
    assert revoked["revoked_at"] is not None
    assert administrator.delete(f"/v1/tokens/{token['prefix']}").json() == revoked


def test_secrets_are_not_in_the_audit_log(administrator):
    secret = administrator.make_token("viewer")
    entries = administrator.get("/v1/audit?kind=token")
    assert secret.rpartition("_")[2] not in entries.text
    assert entries.json()[0]["subject"] == secret.split("_")[1]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"user": "kim"},
        {"user": "kim", "role": "king"},
        {"user": "", "role": "viewer"},
        {"user": "a\nb", "role": "viewer"},
        {"user": "<b>", "role": "viewer"},
        {"user": "kim", "role": "viewer", "expires_at": "2001-01-01T00:00:00Z"},
        {"user": "kim", "role": "viewer", "expires_at": "2190-01-01T00:00:00"},
        {"user": "kim", "role": "viewer", "expires_at": "9999-12-31T23:59:59-23:59"},
        {"user": "kim", "role": "viewer", "expires_at": "0001-01-01T00:00:00+23:59"},
        {"user": "kim", "role": "viewer", "secret": "mine"},
    ],
)
def test_tokens_that_are_none(administrator, body):
    refused(administrator.post("/v1/tokens", json=body), 422, "invalid_request")
    assert len(administrator.get("/v1/tokens").json()) == 1


def test_prefixes_that_are_none(administrator):
    refused(administrator.delete("/v1/tokens/000000000000"), 404, "not_found")
    refused(administrator.delete("/v1/tokens/x"), 422, "invalid_request")


def test_paging_the_audit_log(administrator):
    for name in ("AAA", "BBB", "CCC"):
        administrator.store_airport(name)
    newest = administrator.get("/v1/audit?limit=2").json()
    assert [entry["subject"] for entry in newest] == ["CCC", "BBB"]
    older = administrator.get(f"/v1/audit?limit=1&before={newest[-1]['id']}").json()
    assert [entry["subject"] for entry in older] == ["AAA"]
    assert [entry["user"] for entry in administrator.get("/v1/audit?user=ada&subject=BBB").json()] == ["ada"]
    refused(administrator.get("/v1/audit?limit=1001"), 422, "invalid_request")
