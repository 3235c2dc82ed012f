"""Stages: the problem of one tier, with what the tiers before may spend held."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standalloc.engine.problem.chains import Column
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.tariff import Budget, Tariff


def at_stage(problem: Problem, number: int, spent: Sequence[int]) -> Problem:
    """Return the problem of a stage in which the stages before cost no more than they are allowed.

    Columns that alone would exceed a budget are left out, so that a tier that costs its floor costs no row at all.

    Args:
        problem: as compiled.
        number: of the stage, from 0.
        spent: the most that each stage before may cost, in its own steps.
    """
    budgets = [Budget(tariff, limit) for tariff, limit in zip(problem.stages, spent, strict=False)][:number]
    tariff = problem.stages[number]
    alone = tuple(
        None if any(_breaks(budget, v, budget.tariff.unallocated[v]) for budget in budgets) else cost
        for v, cost in enumerate(tariff.unallocated)
    )
    gone = {column for budget in budgets for column in _too_dear(budget)}
    stage = replace(tariff, unallocated=alone)
    staged = replace(problem, stages=problem.stages[number:], tariff=stage, budgets=tuple(budgets)).without(gone)
    return replace(staged, budgets=tuple(budget for budget in budgets if _may_bind(staged, budget)))


def _too_dear(budget: Budget) -> Iterator[Column]:
    for v, row in enumerate(budget.tariff.costs):
        yield from (Column(v, k) for k, cost in row.items() if _breaks(budget, v, cost))


def _breaks(budget: Budget, v: int, cost: int | None) -> bool:
    """Say whether a visit at some cost would exceed the budget even with all others at their cheapest."""
    return cost is not None and cost - budget.tariff.least[v] > budget.limit - budget.tariff.floor


def _may_bind(problem: Problem, budget: Budget) -> bool:
    """Say whether what is left of the columns could still exceed the budget."""
    tariff: Tariff = budget.tariff
    left = ({k: tariff.costs[v][k] for k in row} for v, row in enumerate(problem.costs))
    alone = (None if problem.unallocated[v] is None else cost for v, cost in enumerate(tariff.unallocated))
    reduced = replace(tariff, costs=tuple(left), unallocated=tuple(alone))
    highest = sum(cost * problem.chains[k].capacity for k, cost in tariff.peaks.items())
    return reduced.most + highest > budget.limit
