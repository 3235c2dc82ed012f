"""The hot paths, each on a small hub and on a day of New York, timed beside a yardstick. `make ratios` judges them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import standalloc as sa
from benchmarks.yardstick import yardstick
from standalloc.engine.bounds.ascent import Ascent, climb
from standalloc.engine.bounds.bound import Prices, proven_prices
from standalloc.engine.bounds.focus import Guidance, narrowed
from standalloc.engine.compilation.compile import compile_problem
from standalloc.engine.construction.colouring import to_stands
from standalloc.engine.construction.dive import dive
from standalloc.engine.construction.greedy import greedy_allocation
from standalloc.engine.models.highs import relax
from standalloc.engine.models.linear import linear_programme
from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.problem import Problem

INSTANCES = Path(__file__).parents[1] / "instances"
DAYS = {"hub130": ("hub/hub130", "2030-01-01"), "LGA": ("nyc2013/lga", "2013-07-04")}

#: Rounds of a path, of which the fastest counts: many where it takes milliseconds, few where it takes seconds.
MANY, FEW = 10, 3
ASCENT_ROUNDS = 100
#: Scores of a round, each of which takes less than a millisecond.
SCORES = 50
#: Never reached: a path that is cut short would seem fast.
SECONDS = 600.0

Timed = Callable[..., Any]


@pytest.fixture
def timed(benchmark) -> Timed:
    """Time a path, the yardstick before each of its rounds, and keep how many yardsticks it takes."""

    def run(path: Callable[..., Any], *arguments: object, rounds: int) -> Any:
        yardsticks: list[float] = []
        answer = benchmark.pedantic(
            path, arguments, setup=lambda: yardsticks.append(yardstick()), rounds=rounds, warmup_rounds=rounds == MANY
        )
        if benchmark.stats is not None:  # none with --benchmark-disable
            benchmark.extra_info["ratio"] = benchmark.stats.stats.min / min(yardsticks)
        return answer

    return run


@pytest.fixture(scope="module", params=DAYS)
def day(request: pytest.FixtureRequest) -> tuple[Path, str]:
    folder, name = DAYS[request.param]
    return INSTANCES / folder, name


@pytest.fixture(scope="module")
def instance(day: tuple[Path, str]) -> sa.Instance:
    return sa.read(day[0], day=day[1])


@pytest.fixture(scope="module")
def problem(instance: sa.Instance) -> Problem:
    return compile_problem(instance)


@pytest.fixture(scope="module")
def first(problem: Problem) -> Allocation:
    return greedy_allocation(problem)


@pytest.fixture(scope="module")
def promising(problem: Problem) -> Problem:
    """The problem on promising classes, as a dive is given it."""
    ascent = ascend(problem)
    guidance = Guidance(ascent.prices, ascent.guide)
    visits = range(len(problem.visits))
    return narrowed(problem, guidance.promising(problem, guidance.margin(10.0 * len(visits)), visits, None))


def ascend(problem: Problem) -> Ascent:
    *_, last = climb(problem, ASCENT_ROUNDS, SECONDS)
    return last


def prices_of(problem: Problem) -> Prices:
    programme = linear_programme(problem)
    duals = relax(programme, SECONDS, to_vertex=False).duals
    assert duals is not None
    return proven_prices(programme, duals)


def test_read(timed: Timed, day: tuple[Path, str]) -> None:
    read = timed(lambda: sa.read(day[0], day=day[1]), rounds=MANY)
    assert read.name == day[1]


def test_compile(timed: Timed, instance: sa.Instance) -> None:
    assert timed(compile_problem, instance, rounds=MANY).visits == instance.visits


def test_ascent(timed: Timed, problem: Problem) -> None:
    assert timed(ascend, problem, rounds=FEW).prices.bound > 0


def test_bound(timed: Timed, problem: Problem, first: Allocation) -> None:
    prices = timed(prices_of, problem, rounds=FEW)
    assert 0 < prices.bound <= first.cost(problem)


def test_dive(timed: Timed, promising: Problem) -> None:
    rest = len(promising.visits) * 2 // 5
    *_, last = timed(lambda: [*dive(promising, 16, rest, SECONDS)], rounds=FEW)
    assert len(last.open) <= rest


def test_check(timed: Timed, instance: sa.Instance, problem: Problem, first: Allocation) -> None:
    assert timed(sa.check, instance, sa.Plan(to_stands(problem, first, {})), rounds=MANY).is_valid


def test_score(timed: Timed, instance: sa.Instance, problem: Problem, first: Allocation) -> None:
    cost = timed(lambda: [first.cost(problem) for _ in range(SCORES)][-1], rounds=MANY)
    judged = sa.check(instance, sa.Plan(to_stands(problem, first, {}))).objective
    assert cost * problem.tariff.step == pytest.approx(judged)
