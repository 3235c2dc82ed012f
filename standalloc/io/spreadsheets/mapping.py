"""What a map says: where each of our tables is in somebody's spreadsheets, and how its cells are to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from standalloc.io.source import Section
from standalloc.io.spreadsheets.clock import DateForm, parse_duration
from standalloc.io.words import Place

#: What one unit is in the unit of our column, metres or minutes.
METRES: Final[Mapping[str, float]] = {"m": 1, "cm": 0.01, "ft": 0.3048, "in": 0.0254}
MINUTES: Final[Mapping[str, float]] = {"min": 1, "h": 60, "s": 1 / 60}
DURATION: Final = "hh:mm"
UNITS: Final = (*METRES, *MINUTES, DURATION)


def _encoding(name: str) -> str:
    try:
        "a".encode(name).decode(name)
    except (LookupError, UnicodeError, ValueError):
        message = "is not an encoding that is known, such as UTF-8, cp1252 or UTF-16"
        raise PydanticCustomError("bad_choice", message) from None
    return name


def _delimiter(name: str) -> str:
    characters = {"comma": ",", "semicolon": ";", "tab": "\t", ",": ",", ";": ";", "\t": "\t"}
    if name not in characters:
        raise PydanticCustomError("bad_choice", "is not 'comma', 'semicolon' or 'tab'")
    return characters[name]


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (LookupError, ValueError, OSError):
        raise PydanticCustomError("bad_timezone", "is not a time zone of the IANA database") from None


def _date_form(form: Any) -> Any:
    if not isinstance(form, str):
        return form
    try:
        return DateForm.parse(form)
    except ValueError as error:
        raise PydanticCustomError("bad_choice", "is not the form of a date: {reason}", {"reason": str(error)}) from None


def _duration(text: Any) -> Any:
    span = parse_duration(text) if isinstance(text, str) else text
    if not isinstance(span, timedelta) or span <= timedelta():
        raise PydanticCustomError("bad_number", "is not hours and minutes as in 36:00")
    return span


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class Part(BaseModel):
    """A part of a map: frozen, its unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Reading(Part):
    """How cells are read; a section's own values beat those of `[source]`.

    Attributes:
        encoding: of CSVs.
        delimiter: between the cells of CSVs; None: commas or semicolons, whichever the first line has more of.
        decimal: the sign before decimals.
        date_form: how dates are written as text.
        base_date: day of times that come without one.
        timezone: of times; None: the airport's.
    """

    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    delimiter: Annotated[str, AfterValidator(_delimiter)] | None = None
    decimal: Literal[".", ","] | None = None
    date_form: Annotated[DateForm, BeforeValidator(_date_form)] | None = None
    base_date: date | None = None
    timezone: Annotated[ZoneInfo, BeforeValidator(_zone)] | None = None

    def over(self, other: "Reading") -> "Reading":
        """Return this reading, filled up from another one."""
        mine = {name: getattr(self, name) for name in Reading.model_fields}
        return Reading.model_construct(
            **{name: getattr(other, name) if value is None else value for name, value in mine.items()}
        )


class Column(Part):
    """Where the cells of one of our columns come from.

    Attributes:
        column: of theirs; of a time, one that holds date and time.
        time: of theirs, that holds a time.
        date: of theirs, that holds the date to that time.
        days: of theirs, that holds days to add to that date.
        unit: of their numbers, where it is not ours.
        separator: between the words of a list; None: white space.
    """

    column: str | None = None
    time: str | None = None
    date: str | None = None
    days: str | None = None
    unit: Literal["m", "cm", "ft", "in", "min", "h", "s", "hh:mm"] | None = None
    separator: Annotated[str, Field(min_length=1)] | None = None

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The columns of theirs that it reads, that of the value first."""
        return tuple(name for name in (self.column, self.time, self.date, self.days) if name is not None)


class Layout(Reading):
    """What a section says of a table beside its columns, constants and values.

    Attributes:
        file: name of a file of SOURCE, in which `*` stands for any characters; None: the only one.
        sheet: of a workbook; None: its first.
        header: number of the row that names the columns; None: the first that is not blank.
        fill_down: their columns in which an empty cell means what the cell above it holds.
        keep: patterns by column of theirs; a row that matches none of one column's is left out.
        leave_out: likewise; a row that matches one of any column's is left out.
        overnight: whether a departure before its arrival, without a date of its own, is of the next day.
    """

    file: str | None = None
    sheet: str | None = None
    header: Annotated[int, Field(ge=1)] | None = None
    fill_down: Texts = ()
    keep: Mapping[str, Texts] = Field(default_factory=dict)
    leave_out: Mapping[str, Texts] = Field(default_factory=dict)
    overnight: bool = False


class Turns(Part):
    """How rows of the schedule become turns and days.

    Attributes:
        link: None: every row is a turn; else every row is a movement, linked by this.
        longest_stay: between two movements that are linked; None: there is no limit.
        days: that are written; none named: all.
    """

    link: Literal["registration", "rotation", "flight"] | None = None
    longest_stay: Annotated[timedelta, BeforeValidator(_duration)] | None = None
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMap:
    """A section for one of our tables.

    Attributes:
        table: its name.
        layout: where the table is.
        columns: ours to theirs.
        constants: the value of every row in some of our columns.
        values: theirs to ours, in plain letters, by column of ours.
        places: of a key's way in the section, in the map.
    """

    table: str
    layout: Layout
    columns: Mapping[str, Column]
    constants: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    places: Mapping[tuple[str, ...], Place]

    def place(self, *way: str) -> Place:
        """Return where a key stands in the map, or else the nearest section around it."""
        while way and way not in self.places:
            way = way[:-1]
        return self.places[way]


@dataclass(frozen=True, slots=True)
class TablesMap:
    """A whole map.

    Attributes:
        file: what problems call it.
        settings: sections of `airport.toml`, as they are.
        reading: of all tables that say nothing else.
        turns: how rows become turns.
        tables: the sections for tables, in order.
    """

    file: str
    settings: Mapping[str, Section]
    reading: Reading = field(default_factory=Reading)
    turns: Turns = field(default_factory=Turns)
    tables: Sequence[TableMap] = ()
