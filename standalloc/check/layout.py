"""A plan laid out on its airport: who is where and when, worked out once for every rule and term that asks."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from standalloc.check.parked import Parked, in_order, parked_on
from standalloc.model import Instance, Plan, VisitKey


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
    def tows(self) -> tuple[tuple[Parked, Parked], ...]:
        """Every tow: a visit and the next one of its turn, both allocated, on different stands."""
        return tuple(
            (here, there)
            for visits in self.instance.visits_of.values()
            for before, after in pairwise(visits)
            if (here := self.by_visit.get(before.key)) is not None
            and (there := self.by_visit.get(after.key)) is not None
            and here.stand.id != there.stand.id
        )
