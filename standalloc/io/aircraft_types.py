"""Sizes and usual seats of common aircraft types, and what they fill in where a schedule names only the type."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from standalloc.io.words import Place, shown
from standalloc.model import Problem
from standalloc.model.sizes import CODE_LETTERS, code_of_wingspan

#: Code letter of a type that is not known: that of most airliners.
ASSUMED_CODE: Final = "C"
#: The use that seats are filled in for; with any other, the same type may carry freight.
_WITH_SEATS: Final = "passenger"


@dataclass(frozen=True, slots=True)
class AircraftType:
    """A type as its maker publishes it.

    Attributes:
        icao: ICAO type designator (Doc 8643).
        name: maker and model.
        wingspan_m: metres, with the widest winglets in common use.
        length_m: metres.
        seats: of the usual layout (`docs/files.md` says which); None for one that carries freight only.
    """

    icao: str
    name: str
    wingspan_m: float
    length_m: float
    seats: int | None

    @property
    def code(self) -> str:
        """Code letter by wingspan."""
        return code_of_wingspan(self.wingspan_m)


@cache
def aircraft_types() -> Mapping[str, AircraftType]:
    """Return the known types by ICAO designator and by IATA code, from `aircraft_types.csv` beside this file.

    The IATA code of a freighter stands for the type without seats.
    """
    text = resources.files("standalloc.io").joinpath("aircraft_types.csv").read_text(encoding="utf-8")
    by_icao: dict[str, AircraftType] = {}
    by_iata: dict[str, AircraftType] = {}
    for row in csv.DictReader(text.splitlines()):
        seats = int(row["seats"]) if row["seats"] else None
        known = AircraftType(row["icao"], row["name"], float(row["wingspan_m"]), float(row["length_m"]), seats)
        by_icao[known.icao] = known
        by_iata |= dict.fromkeys(row["iata"].split(), known)
        by_iata |= dict.fromkeys(row["iata_freight"].split(), replace(known, seats=None))
    return MappingProxyType(by_iata | by_icao)


def fill_from_type(cells: Mapping[str, Any], place: Place) -> tuple[dict[str, Any], Problem | None]:
    """Return a turn's cells with code letter, wingspan, length and seats filled in from its type, and a warning if any.

    What the cells give is kept, and so is a None, which means unknown; seats are filled in only where there are no
    passengers either. Where the given code letter is not the type's, the letter is believed and nothing is filled in.
    A type that is not known is taken for one of `ASSUMED_CODE` where the cells give no size.

    Args:
        cells: of the turn.
        place: of the turn.
    """
    filled = dict(cells)
    name = cells.get("aircraft_type")
    if not isinstance(name, str) or not name.strip():
        return filled, None
    known = aircraft_types().get(name.strip().upper())
    if known is None:
        return _with_assumed_code(filled, name, place)
    code = cells.get("code")
    letter = code.strip().upper() if isinstance(code, str) else known.code
    if letter in tuple(CODE_LETTERS) and letter != known.code:
        message = f"code {shown(code)} is not that of aircraft_type {shown(name)}, which is {known.code}"
        return filled, place.warning("code_disagrees", f"{message}; the code is used", "correct one of the two", "code")
    if "wingspan_m" not in cells:
        filled |= {"wingspan_m": known.wingspan_m} | ({} if "code" in cells else {"code": known.code})
    if "length_m" not in cells:
        filled["length_m"] = known.length_m
    if known.seats is not None and _asks_for_seats(cells):
        filled["seats"] = known.seats
    return filled, None


def _asks_for_seats(cells: Mapping[str, Any]) -> bool:
    """Say whether a turn has passengers of whom nothing is told."""
    passengers = (cells.get(f"{half}_pax") for half in ("arrival", "departure"))
    use = cells.get("use")
    is_for_passengers = use is None or (isinstance(use, str) and use.strip() == _WITH_SEATS)
    return "seats" not in cells and is_for_passengers and all(pax is None for pax in passengers)


def _with_assumed_code(cells: dict[str, Any], name: str, place: Place) -> tuple[dict[str, Any], Problem | None]:
    if cells.get("code") is not None or cells.get("wingspan_m") is not None:
        return cells, None
    message = f"aircraft_type {shown(name)} is not known, and code and wingspan_m are missing"
    assumed = f"{message}: code {ASSUMED_CODE} is assumed"
    warning = place.warning("unknown_type", assumed, "correct the type, or give code or wingspan_m", "aircraft_type")
    return cells | {"code": ASSUMED_CODE}, warning
