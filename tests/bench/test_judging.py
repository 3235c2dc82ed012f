"""The harness judges plans by itself: whatever does not stand is refused, and says why."""

import pytest

from standalloc.bench.judging import RefusedError, judged
from standalloc.io import read, result_document
from standalloc.io.plan_files import write_plan
from standalloc.solve import solve
from tests.bench.conftest import DAY, write_airport

TIERS = 'tiers = [["unallocated"], ["bus_passenger"]]\n'


@pytest.fixture(params=["", TIERS], ids=["whole", "tiers"])
def solved(request, tmp_path):
    """The day, the text of its best plan, and what the solve says of it."""
    write_airport(tmp_path / "two", objective=request.param)
    instance = read(tmp_path / "two", DAY)
    result = solve(instance, time_limit=20, workers=1)
    write_plan(result.plan, instance, tmp_path / "plan.csv")
    return instance, (tmp_path / "plan.csv").read_text(), result_document(result, instance)


def test_a_sound_plan_is_judged(solved):
    instance, plan, said = solved
    assert judged(plan, said, instance).objective == said["objective"] == 110


def test_a_plan_that_breaks_a_rule(solved):
    instance, plan, said = solved
    everything = plan.replace("R1", "C1").replace("R2", "C1")
    with pytest.raises(RefusedError, match="the plan breaks overlap: "):
        judged(everything, said, instance)


def test_a_plan_that_costs_otherwise_than_is_said(solved):
    instance, plan, said = solved
    swapped = plan.replace("R1", "R").replace("R2", "R").replace("C1", "R1").replace("R,", "C1,")
    with pytest.raises(RefusedError, match="is 210, the solve says 110"):
        judged(swapped, said, instance)


def test_a_bound_above_the_plan(solved):
    instance, plan, said = solved
    with pytest.raises(RefusedError, match="the bound 111 lies above the objective, 110"):
        judged(plan, {**said, "bound": 111.0}, instance)


def test_a_tier_s_bound_above_the_plan(solved):
    instance, plan, said = solved
    tiers = [{**tier, "bound": tier["objective"] + 1} for tier in said["tiers"]]
    if tiers:
        with pytest.raises(RefusedError, match="the bound 1 lies above the cost of tier 1, 0"):
            judged(plan, {**said, "tiers": tiers}, instance)


@pytest.mark.parametrize("plan", ["", "stand\nC1\n", "turn,visit,stand\nT9,full,C1\n"])
def test_a_plan_that_cannot_be_read(solved, plan):
    instance, _, said = solved
    with pytest.raises(RefusedError, match="the plan cannot be read: "):
        judged(plan, said, instance)


def test_a_plan_that_is_not_there(solved):
    instance, _, said = solved
    with pytest.raises(RefusedError, match="left no plan"):
        judged(None, said, instance)
