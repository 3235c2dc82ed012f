"""How often somebody may ask: a bucket of requests for each, refilled steadily."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

#: Buckets that are remembered; whoever was not heard of for long has a full one again.
_MOST_BUCKETS: Final = 10_000


class Rates:
    """Buckets by name, in this process; threads may share them.

    Args:
        per_second: requests in the long run.
        at_once: size of a full bucket.
        clock: seconds that only grow.
    """

    def __init__(self, per_second: float, at_once: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second, self._at_once, self._clock = per_second, max(1.0, at_once), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, name: str) -> float:
        """Take a request out of a bucket; return 0, or the seconds to wait where it is empty."""
        with self._lock:
            moment = self._clock()
            left, since = self._buckets.pop(name, (self._at_once, moment))
            left = min(self._at_once, left + (moment - since) * self._per_second)
            wait = 0.0 if left >= 1 else (1 - left) / self._per_second
            self._buckets[name] = (left if wait else left - 1, moment)
            if len(self._buckets) > _MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return wait
