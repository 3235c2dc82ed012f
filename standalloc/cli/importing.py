# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that change formats: `import` makes an airport of another format, `export` writes a plan in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from standalloc.cli.inputs import Inputs, inputs_argument
from standalloc.cli.making import refuse_to_overwrite

if TYPE_CHECKING:
    from standalloc.io.foreign import Imported


@click.group("import")
def import_() -> None:
    """Make an airport and its day from files of another format.

    What each format means and how our rules and terms say it: docs/formats.md.
    """


@click.group()
def export() -> None:
    """Write a plan in another format."""


def _source_and_out(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command its SOURCE and --out."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    source = click.argument("source", metavar="SOURCE", type=folder)
    out = click.option(
        "--out", type=click.Path(path_type=Path), metavar="DIR", required=True, help="Folder to write, a new one."
    )
    return source(out(command))


@import_.command("huawei-cup", short_help="Problem F of the 2018 Huawei Cup: gates at a hub.")
@_source_and_out
@click.option(
    "--question",
    type=click.Choice(["1", "2", "3"]),
    required=True,
    help="1 most turns at fewest gates, 2 then least minutes of transfers, 3 then least tension of transfers.",
)
def huawei_cup(source: Path, out: Path, question: str) -> None:
    """Take over problem F of the 2018 Huawei Cup: gates at a hub with a satellite hall.

    SOURCE is the folder with pucks.csv, gates.csv and tickets.csv.
    """
    from standalloc.io.huawei_cup import read_huawei_cup

    refuse_to_overwrite(out)
    write_imported(read_huawei_cup(source, cast(Literal[1, 2, 3], int(question))), out)


@import_.command("svo", short_help="The Sheremetyevo case of 2021: stands and money.")
@_source_and_out
def import_svo(source: Path, out: Path) -> None:
    """Take over the Sheremetyevo case of 2021: stands for a day's flights at least cost.

    SOURCE is the folder with Timetable, Aircraft_Stands, Handling_Rates, Handling_Time and, where it is there,
    AircraftClasses, each a CSV whose name ends in _Public, _Private or neither.
    """
    from standalloc.io.svo import read_svo

    refuse_to_overwrite(out)
    write_imported(read_svo(source), out)


@export.command("svo", short_help="The Sheremetyevo timetable with stands.")
@inputs_argument(plans=1)
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", required=True, help="File to write.")
def export_svo(inputs: Inputs, out: Path) -> None:
    """Write the Sheremetyevo timetable with the stands of a plan as its Aircraft_Stand.

    AIRPORT and SCHEDULE are what `standalloc import svo` made.
    """
    from standalloc.cli.outputs import write_file
    from standalloc.io.svo import timetable_text

    if inputs.schedule is None:
        raise click.UsageError("an instance JSON does not keep the timetable: name the airport's folder and its CSV.")
    instance = inputs.read()
    [plan] = inputs.read_plans(instance)
    write_file(out, timetable_text(inputs.airport, inputs.schedule, plan, instance).encode())
    missing = sum(visit.key not in plan.stands for visit in instance.visits)
    if missing:
        click.echo(f"{missing} of {len(instance.visits)} flights have no stand", err=True)
    click.echo(f"wrote {out}", err=not out.is_file())


def write_imported(imported: Imported, out: Path) -> None:
    """Write an airport's folder, whole or not at all, and say what was taken over."""
    from standalloc.cli.outputs import write_together
    from standalloc.io import write_text

    def writer(text: str) -> Callable[[Path], None]:
        return lambda path: write_text(path, text)

    write_together(out, {name: writer(text) for name, text in imported.files.items()})
    for note in imported.notes:
        click.echo(note)
    click.echo(f"wrote {out}" + (f"; next: standalloc show {out}" if (out / "stands.csv").is_file() else ""))
