"""What the readers of foreign formats share: their tables read with the checks of our own, and what they make."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from standalloc.io.csv_table import read_csv
from standalloc.io.folder import files_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.rows import Rows, read_rows
from standalloc.io.source import RawTable
from standalloc.io.tables import TableKind
from standalloc.io.text_files import read_text
from standalloc.io.words import Place, path_name, shown
from standalloc.model import InputError
from standalloc.model.fields import Row

R = TypeVar("R", bound=Row)

_logger: Final = logging.getLogger("standalloc.io")


@dataclass(frozen=True, slots=True)
class Imported:
    """An airport made from another format.

    Attributes:
        files: text of each file of the airport's folder, by name.
        notes: what was taken over and what left out, one sentence each.
    """

    files: Mapping[str, str]
    notes: tuple[str, ...]


def find_file(folder: Path, names: Iterable[str], log: ProblemLog, *, is_optional: bool = False) -> Path | None:
    """Return the one file of a folder that has one of the names, in any letter case.

    Args:
        folder: of the source.
        names: it may have.
        log: takes the problem where there is none, or more than one.
        is_optional: whether there may be none.
    """
    wanted = {name.lower(): name for name in names}
    found = [name for name in files_of(folder) if name.lower() in wanted]
    place = Place(path_name(folder), "")
    if len(found) > 1:
        message = f"holds {' and '.join(map(path_name, found))}, of which one is read"
        log.add(place.error("several_files", message, "move the others elsewhere"))
    elif not found and not is_optional:
        message = f"holds no {', '.join(wanted.values())}"
        log.add(place.error("missing_file", message, "name the folder that holds it"))
    return folder / found[0] if len(found) == 1 else None


def read_table(path: Path | None, kind: TableKind[R], zone: ZoneInfo, log: ProblemLog) -> Rows[R]:
    """Return the sound rows of a CSV; none where there is no path.

    Args:
        path: of the file.
        kind: of table it is.
        zone: of times without an offset.
        log: takes the problems.
    """
    if path is None:
        return Rows(RawTable(kind.name, None, is_whole=False))
    name = path_name(path.name)
    text = read_text(path, name, log)
    raw = RawTable(kind.name, name, is_whole=False) if text is None else read_csv(text, kind, name, log)
    return read_rows(raw, kind, zone, log)


def refuse_duplicates(rows: Rows[R], columns: str, name_of: Callable[[R], object], log: ProblemLog) -> None:
    """Log an error for each row whose name another row before it has; a row of the name None has none.

    Args:
        rows: of a table.
        columns: that make the name, for the message.
        name_of: gives the name of a row.
        log: takes the problems.
    """
    seen: set[object] = set()
    for index, row in enumerate(rows.models):
        name = name_of(row)
        if name is not None and name in seen:
            message = f"{columns} {shown(str(name))} is there twice"
            log.add(rows.place(index).error("duplicate", message, "keep one", columns))
        seen.add(name)


def stop_at_errors(log: ProblemLog) -> None:
    """Go on only where there is no error yet.

    Raises:
        InputError: with every problem, where one is an error.
    """
    if log.errors:
        raise InputError(log.problems())


def settle(log: ProblemLog) -> None:
    """Log the warnings of a reading, at its end.

    Raises:
        InputError: with every problem, where one is an error.
    """
    stop_at_errors(log)
    for problem in log.problems():
        _logger.warning("%s", problem)
