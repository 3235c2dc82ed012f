"""The planner's page is served to anybody, and nothing but its files."""

import os

import pytest

from standalloc.service.page import serving
from tests.service.api.client import refused


@pytest.fixture
def static(tmp_path, monkeypatch):
    """A folder of files in place of the page's own."""
    folder = tmp_path / "static"
    (folder / "gantt").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "gantt" / "scale.js").write_text("export {};", encoding="utf-8")
    (folder / ".secret.js").write_text("secret", encoding="utf-8")
    (folder / "notes.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "outside.js").write_text("secret", encoding="utf-8")
    monkeypatch.setattr(serving, "STATIC", folder)
    return folder


def test_the_page_is_there_and_names_files_that_are(client):
    answer = client.get("/page/")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.status_code == client.get("/page/main.js").status_code == 200


def test_the_root_leads_to_it_by_a_relative_address(client):
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "page/")


def test_no_token_is_asked_for(administrator, static):
    stranger = administrator.as_("", address="203.0.113.9")
    assert stranger.get("/page/").status_code == 200
    assert stranger.get("/").status_code == 307
    refused(stranger.get("/v1/version"), 401, "no_token")
    refused(stranger.get("/pages"), 401, "no_token")


def test_headers(client, static):
    headers = client.get("/page/").headers
    assert headers["content-security-policy"].startswith("default-src 'self'; ")
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(("path", "kind"), [("index.html", "text/html"), ("gantt/scale.js", "text/javascript")])
def test_files_are_of_their_kind(client, static, path, kind):
    answer = client.get(f"/page/{path}")
    assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
    assert answer.content == (static / path).read_bytes()


def test_a_file_that_the_browser_has_is_not_sent_again(client, static):
    first = client.get("/page/gantt/scale.js")
    tag = {"If-None-Match": first.headers["etag"]}
    again = client.get("/page/gantt/scale.js", headers=tag)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert "content-security-policy" in again.headers
    file = static / "gantt" / "scale.js"
    file.write_text("export { };", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    changed = client.get("/page/gantt/scale.js", headers=tag)
    assert (changed.status_code, changed.text) == (200, "export { };")


def test_heads_come_without_bodies(client, static):
    answer = client.request("HEAD", "/page/gantt/scale.js")
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (200, b"", "10")


@pytest.mark.parametrize(
    "path",
    [
        "none.js", "gantt", "gantt/", ".secret.js", "notes.txt", "../outside.js", "..%2Foutside.js",
        "gantt/..%2F..%2Foutside.js", "gantt%2F..%2F..%2Foutside.js", "%2Fetc%2Fpasswd", "//etc/passwd",
        "..%5Coutside.js", "scale.js%00.html", "a" * 5000 + ".js", "gantt/./scale.js/x.js",
    ],
)  # fmt: skip
def test_nothing_else_is_served(client, static, path):
    refused(client.get(f"/page/{path}"), 404, "no_such_path")


def test_a_link_does_not_lead_out(client, static):
    (static / "link.js").symlink_to(static.parent / "outside.js")
    refused(client.get("/page/link.js"), 404, "no_such_path")


def test_it_takes_nothing(client, static):
    refused(client.post("/page/", json={}), 405, "method_not_allowed")
