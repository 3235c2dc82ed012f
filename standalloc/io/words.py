"""A validation error in a planner's words: which column, which value, what is wrong, what to do."""

import difflib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from standalloc.model import Problem

#: Way to a value inside what was validated.
Way = tuple[int | str, ...]

_NUMBER_FIX: Final = "write digits, with a point before decimals, as in 35.8"
_WHOLE_FIX: Final = "write a whole number in digits, as in 45"
_DATE_FIX: Final = "write it as 2013-07-11"
_TIME_FIX: Final = "write it as in 2013-07-11T06:05 or 2013-07-11T06:05-04:00"

#: By pydantic's type of error: our code, the words after column and value, the fix.
_WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "missing": ("missing", "is missing", "fill it in"),
    "string_type": ("bad_text", "is not text", "write it as text, in JSON and TOML in quotes"),
    "string_unicode": ("bad_text", "is not valid text", "save the file as UTF-8"),
    "int_type": ("bad_number", "is not a whole number", _WHOLE_FIX),
    "int_parsing": ("bad_number", "is not a whole number", _WHOLE_FIX),
    "int_parsing_size": ("bad_number", "is too large a number", _WHOLE_FIX),
    "int_from_float": ("bad_number", "is not a whole number", _WHOLE_FIX),
    "float_type": ("bad_number", "is not a number", _NUMBER_FIX),
    "float_parsing": ("bad_number", "is not a number", _NUMBER_FIX),
    "finite_number": ("bad_number", "is not a finite number", _NUMBER_FIX),
    "greater_than_equal": ("out_of_range", "is not at least {ge}", "correct it"),
    "greater_than": ("out_of_range", "is not above {gt}", "correct it"),
    "less_than_equal": ("out_of_range", "is not at most {le}", "correct it"),
    "less_than": ("out_of_range", "is not below {lt}", "correct it"),
    "literal_error": ("bad_choice", "is not {expected}", "write one of these"),
    "too_short": ("missing", "names nothing", "fill it in"),
    "tuple_type": ("bad_list", "is not a list", "write words separated by spaces, or a list"),
    "dict_type": ("bad_table", "is not a table of names and values", "write name = value"),
    "mapping_type": ("bad_table", "is not a table of names and values", "write name = value"),
    "datetime_type": ("bad_time", "is not a time", _TIME_FIX),
    "timezone_aware": ("bad_time", "has no offset", _TIME_FIX),
    "date_parsing": ("bad_time", "is not a date", _DATE_FIX),
    "date_from_datetime_parsing": ("bad_time", "is not a date", _DATE_FIX),
    "date_from_datetime_inexact": ("bad_time", "is not a date", _DATE_FIX),
}
_OTHERWISE: Final = ("bad_value", "is not valid here", "docs/files.md says what the column holds")

#: What to do about the model's own codes.
_FIXES: Final[Mapping[str, str]] = {
    "missing": "fill it in",
    "bad_text": "write printable characters only",
    "bad_number": _NUMBER_FIX,
    "bad_cost": "round it, or use a smaller one",
    "bad_code": "write the ICAO code letter",
    "bad_yes_no": "write yes or no",
    "bad_condition": "write one of these, or leave it empty for all aircraft",
    "bad_timezone": "write a name from that database",
    "missing_size": "fill one of them in",
    "size_order": "swap them or correct one",
    "missing_time": "fill at least one of them in",
    "time_order": "swap them or correct one",
    "same_stand": "name two different stands",
    "one_place": "fill in one and leave the others empty",
    "seconds": "round it to the minute",
    "bad_tier": 'write lists of terms, each term once, as in [["unallocated"], ["bus_passenger", "tow"]]',
    "bad_zone": "write A.B = minutes, or under [zones.D.I] for transfers from sector D to sector I",
}

#: What to do where a column of one table has its own likely cause.
_FIXES_OF_COLUMN: Final[Mapping[tuple[str, str | None], str]] = {
    ("time_order", "departure_time"): "swap them or correct one; a stay over midnight needs the next day's date",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """Stands in a row for a value a reader already found wrong, so that validation reports it beside all else."""

    code: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row or section stands: file and line where known, table and row always."""

    file: str | None
    table: str
    row: int | None = None
    line: int | None = None

    def error(self, code: str, message: str, fix: str, column: str | None = None) -> Problem:
        """Return an error at this place."""
        return Problem(code, message, fix, "error", self.table, self.row, column, self.file, self.line)

    def warning(self, code: str, message: str, fix: str, column: str | None = None) -> Problem:
        """Return a warning at this place."""
        return Problem(code, message, fix, "warning", self.table, self.row, column, self.file, self.line)


def translate(error: ValidationError, place_of: Callable[[Way], Place]) -> list[Problem]:
    """Return the problems of a validation error, each in our own words.

    Args:
        error: what pydantic found.
        place_of: gives the place of a value by the way to it.
    """
    details = error.errors(include_url=False)
    # A default made from other fields is not made when one of those is bad: the bad one is reported already.
    return [_problem(d, place_of(d["loc"])) for d in details if d["type"] != "default_factory_not_called"]


def _problem(detail: ErrorDetails, place: Place) -> Problem:
    column = _column(detail["loc"])
    value = detail.get("input")
    if isinstance(value, Rejected):
        return place.error(value.code, value.message, value.fix, column)
    kind = detail["type"]
    if kind in _FIXES and kind not in _WORDS:
        # What concerns a whole row names its columns in its words, and in its context the one to correct.
        message = f"{column} {shown(value)} {detail['msg']}" if column else detail["msg"]
        column = column or detail.get("ctx", {}).get("column")
        return place.error(kind, message, _FIXES_OF_COLUMN.get((kind, column), _FIXES[kind]), column)
    code, words, fix = _WORDS.get(kind, _OTHERWISE)
    words = words.format(**detail.get("ctx", {}))
    subject = column or place.table
    message = f"{subject} {words}" if kind == "missing" else f"{subject} {shown(value)} {words}"
    return place.error(code, message, fix, column)


def _column(way: Way) -> str | None:
    """Return the column on the way to an error: its first step, or the second where users choose the names."""
    if not way:
        return None
    is_named = way[0] in {"extra", "classes", "zones"} and len(way) > 1 and isinstance(way[1], str)
    return printable(str(way[1] if is_named else way[0]))


def printable(text: str, most: int = 60) -> str:
    """Return text fit for a message: cut to `most` characters, what cannot be printed written as an escape."""
    cut = text if len(text) <= most else text[: most - 3] + "..."
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "backslashreplace").decode() for c in cut)


def path_name(path: Path | str) -> str:
    """Return a path as problems name the file."""
    return printable(str(path), 1000)


def shown(value: object) -> str:
    """Return a value as a message shows it; what lists and objects hold is left out."""
    if isinstance(value, str):
        return f"'{printable(value)}'"
    if isinstance(value, list | tuple | dict):
        return "{...}" if isinstance(value, dict) else "[...]"
    try:
        return printable(repr(value))
    except ValueError:  # Python refuses to write out integers of thousands of digits
        return "a number of thousands of digits"


def nearest(name: str, known: Collection[str]) -> str | None:
    """Return the known name most like a misspelt one, None when none is like it."""
    matches = difflib.get_close_matches(name[:100].strip().lower(), known, n=1)
    return matches[0] if matches else None


def unknown_name(kind: str, name: str, known: Collection[str]) -> tuple[str, str]:
    """Return message and fix for a name that is not known, naming the nearest known one."""
    meant = nearest(name, known)
    message = f"{kind} '{printable(name)}' is not known"
    if meant is not None:
        return f"{message}; did you mean {meant}?", "rename it"
    return message, f"known are {', '.join(known)}"
