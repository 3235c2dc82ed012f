"""What the library logs, on standard error: its warnings, and with `--debug` everything."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import click

from standalloc.cli.words import printable

_LIBRARY = logging.getLogger("standalloc")


class Log(logging.Handler):
    """Prints records of the library on standard error, wherever that is when they come."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record."""
        click.echo(printable(self.format(record)), err=True)


@contextmanager
def shown_log(debug: bool) -> Iterator[Log]:
    """Show warnings, or with `debug` everything, until the end of the context."""
    log = Log(logging.DEBUG if debug else logging.WARNING)
    log.setFormatter(
        logging.Formatter("%(relativeCreated)8d ms %(name)s: %(message)s" if debug else "warning: %(message)s")
    )
    level = _LIBRARY.level
    _LIBRARY.addHandler(log)
    if debug:
        _LIBRARY.setLevel(logging.DEBUG)
    try:
        yield log
    finally:
        _LIBRARY.removeHandler(log)
        _LIBRARY.setLevel(level)
