# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that look: `show` an airport and a day, `plot` a plan, `compare` two plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import click

from standalloc.cli.inputs import Inputs, inputs_argument
from standalloc.cli.program import NO_PLAN, complain

if TYPE_CHECKING:
    from standalloc.model import Instance, Plan

_FORMATS = ("html", "png", "svg")


@click.command(short_help="Show an airport and a day at a glance.")
@inputs_argument(schedule_required=False)
def show(inputs: Inputs) -> None:
    """Show an airport and a day at a glance: stands, turns, and the demand for stands against their supply.

    Without SCHEDULE, the folder's only one is shown; where there are several or none, the airport alone.
    """
    from standalloc.cli import glance, tables
    from standalloc.io import inspect
    from standalloc.model import InputError

    instance, problems = inspect(inputs.airport, inputs.schedule)
    if instance is None:
        raise InputError(problems)
    complain(problems)
    console = tables.console()
    console.print(glance.stands_table(instance.airport))
    for line in glance.policy_lines(instance.airport):
        console.print(line)
    if instance.turns:
        console.print(glance.turns_table(instance))
        console.print(glance.demand_chart(instance, console))


@click.command(short_help="Draw a plan as a Gantt chart.")
@inputs_argument(plans=1)
@click.option(
    "--format", "picture", type=click.Choice(_FORMATS), help="Kind of picture; by the suffix of --out, else html."
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="File to write; beside PLAN where left out."
)
def plot(inputs: Inputs, picture: str | None, out: Path | None) -> None:
    """Draw a plan as a Gantt chart: stands as rows, turns as bars.

    A plan that violates rules is drawn all the same.
    """
    from standalloc.cli.outputs import write_file

    kind = picture or (out.suffix[1:].lower() if out else "html")
    if kind not in _FORMATS:
        raise click.BadParameter(f"'{out}' does not end in .html, .png or .svg: give --format.", param_hint="--out")
    if out and out.suffix[1:].lower() in set(_FORMATS) - {kind}:
        raise click.BadParameter(f"'{out}' is no name for a picture of format {kind}.", param_hint="--out")
    instance = inputs.read()
    [plan] = inputs.read_plans(instance)
    content = _draw(instance, plan, kind)
    target = out or inputs.plans[0].with_suffix(f".{kind}")
    write_file(target, content)
    click.echo(f"wrote {target}", err=not target.is_file())


@click.command(short_help="Compare two plans.")
@inputs_argument(plans=2)
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON on standard output.")
def compare(inputs: Inputs, as_json: bool) -> None:
    """Compare two plans: which visits moved, and what that changes by term.

    Exit codes: 0 both plans keep every rule, 1 one of them does not, 2 bad input.
    """
    from standalloc.check.comparison import Comparison
    from standalloc.cli import outputs, tables
    from standalloc.cli.comparison import comparison_tables
    from standalloc.io import comparison_document

    instance = inputs.read()
    before, after = inputs.read_plans(instance)
    compared = Comparison.of(instance, before, after)
    if as_json:
        click.echo(outputs.as_json(comparison_document(compared)), nl=False)
    else:
        console = tables.console()
        for table in comparison_tables(compared):
            console.print(table)
    broken = [str(path) for path, ok in zip(inputs.plans, compared.valid, strict=True) if not ok]
    for path in broken:
        click.echo(f"{path} violates rules; `standalloc check` lists them", err=True)
    if broken:
        raise click.exceptions.Exit(NO_PLAN)


def _draw(instance: Instance, plan: Plan, kind: str) -> bytes:
    from standalloc import plots
    from standalloc.check import check

    judgement = check(instance, plan)
    if kind == "html":
        return plots.gantt_html(instance, plan, judgement).encode()
    try:
        return plots.gantt_picture(instance, plan, judgement, cast(Literal["png", "svg"], kind))
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{kind} needs {error.name}: pip install 'standalloc[pictures]', or use html.") from None
