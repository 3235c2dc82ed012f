import subprocess
import sys
from pathlib import Path

import pytest

import standalloc as sa
from benchmarks.hub_days import HubDay

ROOT = Path(__file__).parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "hub_day.py"
HUBS = ROOT / "instances" / "hub"

DAYS = {
    "plain": HubDay(130, 20, 35, 2),
    "another seed": HubDay(130, 20, 35, 2, seed=4),
    "rules": HubDay(130, 20, 35, 2, rules=True),
    "a week": HubDay(60, 10, 16, 1, days=7),
}


def arguments(day: HubDay) -> list[str]:
    numbers = ("turns", "contact", "remote", "mars", "seed", "days")
    named = [word for name in numbers for word in (f"--{name}", str(getattr(day, name)))]
    return [*named, "--rules"] if day.rules else named


@pytest.mark.skipif(not TOOL.is_file(), reason="needs ../shared/tools/hub_day.py")
@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_the_days_are_those_of_the_reference_tool(day, tmp_path):
    day.write(tmp_path / "ours")
    subprocess.run([sys.executable, TOOL, *arguments(day), tmp_path / "theirs"], check=True)
    ours, theirs = sa.read(tmp_path / "ours"), sa.read(tmp_path / "theirs")
    assert ours.turns == theirs.turns
    assert ours.airport.stands == theirs.airport.stands
    assert ours.airport.exclusions == theirs.airport.exclusions
    assert ours.airport.policy == theirs.airport.policy
    assert ours.airport.objective == theirs.airport.objective


def test_the_stands_are_those_of_the_packaged_hub(tmp_path):
    HubDay(260, 40, 70, 4).write(tmp_path)
    assert sa.read(tmp_path).airport.stands == sa.read(HUBS / "hub260").airport.stands


def test_rules_make_tugs_scarce_and_tiers(tmp_path):
    DAYS["rules"].write(tmp_path)
    airport = sa.read(tmp_path).airport
    assert airport.policy.tow_capacity == 3
    assert len(airport.objective.tiers) == 3
    assert len({stand.group for stand in airport.stands}) == 8  # of 8 stands each; 61 stands
