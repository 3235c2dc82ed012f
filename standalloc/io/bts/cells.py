"""What a cell of a flights file may say: each reader returns the value, None for nothing, or why it is neither."""

import re
from datetime import date
from typing import Final

from standalloc.io.words import Rejected, shown

#: What the files write for a value that is not there.
NOTHING: Final = frozenset({"", "NA", r"\N"})
DAY_MIN: Final = 1440

_AIRPORT: Final = re.compile(r"[A-Z0-9]{3}", re.ASCII)
_CARRIER: Final = re.compile(r"[A-Z0-9]{2,3}( ?\(\d\))?", re.ASCII)
_WHOLE: Final = re.compile(r"([+-]?\d{1,6})(?:\.0*)?", re.ASCII)
_TAIL: Final = re.compile(r"(?=.*[1-9])[A-Z0-9][A-Z0-9-]+", re.ASCII)
_ISO_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
_US_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 12:00(?::00)? AM)?", re.ASCII)
_FIRST_YEAR: Final = 1987
_LAST_YEAR: Final = 2199
_MISSING: Final = Rejected("missing", "is missing", "fill it in")


def airport(text: str) -> str | Rejected:
    """Return an airport's IATA code."""
    code = text.strip().upper()
    if _AIRPORT.fullmatch(code):
        return code
    return _rejected(text, "bad_text", "is not an airport's code", "write its three characters, as in ATL")


def carrier(text: str) -> str | Rejected:
    """Return a carrier's code; one that another carrier had before is `PA(1)`."""
    code = text.strip().upper()
    if _CARRIER.fullmatch(code):
        return code.replace(" ", "")
    return _rejected(text, "bad_text", "is not a carrier's code", "write its two characters, as in FL")


def whole(text: str) -> int | Rejected | None:
    """Return a whole number, which may be written as `-3.00`."""
    word = text.strip()
    if word in NOTHING:
        return None
    if match := _WHOLE.fullmatch(word):
        return int(match[1])
    return _rejected(text, "bad_number", "is not a whole number", "write digits")


def flight_number(text: str) -> int | Rejected:
    """Return the number of a flight."""
    number = whole(text)
    if number is None:
        return _MISSING
    if isinstance(number, Rejected) or number >= 0:
        return number
    return _rejected(text, "out_of_range", "is not at least 0", "correct it")


def clock(text: str) -> int | Rejected | None:
    """Return the minute of the day, 0 to 1440, of a clock's hhmm: `5`, `755`, `0755`, `2400`."""
    number = whole(text)
    if number is None or isinstance(number, Rejected):
        return None if number is None else _rejected(text, "bad_time", "is not a time", "write it as hhmm, as in 0755")
    minute = number // 100 * 60 + number % 100
    if 0 <= minute <= DAY_MIN and number % 100 < 60:
        return minute
    return _rejected(text, "bad_time", "is not a time of day", "write it as hhmm, from 0000 to 2400")


def planned_clock(text: str) -> int | Rejected:
    """Return the minute of the day of a time that must be there."""
    minute = clock(text)
    return _MISSING if minute is None else minute


def flag(text: str) -> bool | Rejected | None:
    """Return a mark of 0 or 1, which may be written as `1.00`."""
    number = whole(text)
    if number is None or number in (0, 1):
        return None if number is None else bool(number)
    return _rejected(text, "bad_choice", "is not 0 or 1", "write one of these")


def tail(text: str) -> str:
    """Return the registration; "" for what is none, such as `UNKNOW` or `000000`."""
    word = text.strip().upper()
    return word if _TAIL.fullmatch(word) else ""


def day(text: str) -> int | Rejected:
    """Return a date as its ordinal, from 2013-07-11, 20130711, 7/11/2013 or 7/11/2013 12:00:00 AM."""
    word = text.strip()
    if word in NOTHING:
        return _MISSING
    if match := _ISO_DAY.fullmatch(word):
        year, month, number = map(int, match.groups())
    elif match := _US_DAY.fullmatch(word):
        month, number, year = map(int, match.groups())
    else:
        return _rejected(text, "bad_time", "is not a date", "write it as 2013-07-11")
    try:
        found = date(year, month, number)
    except ValueError as error:
        return _rejected(text, "bad_time", f"is not a date: {error}", "correct it")
    if _FIRST_YEAR <= found.year <= _LAST_YEAR:
        return found.toordinal()
    return _rejected(text, "bad_time", f"is not a date from {_FIRST_YEAR}, when the files begin", "correct the year")


def _rejected(text: str, code: str, words: str, fix: str) -> Rejected:
    """Return why a cell is refused; the message lacks the name of its column."""
    return _MISSING if text.strip() in NOTHING else Rejected(code, f"{shown(text)} {words}", fix)
