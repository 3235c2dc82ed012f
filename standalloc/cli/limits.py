"""How much time and work a user may ask for."""

from __future__ import annotations

import click

_MOST = 10_000_000


def seconds(_context: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    """Return seconds that an option asks for, None where it is left out.

    Raises:
        BadParameter: they are none that a command could take.
    """
    return _checked(value, "seconds")


def units(_context: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    """Return units of work, likewise."""
    return _checked(value, "units")


def _checked(value: float | None, what: str) -> float | None:
    if value is not None and not 0 < value <= _MOST:  # false for nan, too
        raise click.BadParameter(f"{value:g} is not a number of {what} above 0 and up to {_MOST:,}.")
    return value
