"""How findings are worded: local times, visits, lists that stay short."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from standalloc.model import Instance, Problem

_SHOWN = 3


def clock(instance: Instance, minute: int) -> str:
    """Return the local date and time of a minute, as in `2013-07-11 08:20`."""
    return _clock(instance.start, ZoneInfo(instance.airport.timezone), minute)


@lru_cache(maxsize=1 << 13)
def _clock(start: datetime, zone: ZoneInfo, minute: int) -> str:
    """Return the same, kept: a drag is told of the same minutes on hundreds of stands."""
    return (start + timedelta(minutes=minute)).astimezone(zone).isoformat(" ", "minutes")[:16]


def period(instance: Instance, start: int, end: int) -> str:
    """Return a period in local time; the second date is named only where it differs."""
    first, last = clock(instance, start), clock(instance, end)
    return f"{first}-{last[11:]}" if first[:10] == last[:10] else f"{first} - {last}"


def listed(words: Sequence[str]) -> str:
    """Return the first few words of a list and how many more there are."""
    if len(words) <= _SHOWN:
        return ", ".join(words)
    return f"{', '.join(words[:_SHOWN])}, and {len(words) - _SHOWN} more"


def counted(count: int, thing: str) -> str:
    """Return how many things there are, as in `1 bus`, `3 buses`, `2,000 turns`."""
    if count == 1:
        return f"1 {thing}"
    return f"{count:,} {thing}{'es' if thing.endswith('s') else 's'}"


def named(thing: str, names: Sequence[str]) -> str:
    """Return how many things there are and the first few by name, as in `2 turns (T1, T2)`."""
    return f"{counted(len(names), thing)} ({listed(names)})"


def warning(
    code: str, message: str, *, fix: str, table: str = "schedule", row: int | None = None, column: str | None = None
) -> Problem:
    """Return a problem that stops nothing."""
    return Problem(code, message, fix=fix, severity="warning", table=table, row=row, column=column)
