"""An airport of an `apt.dat` in our own format."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from standalloc.check.wording import counted
from standalloc.io.airport_text import airport_text
from standalloc.io.apt_dat.names import stand_names, terminal_of
from standalloc.io.apt_dat.overlaps import Spot, overlapping
from standalloc.io.apt_dat.ramps import Location, Ramp, read_locations
from standalloc.io.apt_dat.source import read_airport
from standalloc.io.foreign import Imported, settle, stop_at_errors
from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import csv_text
from standalloc.io.words import Place, path_name

#: Our uses by operation; where there is none, all.
_USES: Final[Mapping[str, str]] = {
    "airline": "passenger",
    "cargo": "cargo",
    "general_aviation": "business private",
    "military": "military",
}
#: Code letter of a ramp that has none, by the largest kind of aircraft it takes.
_CODES: Final[Mapping[str, str]] = {
    **{"all": "E", "heavy": "E", "jets": "C", "turboprops": "C", "fighters": "B", "props": "A", "helos": "A"},
}
_OLD_CODE: Final = "C"
_STAND_COLUMNS: Final = (
    *("stand", "kind", "max_code", "terminal", "uses", "airlines"),
    *("x_latitude", "x_longitude", "x_heading", "x_type", "x_kinds", "x_operation", "x_airlines", "x_name"),
)
_EXCLUSION_COLUMNS: Final = ("stand_a", "when_a", "stand_b", "when_b")


@dataclass(frozen=True, slots=True)
class _AptStand:
    """A startup location that becomes a stand, under its name."""

    name: str
    location: Location

    @property
    def written(self) -> str:
        """What the source calls it."""
        return self.location.ramp.name or ""

    @property
    def is_contact(self) -> bool:
        """Whether it is a gate; an old file says so only in the name."""
        ramp = self.location.ramp
        return ramp.place == "gate" if isinstance(ramp, Ramp) else "gate" in self.written.lower()

    @property
    def max_code(self) -> str:
        """Code letter, as given or by the kinds of aircraft."""
        if self.location.details is not None:
            return self.location.details.width
        ramp = self.location.ramp
        return max(_CODES[kind] for kind in ramp.kinds) if isinstance(ramp, Ramp) else _OLD_CODE

    @property
    def uses(self) -> str:
        """Our uses: those of the operation, or helicopters where nothing else may come."""
        ramp, details = self.location.ramp, self.location.details
        if isinstance(ramp, Ramp) and set(ramp.kinds) == {"helos"}:
            return "helicopter"
        return "" if details is None else _USES.get(details.operation, "")


def read_apt_dat(
    source: Path,
    airport: str | None = None,
    timezone: str | None = None,
    airlines: Literal["note", "rule"] = "note",
) -> Imported:
    """Return the stands of an airport.

    Args:
        source: an `apt.dat`, of the world or an excerpt.
        airport: its code there, ICAO or IATA code; None where the file holds only one.
        timezone: IANA name; None takes that of the airport, where it is known.
        airlines: whether those of a ramp are noted beside it, or the only ones that may use it.

    Raises:
        InputError: with every problem found in the airport's rows.
    """
    log = ProblemLog()
    found = read_airport(source, airport, log)
    stop_at_errors(log)
    assert found is not None  # or the log had said why
    place = Place(path_name(source.name), "apt.dat")
    locations = read_locations(found, place, log)
    code = found.code or (airport or "").upper()
    head = airport_text(code, timezone, "apt-dat", place, log, name=found.name)
    kept = _kept(locations)
    names = stand_names([location.ramp.name or "" for location in kept])
    stands = [_AptStand(name, location) for name, location in zip(names, kept, strict=True)]
    if not stands and not log.errors:
        log.add(place.error("no_rows", f"{code} has hangars only", "take another file"))
    settle(log)
    pairs = list(overlapping([_spot(stand) for stand in stands]))
    files = {
        "airport.toml": head,
        "stands.csv": csv_text(_STAND_COLUMNS, (_row(stand, is_rule=airlines == "rule") for stand in stands)),
        "exclusions.csv": csv_text(_EXCLUSION_COLUMNS, ((a, str(on_a), b, str(on_b)) for a, on_a, b, on_b in pairs)),
    }
    contact = sum(stand.is_contact for stand in stands)
    note = f"{counted(len(stands), 'stand')} of {code} ({contact} contact), {counted(len(pairs), 'exclusion')}"
    return Imported(files, (note, *_notes(locations, stands, airlines)))


def _kept(locations: Sequence[Location]) -> list[Location]:
    """Return the locations that are stands: no hangars, and those of old files only where there are no others."""
    is_new = any(isinstance(location.ramp, Ramp) for location in locations)
    return [
        location
        for location in locations
        if (location.ramp.place != "hangar" if isinstance(location.ramp, Ramp) else not is_new)
    ]


def _notes(locations: Sequence[Location], stands: Sequence[_AptStand], airlines: str) -> Iterator[str]:
    """Yield what was left out and what was assumed."""
    kinds = Counter(location.ramp.place if isinstance(location.ramp, Ramp) else "old" for location in locations)
    if kinds["hangar"]:
        yield f"{counted(kinds['hangar'], 'hangar')} left out"
    if kinds["old"] and kinds.total() > kinds["old"]:
        yield f"{counted(kinds['old'], 'row')} 15 left out: there are rows 1300"
    assumed = sum(stand.location.details is None for stand in stands)
    if assumed:
        yield f"{counted(assumed, 'stand')} without a width code: taken from the kinds of aircraft, or for code C"
    named = sum(bool(stand.location.details and stand.location.details.airlines) for stand in stands)
    if named:
        how = "the only ones that may use them" if airlines == "rule" else "noted in x_airlines and not a rule"
        yield f"airlines of {counted(named, 'stand')}: {how}"
    yield "the source knows neither bridges, border status nor what else keeps neighbours apart: see docs/formats.md"


def _row(stand: _AptStand, *, is_rule: bool) -> Sequence[object]:
    ramp, details = stand.location.ramp, stand.location.details
    airlines = " ".join(details.airlines) if details is not None else ""
    return (
        *(stand.name, "contact" if stand.is_contact else "remote", stand.max_code),
        *(terminal_of(stand.written) if stand.is_contact else "", stand.uses, airlines if is_rule else ""),
        *(f"{ramp.latitude:.8f}", f"{ramp.longitude:.8f}", f"{ramp.heading:.2f}"),
        *((ramp.place, " ".join(ramp.kinds)) if isinstance(ramp, Ramp) else ("", "")),
        *("" if details is None else details.operation, airlines, stand.written),
    )


def _spot(stand: _AptStand) -> Spot:
    ramp = stand.location.ramp
    return Spot(stand.name, ramp.latitude, ramp.longitude, ramp.heading, stand.max_code)
