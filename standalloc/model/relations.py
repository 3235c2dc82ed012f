"""Rows that relate stands, turns and times: exclusions, closures, preferences, pins, connections, handling times."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from standalloc.model.condition import Condition, When
from standalloc.model.fields import Cost, Count, Identifier, Minutes, Moment, Row, Weight


class Exclusion(Row):
    """Two stands that may not hold matching aircraft at once: one row of `exclusions.csv`.

    `gap_min` is the least time between the two occupancies in either order; None means the policy's buffer.
    """

    stand_a: Identifier
    when_a: When = Condition()
    stand_b: Identifier
    when_b: When = Condition()
    gap_min: Minutes | None = None

    @model_validator(mode="after")
    def _two_stands(self) -> "Exclusion":
        if self.stand_a == self.stand_b:
            raise PydanticCustomError("same_stand", "stand_a and stand_b are both '{s}'", {"s": self.stand_a})
        return self


class Closure(Row):
    """A stand closed for matching aircraft over `[from, to)`: one row of `closures.csv`."""

    stand: Identifier
    start: Moment = Field(alias="from")
    end: Moment = Field(alias="to")
    when: When = Condition()
    reason: str = ""

    @model_validator(mode="after")
    def _forward(self) -> "Closure":
        if self.end <= self.start:
            raise PydanticCustomError(
                "time_order",
                "to {end} is not after from {start}",
                {"end": self.end.isoformat(), "start": self.start.isoformat(), "column": "to"},
            )
        return self


class Preference(Row):
    """What it costs (or, negative, rewards) to park matching turns at matching stands: one row of `preferences.csv`.

    Empty airline, type and use match every turn; of stand, terminal and apron exactly one is given.
    """

    airline: str = ""
    aircraft_type: str = Field(default="", alias="type")
    use: str = ""
    stand: str = ""
    terminal: str = ""
    apron: str = ""
    cost: Cost

    @model_validator(mode="after")
    def _one_place(self) -> "Preference":
        if sum(1 for place in (self.stand, self.terminal, self.apron) if place) != 1:
            raise PydanticCustomError("one_place", "give exactly one of stand, terminal and apron")
        return self


class Pin(Row):
    """A visit (or, with `*`, every visit of a turn) that must be on a stand: one row of `pins.csv`."""

    turn: Identifier
    visit: str = "*"
    stand: Identifier


class Connection(Row):
    """Passengers who change from one turn's arrival to another's departure: one row of `connections.csv`.

    A transfer never takes less than `min_transfer` minutes, however near the zones; `weight` multiplies its
    passenger-minutes, for transfers that press more than others.
    """

    arrival_turn: Identifier
    departure_turn: Identifier
    pax: Count
    min_transfer: Minutes = 0
    weight: Weight = 1.0


class Handling(Row):
    """Handling minutes of half-turns of a body class, at a bridge and away from one: one row of `handling.csv`."""

    body_class: Identifier = Field(alias="class")
    bridge_min: Annotated[Minutes, Field(ge=1)]
    away_min: Annotated[Minutes, Field(ge=1)]
