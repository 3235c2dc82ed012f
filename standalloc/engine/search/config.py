"""Configurations: a named choice of stages and limits, as a small TOML file."""

import tomllib
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_PACKAGED = resources.files("standalloc") / "configs"


class Configuration(BaseModel):
    """Which stages the engine runs, and how far each goes.

    Attributes:
        name: of the configuration.
        baseline: a peer kept for comparison that makes the plan in place of the engine's stages; empty: none.
        whole_columns: days of at most so many (visit, class) columns go whole to CP-SAT first.
        whole_share: share of the time limit that this may take before the other stages begin.
        beside_columns: days of at most so many columns go whole to one CP-SAT worker beside the dive.
        bound: whether the relaxation is solved for a bound.
        climb_columns: days of more columns get their first prices by dual ascent, the relaxation's beside the dive.
        climb_rounds: of dual ascent.
        barrier_columns: on days of more columns the whole relaxation is not tried.
        cut_columns: when at most so many columns can be in a better plan, cuts are to raise the bound.
        dive_step: how many uncertain turns the dive fixes at a time.
        dive_rest: the dive ends when at most so many visits are open.
        exact_columns: when at most so many columns can be in a better plan, the day goes whole to HiGHS.
        neighbourhoods: whether plans are improved by re-planning some turns at a time.
        neighbourhood_visits: how many visits a neighbourhood begins with; it grows and shrinks by itself.
        neighbourhood_work: CP-SAT's deterministic work limit for one neighbourhood, roughly seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "default"
    baseline: Literal["", "fcfs", "cpsat-plain", "highs-plain"] = ""
    whole_columns: Annotated[int, Field(ge=0)] = 1500
    whole_share: Annotated[float, Field(gt=0, le=1)] = 0.5
    beside_columns: Annotated[int, Field(ge=0)] = 6_000
    bound: bool = True
    climb_columns: Annotated[int, Field(ge=0)] = 4_000
    climb_rounds: Annotated[int, Field(ge=1)] = 700
    barrier_columns: Annotated[int, Field(ge=0)] = 80_000
    cut_columns: Annotated[int, Field(ge=0)] = 25_000
    dive_step: Annotated[int, Field(ge=1)] = 16
    dive_rest: Annotated[int, Field(ge=0)] = 100
    exact_columns: Annotated[int, Field(ge=0)] = 12_000
    neighbourhoods: bool = True
    neighbourhood_visits: Annotated[int, Field(ge=2)] = 100
    neighbourhood_work: Annotated[float, Field(gt=0)] = 3.0


def configuration_names() -> tuple[str, ...]:
    """Return the names of the packaged configurations."""
    files = (entry.name for entry in _PACKAGED.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name.endswith(".toml")))


def load_configuration(name: str) -> Configuration:
    """Return a packaged configuration by its name, or the one in a TOML file.

    Raises:
        ValueError: there is no such configuration or file, or it holds a key or value that is not known.
    """
    if name in configuration_names():
        text, source = (_PACKAGED / f"{name}.toml").read_text(encoding="utf-8"), f"configuration {name}"
    elif name.endswith(".toml"):
        text, source = _read(Path(name)), Path(name).name
    else:
        raise ValueError(f"config '{name}' is not one of {', '.join(configuration_names())} nor a .toml file")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{source}: {error}") from None
    try:
        return Configuration.model_validate({"name": Path(name).stem} | values)
    except ValidationError as error:
        raise ValueError(f"{source}: {_first(error)}") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8 text"
        raise ValueError(f"config {path}: {reason}") from None


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        known = ", ".join(Configuration.model_fields)
        return f"key '{key}' is not known; the keys are {known}"
    return f"{key} {first['input']!r}: {first['msg'][0].lower()}{first['msg'][1:]}"
