"""Transfer minutes between zones: `[zones]` of an airport."""

from collections.abc import Mapping
from functools import cached_property

#: How many words a key of `[zones]` has: `A.B`, or with the sectors of the two flights before them `D.I.A.B`.
KEY_LENGTHS = (2, 4)


class TransferTimes:
    """Answers how long a transfer takes.

    Args:
        zones: minutes by `A.B`, or by `D.I.A.B` for transfers from an arrival of sector D to a departure of sector I.
    """

    def __init__(self, zones: Mapping[str, float]) -> None:
        self._minutes = {tuple(key.split(".")): minutes for key, minutes in zones.items()}

    def minutes(self, arrival: tuple[str, str], departure: tuple[str, str]) -> float | None:
        """Return the minutes between two (sector, zone): None where nothing is said of two different zones.

        The sectors' own minutes come before those for all; either way a pair also holds the other way round unless
        that is given too. Within one zone it is 0 where nothing is said.
        """
        (from_sector, here), (to_sector, there) = arrival, departure
        sectors = (from_sector, to_sector)
        for key in ((*sectors, here, there), (*sectors, there, here), (here, there), (there, here)):
            if key in self._minutes:
                return self._minutes[key]
        return 0.0 if here == there else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The zones spoken of."""
        return frozenset(name for key in self._minutes for name in key[-2:])
