"""Flights to the turns of an airport: an arrival and the next departure of the same aircraft."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Linked:
    """The turns of an airport.

    Attributes:
        pairs: positions of arrival and departure among the flights, -1 for a half that is not there; every arrival and
            every departure of the airport is in exactly one.
        swapped: how many arrivals were followed by a departure that was planned for no later time: the aircraft was
            swapped in on the day, and each is a half-turn.
    """

    pairs: list[tuple[int, int]]
    swapped: int


def link(flights: pd.DataFrame, airport: str) -> Linked:
    """Return the turns of an airport.

    The flights of an aircraft are put in the order they left, by actual times where told. An arrival is linked with the
    flight that follows, if that leaves from the same airport and was planned to leave after the arrival was planned to
    come. A cancelled flight is linked with nothing: it takes no aircraft away and brings none.

    Args:
        flights: of all aircraft that touch the airport, with their moments.
        airport: IATA code.
    """
    left = np.where(flights["actual_off"].isna(), flights["off"], flights["actual_off"])
    chain = pd.DataFrame(
        {
            "position": np.arange(len(flights)),
            "tail": flights["tail"].to_numpy(),
            "left": left,
            "comes": (flights["destination"] == airport).to_numpy(),
            "goes": (flights["origin"] == airport).to_numpy(),
            "on": flights["on"].to_numpy(),
            "off": flights["off"].to_numpy(),
        }
    )
    flown = chain[(chain["tail"] != "") & ~flights["cancelled"].to_numpy()].sort_values(["tail", "left", "off"])
    after = flown.shift(-1)
    follows = flown["comes"] & after["goes"].eq(other=True) & (flown["tail"] == after["tail"])
    in_order = flown["on"] < after["off"]
    arrivals = flown["position"][follows & in_order]
    departures = after["position"][follows & in_order].astype(int)
    pairs = list(zip(arrivals.tolist(), departures.tolist(), strict=True))
    came, went = set(arrivals), set(departures)
    pairs += [(int(row), -1) for row in np.flatnonzero(chain["comes"]) if row not in came]
    pairs += [(-1, int(row)) for row in np.flatnonzero(chain["goes"]) if row not in went]
    return Linked(pairs, int((follows & ~in_order).sum()))
