"""Stays: what one aircraft does on one stand without leaving it, and the lane each takes where several overlap."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from standalloc.model import Instance, Plan, Stand, Visit


@dataclass(frozen=True, slots=True, eq=False)
class Stay:
    """Consecutive visits of one turn on one stand, or on none.

    Attributes:
        stand: the stand, or None where the visits are unallocated.
        visits: the visits in order of time.
        start: first minute.
        end: minute it ends, itself excluded.
    """

    stand: Stand | None
    visits: tuple[Visit, ...]
    start: int
    end: int


def stays_of(instance: Instance, plan: Plan) -> Iterator[Stay]:
    """Yield the stays of every turn, in order of time."""
    for visits in instance.visits_of.values():
        for stand_id, group in groupby(visits, key=lambda visit: plan.stands.get(visit.key)):
            stand, together = instance.stand[stand_id] if stand_id is not None else None, tuple(group)
            times = [
                (visit.start, visit.end) if stand is None else instance.occupancy(visit, stand) for visit in together
            ]
            yield Stay(stand, together, times[0][0], times[-1][1])


def lanes_of(stays: Iterable[Stay]) -> dict[Stay, int]:
    """Give each stay the first lane, from 0, that is free on its stand: no two on one lane overlap."""
    free_from: defaultdict[str, list[int]] = defaultdict(list)
    lanes: dict[Stay, int] = {}
    for stay in sorted(stays, key=lambda stay: (stay.start, stay.end, stay.visits[0].key)):
        ends = free_from[stay.stand.id if stay.stand else ""]
        lane = next((number for number, end in enumerate(ends) if end <= stay.start), len(ends))
        ends[lane : lane + 1] = [stay.end]
        lanes[stay] = lane
    return lanes
