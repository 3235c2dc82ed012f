"""Stands so near one another that no two aircraft of certain sizes fit there together, as exclusions."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from types import MappingProxyType
from typing import Final

from standalloc.model import Condition
from standalloc.model.sizes import CODE_LETTERS, WINGSPAN_LIMIT_M

#: The narrowest aircraft of each code letter, in metres: the limit of the letter before; of code A, none narrower.
_NARROWEST_M: Final[Mapping[str, float]] = MappingProxyType(
    dict(zip(CODE_LETTERS, (5.0, *WINGSPAN_LIMIT_M.values()), strict=False))
)
#: Aircraft with headings this near, in degrees, lie the same way round, and so do the points that place them.
_SAME_WAY: Final = 30.0
_EARTH_RADIUS_M: Final = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A stand as it lies: degrees, and the largest code letter."""

    stand: str
    latitude: float
    longitude: float
    heading: float
    max_code: str


def overlapping(spots: Sequence[Spot]) -> Iterator[tuple[str, Condition, str, Condition]]:
    """Yield each two stands, and the least code letters with which aircraft there surely overlap.

    Aircraft overlap where their places are nearer than half the sum of the narrowest wingspans of their letters.
    Where X-Plane places an aircraft depends on its heading, so only stands that lie the same way round are compared.

    Args:
        spots: every stand.
    """
    for one, other in combinations(spots, 2):
        if _turned(one.heading - other.heading) > _SAME_WAY:
            continue
        distance = _distance_m(one, other)
        for letter, other_letter in _least_letters(one.max_code, other.max_code, distance):
            yield one.stand, _from(letter), other.stand, _from(other_letter)


def _least_letters(largest: str, other_largest: str, distance_m: float) -> list[tuple[str, str]]:
    """Return the pairs of letters that overlap and no smaller ones do; larger ones do so all the more."""
    letters = CODE_LETTERS[: CODE_LETTERS.index(largest) + 1]
    others = CODE_LETTERS[: CODE_LETTERS.index(other_largest) + 1]
    overlap = [
        (one, other)
        for one, other in product(letters, others)
        if (_NARROWEST_M[one] + _NARROWEST_M[other]) / 2 > distance_m
    ]
    return [pair for pair in overlap if not any(_is_within(less, pair) for less in overlap)]


def _is_within(less: tuple[str, str], pair: tuple[str, str]) -> bool:
    return less != pair and less[0] <= pair[0] and less[1] <= pair[1]


def _from(letter: str) -> Condition:
    return Condition() if letter == CODE_LETTERS[0] else Condition("code", ">=", (letter,))


def _turned(degrees: float) -> float:
    """Return the angle between two headings, from 0 to 180 degrees."""
    return abs((degrees + 180) % 360 - 180)


def _distance_m(one: Spot, other: Spot) -> float:
    """Return the distance in metres, on a plane that touches the earth between the two."""
    middle = math.radians((one.latitude + other.latitude) / 2)
    north = math.radians(one.latitude - other.latitude)
    east = math.radians(_turned(one.longitude - other.longitude)) * math.cos(middle)
    return _EARTH_RADIUS_M * math.hypot(north, east)
