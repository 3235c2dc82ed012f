"""The airport to start from: every key explained, every file read, nothing overwritten."""

from pathlib import Path

import pytest

from standalloc.check import check
from standalloc.io import inspect
from standalloc.io.starter import FILES, write_starter
from standalloc.model import Instance, Objective, Plan, Policy
from standalloc.model.not_yet import not_yet_problems


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


def test_every_supported_key_is_explained(starter: Path, instance: Instance) -> None:
    lines = (starter / "airport.toml").read_text(encoding="utf-8").splitlines()
    explained = {line.split("=")[0].strip() for line in lines if "=" in line and "#" in line}
    unsupported = set()
    for model in (Policy, Objective):
        for key, info in model.model_fields.items():
            other = {"tiers": (("tow",),), "times": "runway"}.get(key, 7)
            if key in {"load_factor", "bridge_mismatch", "terminal_mismatch"}:
                continue
            changed = model.model_construct(**{key: other})
            airport = instance.airport.model_copy(update={model.__name__.lower(): changed})
            assert info.default != other
            unsupported |= {problem.column for problem in not_yet_problems(airport, ())}
    assert (set(Policy.model_fields) | set(Objective.model_fields)) - unsupported <= explained


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
