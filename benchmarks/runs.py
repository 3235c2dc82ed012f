"""Runs cases one after another, each in a process of its own, and keeps one JSON file for each.

What has its file is not run again.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import psutil

from benchmarks.cases import Case, Packaged, Sheremetyevo
from standalloc.io import write_text

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
SCORER = ROOT.parent / "shared" / "tools" / "svo_score.py"

#: A run that has not ended by itself this many seconds after its limit is ended.
PATIENCE_S = 120

Record = Mapping[str, Any]


class RunError(Exception):
    """A run ended without a result."""


class Store:
    """The files of results, apart for each time scale.

    Args:
        folder: that holds them.
        time_scale: every limit is taken times this.
    """

    def __init__(self, folder: Path = RESULTS, time_scale: float = 1.0) -> None:
        self.folder = folder if time_scale == 1 else folder / f"scale-{time_scale:g}"
        self.days = folder / "days"
        self.time_scale = time_scale

    def path(self, case: Case) -> Path:
        """Return where the results of a case are kept."""
        return self.folder / f"{case.name}.json"

    def read(self, case: Case) -> Record | None:
        """Return the results of a case, None while there are none."""
        path = self.path(case)
        if not path.is_file():
            return None
        record: Record = json.loads(path.read_text(encoding="utf-8"))
        return record

    def write(self, case: Case, record: Record) -> None:
        """Keep the results of a case."""
        write_text(self.path(case), json.dumps(record, indent=1) + "\n")

    def day(self, case: Case) -> Path:
        """Return the folder of a case's day, written first where it is not there; a folder that is there is whole."""
        if isinstance(case.source, Packaged):
            return case.source.folder
        folder = self.days / case.day
        if not folder.is_dir():
            self.days.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.days) as workshop:
                made = Path(workshop) / case.day
                case.source.write(made)
                made.rename(folder)
        return folder


def matching(cases: Iterable[Case], pattern: str) -> list[Case]:
    """Return the cases whose name or family holds a pattern, in any letter case."""
    return [case for case in cases if pattern.lower() in f"{case.name} {case.family}".lower()]


def run_missing(cases: Iterable[Case], store: Store, workers: int) -> int:
    """Run the cases that have no results yet, and say how each ended; return how many failed."""
    missing = [case for case in cases if store.read(case) is None]
    failed = 0
    for place, case in enumerate(missing, 1):
        click.echo(f"{place}/{len(missing)} {case.name}: up to {case.limit * store.time_scale:g} s", err=True)
        try:
            store.write(case, run(case, store, workers))
        except RunError as error:
            failed += 1
            click.echo(f"  {case.name} failed: {error}", err=True)
        else:
            click.echo(f"  {outcome(store.read(case) or {})}", err=True)
    return failed


def outcome(record: Record) -> str:
    """Return a run's figures as one line."""
    names = ("status", "objective", "bound", "gap", "seconds", "peak_memory_mb")
    return ", ".join(f"{name} {record[name]}" for name in names)


def run(case: Case, store: Store, workers: int) -> Record:
    """Solve a case in a process of its own; return what came out.

    Raises:
        RunError: there is no result, or the independent scorer refuses the plan.
    """
    folder = store.day(case)
    limit = case.limit * store.time_scale
    command = [sys.executable, "-m", "benchmarks.one_run", str(folder), "--config", case.config]
    command += ["--time-limit", f"{limit:g}", "--workers", str(workers)]
    command += ["--schedule", case.schedule] if case.schedule else []
    with tempfile.TemporaryDirectory() as workshop:
        timetable = Path(workshop) / "timetable.csv"
        is_scored = isinstance(case.source, Sheremetyevo) and SCORER.is_file()
        command += ["--timetable", str(timetable)] if is_scored else []
        record = json.loads(_printed(command, limit + PATIENCE_S))
        score = dict(_score(case, timetable)) if is_scored else {}
    return {**record, **score, "case": case.name, "time_limit": limit, "machine": _machine()}


def _printed(command: list[str], patience: float) -> str:
    """Return what a command prints; its processes end with it, and after `patience` seconds at the latest.

    Raises:
        RunError: it ended otherwise than well.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as printed:
        process = subprocess.Popen(command, stdout=printed, cwd=ROOT)
        try:
            code = process.wait(patience)
        except subprocess.TimeoutExpired:
            raise RunError(f"ended after {patience:g} s without an answer") from None
        finally:
            _end(process)
        if code:
            raise RunError(f"exit code {code}")
        printed.seek(0)
        return printed.read()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, its children first."""
    if process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
        process.kill()
        process.wait()


def _score(case: Case, timetable: Path) -> Iterator[tuple[str, Any]]:
    """Yield the cost that the independent scorer finds for a plan of the Sheremetyevo case.

    Raises:
        RunError: it finds a rule broken, or a flight without a stand.
    """
    assert isinstance(case.source, Sheremetyevo)
    command = [sys.executable, str(SCORER), str(case.source.folder), str(timetable)]
    scored = subprocess.run(command, capture_output=True, text=True, check=False)
    if scored.returncode:
        raise RunError(f"the scorer refuses the plan: {(scored.stdout or scored.stderr).strip()[-200:]}")
    yield "scored_cost", json.loads(scored.stdout)["cost"]


def _machine() -> Mapping[str, object]:
    return {"system": platform.platform(), "cores": os.cpu_count()}
