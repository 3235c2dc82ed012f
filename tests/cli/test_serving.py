"""`standalloc serve` from a clean folder: the demo, the README's lines, who is admitted, and how it ends."""

import json
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from standalloc.cli.serving import _listen
from standalloc.client import Client, ServiceError
from standalloc.io import instance_document, read
from standalloc.service.work.demo import lines_to_try
from tests.service.work.conftest import family, until

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def serve(spawn, tmp_path):
    """Start a service whose data are in the folder of the test; return its process and URL."""

    def start(*options: str):
        process = spawn(["serve", "--port", "0", "--data", tmp_path / "data", *options], cwd=tmp_path)
        return process, process.stdout.readline().split()[3].removesuffix("/v1")

    return start


def get(url: str):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return json.load(answer)


def test_the_demo_end_to_end_by_the_lines_that_it_prints(serve, tmp_path):
    process, url = serve("--demo")
    said = ""
    while "plan.html" not in said:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        said += line
    assert "no token yet: requests from this machine alone are admitted" in said
    published = get(f"{url}/v1/airports/JFK/published/2013-07-11")
    assert get(f"{url}/v1/plans/{published['plan_id']}")["figures"]["valid"]
    lines = said[said.index("api=") :].replace("timeout 10", "timeout 6")
    done = subprocess.run(["bash", "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60)
    assert "event: progress" in done.stdout
    assert "turn,visit,stand,start,end,reason" in done.stdout
    assert (tmp_path / "plan.html").read_text(encoding="utf-8").startswith("<!")
    job = get(f"{url}/v1/jobs?limit=1")[0]
    assert (job["state"], job["interrupted"]) == ("succeeded", True)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_the_lines_of_the_readme_are_those_that_the_demo_prints():
    (block,) = re.findall(r"^```sh\n(api=.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert block == lines_to_try("http://127.0.0.1:8000")


def test_a_service_that_is_ended_keeps_the_plans_of_its_jobs_and_goes_on_with_its_store(serve, endless):
    process, url = serve()
    workers = until(lambda: family(process.pid))
    with Client(url) as client:
        client.store_airport("HUB", endless["airport"], based_on=0)
        schedule = client.store_schedule("HUB", {"schedule": endless["schedule"]})
        job = client.create_job(schedule.id, time_limit=60, workers=1)
        for event in client.follow(job.id):
            if event.data.get("objective") is not None:
                break
    process.send_signal(signal.SIGINT)
    assert process.wait(40) == 0
    assert not any(worker.is_running() for worker in workers)
    _, url = serve("--workers", "0")
    with Client(url) as client:
        ended = client.job(job.id)
        assert (ended.state, ended.interrupted) == ("succeeded", True)
        assert client.plan(ended.plan_id).figures["valid"]


def test_a_worker_that_dies_is_begun_anew_and_a_service_that_is_killed_leaves_none(serve):
    process, url = serve()
    (worker,) = until(lambda: family(process.pid))
    worker.kill()
    (another,) = until(lambda: [one for one in family(process.pid) if one.pid != worker.pid])
    assert get(f"{url}/ready") == {"status": "ok"}
    process.kill()
    until(lambda: not another.is_running() or another.status() == "zombie")


def test_tokens_admit_and_open_the_service_to_others(run, serve, tmp_path):
    data = tmp_path / "data"
    refused = run("serve", "--host", "0.0.0.0", "--port", "0", "--data", data)
    assert refused.exit_code == 2
    assert "standalloc token create" in refused.output
    secret = run("token", "create", "kim", "--role", "viewer", "--days", 30, "--data", data).output.strip()
    _, url = serve("--host", "0.0.0.0", "--workers", "0")
    url = url.replace("0.0.0.0", "127.0.0.1")
    with pytest.raises(urllib.error.HTTPError, match="401"):
        get(f"{url}/v1/airports")
    with Client(url, secret) as client:
        assert client.airports() == []
        with pytest.raises(ServiceError) as error:
            client.store_airport("XYZ", {}, based_on=0)
        assert error.value.code == "role_too_low"
    prefix = secret.split("_")[1]
    listed = run("token", "list", "--data", data).output
    assert re.match(rf"{prefix}  viewer +kim  made \S+, valid until \S+, last used", listed)
    assert secret not in listed
    assert run("token", "revoke", prefix, "--data", data).exit_code == 0
    assert "revoked" in run("token", "list", "--data", data).output
    with Client(url, secret) as client, pytest.raises(ServiceError) as error:
        client.airports()
    assert error.value.code == "token_revoked"


def test_a_backup_is_restored(run, serve, tmp_path):
    data = tmp_path / "data"
    assert run("token", "create", "kim", "--role", "planner", "--data", data).exit_code == 0
    serve("--workers", "0")  # backups are made while the service goes on
    assert run("backup", tmp_path / "copy.db", "--data", data).exit_code == 0
    assert run("restore", tmp_path / "copy.db", "--data", tmp_path / "other").exit_code == 0
    assert "kim" in run("token", "list", "--data", tmp_path / "other").output
    again = run("restore", tmp_path / "copy.db", "--data", data)
    assert again.exit_code == 2
    assert "exists: move it away" in again.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["serve", "--database", "mysql://localhost/x"], "neither sqlite nor postgresql"),
        (["serve", "--host", "256.1.1.1"], "anybody there could do everything"),
        (["worker", "--database", "nonsense"], "write sqlite:///FILE or postgresql"),
        (["token", "revoke", "none"], "there is no token 'none'"),
        (["backup", "copy.db", "--data", "nowhere"], "does not exist"),
        (["restore", "none.db"], "does not exist"),
    ],
)
def test_what_cannot_be_is_a_message(run, tmp_path, monkeypatch, words, message):
    monkeypatch.chdir(tmp_path)
    answer = run(*words)
    assert answer.exit_code == 2
    assert message in answer.output
    assert "Traceback" not in answer.output


def test_a_port_that_is_taken_is_a_message(run, serve, tmp_path):
    _, url = serve("--workers", "0")
    answer = run("serve", "--port", url.rpartition(":")[2], "--data", tmp_path / "other")
    assert answer.exit_code == 2
    assert "Address already in use" in answer.output


def test_settings_of_the_environment_are_named(run, tmp_path, monkeypatch):
    monkeypatch.setenv("STANDALLOC_LEASE_SECONDS", "soon")
    answer = run("worker", "--data", tmp_path)
    assert answer.exit_code == 2
    assert "STANDALLOC_LEASE_SECONDS 'soon'" in answer.output


@pytest.fixture
def endless() -> dict:
    return instance_document(read(Path(__file__).parents[2] / "instances" / "hub" / "hub260"))


def test_answers_are_sent_at_once():
    """Where the system collects small packets, each answer waits 40 ms for a client's acknowledgement."""
    with _listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
