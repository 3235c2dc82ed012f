"""An allocation: which class each visit is on and which visits share a stand; the engine's form of a plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from standalloc.engine.problem.chains import Chain, Column, Event, Pair, runs, signed
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff
from standalloc.model import VisitKey


@dataclass(frozen=True, slots=True)
class Allocation:
    """Class index of every visit, None where unallocated, and the pairs that hold."""

    classes: tuple[int | None, ...]
    pairs: frozenset[Pair]

    def cost(self, problem: Problem) -> int:
        """Return the cost in steps."""
        return self.cost_without(problem, (), problem.tariff)

    def cost_without(self, problem: Problem, visits: Collection[int], tariff: Tariff) -> int:
        """Return the cost by a tariff in steps, but for all that some visits (whole turns) take part in."""
        out = visits if isinstance(visits, set | frozenset) else set(visits)
        return (
            sum(
                tariff.costs[v].get(k, 0) if k is not None else (tariff.unallocated[v] or 0)
                for v, k in enumerate(self.classes)
                if v not in out
            )
            + sum(
                cost
                for happening, cost in zip(problem.happenings, tariff.happenings, strict=True)
                if cost and not happening.concerns(out) and happening.happens(self.classes, self.pairs)
            )
            + sum(
                matrix[at[0]][at[1]]
                for transfer, matrix in zip(problem.transfers, tariff.transfers, strict=True)
                if out.isdisjoint(transfer.visits) and (at := transfer.at(self.classes)) is not None
            )
            + sum(
                cost * self.peak(problem.chains[index])
                for index, cost in tariff.peaks.items()
                if not out or not _concerns(problem.chains[index], out)
            )
        )

    def happens(self, problem: Problem, event: Event) -> bool:
        """Say whether an event happens."""
        return problem.happenings[event.number].happens(self.classes, self.pairs)

    def peak(self, chain: Chain) -> int:
        """Return the highest load of a chain of columns."""
        items = [item for item in chain.members if isinstance(item.key, Column) and self._uses(item.key)]
        back = [item for item in chain.rebates if item.pair in self.pairs]
        load = highest = 0
        for run in runs([*items, *back]):
            load += sum(map(signed, run.coming)) - sum(map(signed, run.leaving))
            highest = max(highest, load)
        return highest

    def _uses(self, column: Column) -> bool:
        return self.classes[column.visit] == column.stand_class


def _concerns(chain: Chain, visits: Collection[int]) -> bool:
    return any(isinstance(member.key, Column) and member.key.visit in visits for member in chain.members)


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
