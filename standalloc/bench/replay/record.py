"""The record of one day of a replay with one configuration; one JSON file for each.

`docs/benchmarks.md` says what every key means; it is the schema, of which this is version `SCHEMA`.
"""

import re
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from standalloc.bench.record import Part, RunRecord
from standalloc.bench.replay.counting import Counts

#: Version of the schema; a record of another one is refused.
SCHEMA: Final = 1


class DayRecord(Part):
    """Everything about one day.

    Attributes:
        schema_version: of this record; `schema` in the file.
        inputs: SHA-256 of all that the plan depends on: the day with what was carried into it, configuration, limit.
        airport: its code.
        day: local date.
        config: name of the configuration.
        start, end: of the day's hours, ISO 8601.
        follows: whether the day starts from a plan of the day before.
        held: visits pinned where the day before left them.
        added: turns that the day's own schedule does not have.
        dropped: why visits are not held where the day before left them.
        counts: the figures that count on this day; None without a plan.
        run: how it was planned.
    """

    schema_version: Literal[1] = Field(alias="schema")
    inputs: str
    airport: str
    day: str
    config: str
    start: str
    end: str
    follows: bool
    held: int
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    counts: Counts | None
    run: RunRecord


def record_path(folder: Path, airport: str, config: str, day: str) -> Path:
    """Return where the record of a day is in the folder of a replay."""
    return folder / "days" / _series(airport, config) / f"{day}.json"


def day_plan_path(folder: Path, airport: str, config: str, day: str) -> Path:
    """Return where the plan of a day is, a CSV as `standalloc.write_plan` writes it; it is there only with a plan."""
    return folder / "plans" / _series(airport, config) / f"{day}.csv"


def _series(airport: str, config: str) -> str:
    return re.sub(r"[^\w-]+", "_", f"{airport}-{config}")
