"""What is to be done now and then."""

import time


class Rhythm:
    """Says when something is due again; for the first time at once.

    Args:
        seconds: from when it was done until it is due.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._due = time.monotonic()

    def is_due(self) -> bool:
        """Return whether the time has come."""
        return time.monotonic() >= self._due

    def done(self) -> None:
        """Note that it is done; what failed stays due."""
        self._due = time.monotonic() + self._seconds
