"""The flights that BTS reports at Atlanta, on the stands that X-Plane has of it, or on one of its concourses alone."""

import csv
import functools
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from standalloc.bench.run import Day
from standalloc.bench.sources import MissingDataError, of_the_data, write_changed
from standalloc.io.text_files import csv_text

#: The concourse whose gates are too few for all that come, and sizes of the stands that do for the others.
CONCOURSE: Final = "C"
_LARGE: Final = ("C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Atlanta:
    """A day of it.

    Attributes:
        data: folder that holds `bts-2008` and `stands`.
        schedule: name of the day's CSV.
        concourse: where not empty, its gates are the only ones; the stands that belong to none are remote, for code C
            and larger, and all others are left out.
    """

    data: Path
    schedule: str
    concourse: str = ""

    def day(self, made: Path) -> Day:
        """Return the files, made anew each time: the source may be another one."""
        folder = made / "-".join(filter(None, ("atlanta", self.concourse.lower())))
        files = with_one_concourse(atlanta(self.data), self.concourse) if self.concourse else atlanta(self.data)
        for name in (*(name for name in files if not _is_day(name)), self.schedule):
            write_changed(folder / name, files[name])
        return Day(folder, self.schedule)


@functools.cache
def atlanta(data: Path) -> Mapping[str, str]:
    """Return the files of Atlanta's airport and all its days by their names, read once.

    Raises:
        MissingDataError: one of the sources is not there, or the extra `formats` not installed.
        InputError: one of them is malformed.
    """
    from standalloc.io.apt_dat import read_apt_dat  # noqa: PLC0415 - where it is asked for
    from standalloc.io.bts import read_bts  # noqa: PLC0415 - where it is asked for

    flights, stands = of_the_data(data, "bts-2008"), of_the_data(data, "stands")
    fleet = flights / "plane-data.csv"
    tables = [path for path in flights.iterdir() if path != fleet]
    source = tables[0] if len(tables) == 1 else flights
    try:
        days = read_bts(source, "ATL", fleet=fleet if fleet.is_file() else None)
        layout = read_apt_dat(stands / "KATL_ramps.txt", "KATL")
    except ModuleNotFoundError as error:
        raise MissingDataError(str(error)) from None
    return {**days.files, **layout.files}


def days_of_atlanta(data: Path) -> list[str]:
    """Return the names of Atlanta's schedules; raises what `atlanta` does."""
    return sorted(filter(_is_day, atlanta(data)))


def with_one_concourse(files: Mapping[str, str], concourse: str) -> Mapping[str, str]:
    """Return an airport's files with the gates of one concourse alone; see `Atlanta`."""
    columns, stands = _table(files["stands.csv"])
    kept = {
        row["stand"]: row | ({} if row["terminal"] else {"kind": "remote"})
        for row in stands
        if row["terminal"] == concourse or (not row["terminal"] and row["max_code"] in _LARGE)
    }
    found = {**files, "stands.csv": csv_text(columns, ([row[c] for c in columns] for row in kept.values()))}
    if "exclusions.csv" in files:
        columns, pairs = _table(files["exclusions.csv"])
        left = [row for row in pairs if row["stand_a"] in kept and row["stand_b"] in kept]
        found["exclusions.csv"] = csv_text(columns, ([row[c] for c in columns] for row in left))
    return found


def _table(text: str) -> tuple[Sequence[str], list[dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    return list(reader.fieldnames or ()), list(reader)


def _is_day(name: str) -> bool:
    return name[:1].isdigit()
