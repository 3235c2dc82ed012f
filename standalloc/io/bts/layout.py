"""Where a file of flights has its columns: by their names, of which there have been many, or by their order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from standalloc.io.csv_table import header_columns
from standalloc.io.problem_log import ProblemLog
from standalloc.io.words import Place, printable

#: Names of the columns that are read, the first found counting; letter case and underscores do not matter.
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("FlightDate", "FL_DATE"),
    "year": ("Year",),
    "month": ("Month",),
    "day": ("DayofMonth",),
    "carrier": (
        *("Reporting_Airline", "OP_UNIQUE_CARRIER", "UniqueCarrier", "Operating_Airline"),
        *("IATA_CODE_Reporting_Airline", "OP_CARRIER", "Carrier"),
    ),
    "number": (
        *("Flight_Number_Reporting_Airline", "OP_CARRIER_FL_NUM", "Flight_Number_Operating_Airline"),
        *("FlightNum", "FL_NUM"),
    ),
    "tail": ("Tail_Number", "TailNum"),
    "origin": ("Origin",),
    "destination": ("Dest",),
    "planned_departure": ("CRSDepTime",),
    "planned_arrival": ("CRSArrTime",),
    "actual_departure": ("DepTime",),
    "actual_arrival": ("ArrTime",),
    "delay": ("DepDelay",),
    "cancelled": ("Cancelled",),
    "cancellation": ("CancellationCode",),
    "diverted": ("Diverted",),
}
_NEEDED: Final = ("carrier", "number", "tail", "origin", "destination", "planned_departure", "planned_arrival")
_DATE: Final = ("year", "month", "day")

#: The columns of the files without a header, in order.
_IN_ORDER: Final = (
    *("Year", "Month", "DayofMonth", "DayOfWeek", "DepTime", "CRSDepTime", "ArrTime", "CRSArrTime", "UniqueCarrier"),
    *("FlightNum", "TailNum", "ActualElapsedTime", "CRSElapsedTime", "AirTime", "ArrDelay", "DepDelay", "Origin"),
    *("Dest", "Distance", "TaxiIn", "TaxiOut", "Cancelled", "CancellationCode", "Diverted", "CarrierDelay"),
    *("WeatherDelay", "NASDelay", "SecurityDelay", "LateAircraftDelay"),
)
_YEAR: Final = re.compile(r"(19|20)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file has what is read of it.

    Attributes:
        positions: of the columns from 0, by the keys of `NAMES`.
        names: of the same columns, as the file writes them.
        width: columns up to the last that has a name; a row that fills more has lost its order.
        has_header: whether the first row names them.
    """

    positions: Mapping[str, int]
    names: Mapping[str, str]
    width: int
    has_header: bool

    def has(self, field: str) -> bool:
        """Say whether the file has a column."""
        return field in self.positions


def layout_of(cells: Sequence[str], place: Place, log: ProblemLog) -> Layout | None:
    """Return the layout that the first row of a file tells, or None once the log says what is missing.

    Args:
        cells: of the row.
        place: of the row.
        log: takes the problems.
    """
    has_header = not (len(cells) == len(_IN_ORDER) and _YEAR.fullmatch(cells[0].strip()))
    written = header_columns(cells) if has_header else _IN_ORDER
    plain = [_plain(name) for name in written]
    positions = {}
    for field, names in NAMES.items():
        found = next((name for name in map(_plain, names) if name in plain), None)
        if found is not None:
            positions[field] = plain.index(found)
            if plain.count(found) > 1:
                name = printable(written[plain.index(found)])
                log.add(place.error("duplicate_column", f"column '{name}' is there twice", "keep one", name))
    missing = _missing(positions)
    for field in missing:
        message = f"column {' or '.join(NAMES[field][:2])} is missing"
        log.add(place.error("missing_column", message, "docs/formats.md says what is needed", NAMES[field][0]))
    if missing:
        return None
    names_of = {field: printable(written[position]) for field, position in positions.items()}
    return Layout(positions, names_of, len(written), has_header)


def is_of_flights(cells: Sequence[str]) -> bool:
    """Say whether a first row is one of flights, complete or not, rather than of something else."""
    known = {_plain(name) for field in _NEEDED for name in NAMES[field]}
    is_bare = len(cells) == len(_IN_ORDER) and _YEAR.fullmatch(cells[0].strip())
    return bool(is_bare) or len(known.intersection(map(_plain, cells))) > len(_NEEDED) // 2


def _missing(positions: Mapping[str, int]) -> list[str]:
    missing = [field for field in _NEEDED if field not in positions]
    if "date" not in positions and not all(field in positions for field in _DATE):
        missing.insert(0, "date")
    return missing


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
