"""Turns: one aircraft's stay, from its arrival flight to the departure flight it leaves as."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from standalloc.model.fields import CodeLetter, Count, Identifier, Metres, Moment, Row, YesNo
from standalloc.model.sizes import WINGSPAN_LIMIT_M, code_of_wingspan


class Turn(Row):
    """One aircraft's stay: one row of a schedule (columns in `docs/files.md`).

    Either half may be missing: a turn with only an arrival leaves after its handling time, one with only a
    departure comes before it. Times are in-block and off-block and carry their offset; passengers left out are
    estimated from `seats` and the policy's load factor. `extra` holds the `x_` columns, untouched.
    """

    id: Identifier = Field(alias="turn")
    arrival_time: Moment | None = None
    departure_time: Moment | None = None
    code: CodeLetter | None = None
    wingspan_m: Annotated[Metres, Field(lt=80)] | None = None
    aircraft_type: str = ""
    registration: str = ""
    length_m: Metres | None = None
    body_class: str = Field(default="", alias="class")
    seats: Count | None = None
    airline: str = ""
    handler: str = ""
    use: Identifier = "passenger"
    terminal: str = ""
    arrival_flight: str = ""
    arrival_sector: str = ""
    arrival_pax: Count | None = None
    origin: str = ""
    departure_flight: str = ""
    departure_sector: str = ""
    departure_pax: Count | None = None
    destination: str = ""
    towable: YesNo = True
    stand: str = ""
    reference_stand: str = ""
    extra: Mapping[str, str] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather_extra(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        extra = {key: value for key, value in data.items() if key.startswith("x_")}
        if not extra:
            return data
        kept = {key: value for key, value in data.items() if not key.startswith("x_")}
        return kept | {"extra": dict(kept.get("extra", {})) | extra}

    @model_validator(mode="after")
    def _holds_together(self) -> "Turn":
        if self.arrival_time is None and self.departure_time is None:
            raise PydanticCustomError("missing_time", "arrival_time and departure_time are both missing")
        if self.arrival_time and self.departure_time and self.departure_time <= self.arrival_time:
            raise PydanticCustomError(
                "time_order",
                "departure_time {departure} is not after arrival_time {arrival}",
                {
                    "departure": self.departure_time.isoformat(),
                    "arrival": self.arrival_time.isoformat(),
                    "column": "departure_time",
                },
            )
        if self.code is None and self.wingspan_m is None:
            raise PydanticCustomError("missing_size", "code is missing: give code, wingspan_m or a known aircraft_type")
        return self

    @property
    def code_letter(self) -> str:
        """The code letter, as given or by wingspan."""
        return self.code if self.code is not None else code_of_wingspan(self.wingspan_m or 0.0)

    @property
    def span_m(self) -> float:
        """Wingspan in metres; where it is not given, the upper limit of the code letter: the safe side."""
        return self.wingspan_m if self.wingspan_m is not None else WINGSPAN_LIMIT_M[self.code_letter]
