# ruff: noqa: PLC0415 - imports wait until a command runs, so that --help answers at once
"""The arguments AIRPORT SCHEDULE [PLAN ...]: a folder and a CSV, or one instance JSON in place of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from standalloc.model import Instance, Plan


@dataclass(frozen=True, slots=True)
class Inputs:
    """The files a command works on.

    Attributes:
        airport: folder of the airport, or an instance JSON.
        schedule: CSV of the schedule, absolute, relative to the working directory or inside the folder; None with an
            instance JSON, or where the user named none.
        plans: plan files.
    """

    airport: Path
    schedule: Path | None
    plans: tuple[Path, ...] = ()

    def read(self) -> Instance:
        """Read the instance.

        Raises:
            InputError: with everything wrong in the files.
        """
        from standalloc.io import read

        return read(self.airport, self.schedule)

    def read_plans(self, instance: Instance) -> list[Plan]:
        """Read the plans of the instance.

        Raises:
            InputError: with everything wrong in the first bad one.
        """
        from standalloc.io import read_plan

        return [read_plan(path, instance) for path in self.plans]


def inputs_argument(*, schedule_required: bool = True, plans: int = 0) -> Callable[[Any], Any]:
    """Return a decorator that gives a command its `inputs`.

    Args:
        schedule_required: whether a folder needs a schedule beside it.
        plans: how many plan files follow.
    """
    words = ["AIRPORT", "SCHEDULE" if schedule_required else "[SCHEDULE]", *["PLAN"] * plans]
    metavar = " ".join(words)

    def sort_out(_context: click.Context, _parameter: click.Parameter, paths: tuple[Path, ...]) -> Inputs:
        return _sort_out(paths, schedule_required, plans, metavar)

    path = click.Path(path_type=Path)
    return click.argument("inputs", nargs=-1, required=True, type=path, metavar=metavar, callback=sort_out)


def _sort_out(paths: tuple[Path, ...], schedule_required: bool, plans: int, metavar: str) -> Inputs:
    airport, rest = paths[0], paths[1:]
    is_document = airport.suffix.lower() == ".json" or airport.is_file()
    schedules = len(rest) - plans
    if not airport.is_dir() and airport.suffix.lower() != ".json" and rest and rest[0].is_dir():
        raise click.UsageError(f"'{airport}' and '{rest[0]}' are swapped: the airport's folder comes first.")
    if is_document and schedules == 0:
        return Inputs(airport, None, rest)
    if not is_document and (schedules == 1 or (schedules == 0 and not schedule_required)):
        return Inputs(airport, rest[0] if schedules else None, rest[schedules:])
    if airport.is_dir() and schedules == 0:
        from standalloc.io.schedules import choice_of_schedules

        choice = choice_of_schedules(airport, most=3)
        raise click.UsageError(f"no schedule is named for the airport in '{airport}': {choice} ({metavar}).")
    kind = "an instance JSON, which holds its schedule" if is_document else "a folder"
    raise click.UsageError(
        f"cannot read {len(paths)} path{'s' if len(paths) > 1 else ''} as {metavar}: '{airport}' is taken for {kind}. "
        "Give the airport's folder and a schedule CSV, or one instance JSON in place of both"
        + ("" if not plans else f", then {plans} plan CSV{'s' if plans > 1 else ''}")
        + "."
    )
