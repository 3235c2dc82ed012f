"""The problem as a baseline sees it: every stand for itself."""

from standalloc.engine.allocation import Allocation, from_stands
from standalloc.engine.colouring import to_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.incumbent import Incumbent
from standalloc.engine.problem import Problem
from standalloc.engine.stages import at_stage


def problem_of_stands(incumbent: Incumbent) -> Problem:
    """Return the incumbent's problem, at the same stage, with each stand as a class of its own.

    What the stages before may spend is what the incumbent spends there. Costs come in the same steps: those of a class
    are those of its stands.
    """
    problem = compile_problem(incumbent.problem.instance, apart=True)
    number = len(problem.stages) - len(incumbent.problem.stages)
    known = start_of(incumbent, problem)
    if known is None:
        return problem
    spent = [known.cost_without(problem, (), tariff) for tariff in problem.stages[:number]]
    return at_stage(problem, number, spent)


def start_of(incumbent: Incumbent, problem: Problem) -> Allocation | None:
    """Return the best plan so far, the user's or that of the stage before; None without one."""
    return None if incumbent.stands is None else from_stands(problem, incumbent.stands)


def offer(incumbent: Incumbent, problem: Problem, allocation: Allocation, stage: str) -> None:
    """Offer an allocation of a problem of single stands."""
    incumbent.offer_stands(to_stands(problem, allocation, {}), stage)
