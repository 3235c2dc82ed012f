"""A series of days: one airport planned day by day with one configuration, each day from what the one before left."""

import json
import tempfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from standalloc.bench.perform import Outcome, fingerprint_of
from standalloc.bench.record import read_part, write_record
from standalloc.bench.replay.carry import Carried, Planned, carry
from standalloc.bench.replay.counting import counts_of
from standalloc.bench.replay.days import Airport, Window, window_of
from standalloc.bench.replay.record import SCHEMA, DayRecord, day_plan_path, record_path
from standalloc.bench.run import Configuration, Day, Run, digest
from standalloc.io import inspect, instance_document, read_plan, write_text
from standalloc.io.words import path_name
from standalloc.model import InputError, Instance, Problem

#: Performs a run, wherever that is, until the event is set; raises `CancelledError` then.
Perform = Callable[[Run, threading.Event], Outcome]

_NEXT_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Series:
    """What is to be planned, and how.

    Attributes:
        airport: and its days.
        configuration: of the engine.
        time_limit: seconds of each day.
        workers: cores that a day may use.
        begins: local time at which days begin.
    """

    airport: Airport
    configuration: Configuration
    time_limit: float
    workers: int
    begins: time


@dataclass(frozen=True, slots=True)
class _Task:
    """A day of a series with what was carried into it.

    Attributes:
        day: local date.
        window: its hours.
        follows: whether there is a plan of the day before.
        carried: the day, with what that left.
        fingerprint: of the instance.
    """

    day: date
    window: Window
    follows: bool
    carried: Carried
    fingerprint: str


class DayDone(NamedTuple):
    """The record of a day, and whether the day was planned just now."""

    record: DayRecord
    is_new: bool


def replayed(series: Series, folder: Path, perform: Perform, cancel: threading.Event) -> Iterator[DayDone]:
    """Yield the record of each day, in order, as soon as it is kept.

    A day whose record is there, with a plan and of the same inputs, is not planned again.

    Args:
        series: to plan.
        folder: of the replay.
        perform: plans a day.
        cancel: ends it when set.

    Raises:
        CancelledError: `cancel` was set.
        InputError: a schedule or a record is malformed.
        OSError: a file cannot be read or written.
    """
    before: Planned | None = None
    last: date | None = None
    for schedule in series.airport.schedules:
        if last is None or schedule.day != last + _NEXT_DAY:
            before = None
        task = _task(series, schedule.day, instance_of(series.airport.folder, schedule.path), before)
        kept = _kept(series, task, folder)
        record = kept or _plan(series, task, folder, perform, cancel)
        yield DayDone(record, kept is None)
        before, last = _planned(record, task, folder), schedule.day


def instance_of(folder: Path, schedule: Path) -> Instance:
    """Return a day as its own files have it; their warnings are left to `standalloc validate`.

    Raises:
        InputError: with every problem found, its file named with the folder: there may be several airports.
    """
    instance, problems = inspect(folder, schedule)
    if instance is None:
        raise InputError([_with_folder(problem, folder) for problem in problems])
    return instance


def _with_folder(problem: Problem, folder: Path) -> Problem:
    is_inside = problem.file is not None and Path(problem.file).name == problem.file
    return replace(problem, file=path_name(folder / problem.file)) if problem.file and is_inside else problem


def _task(series: Series, day: date, instance: Instance, before: Planned | None) -> _Task:
    window = window_of(day, series.begins, ZoneInfo(instance.airport.timezone))
    carried = carry(instance, window, before)
    return _Task(day, window, before is not None, carried, fingerprint_of(carried.instance))


def _inputs(series: Series, task: _Task) -> str:
    """Return a hash of all that the record depends on; the cores are left out, as they are the machine's."""
    window = (task.window.start.isoformat(), task.window.end.isoformat())
    known = sorted(task.carried.known) if task.follows else None
    return digest([task.fingerprint, series.configuration.hash, series.time_limit, window, known])


def _kept(series: Series, task: _Task, folder: Path) -> DayRecord | None:
    """Return the record of a day, where it is of the same inputs and there is a plan; without one it is tried again."""
    names = (task.carried.instance.airport.code, series.configuration.name, task.day.isoformat())
    path = record_path(folder, *names)
    if not path.is_file():
        return None
    record = read_part(path, DayRecord)
    is_whole = record.run.has_plan and day_plan_path(folder, *names).is_file()
    return record if is_whole and record.inputs == _inputs(series, task) else None


def _plan(series: Series, task: _Task, folder: Path, perform: Perform, cancel: threading.Event) -> DayRecord:
    """Plan a day and keep its plan and its record; the plan first, so that where there is a record all is there."""
    instance = task.carried.instance
    names = (instance.airport.code, series.configuration.name, task.day.isoformat())
    with tempfile.TemporaryDirectory(prefix="standalloc-", ignore_cleanup_errors=True) as workshop:
        outcome = perform(_run(series, task, Path(workshop) / f"{task.day}.json"), cancel)
    record_path(folder, *names).unlink(missing_ok=True)
    if outcome.plan is not None:
        write_text(day_plan_path(folder, *names), outcome.plan)
    record = _record(series, task, folder, outcome)
    write_record(record, record_path(folder, *names))
    return record


def _run(series: Series, task: _Task, document: Path) -> Run:
    """Return the run of a day, its instance written to a file."""
    instance = task.carried.instance
    document.write_text(json.dumps(instance_document(instance)), encoding="utf-8")
    return Run(
        suite="replay",
        family=instance.airport.code,
        instance=f"{instance.airport.code}-{task.day}",
        day=Day(document, None),
        day_hash=task.fingerprint,
        configuration=series.configuration,
        seed=0,
        workers=series.workers,
        time_limit=series.time_limit,
    )


def _record(series: Series, task: _Task, folder: Path, outcome: Outcome) -> DayRecord:
    carried, zone = task.carried, ZoneInfo(task.carried.instance.airport.timezone)
    record = DayRecord(
        schema_version=SCHEMA,
        inputs=_inputs(series, task),
        airport=carried.instance.airport.code,
        day=task.day.isoformat(),
        config=series.configuration.name,
        start=task.window.start.astimezone(zone).isoformat(timespec="minutes"),
        end=task.window.end.astimezone(zone).isoformat(timespec="minutes"),
        follows=task.follows,
        held=carried.held,
        added=carried.added,
        dropped=carried.dropped,
        counts=None,
        run=outcome.record,
    )
    planned = _planned(record, task, folder)
    if planned is None:
        return record
    known = carried.known if task.follows else None
    return record.model_copy(update={"counts": counts_of(planned, task.window, known)})


def _planned(record: DayRecord, task: _Task, folder: Path) -> Planned | None:
    """Return a day with its plan as it was kept; None without one."""
    if not record.run.has_plan:
        return None
    instance = task.carried.instance
    return Planned(instance, read_plan(day_plan_path(folder, record.airport, record.config, record.day), instance))
