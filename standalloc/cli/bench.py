# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands of the benchmark harness: `bench run`, `bench list`, `bench compact`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standalloc.cli import limits
from standalloc.cli.bench_report import NO_RESULTS
from standalloc.cli.performing import performers, performing_options
from standalloc.cli.program import INTERRUPTED, BadInput

if TYPE_CHECKING:
    from standalloc.bench.executor import Executor
    from standalloc.bench.planning import Choice
    from standalloc.bench.run import Run
    from standalloc.bench.store import Store
    from standalloc.bench.suites import Suite


@click.group()
def bench() -> None:
    """Measure configurations over suites of instances.

    What the suites are, and what the files of results hold: docs/benchmarks.md.
    """


def _suite(_context: click.Context, _parameter: click.Parameter, name: str) -> Suite:
    from standalloc.bench.suites import SUITES

    if name not in SUITES:
        raise click.BadParameter(f"'{name}' is not one of {', '.join(SUITES)}.")
    return SUITES[name]


@bench.command("list", short_help="Name the suites.")
def list_suites() -> None:
    """Name the suites: how many instances each has, how many runs those make, and what it is for."""
    from standalloc.bench.suites import SUITES
    from standalloc.cli.tables import console, table

    rows = [
        [suite.name, _count(suite.instances), _count(suite.runs), "--data" * suite.needs_data, suite.about]
        for suite in SUITES.values()
    ]
    console().print(
        table("suites", ["suite", "instances", "runs", "needs", "what it is for"], rows, ["instances", "runs"])
    )


def _count(count: int) -> str:
    return f"{count:,}" if count else "by data"


@bench.command("run", short_help="Run a suite, or go on with one.")
@click.argument("suite", metavar="SUITE", callback=_suite)
@click.option(
    "--config",
    "configs",
    metavar="NAME|FILE.toml",
    multiple=True,
    help="Configuration of the engine; where left out, those that the suite names.",
)
@click.option(
    "--only",
    metavar="WORD",
    multiple=True,
    help="Take instances whose name or family holds the word; where left out, all.",
)
@click.option(
    "--seeds",
    type=click.IntRange(1, 10_000),
    metavar="N",
    default=1,
    show_default=True,
    help="How often each run is done, with the seeds 0, 1, ...",
)
@click.option(
    "--time-limit",
    type=float,
    metavar="SECONDS",
    callback=limits.seconds,
    help="Seconds of every run; where left out, what each instance of the suite names, mostly 60.",
)
@performing_options(
    jobs="Runs at a time; where left out, as many as the cores carry.",
    workers="Threads of each run; where left out, the cores that --jobs leaves to each.",
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of the data that are not the project's own: huawei-cup-2018f, svo-2021, bts-2008 and stands.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Folder of results; bench/SUITE where left out."
)
def run_suite(
    suite: Suite, jobs: int | None, workers: int | None, cluster: str | None, out: Path | None, **options: Any
) -> None:
    """Run every instance of SUITE with every configuration and seed, each in a process of its own.

    What has its result in DIR is not run again: after Ctrl-C or a crash the same command goes on where it stopped. A
    run that fails is a result with its message. Every plan is judged by the checker before its figures count.

    Exit codes: 0 every run has its result, 2 bad input or usage, 130 interrupted.
    """
    from standalloc.bench.planning import Choice
    from standalloc.bench.store import FolderInUseError, Store
    from standalloc.cli.outputs import require_place

    store = Store(out or Path("bench") / suite.name)
    require_place(store.folder)
    try:
        with performers(cluster, jobs, workers) as doing, store.held():
            _sweep(_runs(suite, Choice(workers=doing.workers, **options), store), store, doing.executor)
    except FolderInUseError as error:
        raise BadInput(str(error)) from None


@bench.command("compact", short_help="Write the results as Parquet tables.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def write_tables(folder: Path) -> None:
    """Write the results in DIR as runs.parquet and trace.parquet, for pandas, DuckDB and spreadsheets."""
    from standalloc.bench.record import record_paths

    if not record_paths(folder):
        raise BadInput(NO_RESULTS.format(folder=folder))
    _compact(folder)


def _runs(suite: Suite, choice: Choice, store: Store) -> list[Run]:
    """Return the runs of a suite, its instances made.

    Raises:
        BadInput: a configuration is not known, or data are missing.
    """
    from standalloc.bench.planning import runs_of
    from standalloc.bench.sources import MissingDataError
    from standalloc.cli.sweeping import preparing
    from standalloc.model import InputError

    try:
        with preparing(suite.name) as on_case:
            return runs_of(suite, choice, store.days, on_case)
    except InputError:
        raise
    except (MissingDataError, ValueError) as error:
        raise BadInput(f"suite {suite.name}: {error}") from None


def _sweep(runs: list[Run], store: Store, executor: Executor) -> None:
    """Perform what is missing, and say how it goes and what came of it."""
    from standalloc.bench.sweep import sweep
    from standalloc.check.wording import counted
    from standalloc.cli.sweeping import SweepMeter

    missing = store.missing(runs)
    meter = SweepMeter(missing, len(runs), executor.jobs)
    try:
        with meter.shown():
            sweep(missing, store, executor, meter.ended)
    except KeyboardInterrupt:
        click.echo(f"interrupted: {meter.done} of {len(runs)} runs are done; the same command does the rest", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    names = {run.name for run in runs}
    ended = Counter(record.status for record in store.records() if record.run in names)
    counts = ", ".join(f"{count} {status}" for status, count in ended.most_common())
    click.echo(f"{counted(len(runs), 'run')} in {store.folder}: {counts}")
    try:
        _compact(store.folder)
    except BadInput as error:  # the records are there all the same
        click.echo(f"no tables: {error.message}", err=True)


def _compact(folder: Path) -> None:
    """Write the tables of a folder of results.

    Raises:
        BadInput: the extra for it is not installed.
    """
    from standalloc.bench.compact import compact

    try:
        paths = compact(folder)
    except ModuleNotFoundError as error:
        raise BadInput(str(error)) from None
    for path in paths:
        click.echo(f"wrote {path}")
