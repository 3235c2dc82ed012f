"""The airport's policy and what it wants: minutes, fleets, ways to treat mismatches, weights."""

from typing import Annotated, Final, Literal

from pydantic import Field

from standalloc.model.fields import Minutes, Number, Row, Weight

#: Objective terms in the order reports show them, with the unit each is counted in.
TERMS: Final[dict[str, str]] = {
    "unallocated": "visits",
    "bus_passenger": "passengers",
    "tow": "tows",
    "change": "visits",
    "off_terminal": "visits",
    "preference": "cost",
}

#: Rule ids in the order reports show them.
RULES: Final = ("size", "sector", "terminal", "access", "overlap", "exclusion", "closure", "pin", "split")


class Policy(Row):
    """How the airport plans (`[policy]` of `airport.toml`); minutes are whole minutes."""

    buffer_min: Minutes = 15
    split_min: Minutes = 181
    arrival_min: Annotated[Minutes, Field(ge=1)] = 45
    departure_min: Annotated[Minutes, Field(ge=1)] = 60
    tow_min: Minutes = 20
    tow_capacity: Annotated[int, Number, Field(ge=0)] | None = None
    bus_seats: Annotated[int, Number, Field(ge=1)] = 80
    bus_use_min: Minutes = 30
    bus_capacity: Annotated[int, Number, Field(ge=0)] | None = None
    taxilane_min: Minutes = 0
    times: Literal["block", "runway"] = "block"
    bridge_mismatch: Literal["forbid", "bus"] = "forbid"
    terminal_mismatch: Literal["cost", "forbid", "bus"] = "cost"
    load_factor: Annotated[float, Number, Field(ge=0, le=1)] = 0.83


class Objective(Row):
    """What a plan costs (`[objective]` of `airport.toml`): one weight for each term, per unit of the term.

    The amount of `preference` is itself a cost: its weight multiplies what `preferences.csv` says.
    """

    unallocated: Weight = 10_000.0
    bus_passenger: Weight = 1.0
    tow: Weight = 40.0
    change: Weight = 5.0
    off_terminal: Weight = 5.0
    preference: Weight = 1.0
    stand_used: Weight = 0.0
    connection_min: Weight = 0.0
    missed_connection: Weight = 0.0
    taxi_min: Weight = 0.0
    contact_min: Weight = 0.0
    remote_min: Weight = 0.0
    bus_trip_min: Weight = 0.0
    tiers: tuple[tuple[str, ...], ...] = ()

    def weight(self, term: str) -> float:
        """Return the weight of a term by its name."""
        return float(getattr(self, term))
