"""What commands write: whole files or none."""

from __future__ import annotations

import errno
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


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; what is no plain file, such as a pipe, is written to directly.

    Raises:
        OSError: it could not be written; what was there before is as it was.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
    else:
        write_together(path.parent, {path.name: lambda workpiece: workpiece.write_bytes(content)})


def write_together(folder: Path, writers: Mapping[str, Writer]) -> list[Path]:
    """Write files into a folder, made if missing; return their paths.

    All are first written beside their places, so that a full disk leaves what was there before.

    Raises:
        OSError: one could not be written; then none is.
    """
    targets = [folder / name for name in writers]
    for target in targets:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder where a file is to be written", str(target))
    made = _make(folder)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".writing-") as workshop:
            for target, write in zip(targets, writers.values(), strict=True):
                write(Path(workshop) / target.name)
            for target in targets:
                (Path(workshop) / target.name).replace(target)
    except BaseException as error:
        with suppress(OSError):  # one of them holds something by now
            for path in made:
                path.rmdir()
        if isinstance(error, OSError):  # name the folder the user knows, not the workshop in it
            raise OSError(error.errno, error.strerror or str(error), str(folder)) from None
        raise
    return targets


def require_place(folder: Path) -> None:
    """Make sure that a folder can be made or written to, before an hour is spent on what goes there.

    Raises:
        OSError: it cannot.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "is not a folder; name another", str(nearest))
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "may not be written to", str(nearest))


def _make(folder: Path) -> list[Path]:
    """Make a folder; return the folders that had to be made, innermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing
