"""A limit of work in place of time: the same steps every time, whatever else the machine does."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from standalloc.engine.search.herald import OnPlan
from standalloc.engine.search.limits import Clock, WorkClock
from standalloc.io import read
from standalloc.io.generate import hub_day
from standalloc.solve import solve
from tests.engine.random_days import random_day

ROOT = Path(__file__).parents[3]
HUB = ROOT / "instances" / "hub" / "hub130"
TINY = ROOT / "instances" / "tiny" / "tiers"

#: Any day takes the course of a large one: dual ascent, dive, re-matching, the barrier, neighbourhoods.
LARGE = "whole_columns = 0\nclimb_columns = 0\nclimb_rounds = 200\nneighbourhood_visits = 20\n"


def story(day: str, work: float, config: str = "default", on_plan: OnPlan | None = None) -> list[Any]:
    """Return all that a solve tells and answers, but for the seconds and for the plans told of."""
    steps: list[Any] = []
    result = solve(
        read(day),
        work_limit=work,
        workers=1,
        config=config,
        on_progress=lambda p: steps.append([p.objective, p.bound, p.stage, p.tier]),
        on_plan=on_plan,
    )
    stands = sorted([str(key), stand] for key, stand in result.plan.stands.items())
    tiers = [[tier.objective, tier.bound, tier.status] for tier in result.tiers]
    return [result.objective, result.bound, result.status, tiers, stands, steps]


def story_elsewhere(*arguments: object) -> object:
    """Return what another process tells, in which sets of names have another order, beside a third one at work."""
    program = (
        f"import json; from tests.engine.search.test_work_limit import story; print(json.dumps(story(*{arguments!r})))"
    )
    environment = os.environ | {"PYTHONHASHSEED": str(random.randrange(1, 2**32))}
    command = [sys.executable, "-c", program]
    with at_work():
        answer = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(answer.stdout)


@contextmanager
def at_work() -> Iterator[None]:
    """Keep a core busy."""
    busy = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        busy.kill()
        busy.wait()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A hub's day of 50 turns."""
    hub_day(tmp_path, turns=50, contact=8, remote=14, mars=1)
    return tmp_path


@pytest.fixture
def by_tiers(small: Path) -> Path:
    """The same with tiers and few tugs."""
    airport = small / "airport.toml"
    tiers = 'tiers = [["unallocated"], ["bus_passenger"], ["tow", "off_terminal"]]'
    text = airport.read_text(encoding="utf-8").replace("[policy]", "[policy]\ntow_capacity = 2")
    airport.write_text(text.replace("[objective]", f"[objective]\n{tiers}"), encoding="utf-8")
    return small


@pytest.fixture(scope="module")
def of_hub() -> list[Any]:
    """A story of a hub's day."""
    return story(str(HUB), 1.2)


def test_the_same_work_takes_the_same_steps_to_the_same_plan(of_hub):
    assert of_hub == story_elsewhere(str(HUB), 1.2)


def test_so_it_does_on_tiny_days():
    assert story(str(TINY), 1.0) == story_elsewhere(str(TINY), 1.0)


def test_so_it_does_by_tiers_and_whole_in_cpsat(by_tiers):
    told = story(str(by_tiers), 1.0)
    assert {(stage, tier) for *_, stage, tier in told[-1]} >= {("CP-SAT", 2), ("floor", 3)}
    assert told == story_elsewhere(str(by_tiers), 1.0)


def test_so_it_does_whoever_hears_of_plans(of_hub):
    told: list[Any] = []
    assert of_hub == story(str(HUB), 1.2, on_plan=lambda *news: told.append(news))
    assert told


def test_so_it_does_on_large_days(tmp_path):
    """On a day so full that the dive leaves neighbourhoods something to find."""
    hub_day(tmp_path, turns=90, contact=8, remote=20, mars=1)
    large = tmp_path / "large.toml"
    large.write_text(LARGE, encoding="utf-8")
    told = story(str(tmp_path), 6.0, str(large))
    assert {"dual ascent", "dive", "relaxation", "neighbourhoods"} <= {stage for _, _, stage, _ in told[-1]}
    assert told == story_elsewhere(str(tmp_path), 6.0, str(large))


def test_more_work_is_never_worse(of_hub):
    """With next to no work there still is a plan."""
    little = story(str(HUB), 1e-6)
    assert little[0] > of_hub[0] >= of_hub[1] > little[1]


@pytest.mark.parametrize("workers", [None, 2])
def test_more_than_one_worker_is_refused(workers):
    with pytest.raises(ValueError, match=r"work_limit goes with one worker alone.* --workers 1"):
        solve(random_day(0), work_limit=5, workers=workers)


@pytest.mark.parametrize("work", [0, -1.5, float("nan"), float("inf")])
def test_a_work_limit_is_a_positive_number(work):
    with pytest.raises(ValueError, match=f"work_limit {work} is not a number of units above 0"):
        solve(random_day(0), work_limit=work, workers=1)


@pytest.mark.parametrize("config", ["cpsat-plain", "highs-plain"])
def test_baselines_know_the_clock_alone(config):
    with pytest.raises(ValueError, match=f"config '{config}' is a baseline"):
        solve(random_day(0), work_limit=5, workers=1, config=config)


@pytest.mark.parametrize(("config", "stage"), [("cpsat", "CP-SAT"), ("default", "relaxation")])
def test_a_stop_ends_it_whatever_work_is_left(config, stage):
    result = solve(read(HUB), work_limit=1e6, workers=1, config=config, on_progress=lambda p: p.stage == stage)
    assert result.interrupted
    assert result.status == "feasible"


def test_a_clock_of_work_moves_on_by_work_alone():
    clock = WorkClock()
    clock.charge(1.5)
    clock.charge(0.25)
    assert clock.now() == 1.75
    assert clock.seconds(3.0) > 1e6
    assert [clock.affordable(10, 0.5, left) for left in (0.0, 2.0, 100.0)] == [1, 4, 10]


def test_on_the_wall_work_takes_its_own_time():
    clock = Clock()
    before = clock.now()
    clock.charge(1e6)
    assert before <= clock.now() < before + 1e6
    assert clock.seconds(3.0) == 3.0
    assert clock.affordable(10, 0.5, 0.0) == 10
