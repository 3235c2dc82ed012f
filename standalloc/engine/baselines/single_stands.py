"""The problem with every stand for itself, and the way back."""

from collections.abc import Mapping

from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.stages import at_stage
from standalloc.model import VisitKey


def of_single_stands(problem: Problem, known: Mapping[VisitKey, str] | None) -> Problem:
    """Return a problem, at the same stage, with each stand as a class of its own.

    Costs come in the same steps: those of a class are those of its stands.

    Args:
        problem: over stand classes.
        known: the best plan so far; what the stages before may spend is what it spends there.
    """
    single = compile_problem(problem.instance, apart=True)
    number = len(single.stages) - len(problem.stages)
    if known is None:
        return single
    best = from_stands(single, known)
    return at_stage(single, number, [best.cost_without(single, (), tariff) for tariff in single.stages[:number]])


def over_classes(problem: Problem, single: Problem, allocation: Allocation) -> Allocation:
    """Return an allocation of single stands as one of the problem over stand classes."""
    return from_stands(problem, to_stands(single, allocation, {}))
