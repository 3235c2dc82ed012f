"""Conditions on an aircraft, as exclusions and closures use them: `*`, `code>=E`, `type=B772 B77W`."""

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, PlainSerializer
from pydantic_core import PydanticCustomError

from standalloc.model.sizes import CODE_LETTERS, code_rank

_COMPARE: Final[dict[str, Callable[[Any, Any], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_SHAPE = re.compile(r"^\s*(code|wingspan|length|class|type)\s*(>=|<=|>|<|=)\s*(.+?)\s*$")
_HELP = "is not one of *, code>=E, wingspan>36, length>40, class=Wide_Body, type=B772 B77W"


@dataclass(frozen=True, slots=True)
class Aircraft:
    """What a condition or a stand can ask about an aircraft.

    Attributes:
        code: code letter.
        wingspan_m: metres; where the schedule does not say, the upper limit of the code letter.
        length_m: metres, or None when unknown.
        body_class: name of the body class, or "" when unknown.
        aircraft_type: type designator, or "" when unknown.
    """

    code: str
    wingspan_m: float
    length_m: float | None = None
    body_class: str = ""
    aircraft_type: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition. An aircraft of unknown length meets every condition on length: the safe side."""

    subject: str = "*"
    comparison: str = "="
    values: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """Read a condition as written in a file.

        Raises:
            ValueError: the text is none of the forms above.
        """
        if text.strip() in {"", "*"}:
            return cls()
        match = _SHAPE.match(text)
        if match is None:
            raise ValueError(_HELP)
        subject, comparison, rest = match.groups()
        values = tuple(rest.split())
        if not _values_fit(subject, comparison, values):
            raise ValueError(_HELP)
        return cls(subject, comparison, tuple(v.upper() for v in values) if subject == "code" else values)

    def matches(self, aircraft: Aircraft) -> bool:
        """Say whether an aircraft meets the condition."""
        match self.subject:
            case "*":
                return True
            case "type":
                return aircraft.aircraft_type in self.values
            case "class":
                return aircraft.body_class in self.values
            case "code":
                return _COMPARE[self.comparison](code_rank(aircraft.code), code_rank(self.values[0]))
        measure = aircraft.wingspan_m if self.subject == "wingspan" else aircraft.length_m
        return measure is None or _COMPARE[self.comparison](measure, float(self.values[0]))

    def __str__(self) -> str:
        return "*" if self.subject == "*" else f"{self.subject}{self.comparison}{' '.join(self.values)}"


def _values_fit(subject: str, comparison: str, values: tuple[str, ...]) -> bool:
    if subject in {"type", "class"}:
        return comparison == "="
    if len(values) != 1:
        return False
    if subject == "code":
        return values[0].upper() in tuple(CODE_LETTERS)
    return re.fullmatch(r"\d+(\.\d+)?", values[0]) is not None


def _read(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return Condition.parse(value)
    except ValueError as error:
        raise PydanticCustomError("bad_condition", "{help}", {"help": str(error)}) from None


When = Annotated[Condition, BeforeValidator(_read), PlainSerializer(str)]
