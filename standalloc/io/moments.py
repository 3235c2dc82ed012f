"""Times as files write them: ISO 8601, with an offset as given, without one local to the airport."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final, Literal
from zoneinfo import ZoneInfo

from standalloc.io.words import Rejected, shown

_SHAPE: Final = re.compile(
    r"(\d{4})-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?", re.IGNORECASE | re.ASCII
)
_FIX: Final = "write it as in 2013-07-11T06:05 or 2013-07-11T06:05-04:00"
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2199

Rounding = Literal["down", "up"]


def parse_moment(text: object, zone: ZoneInfo) -> datetime | Rejected:
    """Return a time with its offset, to the second, or why it cannot be one.

    Args:
        text: as in the file.
        zone: of the airport, for a time without offset.
    """
    what = f"{shown(text)} is not a time"
    match = _SHAPE.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        return Rejected("bad_time", what, _FIX)
    try:
        moment = datetime.fromisoformat(match[0].upper().replace(" ", "T"))
    except ValueError as error:
        return Rejected("bad_time", f"{what}: {error}", _FIX)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return Rejected("bad_time", f"{what} between {_FIRST_YEAR} and {_LAST_YEAR}", "correct the year")
    return moment if moment.tzinfo is not None else _local(moment, zone)


def _local(naive: datetime, zone: ZoneInfo) -> datetime | Rejected:
    """Give a local time its offset, where it has exactly one."""
    earlier, later = (naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if earlier.utcoffset() == later.utcoffset():
        return _fixed(earlier)
    if earlier.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        return Rejected(
            "nonexistent_time",
            f"'{_told(naive)}' does not exist in {zone.key}: the clocks go forward over it",
            f"give the time with its offset, as in {_told(earlier.astimezone(UTC).astimezone(zone))}",
        )
    return Rejected(
        "ambiguous_time",
        f"'{_told(naive)}' exists twice in {zone.key}: the clocks go back over it",
        f"give the time with its offset: {_told(earlier)} or {_told(later)}",
    )


def _told(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _fixed(moment: datetime) -> datetime:
    """Keep a time's offset, not its zone."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()), fold=0)


def to_minute(moment: datetime, rounding: Rounding) -> datetime:
    """Return a time rounded to a whole minute."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if rounding == "down" or floor == moment else floor + timedelta(minutes=1)
