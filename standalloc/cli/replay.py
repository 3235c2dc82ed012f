# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The command `replay`: every day of a month or a year with two configurations, each from what the one before left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from standalloc.cli import limits
from standalloc.cli.performing import joined_cluster, performing_options, shared_out, shared_out_among
from standalloc.cli.program import INTERRUPTED, BadInput

if TYPE_CHECKING:
    from standalloc.bench.replay import Airport, DayRecord, Series
    from standalloc.bench.replay.series import Perform
    from standalloc.bench.run import Configuration

_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the user asks of a replay; see the options below."""

    config: str
    against: str
    time_limit: float
    day_start: time
    jobs: int | None
    workers: int | None
    cluster: str | None
    notes: tuple[str, ...]
    out: Path | None


def _clock(_context: click.Context, _parameter: click.Parameter, text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise click.BadParameter(f"'{text}' is not a time of day; write it as 04:00.")
    return time(int(match[1]), int(match[2]))


@click.command(short_help="Replay a month or a year with two configurations.")
@click.argument("paths", metavar="AIRPORT [SCHEDULE]...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--config",
    metavar="NAME|FILE.toml",
    default="default",
    show_default=True,
    help="Configuration of the engine that is in question.",
)
@click.option(
    "--against", metavar="NAME|FILE.toml", default="fcfs", show_default=True, help="The one it is compared with."
)
@click.option(
    "--time-limit",
    type=float,
    metavar="SECONDS",
    default=8,
    show_default=True,
    callback=limits.seconds,
    help="Seconds of each day, with each configuration.",
)
@click.option(
    "--day-start",
    metavar="HH:MM",
    default="00:00",
    show_default=True,
    callback=_clock,
    help="Local time at which days begin; aircraft there by then stay where the day before left them.",
)
@performing_options(
    jobs="Days at a time, of different airports or configurations; where left out, as many as the cores carry.",
    workers="Threads of each day; where left out, the cores that are left to each.",
)
@click.option("--note", "notes", metavar="TEXT", multiple=True, help="A sentence for the report's assumptions.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder of results; replay/AIRPORT where left out."
)
def replay(paths: tuple[Path, ...], **options: Any) -> None:
    """Plan days one after the other with two configurations, each day from the aircraft the day before left.

    AIRPORT is a folder; SCHEDULE is a CSV named by its day or a folder of them, and all days of the airport's folder
    where left out. Further airports may follow, each with its schedules.

    Writes report.html, report.md and days.csv: bus passengers, contact rate, tows, unallocated visits, gap and seconds
    by day and in total. What is planned already is not planned again: after Ctrl-C or a crash the same command goes on
    where it stopped.

    Exit codes: 0 there is a report, 1 no day has a plan of both, 2 bad input or usage, 130 interrupted.
    """
    from standalloc.bench.replay.sentences import Circumstances, description_of
    from standalloc.bench.store import FolderInUseError, Store
    from standalloc.cli.outputs import require_place
    from standalloc.cli.replay_report import report

    asked = _Asked(**options)
    configurations = _configurations(asked)
    airports = _airports(paths)
    codes = _codes(airports)
    store = Store(asked.out or Path("replay") / re.sub(r"[^\w-]+", "_", "-".join(codes)))
    require_place(store.folder)
    described = {code: description_of(airport.folder) for code, airport in zip(codes, airports, strict=True)}
    known = Circumstances(f"{asked.day_start:%H:%M}", described, asked.notes)
    try:
        with _performing(asked, 2 * len(airports)) as doing, store.held():
            series = _series(asked, configurations, airports, doing.workers)
            records = _records(series, store.folder, doing)
            records.sort(key=lambda record: codes.index(record.airport))
            report(records, [configuration.name for configuration in configurations], known, store.folder)
    except FolderInUseError as error:
        raise BadInput(str(error)) from None


def _configurations(asked: _Asked) -> list[Configuration]:
    """Return the two configurations.

    Raises:
        BadInput: one is not known, or they have one name.
    """
    from standalloc.bench.run import Configuration
    from standalloc.solve import configuration_values

    try:
        both = [Configuration(configuration_values(name)) for name in (asked.config, asked.against)]
    except ValueError as error:
        raise BadInput(str(error)) from None
    if both[0].name == both[1].name:
        raise BadInput(f"--config and --against are both named '{both[0].name}': name two that differ")
    return both


def _series(
    asked: _Asked, configurations: Sequence[Configuration], airports: Sequence[Airport], workers: int
) -> list[Series]:
    """Return the series, those of the configuration in question first: a baseline takes less time."""
    from standalloc.bench.replay import Series

    return [
        Series(airport, configuration, asked.time_limit, workers, asked.day_start)
        for configuration in configurations
        for airport in airports
    ]


def _airports(paths: Sequence[Path]) -> list[Airport]:
    """Return the airports and their days.

    Raises:
        BadInput: they cannot be told.
    """
    from standalloc.bench.replay import DaysError, airports_of

    try:
        return airports_of(paths)
    except DaysError as error:
        raise BadInput(str(error)) from None


def _codes(airports: Sequence[Airport]) -> list[str]:
    """Return the code of each airport, all its days read once: what is wrong with them is told before the first solve.

    Raises:
        InputError: with every problem of the first schedule that has one.
        BadInput: two airports have one code.
    """
    from standalloc.bench.replay.series import instance_of
    from standalloc.cli.sweeping import preparing

    total = sum(len(airport.schedules) for airport in airports)
    codes: list[str] = []
    done = 0
    with preparing("days") as on_day:
        for airport in airports:
            for schedule in airport.schedules:
                code = instance_of(airport.folder, schedule.path).airport.code
                done += 1
                on_day(done, total)
            codes.append(code)
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise BadInput(f"two airports have the code '{twice}': give each its own, or replay them one by one")
    return codes


class _Doing(NamedTuple):
    """What plans the days: how, how many at a time, with how many threads each."""

    perform: Perform
    jobs: int
    workers: int


@contextmanager
def _performing(asked: _Asked, series: int) -> Iterator[_Doing]:
    """Yield what plans the days of so many series: this machine or a cluster.

    Raises:
        BadInput: the user asks for more than there is, or the cluster is not to be had.
    """
    from standalloc.bench.replay.together import perform_here

    if asked.cluster is None:
        harm = "days that share cores are planned worse than they need be"
        yield _Doing(perform_here, *shared_out(asked.jobs, asked.workers, harm, series))
        return
    with joined_cluster(asked.cluster) as machines:
        from standalloc.bench.cluster import ClusterExecutor

        jobs = min(asked.jobs or series, series)
        yield _Doing(ClusterExecutor(jobs).perform_one, *shared_out_among(machines, jobs, asked.workers))


def _records(series: Sequence[Series], folder: Path, doing: _Doing) -> list[DayRecord]:
    """Plan what is missing, say how it goes, and return the records of all days."""
    from standalloc.bench.replay import replay as replay_days
    from standalloc.cli.replay_meter import ReplayMeter

    meter = ReplayMeter(series, doing.jobs)
    records: list[DayRecord] = []
    try:
        with meter.shown(), closing(replay_days(series, folder, doing.jobs, doing.perform)) as days:
            for done in days:
                records.append(done.record)
                meter.ended(done)
    except KeyboardInterrupt:
        said = f"{len(records)} of {meter.total} plans are there; the same command does the rest"
        click.echo(f"interrupted: {said}", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    return records
