"""Text files: read whole or refused with a reason, written whole or not at all."""

import csv
import io
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from standalloc.io.problem_log import ProblemLog
from standalloc.model import Problem

#: Bytes of the largest file that is read; a year of a large hub's turns just fits.
LARGEST_FILE: Final = 20_000_000


def read_text(path: Path, name: str, log: ProblemLog, encoding: str = "UTF-8") -> str | None:
    """Return the text of a file without its byte-order mark, or None once the log says why not.

    Args:
        path: the file.
        name: what problems call it.
        log: takes the problems.
        encoding: of the file; one that Python knows.
    """
    data = read_bytes(path, name, log)
    if data is None:
        return None
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        guess = "it looks like UTF-16; " if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else None
        fix = f"{guess}save it as {encoding}"
        log.add(Problem("bad_encoding", f"is not {encoding} text", fix=fix, file=name, line=line))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        log.add(Problem("nul_byte", "holds a NUL byte", fix="save it as plain UTF-8 text", file=name, line=line))
        return None
    if not text.strip():
        log.add(Problem("empty_file", "is empty", fix="docs/files.md says what it holds", file=name))
        return None
    return text


def read_bytes(path: Path, name: str, log: ProblemLog) -> bytes | None:
    """Return what a file holds, or None once the log says why not.

    Args:
        path: the file.
        name: what problems call it.
        log: takes the problems.
    """
    try:
        with path.open("rb") as handle:
            size = os.fstat(handle.fileno()).st_size
            data = handle.read(LARGEST_FILE + 1) if size <= LARGEST_FILE else None
    except FileNotFoundError:
        log.add(Problem("missing_file", "does not exist", fix="correct the path or write the file", file=name))
    except IsADirectoryError:
        log.add(Problem("unreadable", "is a folder, not a file", fix="name a file", file=name))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "is no path"
        log.add(Problem("unreadable", f"cannot be read: {reason}", fix="correct path or permissions", file=name))
    else:
        if data is not None and len(data) <= LARGEST_FILE:
            return data
        megabytes = LARGEST_FILE // 1_000_000
        log.add(
            Problem("too_large", f"is larger than {megabytes} MB", fix="split it, or check it is the file", file=name)
        )
    return None


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV with commas and line feeds.

    Args:
        columns: the header.
        rows: the cells of each row.
    """
    return "".join(_csv_line(cells) for cells in (columns, *rows))


def _csv_line(cells: Sequence[object]) -> str:
    """Return a line; the csv module quotes a cell that breaks lines only where its own lines end so."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n") + "\n"


def write_text(path: Path | str, text: str) -> None:
    """Write a UTF-8 file whole or not at all: under a temporary name in the same folder, then renamed.

    Missing folders are made. What is not a plain file, such as a pipe, is written to directly.

    Raises:
        OSError: it cannot be written (full disk, no permission); the file is as it was before.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="")
        return
    path = path.resolve()
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="")
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
