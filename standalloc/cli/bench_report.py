# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The command `bench report`: what a folder of results shows, on the screen, as a page, as Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standalloc.cli.program import BadInput

if TYPE_CHECKING:
    from standalloc.bench.report import Report, Results

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
#: Stands for the file that an option means where the user names none.
_UNNAMED = "-"


@click.command(short_help="Say what the results show.")
@click.argument("folder", metavar="DIR", type=_FOLDER)
@click.option(
    "--html",
    metavar="[FILE]",
    is_flag=False,
    flag_value=_UNNAMED,
    help="Write one page with pictures that needs no network; report.html in DIR where no file is named.",
)
@click.option(
    "--markdown",
    metavar="[FILE]",
    is_flag=False,
    flag_value=_UNNAMED,
    help="Write summary and tables as Markdown; on standard output where no file is named.",
)
@click.option(
    "--against",
    metavar="DIR2",
    type=_FOLDER,
    help="Compare each run with the same one in another folder of results.",
)
def report(folder: Path, html: str | None, markdown: str | None, against: Path | None) -> None:
    """Say what the results in DIR show: medians, means, performance profiles, gaps over time, who beats whom.

    Without --html or --markdown, summary and tables are shown on the screen.
    """
    from standalloc.bench.report import html_page, known_bounds, markdown_text, report_of

    results, others = _results(folder), None if against is None else _results(against)
    if others is not None and others.name == results.name:
        results, others = replace(results, name=str(folder)), replace(others, name=str(against))
    made = report_of(results, others, known_bounds())
    if html is not None:
        _write(html_page(made), folder / "report.html" if html == _UNNAMED else Path(html))
    if markdown == _UNNAMED:
        click.echo(markdown_text(made), nl=False)
    elif markdown is not None:
        _write(markdown_text(made), Path(markdown))
    if html is None and markdown is None:
        _show(made)


def _results(folder: Path) -> Results:
    """Return the results in a folder.

    Raises:
        InputError: a file among them is no record.
        BadInput: there are none.
    """
    from standalloc.bench import read_records
    from standalloc.bench.report import Results

    records = read_records(folder)
    if not records:
        raise BadInput(f"{folder} holds no results: name a folder that `standalloc bench run` has written")
    return Results(folder.resolve().name, records)


def _write(text: str, path: Path) -> None:
    from standalloc.cli.outputs import write_file

    write_file(path, text.encode())
    click.echo(f"wrote {path}", err=True)


def _show(made: Report) -> None:
    from standalloc.cli.tables import console, shortened, table
    from standalloc.cli.words import printable

    screen = console()
    screen.print(printable(made.title), style="bold")
    for sentence in made.summary:
        screen.print(printable(f"* {sentence}"))
    for one in made.every_table:
        numbers = [column for column in one.columns if column not in one.words]
        screen.print()
        screen.print(table(one.title, one.columns, shortened(one.rows), numbers))
        if one.note:
            screen.print(one.note, style="dim")
