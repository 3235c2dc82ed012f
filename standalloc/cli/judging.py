# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The commands that judge: `check` a plan, `validate` an input."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standalloc.cli.inputs import Inputs, inputs_argument
from standalloc.cli.program import BAD_INPUT, NO_PLAN
from standalloc.cli.words import problem_line

if TYPE_CHECKING:
    from standalloc.model import Problem


@click.command(short_help="Judge a plan, whoever made it.")
@inputs_argument(plans=1)
@click.option("--json", "as_json", is_flag=True, help="Print the judgement as JSON on standard output.")
def check(inputs: Inputs, as_json: bool) -> None:
    """Judge a plan, whoever made it: every violated rule, and the objective by term.

    Exit codes: 0 no rule is violated, 1 one is, 2 bad input.
    """
    from standalloc.check import check as judge
    from standalloc.cli import outputs, tables
    from standalloc.io import judgement_document

    instance = inputs.read()
    [plan] = inputs.read_plans(instance)
    judgement = judge(instance, plan)
    if as_json:
        click.echo(outputs.as_json(judgement_document(judgement, instance)), nl=False)
    else:
        console = tables.console()
        for table in tables.judgement_tables(judgement, instance):
            console.print(table)
        console.print("the plan keeps every rule" if judgement.is_valid else "the plan violates rules")
    if not judgement.is_valid:
        raise click.exceptions.Exit(NO_PLAN)


@click.command(short_help="List every problem of the input.")
@inputs_argument(schedule_required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON on standard output.")
def validate(inputs: Inputs, as_json: bool) -> None:
    """List every problem of the input: errors and warnings, each with its place and what to do.

    Without SCHEDULE, every schedule in the folder is read.

    Exit codes: 0 no error (there may be warnings), 2 an error.
    """
    from standalloc.cli import outputs
    from standalloc.io import problem_document

    problems = list(dict.fromkeys(_problems(inputs)))
    if as_json:
        documents = [problem_document(problem) for problem in problems]
        click.echo(outputs.as_json(_counts(problems) | {"problems": documents}), nl=False)
    else:
        _list(problems)
    if any(problem.severity == "error" for problem in problems):
        raise click.exceptions.Exit(BAD_INPUT)


def _problems(inputs: Inputs) -> Iterator[Problem]:
    """Yield the problems of each schedule; those of the airport come once with each."""
    from standalloc.io import inspect

    for schedule in _schedules(inputs):
        yield from inspect(inputs.airport, schedule)[1]


def _schedules(inputs: Inputs) -> Sequence[Path | None]:
    from standalloc.io.schedules import schedules_of

    if inputs.schedule is not None or not inputs.airport.is_dir():
        return [inputs.schedule]
    return [inputs.airport / name for name in schedules_of(inputs.airport)] or [None]


def _counts(problems: Iterable[Problem]) -> dict[str, int]:
    counts = Counter(problem.severity for problem in problems)
    return {"errors": counts["error"], "warnings": counts["warning"]}


def _list(problems: Sequence[Problem]) -> None:
    for problem in problems:
        click.secho(problem_line(problem), fg="red" if problem.severity == "error" else "yellow")
    counts = _counts(problems)
    click.echo(", ".join(f"{count} {name if count != 1 else name[:-1]}" for name, count in counts.items()))
