"""All stages of an objective at once, by weights that let hardly any earlier stage suffer for a later one.

A stage alone is blind for those after it: no visit is left without a stand in many plans, and few of them have room for
one visit more. A plan that is good for all stages together is where each of them begins.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Tariff

#: A step of a stage weighs as much as so many of the dearest visits or tows of the stage after it.
_DOMINANCE = 10


def weights(problem: Problem) -> Sequence[int]:
    """Return what a step of each stage of a problem as compiled weighs; of the last 1."""

    def before(found: list[int], tariff: Tariff) -> list[int]:
        return [found[0] * _DOMINANCE * max(1, _dearest(tariff)), *found]

    return reduce(before, reversed(problem.stages[1:]), [1])


def together(problem: Problem, weight: Sequence[int]) -> Problem:
    """Return a problem as compiled with one stage in place of all, in which a step of each weighs so much."""
    stages = list(zip(weight, problem.stages, strict=True))
    visits = range(len(problem.visits))
    tariff = Tariff(
        tuple({k: sum(w * t.costs[v][k] for w, t in stages) for k in problem.stages[0].costs[v]} for v in visits),
        tuple(_sum([(w, t.unallocated[v]) for w, t in stages]) for v in visits),
        tuple(sum(w * t.happenings[number] for w, t in stages) for number in range(len(problem.happenings))),
        {k: sum(w * t.peaks.get(k, 0) for w, t in stages) for _, t in stages for k in t.peaks},
        tuple(_added([(w, t.transfers[index]) for w, t in stages]) for index in range(len(problem.transfers))),
    )
    return replace(problem, stages=(tariff,), tariff=tariff)


def _dearest(tariff: Tariff) -> int:
    """Return the most that one visit, happening, transfer or stand in use costs more than another."""
    visits = (max(row.values()) - min(row.values()) for row in tariff.costs if row)
    transfers = (cost for matrix in tariff.transfers for row in matrix for cost in row)
    return max((*visits, *tariff.happenings, *tariff.peaks.values(), *transfers), default=0)


def _sum(terms: Sequence[tuple[int, int | None]]) -> int | None:
    given = [w * cost for w, cost in terms if cost is not None]
    return sum(given) if len(given) == len(terms) else None


def _added(matrices: Sequence[tuple[int, Sequence[Sequence[int]]]]) -> tuple[tuple[int, ...], ...]:
    _, first = matrices[0]
    return tuple(
        tuple(sum(w * matrix[i][j] for w, matrix in matrices) for j in range(len(row))) for i, row in enumerate(first)
    )
