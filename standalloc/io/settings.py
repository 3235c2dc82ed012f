"""The sections of an airport to its settings: everything of an `Airport` but its tables."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from standalloc.io.problem_log import ProblemLog
from standalloc.io.source import Section, Source, filled
from standalloc.io.tables import SECTION_KEYS
from standalloc.io.words import Place, Way, printable, translate, unknown_name
from standalloc.model import Airport, Objective, Policy
from standalloc.model.fields import Row

R = TypeVar("R", bound=Row)


def read_settings(source: Source, log: ProblemLog) -> Airport:
    """Return an airport without its tables; where the log holds errors, one to go on checking with.

    Args:
        source: everything as written.
        log: takes the problems.
    """
    values = {name: _values(section, log) for name, section in source.sections.items()}
    policy = _read(Policy, values.get("policy", {}), source, "policy", log)
    objective = _read(Objective, values.get("objective", {}), source, "objective", log)
    written: dict[str, Any] = dict(values.get("airport", {}))
    written |= {name: value for name, value in (("policy", policy), ("objective", objective)) if value is not None}
    written |= {"classes": values["classes"]} if "classes" in values else {}
    written |= {"zones": _flat(values["zones"], source.sections["zones"], log)} if "zones" in values else {}
    airport = _read(Airport, written, source, "airport", log) if "airport" in source.sections else None
    return airport or _stand_in(written)


def _values(section: Section, log: ProblemLog) -> dict[str, Any]:
    """Return the filled-in values of the known keys of a section."""
    known = SECTION_KEYS[section.name]
    values = {}
    for key, value in filled(section.values.items()).items():
        if known is not None and key not in known:
            log.add(section.place(key).error("unknown_key", *unknown_name("key", key, known), printable(key)))
        elif value is not None:
            values[key] = value
    return values


def _read(model: type[R], values: Mapping[str, Any], source: Source, name: str, log: ProblemLog) -> R | None:
    def place_of(way: Way) -> Place:
        section, key = (way[0], way[1:2]) if way and way[0] in {"classes", "zones"} else (name, way[:1])
        return source.sections[str(section)].place(str(key[0]) if key else None)

    try:
        return model.model_validate(values)
    except ValidationError as error:
        for problem in translate(error, place_of):
            log.add(problem)
        return None


def _flat(zones: Mapping[str, Any], section: Section, log: ProblemLog, way: str = "") -> dict[str, Any]:
    """Return zones by `A.B` or `D.I.A.B`, which TOML reads as tables inside tables."""
    flat: dict[str, Any] = {}
    for name, value in zones.items():
        key = f"{way}{name}"
        inner = _flat(value, section, log, f"{key}.") if isinstance(value, Mapping) and value else {key: value}
        for twice in flat.keys() & inner.keys():
            message = f"key '{printable(twice)}' is there twice"
            log.add(section.place(twice).error("duplicate_key", message, "keep one", printable(twice)))
        flat |= inner
    return flat


def _stand_in(written: Mapping[str, Any]) -> Airport:
    """Return an airport with what of its settings can be used."""
    sound: dict[str, Any] = {"code": "unknown", "timezone": "UTC"}
    for name in ("timezone", "policy", "objective", "classes", "zones"):
        try:
            sound |= {name: getattr(Airport.model_validate(sound | {name: written[name]}), name)}
        except (KeyError, ValidationError):
            continue
    return Airport.model_validate(sound)
