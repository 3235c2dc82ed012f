"""Days for an airport's folder that is there already."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.bts.clocks import zone_of
from standalloc.io.folder import AIRPORT_FILE, files_of
from standalloc.io.foreign import Imported
from standalloc.io.problem_log import ProblemLog
from standalloc.io.settings import read_settings
from standalloc.io.source import Source
from standalloc.io.text_files import read_text
from standalloc.io.toml_sections import read_toml
from standalloc.io.words import Place, path_name
from standalloc.model import InputError

_STANDS: Final = "stands.csv"
_NO_STANDS: Final = (
    "stands.csv is still missing: write it, or make the folder first with `standalloc import apt-dat` "
    "and import these days into it"
)


def for_folder(imported: Imported, airport: str, folder: Path) -> Imported:
    """Return of what was imported what a folder still lacks: all for a new one, the days for that of an airport.

    Args:
        imported: days and `airport.toml`.
        airport: IATA code of whose days they are.
        folder: to write to; it may be missing or empty.

    Raises:
        InputError: the folder is no airport's, has another time zone, or has one of the days.
    """
    present = files_of(folder)
    if not present:
        return Imported(imported.files, (*imported.notes, _NO_STANDS))
    log = ProblemLog()
    place = Place(path_name(folder), "")
    if AIRPORT_FILE not in present:
        message = f"holds files, and no {AIRPORT_FILE} among them"
        log.add(place.error("existing_file", message, "name a new folder, or one of an airport"))
    else:
        _compare_clocks(imported, airport, folder, log)
    for name in imported.files:
        if name in present and name != AIRPORT_FILE:
            log.add(Place(name, "schedule").error("existing_file", "is there already", "move it elsewhere"))
    if log.errors:
        raise InputError(log.problems())
    days = {name: text for name, text in imported.files.items() if name != AIRPORT_FILE}
    return Imported(days, imported.notes if _STANDS in present else (*imported.notes, _NO_STANDS))


def _compare_clocks(imported: Imported, airport: str, folder: Path, log: ProblemLog) -> None:
    """Log an error where the time zone of a folder shows another time than the airport's on one of the days."""
    text = read_text(folder / AIRPORT_FILE, AIRPORT_FILE, log)
    sections = {} if text is None else read_toml(text, AIRPORT_FILE, log)
    ours, theirs = str(zone_of(airport)), read_settings(Source(sections, {}), log).timezone
    for name in imported.files:
        if log.errors or name == AIRPORT_FILE:
            continue
        noon = datetime.combine(date.fromisoformat(Path(name).stem), time(12))
        if noon.replace(tzinfo=ZoneInfo(ours)).utcoffset() != noon.replace(tzinfo=ZoneInfo(theirs)).utcoffset():
            message = f"timezone '{theirs}' is not that of {airport}, which is {ours}"
            place = Place(AIRPORT_FILE, "airport")
            log.add(place.error("other_timezone", message, "name the folder of the same airport", "timezone"))
