"""An airport's folder and the schedule chosen to a source."""

import difflib
from pathlib import Path
from typing import Any, Final

from standalloc.io.csv_table import read_csv
from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import RawTable, Section, Source
from standalloc.io.tables import FOLDER_TABLES, SCHEDULE, STANDS, TableKind
from standalloc.io.text_files import read_text
from standalloc.io.toml_sections import read_toml
from standalloc.io.words import Place, path_name

AIRPORT_FILE: Final = "airport.toml"
TABLE_FILES: Final = {f"{kind.name}.csv": kind for kind in FOLDER_TABLES}


def read_folder(folder: Path, schedule: Path | None, log: ProblemLog) -> Source:
    """Return what an airport's folder holds, with a schedule or without.

    Args:
        folder: of the airport.
        schedule: the CSV of the schedule; None reads the airport alone.
        log: takes the problems.
    """
    sections = _read_sections(folder / AIRPORT_FILE, log)
    names = files_of(folder)
    _warn_of_strangers(names, log)
    tables = {
        kind.name: _read_table(folder / name, name, kind, log)
        for name, kind in TABLE_FILES.items()
        if name in names or kind is STANDS
    }
    if schedule is None:
        return Source(sections, tables)
    name = schedule.name if schedule.parent == folder else path_name(schedule)
    tables[SCHEDULE.name] = _read_table(schedule, name, SCHEDULE, log)
    return Source(sections, tables, schedule.stem)


def files_of(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder in order, none where it cannot be listed."""
    try:
        return tuple(sorted(path.name for path in folder.iterdir()))
    except OSError:
        return ()


def _read_sections(path: Path, log: ProblemLog) -> dict[str, Section]:
    text = read_text(path, path.name, log)
    return {} if text is None else read_toml(text, path.name, log)


def _read_table(path: Path, name: str, kind: TableKind[Any], log: ProblemLog) -> RawTable:
    text = read_text(path, name, log)
    return RawTable(kind.name, name, is_whole=False) if text is None else read_csv(text, kind, name, log)


def _warn_of_strangers(names: tuple[str, ...], log: ProblemLog) -> None:
    """Warn of a file that looks like a misspelt one: it is not read."""
    known = (AIRPORT_FILE, *TABLE_FILES)
    for name in names:
        meant = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.8)
        if name not in known and meant:
            message = f"is not read; did you mean {meant[0]}?"
            log.add(Place(path_name(name), "").warning("unknown_file", message, "rename it"))
