"""The airport to start from: every key explained, every file read, nothing overwritten."""

import re
from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import inspect
from standalloc.io.starter import FILES, write_starter
from standalloc.model import Instance, Objective, Plan, Policy


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    write_starter(tmp_path / "xyz")
    return tmp_path / "xyz"


@pytest.fixture
def instance(starter: Path) -> Instance:
    instance, problems = inspect(starter)
    assert problems == []
    assert instance is not None
    return instance


def test_it_reads_without_a_warning(instance: Instance) -> None:
    assert instance.turns
    assert instance.airport.exclusions
    assert instance.airport.preferences
    assert instance.closures
    assert instance.pins
    assert instance.references
    assert {stand.kind for stand in instance.airport.stands} == {"contact", "remote"}


def test_every_key_is_explained(starter: Path) -> None:
    lines = (starter / "airport.toml").read_text(encoding="utf-8").splitlines()
    explained = {line.partition("=")[0].strip("# ") for line in lines if "=" in line and "#" in line}
    assert set(Policy.model_fields) | set(Objective.model_fields) <= explained


def test_the_keys_commented_out_are_read(starter: Path) -> None:
    path = starter / "airport.toml"
    text = re.sub(r"^# (?=\[zones|T1|tiers|\w+_capacity)", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8")
    instance, problems = inspect(starter)
    assert problems == []
    assert instance is not None
    airport = instance.airport
    assert (airport.policy.tow_capacity, airport.policy.bus_capacity, airport.zones) == (4, 20, {"T1.T1": 20})
    assert airport.objective.tiers == (("unallocated",), ("bus_passenger", "tow"))


def test_the_values_shown_are_the_defaults(instance: Instance) -> None:
    assert instance.airport.policy == Policy()
    assert instance.airport.objective == Objective()


def test_every_visit_can_be_parked(instance: Instance) -> None:
    """By hand: the pinned turn at A2, one wide body at A3, the rest on the remaining stands as they come."""
    stands = {}
    for visit in instance.visits:
        choices = [instance.pinned[visit.key]] if visit.key in instance.pinned else list(instance.stand)
        stands[visit.key] = next(
            stand for stand in choices if check(instance, Plan(stands | {visit.key: stand})).is_valid
        )
    assert check(instance, Plan(stands)).figures.unallocated == 0


def test_nothing_is_overwritten(starter: Path) -> None:
    for name in FILES[1:]:
        (starter / name).unlink()
    (starter / "airport.toml").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"already holds airport\.toml: choose another folder"):
        write_starter(starter)
    assert [path.name for path in starter.iterdir()] == ["airport.toml"]
    assert (starter / "airport.toml").read_text(encoding="utf-8") == "mine"


def test_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "xyz").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(OSError, match="xyz"):
        write_starter(tmp_path / "xyz")
    assert [path.name for path in tmp_path.iterdir()] == ["xyz"]
