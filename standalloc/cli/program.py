# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The group of all commands: turns whatever goes wrong into a message and an exit code."""

from __future__ import annotations

import errno
import gc
import io
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from standalloc.cli.clock import process_began, set_began
from standalloc.cli.words import printable, problem_line

if TYPE_CHECKING:
    from standalloc.model import Problem

NO_PLAN = 1
BAD_INPUT = 2
INTERRUPTED = 130
_MOST_PROBLEMS = 50
#: Commands that read files of other kinds than `standalloc validate` does.
_OF_OTHER_FILES = frozenset({"import", "bench"})

#: A compiled day is a million objects and none of them garbage: looking through them all the time takes a third longer.
_OBJECTS_BETWEEN_COLLECTIONS = 200_000


class BadInput(click.ClickException):
    """The input cannot be used, for a reason that is no single problem of a file."""

    exit_code = BAD_INPUT


class Program(click.Group):
    """A group whose commands end with a message on standard error and an exit code, never with a traceback."""

    _began: float | None = None

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run as the whole of a process, whose beginning is that of the command."""
        self._began = process_began()
        return super().__call__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order a user meets them."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; translate its exceptions."""
        _tolerate_any_encoding()
        began, self._began = self._began, None
        set_began(ctx, time.monotonic() if began is None else began)
        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # click ends quietly when the reader of a pipe has gone
            debug = ctx.params.get("debug", False)
            raise click.exceptions.Exit(_explain(error, ctx.invoked_subcommand, debug)) from None


def complain(problems: Iterable[Problem], command: str | None = None) -> None:
    """Print the problems that a command has met on standard error, one a line."""
    lines = [problem_line(problem) for problem in problems]
    for line in lines[:_MOST_PROBLEMS]:
        click.echo(line, err=True)
    if len(lines) > _MOST_PROBLEMS:
        hint = "" if command in _OF_OTHER_FILES else "; `standalloc validate` lists them all"
        click.echo(f"... and {len(lines) - _MOST_PROBLEMS} more{hint}", err=True)


def _explain(error: Exception, command: str | None, debug: bool) -> int:
    """Print what went wrong; return the exit code."""
    from standalloc.model import InputError

    if isinstance(error, InputError):
        complain(error.problems, command)
        return BAD_INPUT
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        click.echo(printable(f"Error: {place}{error.strerror or error}"), err=True)
        return BAD_INPUT
    if debug:
        import traceback

        click.echo(traceback.format_exc(), err=True)
    click.echo(
        printable(f"Internal error: {type(error).__name__}: {error}\n")
        + "This is a bug in standalloc: please report it"
        + (
            " with the traceback above."
            if debug
            else " with what `standalloc --debug ...` prints for the same command."
        ),
        err=True,
    )
    return NO_PLAN


def _tolerate_any_encoding() -> None:
    """Write what the terminal's encoding cannot show as an escape instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
