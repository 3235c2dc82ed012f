"""The airport's policy and what it wants: minutes, fleets, ways to treat mismatches, weights."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from standalloc.model.fields import Minutes, Number, Row, Weight

#: Objective terms in the order reports show them, with the unit each is counted in.
TERMS: Final[dict[str, str]] = {
    "unallocated": "visits",
    "bus_passenger": "passengers",
    "tow": "tows",
    "change": "visits",
    "off_terminal": "visits",
    "preference": "cost",
    "stand_used": "stands",
    "connection_min": "passenger-minutes",
    "missed_connection": "passengers",
    "taxi_min": "minutes",
    "contact_min": "minutes",
    "remote_min": "minutes",
    "bus_trip_min": "bus-minutes",
}

#: Rule ids in the order reports show them.
RULES: Final = (
    "size",
    "sector",
    "terminal",
    "access",
    "overlap",
    "exclusion",
    "closure",
    "pin",
    "split",
    "tow_capacity",
    "taxilane",
    "bus_capacity",
)


def _known_terms(tiers: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    named = [term for tier in tiers for term in tier]
    unknown = next((term for term in named if term not in TERMS), None)
    twice = next((term for term in named if named.count(term) > 1), None)
    if unknown is not None:
        words = "names the term '{term}', which is not one of {terms}"
        raise PydanticCustomError("bad_tier", words, {"term": unknown, "terms": ", ".join(TERMS)})
    if twice is not None:
        raise PydanticCustomError("bad_tier", "names the term '{term}' twice", {"term": twice})
    if not all(tiers):
        raise PydanticCustomError("bad_tier", "has an empty tier")
    return tiers


#: Groups of terms in the order they are minimised.
Tiers = Annotated[tuple[tuple[str, ...], ...], AfterValidator(_known_terms)]


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

    The amount of `preference` is itself a cost: its weight multiplies what `preferences.csv` says. With `tiers` the
    terms of the first tier are minimised together, by their weights, and held while those of the next are, and so on;
    terms in no tier are only reported.
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
    tiers: Tiers = ()

    def weight(self, term: str) -> float:
        """Return what a unit of a term costs: with tiers, 0 for a term in none, and at least something for one in one.

        A term whose own weight is 0 counts once in its tier: to name it there is to want it small.
        """
        written = float(getattr(self, term))
        if not self.tiers:
            return written
        return (written or 1.0) if any(term in tier for tier in self.tiers) else 0.0

    @property
    def stages(self) -> tuple[tuple[str, ...], ...]:
        """The terms minimised together, one stage after the other: the tiers, or all terms at once."""
        return self.tiers or (tuple(TERMS),)
