"""The contest's minutes of a transfer, by the sectors of the two flights and the places of the two gates.

Facts of the task (2018 China Postgraduate Mathematical Contest in Modeling, problem F): the least minutes of
formalities, the rides on the train between the halls and the minutes on foot between regions of gates.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations_with_replacement, product
from typing import Final

from standalloc.io.huawei_cup.source import REGIONS

#: Minutes of one ride on the train.
RIDE_MIN: Final = 8
#: Minutes that a missed transfer counts.
MISSED_MIN: Final = 360

#: Formalities in minutes and rides, by the sectors of arrival and departure: within T, between T and S, within S.
_STEPS: Final = {
    ("D", "D"): ((15, 0), (20, 1), (15, 0)),
    ("D", "I"): ((35, 0), (40, 1), (35, 0)),
    ("I", "D"): ((35, 0), (40, 1), (45, 2)),
    ("I", "I"): ((20, 0), (30, 1), (20, 0)),
}
#: Regions of both halls, and the minutes on foot from each to itself and to those after it; the same both ways.
_PLACES: Final = tuple(f"{hall}-{region}" for hall, regions in REGIONS.items() for region in regions)
_WALKS: Final = (
    (10, 15, 20, 25, 20, 25, 25),
    (10, 15, 20, 15, 20, 20),
    (10, 25, 20, 25, 25),
    (10, 15, 20, 20),
    (10, 15, 15),
    (10, 20),
    (10,),
)


def hall_minutes() -> Iterator[tuple[str, str, str, str, int]]:
    """Yield sector and sector, hall and hall, and the formalities between them: question 2."""
    for ((arrival, departure), steps), (here, there) in product(_STEPS.items(), _pairs(REGIONS)):
        minutes, _ = steps[_in_satellite(here, there)]
        yield arrival, departure, here, there, minutes


def region_minutes() -> Iterator[tuple[str, str, str, str, int]]:
    """Yield sector and sector, region and region, and all minutes between them: question 3."""
    walks = dict(zip(_pairs(_PLACES), chain.from_iterable(_WALKS), strict=True))
    for ((arrival, departure), steps), ((here, there), walk) in product(_STEPS.items(), walks.items()):
        minutes, rides = steps[_in_satellite(here, there)]
        yield arrival, departure, here, there, minutes + rides * RIDE_MIN + walk


def _pairs(places: Iterable[str]) -> Iterator[tuple[str, str]]:
    return combinations_with_replacement(places, 2)


def _in_satellite(*places: str) -> int:
    return sum(place.startswith("S") for place in places)
