"""The folder of a sweep: one result per run, one sweep at a time."""

import subprocess
import sys

import pytest

from standalloc.bench.perform import Outcome
from standalloc.bench.record import plan_path
from standalloc.bench.store import FolderInUseError, Store
from standalloc.model import InputError
from tests.bench.conftest import make_run

HOLDER = """
import sys
from pathlib import Path
from standalloc.bench.store import Store
with Store(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_what_has_a_result_is_not_missing(day, record, tmp_path):
    store = Store(tmp_path / "out")
    runs = [make_run(day, seed=seed) for seed in range(3)]
    assert store.missing(runs) == runs
    store.write(Outcome(record(run=runs[1].name), "turn,visit,stand\n"))
    assert store.missing(runs) == [runs[0], runs[2]]
    assert plan_path(store.folder, runs[1].name).read_text() == "turn,visit,stand\n"


def test_a_run_named_twice_is_done_once(day, tmp_path):
    assert len(Store(tmp_path).missing([make_run(day), make_run(day)])) == 1


def test_a_record_that_cannot_be_written_leaves_none(record, tmp_path):
    store = Store(tmp_path / "out")
    (tmp_path / "out").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="out"):
        store.write(Outcome(record(), "plan"))


def test_a_malformed_record_stops_before_anything_is_run(day, tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs" / "bad.json").write_text("{")
    with pytest.raises(InputError, match=r"bad\.json.*delete the file"):
        Store(tmp_path).missing([make_run(day)])


def test_a_second_process_is_refused_until_the_first_ends_however_it_ends(tmp_path):
    store = Store(tmp_path / "out")
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, store.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(FolderInUseError, match="another sweep is at work in"), store.held():
            pass
        holder.kill()
    with store.held():
        pass
    with store.held():
        pass
