"""The hub days, read and compiled once each."""

from pathlib import Path

import pytest

import standalloc as sa
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem

HUBS = Path(__file__).parents[1] / "instances" / "hub"


@pytest.fixture(scope="session", params=["hub130", "hub260", "hub520"])
def folder(request: pytest.FixtureRequest) -> Path:
    return HUBS / request.param


@pytest.fixture(scope="session")
def instance(folder: Path) -> sa.Instance:
    return sa.read(folder)


@pytest.fixture(scope="session")
def problem(instance: sa.Instance) -> Problem:
    return compile_problem(instance)


@pytest.fixture(scope="session")
def first(problem: Problem) -> Allocation:
    return greedy_allocation(problem)
