"""The report of a replay: written into its folder, and its totals on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from standalloc.bench.replay import DayRecord
from standalloc.bench.replay.compare import Comparison, compared
from standalloc.bench.replay.report import report_files
from standalloc.bench.replay.sentences import Circumstances, caveats, headline, together
from standalloc.bench.replay.tables import totals_table
from standalloc.cli.outputs import write_together
from standalloc.cli.program import NO_PLAN
from standalloc.cli.tables import console, table
from standalloc.cli.words import printable
from standalloc.io import write_text


def report(records: Sequence[DayRecord], configs: Sequence[str], known: Circumstances, folder: Path) -> None:
    """Write the report and print what it says in short; leave with an exit code where no day counts.

    Args:
        records: of all days, the airports in the order in which they are told.
        configs: name of the configuration in question, and of the one it is compared with.
        known: what a reader must know beside the records.
        folder: of the replay.

    Raises:
        OSError: a file could not be written; then none is.
    """
    comparisons = compared(records, *configs)
    files = report_files(comparisons, known)
    paths = write_together(folder, {name: partial(write_text, text=text) for name, text in files.items()})
    _show(comparisons)
    for path in paths:
        click.echo(f"wrote {path}")
    if not any(one.counted for one in comparisons):
        raise click.exceptions.Exit(NO_PLAN)


def _show(comparisons: Sequence[Comparison]) -> None:
    """Print the totals of each airport, and the sentences about them."""
    shown = console()
    for one in comparisons:
        totals = totals_table(one)
        shown.print(table(totals.title, totals.columns, totals.rows, totals.columns[1:]))
        for line in (headline(one), *caveats(one)):
            shown.print(printable(line), soft_wrap=True)
    if said := together(comparisons):
        shown.print(said, soft_wrap=True)
