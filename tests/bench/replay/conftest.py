"""What the tests of replays share: three days in a row with two night stops, worked out by hand, and their records.

C1 is the contact stand. On the first day `fcfs` gives it to T1, which comes first, and buses the 200 of T2; better is
to bus the 20 of T1. N1 comes in the evening, takes C1 and keeps it: on the second day E1 finds C1 held until 07:00 and
buses 110. N2 keeps C1 over the next night, and D1 buses 10.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from standalloc.bench.record import RunRecord
from standalloc.bench.replay import DayRecord, Series, airports_of
from standalloc.bench.replay.counting import Counts
from standalloc.bench.replay.days import Window
from standalloc.bench.run import Configuration
from standalloc.io import read_instance_document
from standalloc.model import Instance
from standalloc.solve import configuration_values
from tests.bench.conftest import STANDS, TOML

COLUMNS = "turn,code,arrival_time,arrival_pax,departure_time,departure_pax\n"
DAYS = {
    "2030-06-01": (
        "T1,C,2030-06-01T08:00Z,10,2030-06-01T09:00Z,10\n"
        "T2,C,2030-06-01T08:10Z,100,2030-06-01T09:10Z,100\n"
        "N1-next,C,2030-06-01T20:00Z,90,2030-06-02T08:00Z,80\n"
    ),
    "2030-06-02": (
        "N1,C,2030-06-01T20:00Z,90,2030-06-02T08:00Z,80\n"
        "E1,C,2030-06-02T06:00Z,50,2030-06-02T06:50Z,60\n"
        "N2,C,2030-06-02T22:00Z,70,2030-06-03T06:00Z,75\n"
    ),
    "2030-06-03": ("N2,C,2030-06-02T22:00Z,70,2030-06-03T06:00Z,75\nD1,C,2030-06-03T05:00Z,5,2030-06-03T05:30Z,5\n"),
}
#: The figures of these days by hand, with fcfs; with default, the first day buses 20 in place of 200.
BY_HAND = {
    "2030-06-01": Counts(
        turns=3, visits=4, passengers=310, bus_passengers=200, contact_passengers=110, flights=5, contact_flights=3
    ),
    "2030-06-02": Counts(
        turns=2, visits=4, passengers=260, bus_passengers=110, contact_passengers=150, flights=4, contact_flights=2
    ),
    "2030-06-03": Counts(
        turns=1, visits=2, passengers=85, bus_passengers=10, contact_passengers=75, flights=3, contact_flights=1
    ),
}
WINDOW = Window(datetime(2030, 6, 2, tzinfo=UTC), datetime(2030, 6, 3, tzinfo=UTC))


def write_days(folder: Path, code: str = "XYZ") -> Path:
    """Write the airport and its three days."""
    folder.mkdir(parents=True)
    (folder / "airport.toml").write_text("# Made up: three days.\n" + TOML.format(objective="").replace("XYZ", code))
    (folder / "stands.csv").write_text(STANDS)
    for day, rows in DAYS.items():
        (folder / f"{day}.csv").write_text(COLUMNS + rows)
    return folder


def make_series(folder: Path, config: str = "fcfs") -> Series:
    """Return a series of all days of an airport."""
    [airport] = airports_of([folder])
    return Series(airport, Configuration(configuration_values(config)), 20.0, 1, time(0))


def make_instance(
    *turns: dict[str, object], layout: str = "C1 R1 R2", policy: dict[str, int] | None = None, **more: object
) -> Instance:
    """Return an instance in UTC; times as `1 20:00`, day and clock, in June 2030; a stand C... is a contact stand."""
    rows = [
        {name: f"2030-06-0{cell.replace(' ', 'T')}Z" if name.endswith("_time") else cell for name, cell in turn.items()}
        for turn in turns
    ]
    stands = [
        {"stand": name, "kind": "contact" if name[0] == "C" else "remote", "max_code": "C"} for name in layout.split()
    ]
    airport = {"code": "XYZ", "timezone": "UTC", "stands": stands, "policy": policy or {}}
    return read_instance_document({"airport": airport, "schedule": [{"code": "C"} | row for row in rows], **more})


@pytest.fixture
def day_record(record: Callable[..., RunRecord]) -> Callable[..., DayRecord]:
    """Make the record of a day, with a run that has a plan; `counts` as keys and values, None without a plan."""

    def make(
        number: int,
        config: str = "default",
        counts: dict[str, int] | None = None,
        first: date = date(2030, 1, 1),
        **more: object,
    ) -> DayRecord:
        day = first + timedelta(days=number)
        facts = {
            "schema": 1,
            "inputs": "i" * 64,
            "airport": "XYZ",
            "day": str(day),
            "config": config,
            "start": f"{day}T00:00+00:00",
            "end": f"{day + timedelta(days=1)}T00:00+00:00",
            "follows": number > 0,
            "held": 2,
            "added": [],
            "dropped": [],
            "counts": counts,
            "run": record(config=config).model_dump(by_alias=True),
        }
        return DayRecord.model_validate(facts | more)

    return make
