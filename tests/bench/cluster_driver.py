"""Drives a cluster from a process in its network and prints what became of it, as JSON, for `test_cluster.py`."""

import json
import sys
import threading
from dataclasses import replace
from pathlib import Path

from standalloc.bench.cluster import ClusterExecutor, joined
from standalloc.bench.process import CancelledError
from standalloc.bench.run import Day
from standalloc.io import instance_document, read
from tests.bench.conftest import DAY, SCHEDULE, make_run, write_airport


def main(address: str, folder: Path) -> dict[str, object]:
    """Perform a run that fails, one that is overdue, one of a document, and one that is cancelled."""
    day = write_airport(folder / "two")
    bad = write_airport(folder / "bad", schedule=SCHEDULE.replace(",C,", ",X,"))
    document = folder / "two.json"
    document.write_text(json.dumps(instance_document(read(day.folder, DAY))))
    with joined(address):
        [failing] = ClusterExecutor(1).perform([make_run(bad)])
        [overdue] = ClusterExecutor(1, patience=-20).perform([make_run(day)])
        never = threading.Event()
        whole = ClusterExecutor(1).perform_one(replace(make_run(day), day=Day(document, None)), never)
        return {
            "failing": [failing.record.status, failing.record.error],
            "overdue": overdue.record.status,
            "document": [whole.record.status, whole.plan is not None],
            "cancelled": cancelled(day),
        }


def cancelled(day: Day) -> str:
    """Return the name of the error that a run ends with that is cancelled a second after it began."""
    cancel = threading.Event()
    threading.Timer(1, cancel.set).start()
    try:
        ClusterExecutor(1).perform_one(make_run(day, "default", time_limit=60), cancel)
    except CancelledError as error:
        return type(error).__name__
    return "none"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
