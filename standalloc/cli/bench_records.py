# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands of the best known plans and bounds: `bench records`, `bench records update`, `bench records check`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from standalloc.cli.bench_report import NO_RESULTS
from standalloc.cli.program import NO_PLAN, BadInput
from standalloc.cli.words import number, percent, printable

if TYPE_CHECKING:
    from standalloc.bench.records import BestKnown, Origin
    from standalloc.bench.records_update import Updated


@click.group(invoke_without_command=True, short_help="Show the best known plans and bounds.")
@click.pass_context
def records(context: click.Context) -> None:
    """Show the best known plan and bound of every public instance; without COMMAND, as a table.

    They are in instances/records, beside the instances, and change only by what the checker has judged. With tiers
    there is a row for each, whose bound is for plans as good in the tiers before.
    """
    if context.invoked_subcommand is None:
        from standalloc.bench.records import read_all
        from standalloc.cli.tables import console, table

        columns = ["instance", "tier", "objective", "bound", "gap", "plan", "bound by"]
        rows = [row for known in read_all(_folder()) for row in _rows(known)]
        if not rows:
            raise BadInput("no records yet: `standalloc bench records update DIR` takes them from a sweep's results")
        console().print(table("best known", columns, rows, numbers=["tier", "objective", "bound", "gap"]))


@records.command(short_help="Take over what is better in a sweep.")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
def update(folder: Path) -> None:
    """Take over what is better in the results in DIR, as `standalloc bench run` leaves them.

    A plan must cost less, as the checker computes it now (tiers in order); a bound must be higher, come from a run
    whose plan the checker accepts, and not lie above the best plan. What is made of data given with --data is no public
    instance; nothing of it is stored.

    Exit codes: 0 done, 1 some results do not stand and were left out, 2 bad input.
    """
    from standalloc.bench.record import record_paths
    from standalloc.bench.records_update import not_public
    from standalloc.bench.records_update import update as updated

    target = _folder()
    if not record_paths(folder):
        raise BadInput(NO_RESULTS.format(folder=folder))
    if private := not_public(folder):
        click.echo(printable(f"not public, nothing is stored of them: {', '.join(private)}"), err=True)
    done = better = wrong = 0
    with _data_needed():
        for one in updated(folder, target):
            _tell(one)
            done, better, wrong = done + 1, better + one.is_better, wrong + len(one.faults)
    click.echo(f"{better} of {done} instances are known better than before")
    if wrong:
        raise click.exceptions.Exit(NO_PLAN)


@records.command(short_help="Judge every stored plan anew.")
def check() -> None:
    """Judge every stored plan anew, on the instance's files: its rules, its costs, the bounds beside it.

    Exit codes: 0 everything stands, 1 something does not, 2 an instance cannot be made.
    """
    from standalloc.bench.records import record_files
    from standalloc.bench.records_check import faults, strays

    folder = _folder()
    paths = [*record_files(folder)]
    wrong = _complain(strays(folder))
    with _data_needed(), TemporaryDirectory(prefix="standalloc-") as made:
        for path in paths:
            wrong += _complain(faults(path, Path(made)))
    click.echo(f"{len(paths)} records: " + (f"{wrong} faults" if wrong else "all stand"))
    if wrong:
        raise click.exceptions.Exit(NO_PLAN)


def _folder() -> Path:
    """Return the folder of the records.

    Raises:
        BadInput: the instances are not there.
    """
    from standalloc.bench import records as stored

    if not stored.RECORDS.parent.is_dir():
        raise BadInput(
            "the records come with the project's source, not with the installed package: run this in a clone of the "
            "project"
        )
    return stored.RECORDS


@contextmanager
def _data_needed() -> Iterator[None]:
    """Turn missing data into a message and its exit code."""
    from standalloc.bench.sources import MissingDataError

    try:
        yield
    except MissingDataError as error:
        raise BadInput(str(error)) from None


def _complain(messages: Iterable[str]) -> int:
    """Print messages on standard error; return how many."""
    count = 0
    for message in messages:
        click.echo(printable(message), err=True)
        count += 1
    return count


def _rows(known: BestKnown) -> Iterator[list[str]]:
    from standalloc.model.result import gap

    for place, cost in enumerate(known.plan.costs):
        bound = known.bound_of(place)
        value = None if bound is None else bound.bound
        yield [
            *([known.instance] if place == 0 else [""]),
            str(place + 1) if known.plan.tiers else "",
            *(number(cost), number(value), percent(gap(cost, value))),
            _told(known.plan.origin) if place == 0 else "",
            "" if bound is None else _told(bound.origin),
        ]


def _told(origin: Origin) -> str:
    """Return when and by what something was found."""
    return f"{origin.date[:10]} {origin.config}, {origin.seconds:.0f} s"


def _tell(one: Updated) -> None:
    if one.is_better and one.after is not None:
        before = {} if one.before is None else _values(one.before)
        news = [
            f"{what} {value}" + (f" (was {before[what]})" if what in before else "")
            for what, value in _values(one.after).items()
            if before.get(what) != value
        ]
        click.echo(f"{one.instance}: {'; '.join(news)}")
    _complain(f"{one.instance}: {fault}" for fault in one.faults)


def _values(known: BestKnown) -> dict[str, str]:
    bounds = [known.bound_of(place) for place in range(len(known.plan.costs))]
    return {
        "objective": " / ".join(number(cost) for cost in known.plan.costs),
        "bound": " / ".join(number(None if bound is None else bound.bound) for bound in bounds),
    }
