# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands `backup` and `restore` of the service's store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from standalloc.cli.service_options import settings_of, store_options, told


@click.command(short_help="Back the service's store up to one file.")
@click.argument("file", type=click.Path(path_type=Path))
@store_options
def backup(file: Path, **place: Any) -> None:
    """Write all that the service stores to FILE, as of one moment, while the service goes on.

    FILE is an SQLite database, whatever the store is.
    """
    with told():
        from standalloc.service.store.backup import back_up

        back_up(settings_of(**place).database, file)
    click.echo(f"wrote {file}")


@click.command(short_help="Make the service's store of a backup.")
@click.argument("file", type=click.Path(path_type=Path))
@store_options
def restore(file: Path, **place: Any) -> None:
    """Make a store of the backup in FILE: a new SQLite file, or an empty PostgreSQL database.

    A store that holds something is left as it is. The backup may be of an older version.
    """
    with told():
        from standalloc.service.store.backup import restore as restore_store

        restore_store(file, settings_of(**place).database)
    click.echo(f"restored {file}")
