"""Put the year's turns together."""

from __future__ import annotations

import functools

import pandas as pd

from standalloc.io.nyc2013.fleet import add_aircraft
from standalloc.io.nyc2013.flights import load_flights, typical_blocks
from standalloc.io.nyc2013.terminals import terminal_of
from standalloc.io.nyc2013.turns import infer_turns


@functools.cache
def turns_of_year() -> pd.DataFrame:
    """Return every turn of the three airports in 2013; read once per process, not to be changed in place.

    Returns:
        The flights with aircraft, terminal and inferred inbound half.
    """
    flights = load_flights()
    flights["typical_block_min"] = typical_blocks(flights)
    turns = infer_turns(add_aircraft(flights))
    pairs = zip(turns["airport"], turns["carrier"], strict=True)
    return turns.assign(terminal=[terminal_of(airport, carrier) for airport, carrier in pairs])


def turns_of_airport(airport: str) -> pd.DataFrame:
    """Return the year's turns of one airport.

    Args:
        airport: JFK, LGA or EWR.

    Returns:
        Its rows of `turns_of_year`.
    """
    turns = turns_of_year()
    return turns[turns["airport"] == airport]
