"""The rows of one airport in an `apt.dat`, which may hold the whole world: read in a stream, nothing else kept."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, path_name, shown

RAMP: Final = b"1300"
RAMP_DETAILS: Final = b"1301"
METADATA: Final = b"1302"
#: The ramps of files older than 2012.
OLD_RAMP: Final = b"15"

#: Rows that open an airport, a seaplane base, a heliport; their fifth word is its code, the rest its name.
_HEADERS: Final = frozenset({b"1", b"16", b"17"})
_CODE_WORD: Final = 4
_KEPT: Final = frozenset({OLD_RAMP, RAMP, RAMP_DETAILS, METADATA})
#: Metadata that name an airport.
_CODES: Final = frozenset({b"icao_code", b"iata_code", b"faa_code", b"local_code", b"gps_code"})
#: Bytes of the longest line.
_LONGEST: Final = 100_000
#: Airports a message names.
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class AptRow:
    """A row that was kept: its number in the file, its row code and the rest as written."""

    number: int
    code: bytes
    text: bytes


@dataclass(slots=True)
class AptAirport:
    """An airport of a file; without a header, where the file is an excerpt.

    Attributes:
        header: row that opens it.
        rows: ramps, their details and metadata, in order.
    """

    header: AptRow | None = None
    rows: list[AptRow] = field(default_factory=list)

    @property
    def code(self) -> str:
        """Code in the header."""
        return self._header_word(_CODE_WORD)

    @property
    def name(self) -> str:
        """Name in the header."""
        return self._header_word(_CODE_WORD + 1)

    @property
    def has_ramps(self) -> bool:
        """Whether there is any startup location."""
        return any(row.code in {RAMP, OLD_RAMP} for row in self.rows)

    def is_called(self, code: str) -> bool:
        """Say whether a code is the airport's; one without a header is whatever it is called."""
        if self.header is None:
            return self.has_ramps
        return code in {one.upper() for one in (self.code, *self._other_codes())}

    def _other_codes(self) -> Iterator[str]:
        for row in self.rows:
            name, _, value = row.text.partition(b" ")
            if row.code == METADATA and name in _CODES:
                yield value.strip().decode(errors="replace")

    def _header_word(self, position: int) -> str:
        """Return the word at a position of the header's row, counted from 0; the last takes all the rest."""
        text = b"" if self.header is None else self.header.text
        words = text.split(None, _CODE_WORD)
        return words[position - 1].strip().decode(errors="replace") if len(words) >= position else ""


def read_airport(path: Path, asked: str | None, log: ProblemLog) -> AptAirport | None:
    """Return an airport of a file, or None once the log says why not.

    Args:
        path: of the file.
        asked: code of the airport; None where the file holds only one with ramps.
        log: takes the problems.
    """
    place = Place(path_name(path.name), "apt.dat")
    try:
        with path.open("rb") as handle:
            airports = _airports(iter(lambda: handle.readline(_LONGEST), b""))
            return _only(airports, place, log) if asked is None else _called(airports, asked, place, log)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        log.add(place.error("unreadable", message, "correct path or permissions"))
        return None


def _airports(lines: Iterable[bytes]) -> Iterator[AptAirport]:
    """Yield each airport, first the rows before any header."""
    airport = AptAirport()
    for number, line in enumerate(lines, 1):
        code, *rest = (line.removeprefix(BOM_UTF8) if number == 1 else line).split(None, 1) or (b"",)
        if code in _HEADERS:
            yield airport
            airport = AptAirport(AptRow(number, code, rest[0].strip() if rest else b""))
        elif code in _KEPT:
            airport.rows.append(AptRow(number, code, rest[0].strip() if rest else b""))
    yield airport


def _called(airports: Iterable[AptAirport], asked: str, place: Place, log: ProblemLog) -> AptAirport | None:
    """Return the first airport of a code."""
    count = 0
    for airport in airports:
        if airport.is_called(asked.upper()):
            if airport.has_ramps:
                return airport
            message = f"{shown(asked)} has no startup location (rows 1300, in old files 15)"
            log.add(place.error("no_rows", message, "take another file: this one has no stands for it"))
            return None
        count += airport.header is not None
    if not count:
        log.add(place.error("no_rows", "holds no airport (rows 1, 16 or 17)", "name an apt.dat of X-Plane"))
        return None
    message = f"airport {shown(asked)} is not among the {count} of the file"
    log.add(place.error("bad_choice", message, "write the code of a row 1, or of a row 1302 such as icao_code"))
    return None


def _only(airports: Iterable[AptAirport], place: Place, log: ProblemLog) -> AptAirport | None:
    """Return the only airport with ramps."""
    found: list[AptAirport] = []
    for airport in airports:
        if airport.has_ramps:
            found.append(airport)
        if len(found) > _MOST_NAMED:
            break
    if not found:
        message = "holds no startup location (rows 1300, in old files 15)"
        log.add(place.error("no_rows", message, "name an apt.dat with some"))
    elif len(found) > 1:
        names = [shown(airport.code) for airport in found]
        there = ", ".join(names[:_MOST_NAMED]) + (" and more" if len(names) > _MOST_NAMED else "")
        log.add(place.error("missing", f"airport is missing: the file holds {there}", "name one with --airport"))
    elif not found[0].code:
        log.add(place.error("missing", "airport is missing: no row 1 says which", "name it with --airport"))
    else:
        return found[0]
    return None
