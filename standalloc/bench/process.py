"""The process of a run, from outside: started, watched, ended; its memory and time measured, its answer read."""

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psutil

from standalloc.bench.record import Moment
from standalloc.bench.run import Run

#: Seconds between two looks at a process.
_PAUSE_S: Final = 0.25
_BYTES_PER_MB: Final = 1_000_000


class CancelledError(Exception):
    """The sweep ends before the run does."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended, and what it left.

    Attributes:
        code: of its exit, negative for the signal that ended it; None where its time was up.
        seconds: it lived.
        peak_memory_mb: the most that it and its children together held at a look.
        trace: what it told on the way.
        result: what the engine says of its plan; None without an answer.
        error: why there is none, where the process could still say so.
        plan: text of the plan; None without one.
    """

    code: int | None
    seconds: float
    peak_memory_mb: float
    trace: tuple[Moment, ...]
    result: Mapping[str, Any] | None
    error: str
    plan: str | None


def run_process(run: Run, patience: float, cancel: threading.Event) -> Ended:
    """Run a process for a run until it ends.

    Args:
        run: to do.
        patience: seconds after its time limit when it is ended.
        cancel: ends it at once when set.

    Raises:
        CancelledError: `cancel` was set.
        OSError: it cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="standalloc-", ignore_cleanup_errors=True) as name:
        workshop = Path(name)
        began = time.monotonic()
        with (workshop / "errors.txt").open("wb") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "standalloc.bench.one_run", str(_request(run, workshop))],
                stdin=subprocess.PIPE,  # its other end closes with this process, however that ends
                stdout=errors,
                stderr=errors,
                start_new_session=True,  # Ctrl-C is for this process, which then ends that one
            )
        try:
            code, peak = _watched(process, began + run.time_limit + patience, cancel)
        finally:
            _end(process)
        seconds = time.monotonic() - began
        trace, result, error = _answer(workshop / "answer.jsonl")
        plan = workshop / "plan.csv"
        text = plan.read_text(encoding="utf-8") if result is not None and plan.is_file() else None
        if result is None and not error:
            error = _last_line(workshop / "errors.txt")
        return Ended(code, seconds, peak, trace, result, error, text)


def _request(run: Run, workshop: Path) -> Path:
    """Write what is asked of the process; return the file."""
    config = workshop / "config.toml"
    config.write_text(run.configuration.toml(), encoding="utf-8")
    asked = {
        "folder": str(run.day.folder.absolute()),
        "schedule": run.day.schedule,
        "config": str(config),
        "time_limit": run.time_limit,
        "workers": run.workers,
        "seed": run.seed,
        "answer": str(workshop / "answer.jsonl"),
        "plan": str(workshop / "plan.csv"),
    }
    request = workshop / "request.json"
    request.write_text(json.dumps(asked), encoding="utf-8")
    return request


def _watched(process: "subprocess.Popen[bytes]", deadline: float, cancel: threading.Event) -> tuple[int | None, float]:
    """Wait for a process; return its exit code, None where its time is up first, and its peak in megabytes."""
    peak = 0.0
    while True:
        peak = max(peak, _held(process.pid) / _BYTES_PER_MB)
        if cancel.is_set():
            raise CancelledError
        left = deadline - time.monotonic()
        if left <= 0:
            return None, peak
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(min(_PAUSE_S, left)), peak


def _held(pid: int) -> int:
    """Return the resident bytes of a process and all its children."""
    return sum(_resident(process) for process in _family(pid))


def _family(pid: int) -> list[psutil.Process]:
    """Return a process and all its children, those that are still there."""
    with contextlib.suppress(psutil.Error):
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    return []


def _resident(process: psutil.Process) -> int:
    with contextlib.suppress(psutil.Error):
        return int(process.memory_info().rss)
    return 0


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that still runs, and its children."""
    if process.poll() is None:
        for member in _family(process.pid):
            with contextlib.suppress(psutil.Error):
                member.kill()
        process.wait()
    if process.stdin is not None:
        process.stdin.close()


def _answer(path: Path) -> tuple[tuple[Moment, ...], Mapping[str, Any] | None, str]:
    """Return the moments, the result and the error that an answer holds."""
    trace: list[Moment] = []
    result, error = None, ""
    for line in _whole_lines(path):
        said = json.loads(line)
        if "moment" in said:
            seconds, objective, bound, stage, tier = said["moment"]
            moment = Moment(seconds=seconds, objective=objective, bound=bound, stage=stage, tier=tier)
            trace.append(moment)
        result = said.get("result", result)
        error = said.get("error", error)
    return tuple(trace), result, error


def _whole_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file, none where there is no file; a last line cut off by the end of its writer is none."""
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        yield from text[: text.rfind("\n") + 1].splitlines()


def _last_line(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
