"""Dates and times as people write them in spreadsheets: in one cell or two, past midnight, without a date."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from standalloc.io.moments import parse_moment
from standalloc.io.spreadsheets.sheet import Value, text_of
from standalloc.io.words import Rejected, shown

_TOKENS: Final = re.compile(r"yyyy|yy|mmm|mm|m|dd|d", re.IGNORECASE)
_PATTERNS: Final = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<year>\d{2})",
    "mmm": r"(?P<month>[A-Za-z]{3,9})\.?",
    "mm": r"(?P<month>\d{1,2})",
    "m": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d{1,2})",
    "d": r"(?P<day>\d{1,2})",
}
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h]\s?(?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?|(?P<hhmm>\d{2}))"
    r"\s*(?:(?P<half>[ap])\.?m\.?)?\s*(?:\(?\s*(?P<days>[+-]\d)\s*(?:d|days?)?\s*\)?)?",
    re.IGNORECASE | re.ASCII,
)
_DURATION: Final = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_DAYS: Final = re.compile(r"\(?\s*([+-]?\d)\s*(?:d|days?)?\s*\)?", re.IGNORECASE | re.ASCII)
#: A time of the second night at most: 47:59.
_LATEST: Final = timedelta(days=2)
#: Days since 1900 from 1927 to 2173.
_SERIAL: Final = re.compile(r"[1-9]\d{4}([.,]\d+)?", re.ASCII)
_SERIAL_FIX: Final = (
    "it looks like a spreadsheet's number of days since 1900: give the column the format of a date and time there"
)
_TIME_FIX: Final = "write it as 06:05, 0605 or 6:05 pm; past midnight as 24:15 or 00:15+1"


@dataclass(frozen=True, slots=True)
class DateForm:
    """A way to write dates, such as `dd.mm.yyyy`.

    Attributes:
        text: as given.
        pattern: of the dates written so.
    """

    text: str
    pattern: re.Pattern[str]

    @classmethod
    def parse(cls, text: str) -> "DateForm":
        """Return the form that `yyyy` or `yy`, `mmm` (Jun), `mm` or `m` and `dd` or `d` give, each once.

        Raises:
            ValueError: one is missing or there twice.
        """
        tokens = [token.lower() for token in _TOKENS.findall(text)]
        if sorted(token[0] for token in tokens) != ["d", "m", "y"]:
            raise ValueError("give day, month and year once each, as in dd.mm.yyyy")
        literals = [re.escape(part) for part in _TOKENS.split(text)]
        pattern = literals[0] + "".join(
            _PATTERNS[token] + literal for token, literal in zip(tokens, literals[1:], strict=True)
        )
        return cls(text, re.compile(pattern, re.ASCII))

    def split(self, text: str) -> tuple[date, str] | None:
        """Return the date that a text begins with and what follows it; None where there is no such date."""
        match = self.pattern.match(text)
        if match is None or text[match.end() : match.end() + 1].isdigit():
            return None
        year, month = int(match["year"]), match["month"]
        number = int(month) if month.isdigit() else _month(month)
        century = 0 if year > 99 else 1900 if year >= 70 else 2000
        try:
            return date(century + year, number, int(match["day"])), text[match.end() :].strip(" T\u00a0")
        except ValueError:
            return None


def _month(name: str) -> int:
    """Return the number of a month by the first letters of its English name, 0 for no month."""
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


ISO: Final = DateForm.parse("yyyy-mm-dd")


@dataclass(frozen=True, slots=True)
class TimeCells:
    """The cells that make one time; those of no column of theirs are None.

    Attributes:
        value: a time, or date and time.
        date: of it.
        days: to add to the date.
    """

    value: Value
    date: Value = None
    days: Value = None


@dataclass(frozen=True, slots=True)
class LocalTime:
    """A time without an offset.

    Attributes:
        moment: date and time.
        is_dated: whether its own cell says its day.
    """

    moment: datetime
    is_dated: bool


#: A time that was read: ISO 8601 with an offset stays as it is, None is an empty cell.
Time = LocalTime | str | Rejected | None


def read_time(cells: TimeCells, form: DateForm | None, base_date: date | None) -> Time:
    """Return the time that cells make.

    Args:
        cells: that make it.
        form: of dates written as text; ISO 8601 is read beside it.
        base_date: day of a time without a date.
    """
    if text_of(cells.value) == "":
        return None
    own, clock = _split(cells.value, form)
    if isinstance(clock, str):
        return clock
    if clock is None:
        text = text_of(cells.value)
        return Rejected("bad_time", f"{shown(text)} is not a time", _SERIAL_FIX if _is_serial(text) else _TIME_FIX)
    given = _date(cells.date, form)
    shift = _days(cells.days)
    for part in (given, shift):
        if isinstance(part, Rejected):
            return part
    day = own or given or base_date
    if not isinstance(day, date):
        fix = 'name its column of dates, as in { date = "Date", time = "STA" }, or give base_date'
        return Rejected("bad_time", f"{shown(text_of(cells.value))} is a time without a date", fix)
    days = shift if isinstance(shift, int) else 0
    try:
        moment = datetime(day.year, day.month, day.day) + clock.span + timedelta(days=days)
    except OverflowError:
        return Rejected("bad_time", f"{shown(text_of(cells.value))} is out of the calendar", "correct the date")
    return LocalTime(moment, own is not None or clock.is_shifted or cells.days not in (None, ""))


def in_iso(time: LocalTime, zone: ZoneInfo | None) -> str | Rejected:
    """Return a time in ISO 8601: with its offset where a zone is given, else without."""
    whole = time.moment.second == 0
    text = time.moment.isoformat(timespec="minutes" if whole else "seconds")
    if zone is None:
        return text
    moment = parse_moment(text, zone)
    return moment if isinstance(moment, Rejected) else moment.isoformat(timespec="minutes" if whole else "seconds")


def parse_duration(text: str) -> timedelta | None:
    """Return hours and minutes written as 36:00, None where it is not."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return None
    return timedelta(hours=int(match[1]), minutes=int(match[2]), seconds=int(match[3] or 0))


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time since the midnight its day begins with; shifted when it says by how many days itself."""

    span: timedelta
    is_shifted: bool = False


def _split(value: Value, form: DateForm | None) -> tuple[date | None, _Clock | str | None]:
    """Return the date a cell holds and its time; ISO 8601 with an offset is returned as it is."""
    if isinstance(value, datetime):
        midnight = value.replace(hour=0, minute=0, second=0, microsecond=0)
        return value.date(), _Clock(value - midnight)
    if isinstance(value, timedelta):
        return None, _Clock(value, value >= timedelta(days=1)) if timedelta() <= value < _LATEST else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None, _number(value)
    text = text_of(value)
    for known in (form, ISO):
        if known is not None and (parts := known.split(text)) is not None:
            day, rest = parts
            clock = _clock(rest)
            offset = None if clock or known is not ISO else _with_offset(text)
            return day, clock or offset
    return None, _clock(text)


def _with_offset(text: str) -> str | None:
    """Return ISO 8601 with an offset, None where the text is no such time."""
    return None if isinstance(parse_moment(text, ZoneInfo("UTC")), Rejected) else text


def _number(value: float) -> _Clock | None:
    """Read a fraction of a day as spreadsheets keep times, or digits as in 605."""
    if 0 < value < 2 and not float(value).is_integer():
        return _Clock(timedelta(seconds=round(value * 86_400)), value >= 1)
    return _clock(f"{int(value):04}") if float(value).is_integer() and 0 <= value < 10_000 else None


def _clock(text: str) -> _Clock | None:
    """Read a time of day as text; `905` is 09:05 and `45` is 00:45."""
    match = _TIME.fullmatch(text.zfill(4) if text.isascii() and text.isdigit() else text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or match["hhmm"])
    second, days = int(match["second"] or 0), int(match["days"] or 0)
    if minute > 59 or second > 59 or (match["half"] and not 1 <= hour <= 12):
        return None
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    span = timedelta(hours=hour, minutes=minute, seconds=second)
    return _Clock(span + timedelta(days=days), days != 0 or hour >= 24) if span < _LATEST else None


def _date(value: Value, form: DateForm | None) -> date | Rejected | None:
    """Return the date of a cell; what follows it, as a time of 00:00, does not count."""
    if isinstance(value, datetime):
        return value.date()
    text = text_of(value)
    if not text:
        return None
    for known in (form, ISO):
        if known is not None and (parts := known.split(text)) is not None:
            return parts[0]
    written = "2030-06-01" if form is None else form.text
    fix = _SERIAL_FIX if _is_serial(text) else f"write it as {written}, or say its form by date_form"
    return Rejected("bad_time", f"{shown(text)} is not a date", fix)


def _is_serial(text: str) -> bool:
    """Say whether a text is how spreadsheets count the days: a number of five digits, with decimals for the time."""
    return _SERIAL.fullmatch(text) is not None


def _days(value: Value) -> int | Rejected | None:
    """Return days to add to a date."""
    text = text_of(value)
    match = _DAYS.fullmatch(text)
    if not text or match:
        return int(match[1]) if match else None
    return Rejected("bad_number", f"{shown(text)} is not a number of days", "write 0, 1 or +1")
