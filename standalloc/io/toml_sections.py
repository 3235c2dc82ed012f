"""`airport.toml` to raw sections."""

import re
import tomllib
from typing import Any, Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import Section
from standalloc.io.tables import SECTION_KEYS
from standalloc.io.words import Place, printable, unknown_name

_HEADING: Final = re.compile(r"\s*\[(?P<list>\[?)\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY: Final = re.compile(r"""\s*["']?([\w.-]+)["']?\s*=""")
_LINE_IN_MESSAGE: Final = re.compile(r"\(at line (\d+)")


def read_toml(text: str, file: str, log: ProblemLog) -> dict[str, Section]:
    """Return the known sections of an airport file by name.

    Args:
        text: of the file.
        file: what problems call it.
        log: takes the problems.
    """
    place = Place(file, "airport")
    document = parse_toml(text, place, log)
    if document is None:
        return {}
    lines = toml_lines(text)
    errors = log.errors
    sections = {}
    for name, values in document.items():
        line = lines.get(name)
        where = Place(file, name, line=line)
        if name not in SECTION_KEYS:
            log.add(where.error("unknown_section", *unknown_name("section", name, SECTION_KEYS), printable(name)))
        elif not isinstance(values, dict):
            log.add(where.error("bad_table", f"{name} is not a section", f"write [{name}] and its keys below"))
        else:
            keys = {way.removeprefix(f"{name}."): at for way, at in lines.items() if way.startswith(f"{name}.")}
            sections[name] = Section(name, file, values, keys, line)
    if "airport" not in document and log.errors == errors:
        log.add(place.error("missing", "[airport] is missing", "add it, with code and timezone"))
    return sections


def parse_toml(text: str, place: Place, log: ProblemLog) -> dict[str, Any] | None:
    """Return what a TOML file holds, or None once the log says why it is none.

    Args:
        text: of the file.
        place: of the file, for problems.
        log: takes the problem.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _LINE_IN_MESSAGE.search(str(error))
        place = Place(place.file, place.table, line=int(match[1]) if match else text.count("\n") + 1)
        words = printable(str(error).partition(" (at ")[0])
        log.add(place.error("bad_toml", f"is not TOML: {words}", "correct the line"))
    except (RecursionError, ValueError):
        log.add(place.error("bad_toml", "holds a number or a nesting beyond reason", "remove it"))
    return None


def toml_lines(text: str) -> dict[str, int]:
    """Return the line of every section, as `policy`, and of every key, as `policy.buffer_min`.

    Sections written `[[schedule]]` are counted from 0: `schedule.0`, and of its keys `schedule.0.file`.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        if heading := _HEADING.match(line):
            section = heading["name"]
            if heading["list"]:
                counts[section] = counts.get(section, -1) + 1
            first, dot, rest = section.partition(".")
            section = f"{first}.{counts[first]}{dot}{rest}" if first in counts else section
            lines.setdefault(section.partition(".")[0], number)
            lines.setdefault(section, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{section}.{key[1]}" if section else key[1], number)
    return lines
