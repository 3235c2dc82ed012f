"""Made-up hub days: the parameters count, the same arguments give the same files, the days can be read."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from standalloc.io import inspect
from standalloc.io.generate import hub_day
from standalloc.model import Instance


def _read(folder: Path) -> Instance:
    instance, problems = inspect(folder)
    assert instance is not None
    assert [problem for problem in problems if problem.severity == "error"] == []
    return instance


def test_a_day_has_what_was_asked_for(tmp_path: Path) -> None:
    hub_day(tmp_path, turns=130, contact=20, remote=40, mars=2, seed=1)
    instance = _read(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("2030-01-01.csv", "airport.toml", "exclusions.csv", "stands.csv")
    ]
    assert len(instance.turns) == 130
    assert Counter((stand.kind, stand.id[0]) for stand in instance.airport.stands) == {
        ("contact", "C"): 20,
        ("contact", "M"): 6,
        ("remote", "R"): 40,
    }
    assert {(row.stand_a, row.stand_b, row.gap_min) for row in instance.airport.exclusions} == {
        *(("M0", "M0L", 15), ("M0", "M0R", 15), ("M1", "M1L", 15), ("M1", "M1R", 15))
    }
    assert {stand.terminal for stand in instance.airport.stands if stand.is_contact} == {"T0", "T1", "T2"}


def test_the_mix_is_a_hubs(tmp_path: Path) -> None:
    hub_day(tmp_path, turns=2000, contact=1, remote=1, mars=0, seed=3)
    instance = _read(tmp_path)
    codes = Counter(turn.code_letter for turn in instance.turns)
    assert 0.77 < codes["C"] / 2000 < 0.83
    assert 0.12 < codes["E"] / 2000 < 0.18
    towed = sum(1 for visits in instance.visits_of.values() if len(visits) == 3)
    assert 0.15 < towed / 2000 < 0.27
    for turn in instance.turns:
        assert turn.seats is not None
        assert turn.arrival_pax is not None
        assert 0.59 < turn.arrival_pax / turn.seats < 0.96


def test_the_same_arguments_give_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        hub_day(tmp_path / folder, turns=30, contact=5, remote=5, mars=1, seed=7)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    hub_day(tmp_path / "three", turns=30, contact=5, remote=5, mars=1, seed=8)
    assert (tmp_path / "three" / "2030-01-01.csv").read_bytes() != (tmp_path / "one" / "2030-01-01.csv").read_bytes()


def test_several_days_are_one_schedule(tmp_path: Path) -> None:
    hub_day(tmp_path, turns=20, contact=3, remote=5, mars=0, days=3)
    instance = _read(tmp_path)
    assert len(instance.turns) == 60
    days = Counter(turn.arrival_time.date().isoformat() for turn in instance.turns if turn.arrival_time)
    assert set(days) == {"2030-01-01", "2030-01-02", "2030-01-03"}


@pytest.mark.parametrize(
    "arguments", [{"turns": 0}, {"days": 0}, {"contact": -1}, {"contact": 0, "remote": 0, "mars": 0}]
)
def test_what_cannot_be_made(tmp_path: Path, arguments: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one turn, one day and one stand"):
        hub_day(tmp_path / "hub", **arguments)
    assert not (tmp_path / "hub").exists()


ROOT = Path(__file__).parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "hub_day.py"

#: The numbers of the committed days.
HUBS: dict[str, dict[str, int]] = {
    "hub130": {"turns": 130, "contact": 20, "remote": 40, "mars": 2},
    "hub260": {"turns": 260, "contact": 40, "remote": 70, "mars": 4},
    "hub520": {},
}


@pytest.mark.parametrize("name", HUBS)
def test_the_committed_days_are_these(tmp_path: Path, name: str) -> None:
    hub_day(tmp_path, **HUBS[name])
    ours, committed = _read(tmp_path), _read(ROOT / "instances" / "hub" / name)
    assert ours.turns == committed.turns
    assert ours.airport.stands == committed.airport.stands
    assert ours.airport.exclusions == committed.airport.exclusions


@pytest.mark.skipif(not TOOL.is_file(), reason="needs ../shared/tools/hub_day.py")
@pytest.mark.parametrize(
    "more", [{}, {"seed": 4}, {"rules": True}, {"days": 7}], ids=["plain", "another seed", "rules", "a week"]
)
def test_days_are_those_of_the_reference_tool(tmp_path: Path, more: dict[str, int]) -> None:
    arguments = {"turns": 60, "contact": 10, "remote": 16, "mars": 1} | more
    hub_day(tmp_path / "ours", **arguments)  # type: ignore[arg-type]
    words = [f"--{name}" if value is True else f"--{name}={value}" for name, value in arguments.items()]
    subprocess.run([sys.executable, TOOL, *words, tmp_path / "theirs"], check=True)
    ours, theirs = _read(tmp_path / "ours"), _read(tmp_path / "theirs")
    assert ours.turns == theirs.turns
    assert ours.airport.stands == theirs.airport.stands
    assert ours.airport.exclusions == theirs.airport.exclusions
    assert ours.airport.policy == theirs.airport.policy
    assert ours.airport.objective == theirs.airport.objective


def test_rules_make_tugs_scarce_and_tiers(tmp_path: Path) -> None:
    hub_day(tmp_path, turns=30, contact=5, remote=5, mars=1, rules=True)
    airport = _read(tmp_path).airport
    assert airport.policy.tow_capacity == 3
    assert len(airport.objective.tiers) == 3
    assert {stand.group for stand in airport.stands} == {"G0", "G1"}  # of 8 stands each; 13 stands
