"""The startup locations of an airport, each with its details."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from standalloc.io.apt_dat.source import METADATA, OLD_RAMP, RAMP, RAMP_DETAILS, AptAirport, AptRow
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, shown, translate
from standalloc.model.fields import CodeLetter, Identifier, Number, Row

R = TypeVar("R", bound=Row)

#: Letters of an airline's code.
_AIRLINE_LETTERS: Final = 3


def _place(value: Any) -> Any:
    """Read where a ramp is; WorldEditor writes tie_down, the specification tie-down."""
    return value.lower().replace("-", "_") if isinstance(value, str) else value


def _kinds(value: Any) -> Any:
    return tuple(value.lower().split("|")) if isinstance(value, str) else value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _airlines(value: Any) -> Any:
    words = tuple(dict.fromkeys(value.upper().split())) if isinstance(value, str) else value
    for word in words:
        if len(word) != _AIRLINE_LETTERS or not word.isalnum():
            raise PydanticCustomError("bad_text", "holds {word}, which is no airline of three letters", {"word": word})
    return words


Latitude = Annotated[float, Number, Field(ge=-90, le=90)]
Longitude = Annotated[float, Number, Field(ge=-180, le=180)]
Heading = Annotated[float, Number, Field(ge=-720, le=720)]
Kind = Literal["heavy", "jets", "turboprops", "props", "helos", "fighters", "all"]


class Ramp(Row):
    """A row 1300: where an aircraft may stand, its heading in degrees, and which kinds may."""

    latitude: Latitude
    longitude: Longitude
    heading: Heading
    place: Annotated[Literal["gate", "hangar", "misc", "tie_down"], BeforeValidator(_place)] = Field(alias="type")
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(_kinds)] = Field(alias="aircraft kinds")
    name: Identifier | None = None


class OldRamp(Row):
    """A row 15: a place and a name."""

    latitude: Latitude
    longitude: Longitude
    heading: Heading
    name: Identifier | None = None


class Details(Row):
    """A row 1301: the largest code letter, what for, and for which airlines (ICAO codes)."""

    width: CodeLetter = Field(alias="width code")
    operation: Annotated[Literal["none", "general_aviation", "airline", "cargo", "military"], BeforeValidator(_lower)]
    airlines: Annotated[tuple[str, ...], BeforeValidator(_airlines)] = ()


@dataclass(slots=True)
class Location:
    """A startup location; one of an old file says neither type nor kinds."""

    ramp: Ramp | OldRamp
    details: Details | None = None


def read_locations(airport: AptAirport, place: Place, log: ProblemLog) -> list[Location]:
    """Return the sound startup locations of an airport; the log says what is wrong with the others.

    Args:
        airport: its rows.
        place: of the file.
        log: takes the problems.
    """
    return list(_Reader(place, log).locations(airport))


class _Reader:
    """Reads rows; each with details changes the location before it."""

    def __init__(self, place: Place, log: ProblemLog) -> None:
        self._file = place
        self._log = log

    def locations(self, airport: AptAirport) -> Iterator[Location]:
        """Yield the locations whose rows are sound."""
        latest: Location | None = None
        follows = False
        for row in (row for row in airport.rows if row.code != METADATA):
            if row.code == RAMP_DETAILS:
                self._detail(row, latest, follows=follows)
                continue
            if latest is not None:
                yield latest
            ramp = self._ramp(row)
            latest = None if ramp is None else Location(ramp)
            follows = row.code == RAMP
        if latest is not None:
            yield latest

    def _ramp(self, row: AptRow) -> Ramp | OldRamp | None:
        if row.code == OLD_RAMP:
            return self._read(row, OldRamp, ("latitude", "longitude", "heading", "name"))
        return self._read(row, Ramp, ("latitude", "longitude", "heading", "type", "aircraft kinds", "name"))

    def _detail(self, row: AptRow, latest: Location | None, *, follows: bool) -> None:
        """Add a row 1301 to the row 1300 before it."""
        details = self._read(row, Details, ("width code", "operation", "airlines"))
        if not follows:
            self._log.add(self._place(row).error("missing", "row 1301 follows no row 1300", "put it below its own"))
        elif latest is not None and latest.details is not None:
            name = shown(latest.ramp.name or "")
            self._log.add(self._place(row).error("duplicate", f"{name} has two rows 1301", "keep one"))
        elif latest is not None:
            latest.details = details

    def _read(self, row: AptRow, model: type[R], names: tuple[str, ...]) -> R | None:
        try:
            words = row.text.decode("utf-8").split(None, len(names) - 1)
        except UnicodeDecodeError:
            self._log.add(self._place(row).error("bad_encoding", "is not UTF-8 text", "save it as UTF-8"))
            return None
        try:
            return model.model_validate(dict(zip(names, words, strict=False)))
        except ValidationError as error:
            for problem in translate(error, lambda _: self._place(row)):
                self._log.add(problem)
            return None

    def _place(self, row: AptRow) -> Place:
        return Place(self._file.file, self._file.table, line=row.number)
