# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that make a plan: `solve` and `demo`."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from click.core import ParameterSource

from standalloc.cli import limits
from standalloc.cli.clock import command_began
from standalloc.cli.inputs import Inputs, inputs_argument
from standalloc.cli.logs import Log
from standalloc.cli.program import NO_PLAN, BadInput

if TYPE_CHECKING:
    import threading

    from standalloc.model import Instance, Result

DEMO_DAY = "2013-07-11"

#: What is left for the engine at least: a plan there is even then.
_SHORTEST_S = 1e-9

#: Seconds kept back for writing, as a share of those that loading and reading took: both grow with the day.
_WRITING_SHARE = 0.4
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user asks of a solve; see the options below."""

    time_limit: float
    work_limit: float | None
    workers: int | None
    seed: int
    config: str
    start: Path | None
    out: Path | None
    as_json: bool
    quiet: bool


def _hush(context: click.Context, _parameter: click.Parameter, quiet: bool) -> bool:
    shown = context.find_object(Log)
    if quiet and shown is not None:
        shown.setLevel(logging.ERROR)
    return quiet


_OPTIONS: Final = (
    click.option(
        "--time-limit",
        type=float,
        metavar="SECONDS",
        default=60,
        show_default=True,
        callback=limits.seconds,
        help="Seconds until the answer, from reading to writing.",
    ),
    click.option(
        "--work-limit",
        type=float,
        metavar="UNITS",
        callback=limits.units,
        help="In place of the time limit, with --workers 1: work of roughly a second a unit. The same plan every time.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 1024),
        metavar="N",
        help="Threads to solve with; one per core where left out.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(0, 2**31 - 1),
        metavar="N",
        default=0,
        show_default=True,
        help="Seed of every random choice.",
    ),
    click.option(
        "--config",
        metavar="NAME|FILE.toml",
        default="default",
        show_default=True,
        help="Configuration of the engine: the name of one it carries, or a file.",
    ),
    click.option(
        "--start",
        type=click.Path(path_type=Path),
        metavar="PLAN.csv",
        help="Plan to start from; the answer is never worse.",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Folder for plan.csv, result.json and plan.html; plans/AIRPORT-DAY where left out.",
    ),
    click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print the content of result.json on standard output, and nothing else there.",
    ),
    click.option("--quiet", is_flag=True, callback=_hush, help="Show neither progress, warnings nor summary."),
)


def solve_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a solve."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(short_help="Make a plan, with a proven bound.")
@inputs_argument()
@solve_options
def solve(inputs: Inputs, **options: Any) -> None:
    """Make a plan: a stand for every visit, at the least cost, with a proven bound.

    Writes plan.csv, result.json and plan.html. Ctrl-C ends the solve early and keeps the best plan so far; a second
    Ctrl-C aborts.
    """
    settings = _settings(options)
    _run(inputs.read(), settings)


@click.command(short_help="Solve a real day of New York JFK.")
@solve_options
def demo(**options: Any) -> None:
    """Solve a real day: the domestic flights of New York JFK on 11 July 2013."""
    from importlib import resources

    from standalloc.io import read

    packaged = resources.files("standalloc") / "demo" / "jfk"
    with resources.as_file(packaged) as folder:
        instance = read(folder, day=DEMO_DAY)
    _run(instance, _settings(options))


def _settings(options: dict[str, Any]) -> Settings:
    """Return what the options say; two limits at once are a usage error."""
    given = click.get_current_context().get_parameter_source("time_limit")
    if options["work_limit"] is not None and given is not ParameterSource.DEFAULT:
        raise click.UsageError("--work-limit takes the place of --time-limit: give one of the two.")
    return Settings(**options)


def _run(instance: Instance, settings: Settings) -> None:
    """Solve, write, show; leave with the exit code where there is no plan."""
    from standalloc.cli.interrupts import stop_on_signals
    from standalloc.cli.outputs import as_json, default_folder, require_place, write_result
    from standalloc.io import result_document

    folder = settings.out or default_folder(instance)
    require_place(folder)
    writing = _WRITING_SHARE * (time.monotonic() - command_began())
    with stop_on_signals() as stop:
        result = _solve(instance, settings, stop, settings.time_limit - writing)
        is_plan = result.status in {"optimal", "feasible"}
        paths = write_result(result, instance, folder) if is_plan else []
    if settings.as_json:
        click.echo(as_json(result_document(result, instance)), nl=False)
    elif not settings.quiet:
        _show(result, instance, paths)
    if not is_plan:
        click.echo(f"no plan: {result.status}; nothing is written", err=True)
        raise click.exceptions.Exit(NO_PLAN)


def _solve(instance: Instance, settings: Settings, stop: threading.Event, seconds: float) -> Result:
    from standalloc.cli.interrupts import beside_signals
    from standalloc.cli.progress import Meter
    from standalloc.io import read_plan
    from standalloc.model import InputError
    from standalloc.solve import solve as solve_instance

    start = read_plan(settings.start, instance) if settings.start else None
    began = command_began()
    limit = settings.time_limit if settings.work_limit is None else None
    meter = Meter(limit, instance.airport.objective.tiers, began=began, quiet=settings.quiet)

    def work() -> Result:
        return solve_instance(
            instance,
            time_limit=max(seconds, _SHORTEST_S),
            work_limit=settings.work_limit,
            workers=settings.workers,
            seed=settings.seed,
            config=settings.config,
            start=start,
            on_progress=meter.report,
            stop=stop,
            began=began,
        )

    try:
        with meter.shown():
            # What is kept back for the files is of the limit, too.
            return replace(beside_signals(work), time_limit=limit)
    except InputError:
        raise
    except ValueError as error:  # what `solve` raises for limits, configurations and weights it cannot use
        log.debug("refused", exc_info=error)
        raise BadInput(str(error)) from None


def _show(result: Result, instance: Instance, paths: list[Path]) -> None:
    from standalloc.cli import tables

    console = tables.console()
    console.print(tables.result_table(result, instance))
    if result.tiers:
        console.print(tables.tiers_table(result.tiers))
    console.print(tables.terms_table(result.judgement, instance.airport.objective))
    if result.judgement.reasons:
        console.print(tables.unallocated_table(result.judgement.reasons))
    for path in paths:
        console.print(f"wrote {path}", soft_wrap=True)
