"""Sizes of common aircraft types, and what they fill in where a schedule names only the type."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from standalloc.io.words import Place, Rejected, shown
from standalloc.model import Problem
from standalloc.model.sizes import CODE_LETTERS, code_of_wingspan


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A type as its maker publishes it.

    Attributes:
        icao: ICAO type designator (Doc 8643).
        name: maker and model.
        wingspan_m: metres, with the widest winglets in common use.
        length_m: metres.
    """

    icao: str
    name: str
    wingspan_m: float
    length_m: float

    @property
    def code(self) -> str:
        """Code letter by wingspan."""
        return code_of_wingspan(self.wingspan_m)


@cache
def aircraft_types() -> Mapping[str, AircraftType]:
    """Return the known types by ICAO designator and by IATA code, from `aircraft_types.csv` beside this file."""
    text = resources.files("standalloc.io").joinpath("aircraft_types.csv").read_text(encoding="utf-8")
    by_icao: dict[str, AircraftType] = {}
    by_iata: dict[str, AircraftType] = {}
    for row in csv.DictReader(text.splitlines()):
        known = AircraftType(row["icao"], row["name"], float(row["wingspan_m"]), float(row["length_m"]))
        by_icao[known.icao] = known
        by_iata |= dict.fromkeys(row["iata"].split(), known)
    return MappingProxyType(by_iata | by_icao)


def fill_size(cells: Mapping[str, Any], place: Place) -> tuple[dict[str, Any], Problem | None]:
    """Return a turn's cells with code letter, wingspan and length filled in from its type, and a warning if any.

    What the cells give is kept, and so is a None, which means unknown. Where the given code letter is not the type's,
    the letter is believed and nothing is filled in.

    Args:
        cells: of the turn.
        place: of the turn.
    """
    filled = dict(cells)
    name = cells.get("aircraft_type")
    if not isinstance(name, str):
        return filled, None
    known = aircraft_types().get(name.strip().upper())
    if known is None:
        if cells.get("code") is None and cells.get("wingspan_m") is None:
            filled["aircraft_type"] = _unknown(name)
            filled["code"] = "A"  # so that its absence is not reported as well
        return filled, None
    code = cells.get("code")
    letter = code.strip().upper() if isinstance(code, str) else known.code
    if letter in tuple(CODE_LETTERS) and letter != known.code:
        message = f"code {shown(code)} is not that of aircraft_type {shown(name)}, which is {known.code}"
        return filled, place.warning("code_disagrees", f"{message}; the code is used", "correct one of the two", "code")
    if "wingspan_m" not in cells:
        filled |= {"wingspan_m": known.wingspan_m} | ({} if "code" in cells else {"code": known.code})
    if "length_m" not in cells:
        filled["length_m"] = known.length_m
    return filled, None


def _unknown(name: str) -> Rejected:
    message = f"aircraft_type {shown(name)} is not known, and code and wingspan_m are missing"
    return Rejected("unknown_type", message, "give code or wingspan_m")
