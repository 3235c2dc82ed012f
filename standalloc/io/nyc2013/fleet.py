"""Find the aircraft type and the seats of every flight.

In this order: the tail's entry in `planes`, unless it is evidently another aircraft; the carrier's own numbering,
where American and American Eagle report fleet numbers instead of registrations; the type the carrier flew most often
on the route, else on routes of similar length, else anywhere.
"""

from __future__ import annotations

import logging
import re

import pandas as pd

from standalloc.io.nyc2013.aircraft import TYPES, type_of_model
from standalloc.io.nyc2013.source import load_table

FEWEST_AIRLINE_SEATS = 20
"""An entry of `planes` with fewer seats is a light aircraft registered under a tail the airline also uses."""

TYPES_FLOWN = {"FL": ("B712", "B737")}
"""Carriers whose entries of other types are re-used registrations: AirTran flew two types only."""

FLEET_NUMBERS = {
    "AA": (
        (r"N3(1\d|2\d|3\d|4[01])AA", "B762"),
        (r"N3\d\dAA", "B763"),
        (r"N3[A-Z]", "B738"),
        (r"N4[A-Z]", "MD83"),
        (r"N[245]\d\dAA", "MD82"),
        (r"N5[A-Z]", "B752"),
        (r"N6\d\dAA", "B752"),
        (r"N7[A-Z]", "B772"),
    ),
    "MQ": (
        (r"N5\d\dMQ", "CRJ7"),
        (r"N[69]\d\dMQ", "E145"),
        (r"N[78]\d\dMQ", "E135"),
    ),
}
"""Carrier to patterns of the tails it reported and the type they stand for; the first that matches counts."""

BAND_MILES = 500
"""Routes of similar length lie in the same band of this width."""

log = logging.getLogger(__name__)


def registered_fleet(planes: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Return the type and the registered seats of each tail whose entry is an airliner.

    Args:
        planes: The columns `tailnum`, `model` and `seats`.

    Returns:
        Tail to designator and seats.
    """
    fleet: dict[str, tuple[str, int]] = {}
    for tail, model, seats in zip(planes["tailnum"], planes["model"], planes["seats"], strict=True):
        designator = type_of_model(str(model))
        if designator and seats >= FEWEST_AIRLINE_SEATS:
            fleet[str(tail)] = (designator, int(seats))
    return fleet


def type_by_fleet_number(carrier: str, tail: str) -> str:
    """Return the type that a carrier's own numbering stands for.

    Args:
        carrier: The carrier's two characters.
        tail: The tail as reported.

    Returns:
        The designator, or "".
    """
    patterns = FLEET_NUMBERS.get(carrier, ())
    return next((designator for pattern, designator in patterns if re.match(pattern, tail)), "")


def type_by_tail(carrier: str, tail: str, fleet: dict[str, tuple[str, int]]) -> tuple[str, int | None]:
    """Return the type and the registered seats of a tail.

    Args:
        carrier: The carrier that flew it.
        tail: The tail, or "".
        fleet: The result of `registered_fleet`.

    Returns:
        The designator ("" where nothing tells) and the seats (None where the registry does not).
    """
    designator, seats = fleet.get(tail, ("", 0))
    if designator and designator in TYPES_FLOWN.get(carrier, (designator,)):
        return designator, seats
    return type_by_fleet_number(carrier, tail), None


def add_aircraft(flights: pd.DataFrame) -> pd.DataFrame:
    """Add the aircraft to every flight.

    Args:
        flights: The columns of `flights.load_flights`.

    Returns:
        The same rows with `aircraft_type`, `seats`, `code`, `wingspan_m` and `assumed_type` (True where the type is
        the commonest one rather than the tail's).
    """
    fleet = registered_fleet(load_table("planes"))
    carriers, tails = flights["carrier"].tolist(), flights["tail"].tolist()
    known = {pair: type_by_tail(*pair, fleet) for pair in sorted(set(zip(carriers, tails, strict=True)))}
    found = [known[pair] for pair in zip(carriers, tails, strict=True)]
    named = flights.assign(aircraft_type=[designator for designator, _ in found])
    filled = fill_with_commonest(named)
    types = [TYPES[designator] for designator in filled["aircraft_type"]]
    assumed = named["aircraft_type"] == ""
    log.info("%d of %d flights have an assumed aircraft type", int(assumed.sum()), len(flights))
    return filled.assign(
        seats=[entry.seats(registered) for entry, (_, registered) in zip(types, found, strict=True)],
        code=[entry.code for entry in types],
        wingspan_m=[entry.wingspan_m for entry in types],
        assumed_type=assumed,
    )


def fill_with_commonest(flights: pd.DataFrame) -> pd.DataFrame:
    """Give the flights without a type the type most often flown in their place.

    Args:
        flights: The columns `carrier`, `airport`, `destination`, `distance` and `aircraft_type` ("" where unknown).

    Returns:
        The same rows with every type filled where the carrier has any flight of a known type; ties go to the
        designator that comes first in the alphabet.
    """
    filled = flights.assign(band=flights["distance"] // BAND_MILES)
    known = filled[filled["aircraft_type"] != ""]
    for keys in (["carrier", "airport", "destination"], ["carrier", "band"], ["carrier"]):
        counts = known.groupby([*keys, "aircraft_type"]).size().reset_index(name="flown")
        counts = counts.sort_values([*keys, "flown", "aircraft_type"], ascending=[True] * len(keys) + [False, True])
        commonest = counts.drop_duplicates(keys).set_index(keys)["aircraft_type"].to_dict()
        rows = (filled["aircraft_type"] == "").tolist()
        wanted = list(filled[keys].itertuples(index=False, name=None))
        types = filled["aircraft_type"].tolist()
        filled["aircraft_type"] = [
            commonest.get(key if len(keys) > 1 else key[0], "") if empty else designator
            for empty, key, designator in zip(rows, wanted, types, strict=True)
        ]
    return filled.drop(columns="band")
