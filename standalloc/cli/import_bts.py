# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The command `import bts`: the turns of an airport from US on-time performance files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from standalloc.cli.importing import write_imported


def _upper(_context: click.Context, _parameter: click.Parameter, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in codes)


def _day(_context: click.Context, _parameter: click.Parameter, moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("bts", short_help="US on-time performance: the turns of an airport.")
@click.argument("source", metavar="SOURCE", type=click.Path(exists=True, path_type=Path))
@click.option("--airport", metavar="CODE", required=True, help="IATA code of the airport, as in ATL.")
@click.option(
    "--airline",
    "airlines",
    metavar="CODE",
    multiple=True,
    callback=_upper,
    help="Carrier of arrival or departure, as in FL; repeatable. Without it, all.",
)
@click.option(
    "--from", "first", type=_DAY, metavar="YYYY-MM-DD", callback=_day, help="First day to write; else the first there."
)
@click.option(
    "--to", "last", type=_DAY, metavar="YYYY-MM-DD", callback=_day, help="Last day to write; else the last there."
)
@click.option(
    "--fleet",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="CSV of aircraft with the columns tailnum, model and, where there, seats.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    required=True,
    help="Folder to write: a new one, or that of an airport, to which the days are added.",
)
def bts(source: Path, airport: str, out: Path, **choices: Any) -> None:
    """Take over the flights of an airport from US on-time performance files, as turns, one schedule a day.

    SOURCE is a CSV of the Bureau of Transportation Statistics, a ZIP that holds one, or a folder of either.
    """
    from standalloc.cli.outputs import require_place
    from standalloc.io.bts import for_folder, read_bts

    require_place(out)
    code = airport.strip().upper()
    try:
        imported = read_bts(source, code, **choices)
    except ModuleNotFoundError as error:
        raise click.UsageError(str(error)) from None
    write_imported(for_folder(imported, code, out), out)
