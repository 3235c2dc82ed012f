"""The kinds of value a column may hold; each refuses a bad value with a stable code and plain words."""

import math
from collections.abc import Mapping
from datetime import timedelta, timezone
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from standalloc.model.sizes import CODE_LETTERS


class Row(BaseModel):
    """One row of a table: frozen, its unknown columns refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


def _code_letter(value: Any) -> Any:
    letter = value.strip().upper() if isinstance(value, str) else value
    if letter not in tuple(CODE_LETTERS):
        raise PydanticCustomError("bad_code", "is not one of A-F")
    return letter


def _words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in {"yes", "y", "true", "1"}:
        return True
    if word in {"no", "n", "false", "0"}:
        return False
    raise PydanticCustomError("bad_yes_no", "is not yes or no")


def _no_boolean(value: Any) -> Any:
    """Refuse what Python, but no planner, takes for 0 or 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("bad_number", "is not a number")
    return value


def _identifier(value: str) -> str:
    if not value:
        raise PydanticCustomError("missing", "is missing")
    if not value.isprintable():
        raise PydanticCustomError("bad_text", "holds characters that cannot be printed")
    return value


def _finite(value: float) -> float:
    if not math.isfinite(value):
        raise PydanticCustomError("bad_number", "is not a finite number")
    return value


def _step(value: float) -> float:
    # The engine counts in whole steps of the objective; six decimals keep those steps far from overflow.
    if abs(value * 1_000_000 - round(value * 1_000_000)) > 1e-4 or abs(value) > 1e9:
        raise PydanticCustomError("bad_cost", "is not a cost of at most six decimals and at most 1e9")
    return value


def _bus_minutes(value: Any) -> Any:
    """Read `12` or `T1=12 T2=20`; one number for all terminals is kept under `*`."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {"*": value}
    if not isinstance(value, str):
        return value
    if "=" not in value:
        return {"*": value.strip()}
    pairs = [word.partition("=") for word in value.split()]
    return {terminal: minutes for terminal, _, minutes in pairs}


def _on_the_minute(value: AwareDatetime) -> AwareDatetime:
    if value.second or value.microsecond:
        raise PydanticCustomError("seconds", "has seconds; stands are planned in whole minutes")
    # Python compares and subtracts two times of one zone by the wall clock; of fixed offsets, by true minutes.
    return value.replace(tzinfo=timezone(value.utcoffset() or timedelta(0)), fold=0)


Identifier = Annotated[str, AfterValidator(_identifier)]
CodeLetter = Annotated[str, BeforeValidator(_code_letter)]
Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Number = BeforeValidator(_no_boolean)
Minutes = Annotated[int, Number, Field(ge=0, le=100_000)]
Count = Annotated[int, Number, Field(ge=0, le=1_000_000)]
Metres = Annotated[float, Number, Field(gt=0, le=200), AfterValidator(_finite)]
Weight = Annotated[float, Number, Field(ge=0), AfterValidator(_finite), AfterValidator(_step)]
Cost = Annotated[float, Number, AfterValidator(_finite), AfterValidator(_step)]
BusMinutes = Annotated[Mapping[str, Annotated[float, Field(ge=0, le=10_000)]], BeforeValidator(_bus_minutes)]
Moment = Annotated[AwareDatetime, AfterValidator(_on_the_minute)]

StandKind = Literal["contact", "remote"]
Boarding = Literal["bridge", "walk", "bus"]
