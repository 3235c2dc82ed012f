# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""What the commands of the service share: which store they mean, and how they say what is wrong with it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from standalloc.cli.logs import Log
from standalloc.cli.program import BadInput

if TYPE_CHECKING:
    from standalloc.service.settings import Settings

MISSING_PACKAGE: Final = "the service needs the package {name}: pip install 'standalloc[service]'"

_OPTIONS: Final = (
    click.option(
        "--database",
        metavar="URL",
        help="The store: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; by default a file in --data. Better "
        "in STANDALLOC_DATABASE when it holds a password.",
    ),
    click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="DIR",
        envvar="STANDALLOC_DATA",
        default="standalloc-data",
        show_default=True,
        help="Folder of the store, made if missing. In the environment: STANDALLOC_DATA.",
    ),
)


def store_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that name the store."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def capacity_options(cores: str, memory: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the options that say how much workers have.

    Args:
        cores: what `--cores` are, and how many where it is left out.
        memory: what the megabytes of `--memory` are, likewise.
    """
    with_cores = click.option(
        "--cores",
        type=click.IntRange(1, 1024),
        metavar="N",
        envvar="STANDALLOC_CORES",
        help=f"{cores} In the environment: STANDALLOC_CORES.",
    )
    with_memory = click.option(
        "--memory",
        type=click.IntRange(64, 16_777_216),
        metavar="MB",
        envvar="STANDALLOC_MEMORY",
        help=f"{memory} In the environment: STANDALLOC_MEMORY.",
    )
    return lambda command: with_cores(with_memory(command))


def settings_of(database: str | None, data: Path) -> Settings:
    """Return the settings of the environment, with the store that the options name.

    Raises:
        SettingsError: a value cannot be used.
        OSError: the folder of the data cannot be made.
    """
    from standalloc.service.settings import read_settings

    settings = read_settings({"database": database})
    if "database" in settings.model_fields_set:
        return settings
    data.mkdir(parents=True, exist_ok=True)
    return settings.model_copy(update={"database": f"sqlite:///{data / 'standalloc.db'}"})


@contextmanager
def told() -> Iterator[None]:
    """Say in a message, with exit code 2, what the store refuses and what is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise BadInput(MISSING_PACKAGE.format(name=error.name)) from None
    except Exception as error:
        if not _is_refusal(error):
            raise
        raise BadInput(_reason(error)) from None


def show_log() -> None:
    """Show what service and workers log on standard error, as lines of JSON."""
    from standalloc.service.logs import JsonLines

    shown = click.get_current_context().find_object(Log)
    if shown is not None and shown.level > logging.INFO:
        shown.setLevel(logging.INFO)
        shown.setFormatter(JsonLines())
        logging.getLogger("standalloc").setLevel(logging.INFO)


def _is_refusal(error: Exception) -> bool:
    """Return whether an exception is no mistake of the program, but of its settings or its database."""
    from sqlalchemy.exc import DBAPIError

    from standalloc.service.settings import SettingsError
    from standalloc.service.store import StoreError

    return isinstance(error, SettingsError | StoreError | DBAPIError)


def _reason(error: Exception) -> str:
    from sqlalchemy.exc import DBAPIError

    from standalloc.service.work.outages import reason

    return f"the database does not answer: {reason(error)}" if isinstance(error, DBAPIError) else str(error)
