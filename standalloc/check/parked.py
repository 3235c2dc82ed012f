"""Where a plan parks whom, and when: the ground every rule of occupancy stands on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from standalloc.check.wording import period
from standalloc.model import Instance, Plan, Stand, Visit


class Parked(NamedTuple):
    """A visit on a stand for the minutes `[start, end)`."""

    start: int
    end: int
    visit: Visit
    stand: Stand


#: Sorts by time; turns that share their minutes go by name, so that a pair has one order.
in_order = attrgetter("start", "end", "visit.turn")


def parked(instance: Instance, plan: Plan) -> Iterator[Parked]:
    """Yield every allocated visit of the schedule on its stand, in order of the schedule."""
    for key, visit in instance.visit.items():
        if key in plan.stands:
            yield parked_on(instance, visit, instance.stand[plan.stands[key]])


def parked_on(instance: Instance, visit: Visit, stand: Stand) -> Parked:
    """Return a visit as it would be on a stand."""
    start, end = instance.occupancy(visit, stand)
    return Parked(start, end, visit, stand)


def parked_by_stand(instance: Instance, plan: Plan) -> Mapping[str, list[Parked]]:
    """Return who is on each stand in order of time; stands that nobody uses are left out."""
    by_stand: defaultdict[str, list[Parked]] = defaultdict(list)
    for one in parked(instance, plan):
        by_stand[one.stand.id].append(one)
    for ones in by_stand.values():
        ones.sort(key=in_order)
    return dict(by_stand)


def worded(instance: Instance, one: Parked) -> str:
    """Return who and when, as in `T12 (2013-07-11 08:20-09:05)`."""
    when = period(instance, one.start, one.end)
    return f"{one.visit.turn} ({when})" if one.visit.part == "full" else f"{one.visit.turn} {one.visit.part} ({when})"
