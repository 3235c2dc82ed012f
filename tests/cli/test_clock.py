"""When a command began: with its process where it is all of it, else with its call."""

import time

import click
from click.testing import CliRunner

from standalloc.cli.clock import command_began, process_began
from standalloc.cli.program import Program

began: list[float] = []


@click.group(cls=Program)
def program() -> None:
    """Do nothing."""


@program.command()
def note() -> None:
    """Note when the command began."""
    began.append(command_began())


def test_a_process_began_as_long_ago_as_it_has_worked() -> None:
    before = time.monotonic() - time.process_time()
    assert before <= process_began() + 1e-3
    assert process_began() < time.monotonic()


def test_a_command_that_is_the_whole_process_began_with_it() -> None:
    assert program(["note"], standalone_mode=False) is None
    now = time.monotonic()
    assert began.pop() < now - 0.5 * time.process_time()


def test_a_command_called_from_a_program_began_then() -> None:
    called = time.monotonic()
    assert CliRunner().invoke(program, ["note"]).exit_code == 0
    assert began.pop() >= called
