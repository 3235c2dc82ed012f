"""The `airport.toml` of an imported stand layout: code, name and time zone."""

import json
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.airport_zones import airport_zones
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, printable, shown

_AIRPORT: Final = """\
# Made by: standalloc import {command} SOURCE --airport {comment} --out DIR
# Only the stands are the source's; the policy is ours, as docs/files.md has it. docs/formats.md says what was assumed.

[airport]
code = {code}
name = {name}
timezone = {timezone}
"""


def airport_text(
    code: str, timezone: str | None, command: str, place: Place, log: ProblemLog, *, name: str = ""
) -> str:
    """Return the text of `airport.toml`.

    Args:
        code: of the airport, with which its time zone is looked up.
        timezone: IANA name; None looks it up.
        command: that makes the airport.
        place: of the source, for problems.
        log: takes the problem where the time zone is not known.
        name: of the airport.
    """
    zone = airport_zones().get(code.upper(), "") if timezone is None else timezone
    if not zone:
        message = f"the time zone of {shown(code)} is not known"
        fix = "give it with --timezone, or install the airports that are known: pip install 'standalloc[formats]'"
        log.add(place.error("missing", message, fix))
    elif not _is_zone(zone):
        message = f"--timezone {shown(zone)} is not a time zone of the IANA database, such as Europe/Paris"
        log.add(place.error("bad_timezone", message, "write a name from that database"))
    words = (json.dumps(printable(word), ensure_ascii=False) for word in (code, name, zone))
    quoted = dict(zip(("code", "name", "timezone"), words, strict=True))
    return _AIRPORT.format(command=command, comment=printable(code), **quoted)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # of a name that is not known, no name, a folder
        return False
    return True
