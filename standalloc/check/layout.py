"""A plan laid out on its airport: who is where and when, worked out once for every rule and term that asks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from standalloc.check.parked import Parked, in_order, parked_on
from standalloc.model import Instance, Plan, VisitKey

#: A visit and the next one of its turn, on different stands.
Tow = tuple[Parked, Parked]


@dataclass(frozen=True)
class Layout:
    """A plan on its airport; visits that are not in the schedule are left out.

    Attributes:
        instance: the instance.
        plan: the plan; the airport has every stand it names.
    """

    instance: Instance
    plan: Plan

    @cached_property
    def by_visit(self) -> Mapping[VisitKey, Parked]:
        """Every allocated visit on its stand, in order of the schedule."""
        instance, stands = self.instance, self.plan.stands
        there = {key: visit for key, visit in instance.visit.items() if key in stands}
        return {key: parked_on(instance, visit, instance.stand[stands[key]]) for key, visit in there.items()}

    @cached_property
    def parked(self) -> tuple[Parked, ...]:
        """The same without the keys."""
        return tuple(self.by_visit.values())

    @cached_property
    def by_stand(self) -> Mapping[str, list[Parked]]:
        """Who is on each stand in order of time; stands that nobody uses are left out."""
        by_stand: defaultdict[str, list[Parked]] = defaultdict(list)
        for one in self.parked:
            by_stand[one.stand.id].append(one)
        for ones in by_stand.values():
            ones.sort(key=in_order)
        return dict(by_stand)

    @cached_property
    def tows(self) -> tuple[Tow, ...]:
        """Every tow of the plan, turn by turn."""
        get, long = self.by_visit.get, (visits for visits in self.instance.visits_of.values() if len(visits) > 1)
        return tuple(tow for visits in long for tow in _tows([get(visit.key) for visit in visits]))

    def tows_of(self, one: Parked) -> list[Tow]:
        """Return the tows to and from an unallocated visit, were it on this stand."""
        visits = self.instance.visits_of[one.visit.turn]
        with_it = [one if visit == one.visit else self.by_visit.get(visit.key) for visit in visits]
        return [tow for tow in _tows(with_it) if any(end is one for end in tow)]


def _tows(ones: Sequence[Parked | None]) -> Iterator[Tow]:
    for here, there in pairwise(ones):
        if here is not None and there is not None and here.stand.id != there.stand.id:
            yield here, there
