"""The flights of a file that concern an airport, every cell of them checked."""

from collections.abc import Callable, Collection
from typing import Any, Final

import numpy as np
import pandas as pd

from standalloc.io.bts import cells
from standalloc.io.bts.table import FlightsTable
from standalloc.io.problem_log import MOST_IN_A_TABLE, ProblemLog
from standalloc.io.words import Place, Rejected

#: How each column is read; those of a date in three columns are read as one.
_READERS: Final[dict[str, Callable[[str], object]]] = {
    "date": cells.day,
    "carrier": cells.carrier,
    "number": cells.flight_number,
    "tail": cells.tail,
    "origin": cells.airport,
    "destination": cells.airport,
    "planned_departure": cells.planned_clock,
    "planned_arrival": cells.planned_clock,
    "actual_departure": cells.clock,
    "actual_arrival": cells.clock,
    "delay": cells.whole,
    "cancelled": cells.flag,
    "diverted": cells.flag,
    "cancellation": lambda text: text.strip() not in cells.NOTHING,
}
_DATE: Final = ("year", "month", "day")
#: What makes two rows the same flight.
_KEY: Final = ["date", "carrier", "number", "origin", "destination", "planned_departure"]


def has_sound_routes(table: FlightsTable, log: ProblemLog) -> bool:
    """Say whether every row names two airports, without which nobody knows what the row concerns.

    Args:
        table: all rows of a file.
        log: takes the problems.
    """
    errors = log.errors
    for field in ("origin", "destination"):
        _values(table, table.cells[field], field, log)
    return log.errors == errors


def tails_at(table: FlightsTable, airport: str) -> set[str]:
    """Return the registrations that come to an airport or leave it."""
    written = table.cells["tail"][_touches(table, airport)]
    return {tail for text in written.unique() if (tail := cells.tail(text))}


def read_flights(table: FlightsTable, airport: str, tails: Collection[str], log: ProblemLog) -> pd.DataFrame:
    """Return the flights that touch an airport, and all others of certain aircraft.

    Args:
        table: all rows of a file.
        airport: IATA code.
        tails: registrations of the aircraft.
        log: takes the problems; where there are any, no flights are returned.

    Returns:
        One row each: `date` (ordinal), `carrier`, `number`, `tail` ("" where unknown), `origin`, `destination`,
        `planned_departure` and `planned_arrival` (minute of the local day, 0 to 1440), `actual_departure`,
        `actual_arrival` (likewise) and `delay` (minutes), NaN where not told, `cancelled`, `diverted`, `line`, `file`.
    """
    wanted = {text for text in table.cells["tail"].cat.categories if cells.tail(text) in tails}
    rows = table.cells[_touches(table, airport) | table.cells["tail"].isin(wanted)]
    columns = {field: rows[field] for field in _READERS if field in rows}
    if "date" not in columns:
        columns = {"date": _date_of(rows), **columns}
    errors = log.errors
    values = {field: _values(table, column, field, log) for field, column in columns.items()}
    if log.errors > errors:
        return pd.DataFrame()
    return _with_what_became(pd.DataFrame(values, index=rows.index).assign(line=rows.index, file=table.file))


def without_repeats(flights: pd.DataFrame, log: ProblemLog) -> pd.DataFrame:
    """Return flights each once, the first row of each counting.

    Args:
        flights: of all files.
        log: takes one warning where some are there twice.
    """
    again = flights.duplicated(_KEY)
    if again.any():
        first = flights[again].iloc[0]
        place = Place(first["file"], "flights", line=int(first["line"]))
        name = f"{first['carrier']}{first['number']} from {first['origin']} to {first['destination']}"
        message = f"flight {name} is there twice, as are {int(again.sum()) - 1:,} others; the first row of each counts"
        log.add(place.warning("repeated_flight", message, "remove what is there twice"))
    return flights[~again]


def _touches(table: FlightsTable, airport: str) -> "pd.Series[bool]":
    origin, destination = table.cells["origin"], table.cells["destination"]
    return (origin.str.upper() == airport) | (destination.str.upper() == airport)


def _date_of(rows: pd.DataFrame) -> pd.Series:
    year, month, day = (rows[field].astype(str).str.strip() for field in _DATE)
    return (year + "-" + month.str.zfill(2) + "-" + day.str.zfill(2)).astype("category")


def _values(table: FlightsTable, column: pd.Series, field: str, log: ProblemLog) -> Any:
    """Return what the cells of a column say, each text being read once; the log says which say nothing sensible."""
    name = table.layout.names.get(field, "Year, Month, DayofMonth")
    found = np.empty(len(column.cat.categories), dtype=object)
    found[:] = [_READERS[field](str(text)) for text in column.cat.categories]
    values = found[column.cat.codes.to_numpy()]
    is_bad = np.fromiter((isinstance(value, Rejected) for value in found), dtype=bool, count=len(found))
    for position in np.flatnonzero(is_bad[column.cat.codes.to_numpy()])[:MOST_IN_A_TABLE]:
        bad: Rejected = values[position]
        place = table.place(int(column.index[position]))
        log.add(place.error(bad.code, f"{name} {bad.message}", bad.fix, name))
    return values


def _with_what_became(flights: pd.DataFrame) -> pd.DataFrame:
    """Fill in what a file does not tell, and what became of flights where the marks of it are empty.

    A flight was cancelled if there is a reason for that, or if no departure is told where the file has them; one that
    left was diverted if no arrival is told.
    """
    absent = [field for field in _READERS if field not in flights]
    told = {field: field not in absent for field in _READERS}
    flights = flights.assign(**dict.fromkeys(absent))
    for field in ("actual_departure", "actual_arrival", "delay"):
        flights[field] = flights[field].astype(float)
    for field in ("date", "number", "planned_departure", "planned_arrival"):
        flights[field] = flights[field].astype(int)
    left, came = flights["actual_departure"].notna(), flights["actual_arrival"].notna()
    stayed = flights["cancellation"].fillna(value=False).astype(bool) | (~left & told["actual_departure"])
    cancelled = flights["cancelled"].where(flights["cancelled"].notna(), stayed).astype(bool)
    lost = left & ~came & told["actual_arrival"]
    diverted = flights["diverted"].where(flights["diverted"].notna(), lost).astype(bool)
    return flights.assign(cancelled=cancelled, diverted=diverted & ~cancelled).drop(columns="cancellation")
