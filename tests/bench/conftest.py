"""What the tests of the harness share: a tiny airport, runs of it, and records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from standalloc.bench.record import RunRecord
from standalloc.bench.run import Configuration, Day, Run
from standalloc.solve import configuration_values

DAY = "2030-06-01.csv"
TOML = '[airport]\ncode = "XYZ"\ntimezone = "UTC"\n[objective]\n{objective}'
STANDS = "stand,kind,max_code\nC1,contact,C\nR1,remote,C\nR2,remote,C\n"
SCHEDULE = (
    "turn,code,arrival_time,arrival_pax,departure_time,departure_pax\n"
    "T1,C,2030-06-01T08:00Z,100,2030-06-01T09:00Z,110\n"
    "T2,C,2030-06-01T08:30Z,50,2030-06-01T09:30Z,60\n"
)


def write_airport(folder: Path, schedule: str = SCHEDULE, objective: str = "", **more: str) -> Day:
    """Write an airport of one contact and two remote stands and a day of two turns that overlap."""
    folder.mkdir(parents=True)
    (folder / "airport.toml").write_text(TOML.format(objective=objective))
    (folder / "stands.csv").write_text(STANDS)
    (folder / DAY).write_text(schedule)
    for name, text in more.items():
        (folder / f"{name}.csv").write_text(text)
    return Day(folder, DAY)


def make_run(day: Day, config: str = "fcfs", time_limit: float = 20.0, seed: int = 0) -> Run:
    """Return a run of a day with one worker."""
    configuration = Configuration(configuration_values(config))
    return Run("tests", "tiny", "two", day, day.hash, configuration, seed, 1, time_limit)


@pytest.fixture
def day(tmp_path: Path) -> Day:
    """The files of that airport."""
    return write_airport(tmp_path / "two")


@pytest.fixture
def document() -> dict[str, object]:
    """A record as its file has it."""
    return {
        "schema": 1,
        "run": "two-fcfs",
        "suite": "tests",
        "family": "tiny",
        "instance": "two",
        "fingerprint": "f" * 64,
        "config": "fcfs",
        "config_hash": "c" * 64,
        "seed": 0,
        "workers": 1,
        "time_limit": 20.0,
        "status": "feasible",
        "error": "",
        "tier": 0,
        "objective": 110.0,
        "bound": 100.0,
        "gap": 1 / 11,
        "gap_above_floor": 0.5,
        "tiers": [],
        "figures": {
            "turns": 2,
            "visits": 2,
            "unallocated": 0,
            "bus_passengers": 110,
            "contact_rate": 0.65625,
            "contact_rate_flights": 0.5,
            "tows": 0,
            "peak_tugs": 0,
            "peak_buses": 1,
            "unused_bridges": 0,
            "missed_transfers": 0,
        },
        "terms": {"bus_passenger": {"amount": 110.0, "cost": 110.0}},
        "seconds": 1.5,
        "seconds_to_plan": 1.25,
        "seconds_to_one_percent": None,
        "seconds_to_optimal": None,
        "primal_dual_integral": 3.0,
        "peak_memory_mb": 160.0,
        "trace": [{"seconds": 1.25, "objective": 110.0, "bound": 100.0, "stage": "floor", "tier": 0}],
        "versions": {"standalloc": "0.1.0", "ortools": "9.15", "python": "3.11"},
        "machine": {"system": "Linux", "cpu": "some", "cores": 2, "memory_mb": 8000},
        "date": "2030-06-01T12:00:00+00:00",
        "commit": "",
    }


@pytest.fixture
def record(document: dict[str, object]) -> Callable[..., RunRecord]:
    """Make that record with some keys changed."""

    def make(**changes: object) -> RunRecord:
        return RunRecord.model_validate(document | changes)

    return make
