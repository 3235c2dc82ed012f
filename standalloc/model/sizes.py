"""ICAO Annex 14 code letters and the wingspans they stand for."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CODE_LETTERS: Final = "ABCDEF"

#: Upper wingspan limit of each code letter in metres, itself excluded (ICAO Annex 14, volume I, table 1-1).
WINGSPAN_LIMIT_M: Final[Mapping[str, float]] = MappingProxyType(
    {"A": 15.0, "B": 24.0, "C": 36.0, "D": 52.0, "E": 65.0, "F": 80.0}
)


def code_of_wingspan(wingspan_m: float) -> str:
    """Return the code letter of a wingspan in metres.

    Raises:
        ValueError: the wingspan is 80 m or more, wider than any code letter.
    """
    for letter, limit in WINGSPAN_LIMIT_M.items():
        if wingspan_m < limit:
            return letter
    raise ValueError(f"wingspan {wingspan_m:g} m is wider than code F (below 80 m)")


def code_rank(letter: str) -> int:
    """Return 0 for code A up to 5 for code F."""
    return CODE_LETTERS.index(letter)
