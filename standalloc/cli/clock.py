"""When a command began: its time limit counts from there, loading and reading included."""

from __future__ import annotations

import time
from typing import Final

import click

_KEY: Final = "standalloc.began"


def process_began() -> float:
    """Return `time.monotonic` when this process began, to be asked while it has done little but load modules.

    Until then it has hardly waited for anything, so the seconds passed are those the processor has worked.
    """
    return time.monotonic() - time.process_time()


def set_began(context: click.Context, began: float) -> None:
    """Note when the command began, as `time.monotonic`."""
    context.meta[_KEY] = began


def command_began() -> float:
    """Return `time.monotonic` when the command at work began."""
    began: float = click.get_current_context().meta[_KEY]
    return began
