"""The rules a line can write: how many values each has, and what they must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from standalloc.check.wording import counted
from standalloc.io.grplugin.source import GROUP, STAND_LIST, Line
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, nearest, shown, translate
from standalloc.model import Condition
from standalloc.model.fields import CodeLetter, Metres, Number, Row
from standalloc.model.sizes import CODE_LETTERS, WINGSPAN_LIMIT_M, code_rank

#: Passed over: what our stands do not know.
IGNORED: Final = frozenset(
    {
        *("COORD", GROUP, "WTC", "NOTWTC", "ENGINETYPE", "NOTENGINETYPE", "HEIGHT", "WIDTH", "MTOW", "COUNTRY"),
        *("NOTCOUNTRY", "ADEP", "NOTADEP", "ADES", "NOTADES", "DEP", "NOTDEP", "ARR", "NOTARR", "ROUTE", "NOTROUTE"),
    }
)

F = TypeVar("F", bound=Row)


def _names(value: Any) -> Any:
    """Read names separated by commas, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, value.split(","))))) if isinstance(value, str) else value


def _letters(value: Any) -> Any:
    return tuple(value.upper()) if isinstance(value, str) else value


def _larger_than(value: Any) -> Any:
    """Read a size that triggers: a code letter or a larger one, or a wingspan above the metres given."""
    if isinstance(value, str) and value.upper() in tuple(CODE_LETTERS):
        return Condition("code", ">=", (value.upper(),))
    return Condition("wingspan", ">", (_metres(value),))


def _beyond(value: Any) -> Any:
    """Read a size that limits: what is larger than the code letter or the metres given, None where nothing can be."""
    if isinstance(value, str) and value.upper() in tuple(CODE_LETTERS):
        beyond = CODE_LETTERS[code_rank(value.upper()) + 1 :]
        return Condition("code", ">=", (beyond[0],)) if beyond else None
    return Condition("wingspan", ">", (_metres(value),))


def _metres(value: Any) -> str:
    """Return metres as a condition writes them."""
    try:
        metres = float(value)
    except (TypeError, ValueError):
        metres = -1.0
    if not 0 < metres <= 200:
        raise PydanticCustomError("bad_number", "is neither a code letter A-F nor metres above 0")
    return f"{metres:.3f}".rstrip("0").rstrip(".")


Names = Annotated[tuple[str, ...], BeforeValidator(_names), Field(min_length=1)]
Trigger = Annotated[Condition, BeforeValidator(_larger_than)]
Limit = Annotated[Condition | None, BeforeValidator(_beyond)]
#: Users: airliners, business jets, cargo, helicopters, military helicopters, military, private, military transport.
UseLetters = Annotated[tuple[Literal["A", "B", "C", "H", "I", "M", "P", "T"], ...], BeforeValidator(_letters)]


class Flag(Row):
    """A rule without values."""


class Wingspan(Row):
    """Smallest and largest wingspan in metres."""

    least: Annotated[Metres, Field(lt=WINGSPAN_LIMIT_M["F"])] | None = Field(default=None, alias="least WINGSPAN")
    most: Metres = Field(alias="WINGSPAN")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return _ordered(self, self.least, self.most)


class Length(Row):
    """Smallest and largest length in metres."""

    least: Metres | None = Field(default=None, alias="least LENGTH")
    most: Metres = Field(alias="LENGTH")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return _ordered(self, self.least, self.most)


class Code(Row):
    """Smallest and largest code letter."""

    least: CodeLetter | None = Field(default=None, alias="least CODE")
    most: CodeLetter = Field(alias="CODE")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        return _ordered(self, self.least, self.most)


def _ordered(rule: F, least: Any, most: Any) -> F:
    if least is not None and least > most:
        ends = {"rule": type(rule).__name__.upper(), "low": str(least), "high": str(most)}
        raise PydanticCustomError("size_order", "{rule}: the least, {low}, is larger than the most, {high}", ends)
    return rule


class Uses(Row):
    """Who may use the stand."""

    letters: UseLetters = Field(min_length=1, alias="USE")


class Listed(Row):
    """Aircraft types, or beginnings of call signs."""

    names: Names


class Priority(Row):
    """How gladly the stand is given, the higher the sooner."""

    priority: Annotated[int, Number, Field(ge=-3, le=3)] = Field(alias="PRIORITY")


class Blocks(Row):
    """Stands nobody may use while an aircraft wider, or longer, than said is on this one."""

    stands: Names = Field(alias="stands of BLOCKS")
    larger_than: Trigger | None = Field(default=None, alias="size of BLOCKS")
    longer_than: Metres | None = Field(default=None, alias="length of BLOCKS")


class Limits(Row):
    """Stands that take aircraft only up to a limit while one as large as said is on this one."""

    stands: Names = Field(alias="stands of LIMITS")
    larger_than: Trigger = Field(alias="size of LIMITS")
    beyond: Limit = Field(alias="limit of LIMITS")


class StandList(Row):
    """Stands that flights of airlines are given first, and how strongly, up to 100."""

    airport: str
    callsigns: Names = Field(alias="call signs of STANDLIST")
    weight: Annotated[int, Number, Field(ge=0, le=100)] = Field(alias="weight of STANDLIST")
    stands: Names = Field(alias="stands of STANDLIST")


@dataclass(frozen=True, slots=True)
class Form:
    """How a rule is written: the names of its values in each of the ways there are."""

    model: type[Row]
    ways: tuple[tuple[str, ...], ...]

    def explain(self, keyword: str) -> str:
        """Return the ways as text."""
        return " or ".join(":".join((keyword, *way)) for way in self.ways)


_RANGE: Final = (("most",), ("least", "most"))
_NONE: Final[tuple[tuple[str, ...], ...]] = ((),)
FORMS: Final[Mapping[str, Form]] = {
    "WINGSPAN": Form(Wingspan, _RANGE),
    "LENGTH": Form(Length, _RANGE),
    "CODE": Form(Code, _RANGE),
    "USE": Form(Uses, (("letters",),)),
    "SCHENGEN": Form(Flag, _NONE),
    "NON-SCHENGEN": Form(Flag, _NONE),
    "CALLSIGN": Form(Listed, (("names",),)),
    "NOTCALLSIGN": Form(Listed, (("names",),)),
    "ATYP": Form(Listed, (("names",),)),
    "NOTATYP": Form(Listed, (("names",),)),
    "PRIORITY": Form(Priority, (("priority",),)),
    "BLOCKS": Form(Blocks, (("stands",), ("stands", "larger_than"), ("stands", "larger_than", "longer_than"))),
    "LIMITS": Form(Limits, (("stands", "larger_than", "beyond"),)),
    "MANUAL": Form(Flag, _NONE),
    "AREA": Form(Flag, _NONE),
    STAND_LIST: Form(StandList, (("airport", "callsigns", "weight", "stands"),)),
}
#: Rules of which a rule set has one at most, unless it says the same again.
SINGLE: Final = frozenset({"WINGSPAN", "LENGTH", "CODE", "USE", "PRIORITY"})


def read_rule(line: Line, place: Place, log: ProblemLog) -> Row | None:
    """Return what a line says; None where it is passed over, or once the log says what is wrong with it."""
    if line.keyword in IGNORED:
        return None
    form = FORMS.get(line.keyword)
    if form is None:
        log.add(_unknown(line, place))
        return None
    way = next((way for way in form.ways if len(way) == len(line.values)), None)
    if way is None:
        message = f"{line.keyword} has {counted(len(line.values), 'value')}"
        log.add(place.error("cell_count", message, f"write {form.explain(line.keyword)}", line.keyword))
        return None
    names = [form.model.model_fields[name].alias or name for name in way]  # messages call values by the alias
    try:
        return form.model.model_validate(dict(zip(names, line.values, strict=True)))
    except ValidationError as error:
        for problem in translate(error, lambda _: place):
            log.add(problem)
        return None


def _unknown(line: Line, place: Place) -> Any:
    """Return the problem of a rule that is not known, naming the nearest known one."""
    meant = nearest(line.keyword, [name.lower() for name in (*FORMS, *IGNORED)])
    message = f"rule {shown(line.keyword)} is not known" + (f"; did you mean {meant.upper()}?" if meant else "")
    return place.error("unknown_key", message, "correct it, or write // before the line", shown(line.keyword))
