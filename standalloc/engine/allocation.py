"""An allocation: which class each visit is on and which visits share a stand; the engine's form of a plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from standalloc.engine.chains import Column, Pair
from standalloc.engine.problem import Link, Problem
from standalloc.model import VisitKey


@dataclass(frozen=True, slots=True)
class Allocation:
    """Class index of every visit, None where unallocated, and the pairs that hold."""

    classes: tuple[int | None, ...]
    pairs: frozenset[Pair]

    def cost(self, problem: Problem) -> int:
        """Return the cost in steps."""
        return self.cost_without(problem, ())

    def cost_without(self, problem: Problem, visits: Collection[int]) -> int:
        """Return the cost in steps of all but some visits (whole turns)."""
        left_out = set(visits)
        total = sum(
            problem.costs[v][k] if k is not None else (problem.unallocated[v] or 0)
            for v, k in enumerate(self.classes)
            if v not in left_out
        )
        return total + problem.tow * sum(self.is_tow(link) for link in problem.links if link.first not in left_out)

    def is_tow(self, link: Link) -> bool:
        """Say whether two consecutive visits both have stands, and not the same."""
        both = self.classes[link.first] is not None and self.classes[link.second] is not None
        return both and not any(pair in self.pairs for pair in link.pairs)


def from_stands(problem: Problem, stands: Mapping[VisitKey, str]) -> Allocation:
    """Return the allocation of a plan; a visit on a stand that does not admit it is taken as unallocated."""
    class_of = {stand.id: k for k, stand_class in enumerate(problem.classes) for stand in stand_class.stands}
    on = [stands.get(visit.key) for visit in problem.visits]
    classes = tuple(
        class_of[stand] if stand is not None and class_of[stand] in problem.costs[v] else None
        for v, stand in enumerate(on)
    )

    def holds(pair: Pair) -> bool:
        (u, a), (v, b) = pair
        if classes[u] != a or classes[v] != b:
            return False
        if a != b:
            return True
        return on[u] == on[v] and (v - u == 1 or on[u + 1] != on[u])

    return Allocation(classes, frozenset(p for pairs in problem.pairs.values() for p in pairs if holds(p)))


def columns_of(allocation: Allocation) -> list[Column]:
    """Return the columns an allocation uses."""
    return [Column(v, k) for v, k in enumerate(allocation.classes) if k is not None]
