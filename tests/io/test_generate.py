"""Made-up hub days: the parameters count, the same arguments give the same files, the days can be read."""

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


def test_the_parameters_are_those_of_the_design() -> None:
    """The committed hub days were made by the design's own tool with these numbers; ours has the same defaults."""
    folders = {path.name: _read(path) for path in (Path(__file__).parents[2] / "instances" / "hub").glob("hub*")}
    assert {name: len(instance.turns) for name, instance in folders.items()} == {
        "hub130": 130,
        "hub260": 260,
        "hub520": 520,
    }
    assert hub_day.__kwdefaults__ == {"turns": 520, "contact": 62, "remote": 130, "mars": 8, "seed": 1, "days": 1}
    assert len(folders["hub520"].airport.stands) == 62 + 130 + 3 * 8
