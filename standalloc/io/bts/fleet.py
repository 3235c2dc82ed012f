"""What an aircraft is by its registration: a table of airframes, such as an aircraft registry's."""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from standalloc.io.aircraft_types import aircraft_types
from standalloc.io.bts.cells import tail, whole
from standalloc.io.csv_table import delimiter_of
from standalloc.io.problem_log import ProblemLog
from standalloc.io.text_files import read_text
from standalloc.io.words import Place, Rejected, path_name, shown

#: Starts of a registry's model names and the ICAO designators of what they stand for; the first that fits counts.
_MODELS: Final[tuple[tuple[str, str], ...]] = (
    (r"A318", "A318"),
    (r"A319-1[57]\dN", "A19N"),
    (r"A319", "A319"),
    (r"A320-2[57]\dN", "A20N"),
    (r"A320", "A320"),
    (r"A321-2[57]\dN", "A21N"),
    (r"A321", "A321"),
    (r"A300B4-6|A300F4-6|A300-6", "A306"),
    (r"A310", "A310"),
    (r"A330-2", "A332"),
    (r"A330-3", "A333"),
    (r"A330-8", "A338"),
    (r"A330-9", "A339"),
    (r"A350-9", "A359"),
    (r"A350-10", "A35K"),
    (r"ATR[ -]?42", "AT45"),
    (r"ATR[ -]?72", "AT72"),
    (r"BAE[ -]?146-1", "B461"),
    (r"BAE[ -]?146-2", "B462"),
    (r"BAE[ -]?146-3", "B463"),
    (r"(AVRO )?146-RJ85", "RJ85"),
    (r"(AVRO )?146-RJ100", "RJ1H"),
    (r"BD-500-1A10", "BCS1"),
    (r"BD-500-1A11", "BCS3"),
    (r"717-", "B712"),
    (r"727-2", "B722"),
    (r"737-2", "B732"),
    (r"737-3", "B733"),
    (r"737-4", "B734"),
    (r"737-5", "B735"),
    (r"737-6", "B736"),
    (r"737(-| MAX )7$|737-7 MAX", "B37M"),
    (r"737(-| MAX )8$|737-8 MAX", "B38M"),
    (r"737(-| MAX )9$|737-9 MAX", "B39M"),
    (r"737-7", "B737"),
    (r"737-8", "B738"),
    (r"737-9", "B739"),
    (r"747-1", "B741"),
    (r"747-2", "B742"),
    (r"747-4", "B744"),
    (r"747-8", "B748"),
    (r"757-2", "B752"),
    (r"757-3", "B753"),
    (r"767-2", "B762"),
    (r"767-3", "B763"),
    (r"767-4", "B764"),
    (r"777-2\w+LR|777-F", "B77L"),
    (r"777-2", "B772"),
    (r"777-3\w*ER", "B77W"),
    (r"777-3", "B773"),
    (r"787-8", "B788"),
    (r"787-9", "B789"),
    (r"787-10", "B78X"),
    (r"CL-?600-2B19", "CRJ2"),
    (r"CL-?600-2C1[01]", "CRJ7"),
    (r"CL-?600-2D(15|24)", "CRJ9"),
    (r"CL-?600-2E25", "CRJX"),
    (r"DC-?9-3", "DC93"),
    (r"DC-?9-4", "DC94"),
    (r"DC-?9-5", "DC95"),
    (r"(DC-?9-|MD[ -]?)81", "MD81"),
    (r"(DC-?9-|MD[ -]?)82", "MD82"),
    (r"(DC-?9-|MD[ -]?)83", "MD83"),
    (r"(DC-?9-|MD[ -]?)87", "MD87"),
    (r"MD[ -]?88", "MD88"),
    (r"MD[ -]?90", "MD90"),
    (r"DC-?10", "DC10"),
    (r"MD[ -]?11", "MD11"),
    (r"DHC-8-1", "DH8A"),
    (r"DHC-8-2", "DH8B"),
    (r"DHC-8-3", "DH8C"),
    (r"DHC-8-4", "DH8D"),
    (r"EMB-120", "E120"),
    (r"EMB-13[05]", "E135"),
    (r"EMB-145XR", "E45X"),
    (r"EMB-1(40|45)", "E145"),
    (r"ERJ 170-2", "E75L"),
    (r"ERJ 170", "E170"),
    (r"ERJ 190-2", "E195"),
    (r"ERJ 190-3", "E290"),
    (r"ERJ 190-4", "E295"),
    (r"ERJ 190", "E190"),
    (r"F-?28 ?MK ?0?100", "F100"),
    (r"F-?28 ?MK ?0?070", "F70"),
    (r"JETSTREAM (MODEL )?41", "JS41"),
    (r"L-1011", "L101"),
    (r"SAAB[ -]?340|340[AB]", "SF34"),
    (r"SAAB[ -]?2000", "SB20"),
    (r"1900D", "B190"),
)
_PATTERNS: Final = tuple((re.compile(start), designator) for start, designator in _MODELS)
_TAIL: Final = "tailnum"
_MODEL: Final = "model"
_SEATS: Final = "seats"


@dataclass(frozen=True, slots=True)
class Airframe:
    """An aircraft.

    Attributes:
        aircraft_type: ICAO designator.
        seats: as told of it, else of the type's usual layout; None where it carries freight only.
    """

    aircraft_type: str
    seats: int | None


def type_of_model(model: str) -> str | None:
    """Return the ICAO designator of a registry's model, such as `737-7H4`, or of a type's own code; None if unknown."""
    name = " ".join(model.upper().split())
    if name in aircraft_types():
        return aircraft_types()[name].icao
    return next((designator for pattern, designator in _PATTERNS if pattern.match(name)), None)


def read_fleet(path: Path, log: ProblemLog) -> Mapping[str, Airframe]:
    """Return the aircraft of a table by registration; those of a model that is not known are left out.

    Registries list registrations of which nothing is told; such rows may be short.

    Args:
        path: of a CSV with the columns `tailnum`, `model` and, where there, `seats`; others are passed over.
        log: takes the problems.
    """
    name = path_name(path)
    text = read_text(path, name, log)
    if text is None:
        return {}
    delimiter = delimiter_of(text.partition("\n")[0])
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", delimiter=delimiter)
    fleet: dict[str, Airframe] = {}
    try:
        for row in reader if _has_columns(reader.fieldnames or (), Place(name, "fleet", line=1), log) else ():
            place = Place(name, "fleet", line=reader.line_num)
            airframe = _airframe(row, place, log)
            if airframe is not None:
                _take_in(fleet, tail(row[_TAIL]), airframe, place, log)
    except csv.Error:
        place = Place(name, "fleet", line=reader.line_num + 1)
        log.add(place.error("bad_csv", "is not CSV", "correct the line; see its quotes"))
    return fleet


def _has_columns(columns: Collection[str], place: Place, log: ProblemLog) -> bool:
    missing = [column for column in (_TAIL, _MODEL) if column not in columns]
    for column in missing:
        log.add(place.error("missing_column", f"column {column} is missing", "add it", column))
    return not missing


def _airframe(row: Mapping[str, str], place: Place, log: ProblemLog) -> Airframe | None:
    seats = whole(row.get(_SEATS, ""))
    if isinstance(seats, Rejected):
        log.add(place.error(seats.code, f"{_SEATS} {seats.message}", seats.fix, _SEATS))
        return None
    if seats is not None and seats < 0:
        log.add(place.error("out_of_range", f"{_SEATS} {seats} is not at least 0", "correct it", _SEATS))
        return None
    designator = type_of_model(row[_MODEL])
    if designator is None:
        return None
    return Airframe(designator, aircraft_types()[designator].seats if seats is None else seats)


def _take_in(fleet: dict[str, Airframe], name: str, airframe: Airframe, place: Place, log: ProblemLog) -> None:
    if fleet.setdefault(name, airframe) != airframe:
        message = f"{_TAIL} {shown(name)} is there twice, as different aircraft"
        log.add(place.error("duplicate", message, "keep one", _TAIL))
