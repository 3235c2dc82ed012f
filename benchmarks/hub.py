"""Measures the engine: `python benchmarks/hub.py` runs what has no results yet, `... table` shows what there is."""

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.cases import Case, all_cases
from benchmarks.report import report
from benchmarks.runs import RESULTS, ROOT, Store, matching, run_missing


@dataclass(frozen=True, slots=True)
class Choice:
    """The cases asked for, and where their results are."""

    cases: list[Case]
    store: Store


@click.group(invoke_without_command=True)
@click.option("--only", default="", metavar="PATTERN", help="Only cases whose name or family holds this.")
@click.option("--list", "is_list", is_flag=True, help="Name the cases, those with results marked x, and run nothing.")
@click.option("--time-scale", type=click.FloatRange(0, min_open=True), default=1.0, show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="Threads of each solve.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=ROOT.parent / "shared" / "data",
    help="Folder of the Sheremetyevo and Huawei Cup files; where they are missing, so are their cases.",
)
@click.option("--results", type=click.Path(path_type=Path), default=RESULTS, help="Folder of results.")
@click.pass_context
def main(
    context: click.Context, only: str, is_list: bool, time_scale: float, workers: int, data: Path, results: Path
) -> None:
    """Run the cases that have no results yet, one at a time. Ctrl-C keeps what is done."""
    choice = Choice(matching(all_cases(data), only), Store(results, time_scale))
    context.obj = choice
    if is_list:
        for case in choice.cases:
            click.echo(f"{'x' if choice.store.read(case) else ' '} {case.name:<40} {case.family}")
    elif context.invoked_subcommand is None:
        sys.exit(1 if run_missing(choice.cases, choice.store, workers) else 0)


@main.command()
@click.pass_obj
def table(choice: Choice) -> None:
    """Print what was measured as Markdown."""
    click.echo(report(choice.cases, choice.store.read))


if __name__ == "__main__":
    main()
