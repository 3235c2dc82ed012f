"""The optimum of a tiny day by enumeration, under the checker's word alone.

Of rules and terms it is known that what breaks a rule still breaks it when more visits are parked, and that parking
more only adds to what visits cost together. So a branch is cut where its visits break a rule, or where no choice of the
others can beat the best plan; every plan that might be the best is judged whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from standalloc.check import check
from standalloc.check.layout import Layout
from standalloc.check.rules import CHECKS
from standalloc.check.terms import AMOUNTS
from standalloc.model import Instance, Judgement, Plan, VisitKey

Costs = tuple[float, ...]
Stands = Mapping[VisitKey, str]

#: The rules that visits can break together; the others are asked of each visit alone, and of every whole plan.
RULES_TOGETHER = ("overlap", "exclusion", "tow_capacity", "taxilane", "bus_capacity")

#: The terms that visits can pay together; the others are the sums of what each visit pays alone.
TERMS_TOGETHER = ("tow", "stand_used", "connection_min", "missed_connection")

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
        self._rules = [rule for name, rule in CHECKS.items() if name in RULES_TOGETHER and name != without]
        pinned: Stands = {} if without == "pin" else instance.pinned
        self._free = [key for key in instance.visit if key not in pinned]
        self._weights = {term: instance.airport.objective.weight(term) for term in TERMS_TOGETHER}
        beside = self._own(check(instance, Plan(pinned)))
        self._options = [self._options_of(key, pinned, beside) for key in self._free]
        nothing = (0.0,) * len(beside)
        self._least = [nothing]
        for options in reversed(self._options):
            cheapest = tuple(map(min, zip(nothing, *(gain for _, gain in options), strict=True)))
            self._least.insert(0, _sum(cheapest, self._least[0]))
        layout = Layout(instance, Plan(pinned))
        if self._may_stand(layout):
            self._descend(0, pinned, beside, self._together(layout))

    def _options_of(self, key: VisitKey, pinned: Stands, beside: Costs) -> list[tuple[str, Costs]]:
        """Return the stands that take a visit beside the pinned ones, with what it pays there more than without one."""
        found = []
        for stand in self._instance.stand:
            judgement = check(self._instance, Plan({**pinned, key: stand}))
            if _is_valid(judgement, self._without):
                found.append((stand, tuple(a - b for a, b in zip(self._own(judgement), beside, strict=True))))
        return sorted(found, key=lambda option: option[1])

    def _descend(self, index: int, stands: Stands, own: Costs, together: Costs) -> None:
        """Try every choice for the visits from an index on; so far all of those count as unallocated."""
        if not self._may_win(own, together, self._least[index]):
            return
        if index == len(self._free):
            judgement = check(self._instance, Plan(stands))
            if _is_valid(judgement, self._without) and self._may_win(judgement.tiers):
                self.best = Optimum(judgement.tiers, stands)
            return
        for stand, gain in self._options[index]:
            if self._may_win(own, gain, together, self._least[index + 1]):
                more = {**stands, self._free[index]: stand}
                layout = Layout(self._instance, Plan(more))
                if self._may_stand(layout):
                    self._descend(index + 1, more, _sum(own, gain), self._together(layout))
        self._descend(index + 1, stands, own, together)

    def _may_win(self, *costs: Costs) -> bool:
        return self.best is None or better(_sum(*costs), self.best.tiers)

    def _may_stand(self, layout: Layout) -> bool:
        return not any(True for rule in self._rules for _ in rule(layout))

    def _own(self, judgement: Judgement) -> Costs:
        """Return what visits pay alone, stage by stage."""
        return tuple(
            sum(judgement.terms[term].cost for term in stage if term not in TERMS_TOGETHER)
            for stage in self._instance.airport.objective.stages
        )

    def _together(self, layout: Layout) -> Costs:
        """Return what visits pay together, stage by stage."""
        return tuple(
            sum(weight * float(AMOUNTS[term](layout)) for term in stage if (weight := self._weights.get(term)))
            for stage in self._instance.airport.objective.stages
        )


def _sum(*costs: Costs) -> Costs:
    return tuple(map(sum, zip(*costs, strict=True)))
