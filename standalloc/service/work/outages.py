"""Databases that do not answer for a while, or have no room: told apart from mistakes, waited for, and logged."""

import logging
import sqlite3
import time
from collections.abc import Callable
from typing import Final, TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

Answer = TypeVar("Answer")
log = logging.getLogger(__name__)

#: Seconds between two tries.
PAUSE_S: Final = 1.0
#: PostgreSQL's `disk_full`.
_DISK_FULL: Final = "53100"


def is_outage(error: BaseException) -> bool:
    """Return whether the database may answer the same again, once it is back or less busy."""
    return isinstance(error, OperationalError | InterfaceError | PoolTimeoutError) and not is_full(error)


def is_full(error: BaseException) -> bool:
    """Return whether the database has no room for what was written."""
    origin = error.orig if isinstance(error, DBAPIError) else None
    is_sqlite_full = getattr(origin, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return is_sqlite_full or getattr(origin, "sqlstate", None) == _DISK_FULL


def reason(error: BaseException) -> str:
    """Return the first line of what a database says, without the statement that it was sent."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    lines = str(origin).strip().splitlines()
    return lines[0] if lines else type(origin).__name__


class Outage:
    """Whether the database answers at the moment, as the log has it: once when it is gone, once when it is back."""

    def __init__(self) -> None:
        self._since: float | None = None

    def began(self, error: BaseException) -> None:
        """Note that it did not answer."""
        if self._since is None:
            self._since = time.monotonic()
            log.warning("the database does not answer, waiting for it: %s", reason(error))

    def ended(self) -> None:
        """Note that it answered."""
        if self._since is not None:
            log.warning("the database answers again after %.0f s", time.monotonic() - self._since)
            self._since = None


def insist(work: Callable[[], Answer], seconds: float) -> Answer:
    """Do work that the database may need to be asked for again and again.

    Args:
        work: a transaction of its own, that may be done twice.
        seconds: after which an outage is the caller's.

    Raises:
        DBAPIError: the database did not answer in that time, or says that something else is wrong.
    """
    outage, deadline = Outage(), time.monotonic() + seconds
    while True:
        try:
            answer = work()
        except Exception as error:
            if not is_outage(error) or time.monotonic() > deadline:
                raise
            outage.began(error)
            time.sleep(PAUSE_S)
        else:
            outage.ended()
            return answer
