"""The executor of a Ray cluster, against a real one: sweeps as here, workers killed, interrupts, what is wrong."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from standalloc.bench.cluster import ATTEMPTS, MISSING_PACKAGE
from standalloc.bench.record import RunRecord, read_records
from standalloc.cli import main
from tests.bench.conftest import write_airport
from tests.bench.loopback import ADDRESS, ROOT, Loopback, cluster, machine, wait_for

CLI = (sys.executable, "-m", "standalloc")
TINY = ("bench", "run", "smoke", "--only", "overlap", "--only", "exclusion", "--config", "fcfs", "--workers", 1)
RUNS = 2  # of one seed


@pytest.fixture(scope="module")
def network() -> Iterator[Loopback]:
    """A cluster of one machine with two cores, in a network of its own."""
    pytest.importorskip("ray", reason="ray has no wheel for this Python, or the extra cluster is not installed")
    with cluster(cores=2) as started:
        yield started


@pytest.fixture
def sweep(network: Loopback, tmp_path: Path) -> Callable[..., list[object]]:
    """The words of a sweep on the cluster, with its results in `out`."""
    return lambda *words: [*CLI, *TINY, *words, "--cluster", ADDRESS, "--out", tmp_path / "out"]


def done(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "runs").glob("*.json")}


def plans(out: Path) -> dict[str, str]:
    return {path.stem: path.read_text() for path in (out / "plans").iterdir()}


def replayed_plans(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in (folder / "plans").rglob("*.csv")}


def lasting(record: RunRecord) -> dict[str, object]:
    """Return what of a record does not depend on when and how fast it was made."""
    passing = {"seconds", "seconds_to_plan", "seconds_to_one_percent", "seconds_to_optimal", "primal_dual_integral"}
    return record.model_dump(exclude=passing | {"peak_memory_mb", "trace", "date", "commit"})


def test_a_sweep_leaves_what_one_on_this_machine_does(network, sweep, tmp_path):
    answer = network.run(sweep())
    assert answer.returncode == 0, answer.stderr
    assert f"{RUNS} runs in" in answer.stdout
    assert CliRunner().invoke(main, [*map(str, TINY), "--out", str(tmp_path / "here")]).exit_code == 0
    there, here = read_records(tmp_path / "out"), read_records(tmp_path / "here")
    assert len(there) == RUNS
    assert [lasting(record) for record in there] == [lasting(record) for record in here]
    assert plans(tmp_path / "out") == plans(tmp_path / "here")
    assert len(plans(tmp_path / "out")) == RUNS


def test_killed_workers_machines_and_drivers_lose_nothing_and_count_nothing_twice(network, sweep, tmp_path):
    out, total = tmp_path / "out", 5 * RUNS
    words = sweep("--seeds", 5)
    with machine(network, 1, "--address", ADDRESS):
        driver = network.spawn(words)
        wait_for(lambda: len(done(out)) >= 1)
        wait_for(lambda: network.processes("ray::tiny"))
        network.processes("ray::tiny")[0].kill()
        wait_for(lambda: len(done(out)) >= 3)
        raylet = max(network.processes("/raylet/raylet "), key=lambda process: process.create_time())
        raylet.kill()
        wait_for(lambda: len(done(out)) >= 5)
        before = done(out)
        driver.send_signal(signal.SIGKILL)
        driver.communicate()
    wait_for(lambda: not network.processes("standalloc.bench.one_run"))
    assert len(done(out)) < total
    answer = network.run(words)
    assert answer.returncode == 0, answer.stderr
    assert done(out).items() >= before.items()
    records = read_records(out)
    assert len(records) == len({(record.instance, record.seed) for record in records}) == total
    assert {record.status for record in records} <= {"optimal", "feasible"}
    assert set(plans(out)) == {record.run for record in records}


def test_ctrl_c_ends_the_tasks_and_keeps_what_is_done(network, sweep, tmp_path):
    driver = network.spawn(sweep("--seeds", 100))
    wait_for(lambda: done(tmp_path / "out"))
    driver.send_signal(signal.SIGINT)
    _, errors = driver.communicate(timeout=60)
    assert driver.returncode == 130
    assert f"interrupted: {len(done(tmp_path / 'out'))} of {100 * RUNS} runs are done" in errors
    assert "Traceback" not in errors
    assert not network.processes("standalloc.bench.one_run")


def test_a_replay_plans_its_days_there(network, tmp_path):
    day = write_airport(tmp_path / "two")
    later = day.folder / "2030-06-02.csv"
    later.write_text((day.folder / day.schedule).read_text().replace("2030-06-01", "2030-06-02"))
    words = ["replay", day.folder, "--config", "first", "--time-limit", 2, "--workers", 1]
    answer = network.run([*CLI, *words, "--cluster", ADDRESS, "--out", tmp_path / "there"])
    assert answer.returncode == 0, answer.stderr
    assert len([*(tmp_path / "there" / "days").rglob("*.json")]) == 4
    assert CliRunner().invoke(main, [*map(str, words), "--out", str(tmp_path / "here")]).exit_code == 0
    assert replayed_plans(tmp_path / "there") == replayed_plans(tmp_path / "here")


def test_a_run_whose_worker_is_lost_each_time_is_recorded(network, sweep, tmp_path):
    words = [*CLI, "bench", "run", "smoke", "--only", "jfk", "--config", "default", "--workers", 2]
    driver = network.spawn([*words, "--cluster", ADDRESS, "--out", tmp_path])
    killed = set()
    for _ in range(ATTEMPTS):
        wait_for(lambda: {worker.pid for worker in network.processes("ray::jfk")} - killed)
        for worker in network.processes("ray::jfk"):
            killed.add(worker.pid)
            worker.kill()
    _, errors = driver.communicate(timeout=60)
    assert driver.returncode == 0
    [record] = read_records(tmp_path)
    assert record.status == "killed"
    assert f"its worker was lost {ATTEMPTS} times" in record.error
    assert errors.count("begun anew") == ATTEMPTS - 1


def test_failing_overdue_and_cancelled_runs_and_one_json_document(network, tmp_path):
    answer = network.run([sys.executable, "-m", "tests.bench.cluster_driver", ADDRESS, tmp_path])
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["failing"][0] == "error"
    assert said["failing"][1].startswith("InputError: 2030-06-01.csv:2: code 'X' is not one of A-F")
    assert said["overdue"] == "overdue"
    assert said["document"] == ["feasible", True]
    assert said["cancelled"] == "CancelledError"
    assert not network.processes("standalloc.bench.one_run")


@pytest.mark.parametrize(
    ("package", "message"),
    [
        (
            f'__version__ = "0.0.1"\n__path__.append({str(ROOT / "standalloc")!r})\n',
            " has standalloc 0.0.1, ortools ",
        ),
        ("", "No module named 'standalloc.bench'"),
    ],
    ids=["another version", "none"],
)
def test_a_machine_with_another_standalloc_is_named(package, message, network, sweep, tmp_path):
    """The second machine finds a package of that name first, and is the only one with three cores."""
    other = tmp_path / "other" / "standalloc"
    other.mkdir(parents=True)
    (other / "__init__.py").write_text(package)
    with machine(network, 3, "--address", ADDRESS, PYTHONPATH=str(other.parent)):
        answer = network.run(sweep("--workers", 3))
    assert answer.returncode == 2
    assert "a machine of the cluster cannot perform runs (" in answer.stderr
    assert message in answer.stderr
    assert "install the same standalloc" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not done(tmp_path / "out")


def test_a_run_wider_than_every_machine_is_refused(network, tmp_path):
    words = [*CLI, "bench", "run", "smoke", "--workers", 3, "--cluster", ADDRESS, "--out", tmp_path / "out"]
    answer = network.run(words)
    assert answer.returncode == 2
    assert (
        "--workers 3: a run has all its cores on one machine, and the largest of the cluster's 1 has 2" in answer.stderr
    )
    assert not (tmp_path / "out").exists()


def test_what_answers_but_is_no_cluster_is_given_up(network):
    program = """
import socket
from standalloc.bench import cluster
cluster._JOIN_S = 2
with socket.create_server(("127.0.0.1", 0)) as mute:
    try:
        with cluster.joined(f"127.0.0.1:{mute.getsockname()[1]}"):
            pass
    except cluster.ClusterError as error:
        print(error)
"""
    answer = network.run([sys.executable, "-c", program])
    assert "answers, but in 2 s this machine did not become part of a Ray cluster" in answer.stdout


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nowhere", "'nowhere' is no address of a Ray cluster: give its head's HOST:PORT"),
        ("ray://127.0.0.1:10001", "is no address of a Ray cluster"),
        ("127.0.0.1:port", "is no address of a Ray cluster"),
        ("127.0.0.1:1", "nothing answers at 127.0.0.1:1 ("),
        ("127.0.0.1:99999", "nothing answers at 127.0.0.1:99999 ("),
        ("no-such-host.invalid:6379", "nothing answers at no-such-host.invalid:6379 ("),
    ],
)
def test_an_address_without_a_cluster(address, message, tmp_path):
    pytest.importorskip("ray")
    answer = CliRunner().invoke(main, [*map(str, TINY), "--cluster", address, "--out", str(tmp_path / "out")])
    assert answer.exit_code == 2
    assert message in answer.stderr
    assert not (tmp_path / "out").exists()


def test_without_ray_the_extra_is_named(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "ray", None)
    answer = CliRunner().invoke(main, [*map(str, TINY), "--cluster", ADDRESS, "--out", str(tmp_path / "out")])
    assert answer.exit_code == 2
    assert MISSING_PACKAGE in answer.stderr
    assert not (tmp_path / "out").exists()
