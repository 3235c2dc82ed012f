# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The command `import tables`: spreadsheets as airports have them, by a map of their columns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from standalloc.cli.importing import write_imported
from standalloc.cli.making import refuse_to_overwrite


@click.command("tables", short_help="Your own CSVs and Excel workbooks, by a map of their columns.")
@click.argument("source", metavar="SOURCE", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="TOML file that says which columns are which; --suggest writes one to start from.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder to write: a new one, or that of an airport, to which days are added by a map of schedules alone.",
)
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Day of times that come without a date, in place of the map's base_date.",
)
@click.option("--suggest", is_flag=True, help="Print a map for the columns found, and write nothing.")
def spreadsheets(source: Path, map_file: Path | None, out: Path | None, day: datetime | None, suggest: bool) -> None:
    """Take over stands and schedules from spreadsheets.

    SOURCE is a CSV, an Excel workbook (.xlsx), or a folder of them. A map says where in it each of our tables is.
    """
    from standalloc.io.folder import AIRPORT_FILE
    from standalloc.io.spreadsheets import read_tables, suggest_map

    try:
        if suggest:
            if map_file is not None or out is not None or day is not None:
                raise click.UsageError("--suggest prints a map: leave --map, --out and --day out.")
            click.echo(suggest_map(source), nl=False)
            return
        if map_file is None or out is None:
            raise click.UsageError("give --map and --out, or --suggest to print a map to start from.")
        airport = out if (out / AIRPORT_FILE).is_file() else None
        if airport is None:
            refuse_to_overwrite(out)
        write_imported(read_tables(source, map_file, None if day is None else day.date(), airport), out)
    except ModuleNotFoundError as error:
        raise click.UsageError(str(error)) from None
