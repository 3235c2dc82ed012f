"""One solve in a process of its own, so that its clock begins with it and its memory is its own.

Started as `python -m standalloc.bench.one_run REQUEST.json`. The answer grows line by line, each a JSON object: a
`moment` whenever objective or bound improve, then the `result` or the `error`. Standard input is a pipe that nothing
is written to: when it closes, the parent is gone, and the run ends with it.
"""

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any, TextIO

import psutil

from standalloc.io import read, result_document, write_plan
from standalloc.model import Progress
from standalloc.solve import solve


def main(request: Path) -> int:
    """Do what a request asks; return the exit code, 0 for an answer."""
    # Until here the process has hardly waited for anything, so what it has worked is what it has lived.
    began = time.monotonic() - time.process_time()
    threading.Thread(target=_end_with_parent, name="lifeline", daemon=True).start()
    asked = json.loads(request.read_text(encoding="utf-8"))
    with Path(asked["answer"]).open("w", encoding="utf-8") as handle:
        answer = _Answer(handle)
        try:
            answer.say("result", _solved(asked, answer, began))
        except Exception as error:
            traceback.print_exc()
            answer.say("error", f"{type(error).__name__}: {error}")
            return 1
    return 0


class _Answer:
    """The lines of the answer, each there as soon as it is said; the engine's threads may say one at a time."""

    def __init__(self, handle: TextIO) -> None:
        self._handle = handle
        self._turn = threading.Lock()

    def say(self, kind: str, content: Any) -> None:
        with self._turn:
            self._handle.write(json.dumps({kind: content}) + "\n")
            self._handle.flush()

    def moment(self, progress: Progress) -> None:
        parts = (progress.seconds, progress.objective, progress.bound, progress.stage, progress.tier)
        self.say("moment", parts)


def _solved(asked: dict[str, Any], answer: _Answer, began: float) -> dict[str, Any]:
    """Solve; write the plan where there is one; return what the engine says of it."""
    instance = read(asked["folder"], asked["schedule"])
    result = solve(
        instance,
        time_limit=asked["time_limit"],
        workers=asked["workers"],
        seed=asked["seed"],
        config=asked["config"],
        on_progress=answer.moment,
        began=began,
    )
    document = result_document(result, instance)
    del document["plan"]
    if result.status in {"optimal", "feasible"}:
        write_plan(result.plan, instance, asked["plan"])
    return document


def _end_with_parent() -> None:
    """Wait for the pipe to close, then end this process and those it started."""
    while os.read(0, 1):
        pass
    for child in psutil.Process().children(recursive=True):
        child.kill()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
