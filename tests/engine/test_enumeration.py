"""CP-SAT's optimum on tiny days with all rules mixed is that of enumeration; the relaxation's bound never exceeds it.

The full ten thousand: `python -m tests.engine.test_enumeration 10000` from the root of the project.
"""

import sys

import pytest
from ortools.sat.python import cp_model

from standalloc.check import check
from standalloc.engine.colouring import to_stands
from standalloc.engine.compile import compile_problem
from standalloc.engine.cpsat import build_model, read_back
from standalloc.engine.exact import solver
from standalloc.model import Instance, Plan
from tests.engine.random_days import enumerated_optimum, random_day


def cpsat_optimum(instance: Instance) -> float:
    """Return the optimum of the model of record, its plan judged by the checker."""
    problem = compile_problem(instance)
    model = build_model(problem)
    running = solver(0, 1)
    assert running.solve(model.proto) == cp_model.OPTIMAL
    true = (index for index, value in enumerate(running.response_proto.solution) if value)
    allocation = read_back(model, true, None)
    judgement = check(instance, Plan(to_stands(problem, allocation, instance.references)))
    assert judgement.is_valid, judgement.violations
    assert judgement.objective == pytest.approx(problem.value(round(running.objective_value)), abs=1e-6)
    assert problem.value(problem.floor) <= judgement.objective + 1e-6
    return judgement.objective


def compare(seed: int) -> None:
    instance = random_day(seed)
    best, _ = enumerated_optimum(instance)
    assert cpsat_optimum(instance) == pytest.approx(best, abs=1e-6), f"day {seed}"


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_model_of_record_finds_the_enumerated_optimum(first: int) -> None:
    for seed in range(first, first + 50):
        compare(seed)


def test_a_parking_of_no_minutes_between_two_visits_that_stay() -> None:
    """Day 7313 broke the colouring once: the stay is one block, but at its visits' boundary a moment is free."""
    compare(7313)


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        compare(number)
        if number % 500 == 499:
            print(f"{number + 1} days agree", flush=True)  # noqa: T201 - run by hand
