"""The optimum of a tiny day by enumeration, under the checker's word alone.

Two things are known of rules and terms, and nothing else: what breaks a rule still breaks it when more visits are
parked, and the costs of visits that are parked together are no less than those of each alone, but for the stands they
share (`stand_used`). So a branch is cut where its visits break a rule, or where no choice of the others can beat the
best plan; every plan that might be the best is judged whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from standalloc.check import check
from standalloc.check.layout import Layout
from standalloc.check.rules import CHECKS
from standalloc.check.terms import terms
from standalloc.model import Instance, Judgement, Plan, VisitKey

Costs = tuple[float, ...]
Stands = Mapping[VisitKey, str]

#: The rules that visits can break together; the others are asked of each visit alone, and of every whole plan.
TOGETHER = ("overlap", "exclusion", "tow_capacity", "taxilane", "bus_capacity")

#: Far below any difference of costs in the days drawn, far above the rounding of their sums.
EPSILON = 1e-7


@dataclass(frozen=True)
class Optimum:
    """The best of all valid plans: its cost tier by tier, and its stands."""

    tiers: Costs
    stands: Stands


def better(one: Costs, other: Costs) -> bool:
    """Say whether costs are lexicographically lower."""
    return next((a < b for a, b in zip(one, other, strict=True) if abs(a - b) > EPSILON), False)


def enumerated_optimum(instance: Instance, without: str = "") -> Optimum | None:
    """Return the best plan of all that break no rule but `without`; None where there is no such plan."""
    return _Enumeration(instance, without).best


def brute_force_optimum(instance: Instance, without: str = "") -> Optimum | None:
    """Return the same, every plan judged."""
    best: Optimum | None = None
    keys = list(instance.visit)
    for chosen in product([*instance.stand, None], repeat=len(keys)):
        stands = {key: stand for key, stand in zip(keys, chosen, strict=True) if stand is not None}
        judgement = check(instance, Plan(stands))
        if _is_valid(judgement, without) and (best is None or better(judgement.tiers, best.tiers)):
            best = Optimum(judgement.tiers, stands)
    return best


def _is_valid(judgement: Judgement, without: str) -> bool:
    return all(violation.rule == without for violation in judgement.violations)


class _Enumeration:
    """Branches over the visits that are not pinned, the cheapest stand first."""

    def __init__(self, instance: Instance, without: str) -> None:
        self.best: Optimum | None = None
        self._instance = instance
        self._without = without
        self._rules = [rule for name, rule in CHECKS.items() if name in TOGETHER and name != without]
        pinned: Stands = {} if without == "pin" else instance.pinned
        self._free = [key for key in instance.visit if key not in pinned]
        self._options = [self._options_of(key, pinned) for key in self._free]
        nothing = (0.0,) * len(instance.airport.objective.stages)
        self._least = [nothing]
        for options in reversed(self._options):
            cheapest = tuple(map(min, zip(nothing, *(gain for _, gain in options), strict=True)))
            self._least.insert(0, _sum(cheapest, self._least[0]))
        if self._may_stand(pinned):
            self._descend(0, pinned, self._costs(pinned))

    def _options_of(self, key: VisitKey, pinned: Stands) -> list[tuple[str, Costs]]:
        """Return the stands that take a visit beside the pinned ones, with the least it changes the costs there."""
        found = []
        others = self._costs(pinned, shared=False)
        for stand in self._instance.stand:
            stands = {**pinned, key: stand}
            if _is_valid(check(self._instance, Plan(stands)), self._without):
                costs = self._costs(stands, shared=False)
                found.append((stand, tuple(a - b for a, b in zip(costs, others, strict=True))))
        return sorted(found, key=lambda option: option[1])

    def _descend(self, index: int, stands: Stands, costs: Costs) -> None:
        """Try every choice for the visits from an index on; so far all of those count as unallocated."""
        if not self._may_win(_sum(costs, self._least[index])):
            return
        if index == len(self._free):
            judgement = check(self._instance, Plan(stands))
            if _is_valid(judgement, self._without) and self._may_win(judgement.tiers):
                self.best = Optimum(judgement.tiers, stands)
            return
        for stand, gain in self._options[index]:
            more = {**stands, self._free[index]: stand}
            if self._may_win(_sum(costs, gain, self._least[index + 1])) and self._may_stand(more):
                self._descend(index + 1, more, self._costs(more))
        self._descend(index + 1, stands, costs)

    def _may_win(self, costs: Costs) -> bool:
        return self.best is None or better(costs, self.best.tiers)

    def _may_stand(self, stands: Stands) -> bool:
        layout = Layout(self._instance, Plan(stands))
        return not any(True for rule in self._rules for _ in rule(layout))

    def _costs(self, stands: Stands, *, shared: bool = True) -> Costs:
        """Return the costs of each stage, on request without what visits share."""
        by_name = terms(Layout(self._instance, Plan(stands)))[0]
        return tuple(
            sum(by_name[term].cost for term in stage if shared or term != "stand_used")
            for stage in self._instance.airport.objective.stages
        )


def _sum(*costs: Costs) -> Costs:
    return tuple(map(sum, zip(*costs, strict=True)))
