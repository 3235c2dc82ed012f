# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The command `bench report`: what a folder of results shows, on the screen, as a page, as Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standalloc.cli.program import BadInput

if TYPE_CHECKING:
    from rich.table import Table as Grid

    from standalloc.bench.report import Report, Results, Table

#: What is said of a folder without records.
NO_RESULTS = "{folder} holds no results: name a folder that `standalloc bench run` has written"
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
#: Stands for the file that an option means where the user names none.
_UNNAMED = "-"
#: Characters of words that a narrow screen leaves together.
_LONGEST_WORD = 10


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
        raise BadInput(NO_RESULTS.format(folder=folder))
    return Results(folder.resolve().name, records)


def _write(text: str, path: Path) -> None:
    from standalloc.cli.outputs import write_file

    write_file(path, text.encode())
    click.echo(f"wrote {path}", err=True)


def _show(made: Report) -> None:
    from standalloc.cli.tables import console
    from standalloc.cli.words import printable

    screen = console()
    screen.print(printable(made.title), style="bold")
    for sentence in made.summary:
        screen.print(printable(f"* {sentence}"))
    for one in made.every_table:
        screen.print()
        screen.print(printable(one.title), style="bold")
        screen.print(_narrow(one))
        if one.note:
            screen.print(one.note, style="dim")


def _narrow(made: Table) -> Grid:
    """Return a table of many columns for the screen: where room is short, words are folded before numbers are."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    from standalloc.cli.tables import shortened
    from standalloc.cli.words import printable

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for place, column in enumerate(made.columns):
        is_word = column in made.words
        longest = max([len(row[place]) for row in made.rows], default=0)
        least = max([min(longest, _LONGEST_WORD) if is_word else longest, *map(len, column.split())])
        grid.add_column(Text(column), justify="left" if is_word else "right", overflow="fold", min_width=least)
    for row in shortened(made.rows):
        grid.add_row(*(Text(printable(cell)) for cell in row))
    return grid
