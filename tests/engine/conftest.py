"""Small days written as in the checker's tests, and the engine's own figures of them."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

import pytest
from ortools.sat.python import cp_model

from standalloc.check import check
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.models.cpsat import Model, build_model, hint, read_back
from standalloc.engine.problem.allocation import Allocation, from_stands
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.stages import at_stage
from standalloc.engine.search.exact import solver
from standalloc.engine.search.incumbent import Incumbent
from standalloc.model import Instance, Plan
from tests.check.conftest import Build


class Bare:
    """What the bare model of record says of a day, nothing else at work."""

    @staticmethod
    def admits(instance: Instance, plan: str, cost: float | None = None) -> bool:
        """Say whether the model holds the plan that `T1=C1 T2/parking=R4` says, exactly as it is, at this cost."""
        problem = compile_problem(instance)
        stands = Build.plan(plan).stands
        assert set(stands) <= set(instance.visit)
        allocation = from_stands(problem, stands)
        if sum(k is not None for k in allocation.classes) < len(stands):
            return False
        model = build_model(problem)
        hint(model, allocation)
        running = solver(0, 1)
        running.parameters.fix_variables_to_their_hinted_value = True
        holds = running.solve(model.proto) == cp_model.OPTIMAL
        assert not holds or round(running.objective_value) == allocation.cost(problem)
        return holds and cost in (None, problem.value(allocation.cost(problem)))

    @staticmethod
    def solutions(instance: Instance) -> int:
        """Return how many allocations the model holds, each counted once whatever its pairs."""
        model = build_model(compile_problem(instance))
        model.proto.clear_objective()
        found: set[tuple[int | None, ...]] = set()

        class Count(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                values = self.response_proto.solution
                found.add(read_back(model, values).classes)

        running = solver(0, 1)
        running.parameters.enumerate_all_solutions = True
        running.solve(model.proto, Count())
        return len(found)

    @staticmethod
    def best(problem: Problem, free: Sequence[int] | None = None, fixed: Allocation | None = None) -> Allocation:
        """Return an optimal allocation of the model."""
        model: Model = build_model(problem, free, fixed)
        running = solver(0, 1)
        assert running.solve(model.proto) == cp_model.OPTIMAL
        found = read_back(model, running.response_proto.solution)
        formulation = model.formulation
        settled = formulation.fixed.cost_without(problem, formulation.free, problem.tariff) if fixed else 0
        assert found.cost(problem) - settled == round(running.objective_value)
        return found

    @classmethod
    def stages(cls, problem: Problem) -> Iterator[Problem]:
        """Yield the problem of each stage, those before held at their optimum."""
        spent: list[int] = []
        for number, tariff in enumerate(problem.stages):
            staged = at_stage(problem, number, spent)
            yield staged
            spent.append(cls.best(staged).cost_without(problem, (), tariff))

    @classmethod
    def cost(cls, instance: Instance) -> float:
        """Return the model's optimum in the objective's own unit."""
        problem = compile_problem(instance)
        return problem.value(cls.best(problem).cost(problem))

    @staticmethod
    def class_names(instance: Instance) -> list[str]:
        """Return each stand class as the names of its stands, as in `A1 A2`."""
        return [" ".join(stand.id for stand in one.stands) for one in compile_problem(instance).classes]

    @staticmethod
    def named(problem: Problem, allocation: Allocation) -> Mapping[str, str]:
        """Return the allocation by names: each allocated visit's class as the names of its stands."""
        names = [" ".join(stand.id for stand in one.stands) for one in problem.classes]
        return {str(problem.visits[v].key): names[k] for v, k in enumerate(allocation.classes) if k is not None}


@pytest.fixture(scope="session")
def build() -> type[Build]:
    return Build


@pytest.fixture(scope="session")
def bare() -> type[Bare]:
    return Bare


Notices = list[tuple[int | None, int | None, str]]


def begin_incumbent(
    instance: Instance, *, seconds: float = 60, stop: threading.Event | None = None, notices: Notices | None = None
) -> Incumbent:
    """Return an incumbent of the first stage, the checker its judge; every notice is appended to `notices`."""
    problem = compile_problem(instance)

    def judged(stands: Mapping) -> int | None:
        judgement = check(instance, Plan(stands))
        return round(Fraction(judgement.tiers[0]) / problem.tariff.step) if judgement.is_valid else None

    def notice(cost: int | None, bound: int | None, stage: str) -> None:
        if notices is not None:
            notices.append((cost, bound, stage))

    return Incumbent(problem, time.monotonic() + seconds, stop or threading.Event(), judged, notice)


@pytest.fixture(scope="session")
def begin() -> Callable[..., Incumbent]:
    return begin_incumbent
