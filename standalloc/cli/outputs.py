"""What commands write: whole files or none."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standalloc.io import result_document, write_plan, write_text
from standalloc.plots import gantt_html

if TYPE_CHECKING:
    from standalloc.model import Instance, Result

Writer = Callable[[Path], object]


def as_json(document: Any) -> str:
    """Return a document as JSON text in plain ASCII, the same on every terminal and in every file."""
    return json.dumps(document, indent=2) + "\n"


def default_folder(instance: Instance) -> Path:
    """Return `plans/AIRPORT-DAY` in the working directory."""
    day = instance.name or instance.moment(0).date().isoformat()
    name = re.sub(r"[^\w.-]+", "_", f"{instance.airport.code}-{day}").lstrip(".-")
    return Path("plans") / (name or "plan")


def write_result(result: Result, instance: Instance, folder: Path) -> list[Path]:
    """Write `plan.csv`, `result.json` and `plan.html`; return where they are.

    Raises:
        OSError: one could not be written; then none is.
    """
    document = as_json(result_document(result, instance))
    return write_together(
        folder,
        {
            "plan.csv": lambda path: write_plan(result.plan, instance, path),
            "result.json": lambda path: write_text(path, document),
            "plan.html": lambda path: write_text(path, gantt_html(instance, result.plan, result.judgement)),
        },
    )


def write_together(folder: Path, writers: Mapping[str, Writer]) -> list[Path]:
    """Write files into a folder, made if missing; return their paths.

    All are first written beside their places, so that a full disk leaves what was there before.

    Raises:
        OSError: one could not be written; then none is.
    """
    made = _make(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as workshop:
            for name, write in writers.items():
                if (folder / name).is_dir():
                    raise IsADirectoryError(21, "is a folder where a file is to be written", str(folder / name))
                write(Path(workshop) / name)
            for name in writers:
                (Path(workshop) / name).replace(folder / name)
    except BaseException:
        with suppress(OSError):  # one of them holds something by now
            for path in made:
                path.rmdir()
        raise
    return [folder / name for name in writers]


def require_place(folder: Path) -> None:
    """Make sure that a folder can be made or written to, before an hour is spent on what goes there.

    Raises:
        OSError: it cannot.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(20, "is not a folder", str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(13, "may not be written to", str(nearest))


def _make(folder: Path) -> list[Path]:
    """Make a folder; return the folders that had to be made, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
