"""What the service says of a plan while a planner drags: `make bench` times it; CI only runs each once."""

import random
from dataclasses import replace

import pytest

import standalloc as sa
from standalloc.engine.construction.colouring import to_stands
from standalloc.service.judging.compare import compare_plans
from standalloc.service.judging.exports import export_plan
from standalloc.service.judging.move import Judge

MOVES = 50


@pytest.fixture(scope="session", params=["as it is", "with every fleet and lane limited"])
def day(request, instance):
    if request.param == "as it is":
        return instance
    limits = {"tow_capacity": 20, "bus_capacity": 30, "taxilane_min": 2}
    stands = tuple(
        stand.model_copy(update={"group": f"G{place // 12}"}) for place, stand in enumerate(instance.airport.stands)
    )
    policy = instance.airport.policy.model_copy(update=limits)
    return replace(instance, airport=instance.airport.model_copy(update={"policy": policy, "stands": stands}))


@pytest.fixture(scope="session")
def plan(problem, first):
    return sa.Plan(to_stands(problem, first, {}))


@pytest.fixture(scope="session")
def judge(day, plan):
    return Judge(day, plan)


def test_look_through_a_plan(benchmark, day, plan):
    assert benchmark(Judge, day, plan).judge({}).answer == "allowed"


def test_fifty_moves(benchmark, day, judge):
    rng = random.Random(0)
    moves = [{rng.choice(day.visits).key: rng.choice(day.airport.stands).id} for _ in range(MOVES)]
    verdicts = benchmark(lambda: [judge.judge(move) for move in moves])
    assert {"forbidden", "at_cost"} <= {verdict.answer for verdict in verdicts}


def test_every_row_of_a_visit(benchmark, day, judge):
    visit = random.Random(0).choice(day.visits)
    rows = benchmark(judge.rows, [visit.key])
    assert len(rows) == len(day.airport.stands)


def test_compare_two_plans(benchmark, instance, plan):
    fewer = sa.Plan(dict(list(plan.stands.items())[10:]))
    assert benchmark(compare_plans, instance, plan, fewer)["counts"]["moved"] == 10


@pytest.mark.parametrize("format", ["json", "csv", "xlsx", "html"])
def test_export(benchmark, instance, plan, format):
    assert benchmark(export_plan, instance, plan, sa.check(instance, plan), format).content
