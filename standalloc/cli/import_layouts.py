# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands of `import` for stand layouts: airports without a schedule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

import click

from standalloc.cli.importing import write_imported
from standalloc.cli.making import refuse_to_overwrite


def _layout_options(code: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what gives a command its SOURCE, --airport, --timezone and --out."""
    decorators = (
        click.argument("source", metavar="SOURCE", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option(
            "--airport",
            metavar="CODE",
            help=f"Airport to read, as in {code}; needed where SOURCE holds several or does not name its own.",
        ),
        click.option(
            "--timezone", metavar="ZONE", help="Time zone, such as Europe/Zurich, where it is not known by the code."
        ),
        click.option(
            "--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Folder to write, a new one."
        ),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


@click.command("apt-dat", short_help="X-Plane's airport data: stands of any airport.")
@_layout_options("KATL or ATL")
@click.option(
    "--airlines",
    type=click.Choice(["note", "rule"]),
    default="note",
    show_default=True,
    help="The airlines of a stand: noted in x_airlines, or the only ones that may use it.",
)
def apt_dat(source: Path, airport: str | None, timezone: str | None, out: Path, airlines: str) -> None:
    """Take over the stands of an airport from X-Plane's airport data.

    SOURCE is an apt.dat, of the whole world or an excerpt of one airport.
    """
    from standalloc.io.apt_dat import read_apt_dat

    refuse_to_overwrite(out)
    write_imported(read_apt_dat(source, airport, timezone, cast(Literal["note", "rule"], airlines)), out)


@click.command("grplugin", short_help="EuroScope ground-radar stand files.")
@_layout_options("LSZH")
@click.option(
    "--contact",
    multiple=True,
    metavar="PATTERN",
    help="Names of stands at a terminal, as in 'A*'; repeatable. Without it, those with a border status.",
)
def grplugin(source: Path, airport: str | None, timezone: str | None, out: Path, contact: tuple[str, ...]) -> None:
    """Take over the stands of an airport from a stand file of EuroScope's Ground Radar plugin.

    SOURCE is a GRpluginStands.txt. Every line of it is counted: taken over as it says, approximated or ignored.
    """
    from standalloc.io.grplugin import read_grplugin

    refuse_to_overwrite(out)
    write_imported(read_grplugin(source, airport, timezone, contact), out)
