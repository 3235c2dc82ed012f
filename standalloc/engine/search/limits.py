"""What a solve may use, and the clock that says how much of it is gone: seconds, or work.

Seconds depend on the machine and on what else it does. A limit of work takes their place where the same plan is wanted
every time: a clock that only work moves on, whose unit is roughly a second.
"""

import time
from dataclasses import dataclass, field

#: Seconds after which solvers that look at a wall clock end where work is what counts: never.
_NEVER = 1e7


class Clock:
    """The wall clock; work takes its own time there."""

    counts_work = False

    def now(self) -> float:
        """Return the seconds, from no moment in particular."""
        return time.monotonic()

    def charge(self, work: float) -> None:
        """Take note of work that is done, in units of roughly a second."""

    def seconds(self, left: float, /) -> float:
        """Return after how many seconds a solver that looks at the wall clock by itself shall end."""
        return left

    def affordable(self, most: int, _work: float, _left: float, /) -> int:
        """Return how many of at most so many steps to begin, each so much work, with so much left."""
        return most


class WorkClock(Clock):
    """A clock that stands still but for the work it is told of, so that it shows the same in every run."""

    counts_work = True

    def __init__(self) -> None:
        self._spent = 0.0

    def now(self) -> float:
        """Return the work so far."""
        return self._spent

    def charge(self, work: float) -> None:
        """Move on by so much work."""
        self._spent += work

    def seconds(self, _left: float, /) -> float:
        """Return more seconds than any solve takes: what is left is work."""
        return _NEVER

    def affordable(self, most: int, work: float, left: float, /) -> int:
        """Return how many steps, each so much work, what is left will do for: one at least."""
        return max(1, min(most, int(left / work)))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a solve may use.

    Attributes:
        seconds: how long it may take, on the clock.
        workers: how many cores.
        seed: of everything random.
        clock: of seconds, or of work.
    """

    seconds: float
    workers: int
    seed: int
    clock: Clock = field(default_factory=Clock)
