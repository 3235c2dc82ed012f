"""Stands: where an aircraft can park, and what each admits."""

from typing import Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from standalloc.model.fields import (
    Boarding,
    BusMinutes,
    CodeLetter,
    Cost,
    Identifier,
    Metres,
    Minutes,
    Row,
    StandKind,
    Words,
)
from standalloc.model.sizes import code_rank


def _boarding_by_kind(data: dict[str, Any]) -> Boarding:
    return "bus" if data.get("kind") == "remote" else "bridge"


def _zone_of_terminal(data: dict[str, Any]) -> str:
    return str(data.get("terminal", ""))


class Stand(Row):
    """An aircraft parking position: one row of `stands.csv` (columns in `docs/files.md`).

    Empty tuples admit everything; minutes are whole minutes; lengths are metres.
    """

    id: Identifier = Field(alias="stand")
    kind: StandKind
    max_code: CodeLetter | None = None
    max_wingspan_m: Metres | None = None
    min_code: CodeLetter = "A"
    max_length_m: Metres | None = None
    boarding: Boarding = Field(default_factory=_boarding_by_kind)
    terminal: str = ""
    apron: str = ""
    zone: str = Field(default_factory=_zone_of_terminal)
    group: str = ""
    arrival_sectors: Words = ()
    departure_sectors: Words = ()
    airlines: Words = ()
    not_airlines: Words = ()
    handlers: Words = ()
    uses: Words = ()
    types: Words = ()
    not_types: Words = ()
    classes: Words = ()
    buffer_min: Minutes | None = None
    taxi_in_min: Minutes = 0
    taxi_out_min: Minutes = 0
    cost_per_min: Cost | None = None
    bus_min: BusMinutes = Field(default_factory=dict)

    @model_validator(mode="after")
    def _sizes_agree(self) -> "Stand":
        if self.max_code is None and self.max_wingspan_m is None:
            raise PydanticCustomError("missing_size", "max_code is missing: give max_code or max_wingspan_m")
        if self.max_code is not None and code_rank(self.min_code) > code_rank(self.max_code):
            raise PydanticCustomError(
                "size_order",
                "min_code '{low}' is larger than max_code '{high}'",
                {"low": self.min_code, "high": self.max_code},
            )
        return self

    @property
    def is_contact(self) -> bool:
        """Whether the stand is at the terminal."""
        return self.kind == "contact"
