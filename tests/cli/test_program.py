"""Whatever goes wrong ends as a message and an exit code."""

import click
import pytest
from click.testing import CliRunner, Result

from standalloc.cli.program import Program
from standalloc.cli.words import printable, problem_line
from standalloc.model import InputError, Problem


def ended(error: BaseException, *words: str, command: str = "work") -> Result:
    """The end of a program whose command raises an error."""

    @click.group(cls=Program)
    @click.option("--debug", is_flag=True)
    def program(debug: bool) -> None:
        pass

    @program.command(command)
    def work() -> None:
        raise error

    return CliRunner().invoke(program, [*words, command])


def test_every_problem_of_an_input_is_a_line() -> None:
    problem = Problem(
        "bad_code",
        "max_code 'G' is not one of A-F",
        fix="use a code letter",
        column="max_code",
        file="stands.csv",
        line=14,
    )
    answer = ended(InputError([problem, Problem("other", "something else")]))
    assert answer.exit_code == 2
    assert answer.stderr.splitlines() == [
        "stands.csv:14: max_code: error bad_code: max_code 'G' is not one of A-F (use a code letter)",
        "error other: something else",
    ]


def test_thousands_of_problems_are_cut_short() -> None:
    many = InputError([Problem("same", f"number {index}") for index in range(3000)])
    answer = ended(many)
    assert len(answer.stderr.splitlines()) == 51
    assert answer.stderr.endswith("... and 2950 more; `standalloc validate` lists them all\n")
    assert ended(many, command="import").stderr.endswith("... and 2950 more\n")


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (OSError(28, "No space left on device", "plan.csv"), 2, "Error: plan.csv: No space left on device"),
        (FileExistsError("is there already"), 2, "Error: is there already"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.UsageError("no such thing"), 2, "no such thing"),
        (ZeroDivisionError("oh"), 1, "Internal error: ZeroDivisionError: oh"),
    ],
)
def test_an_error_is_a_message_and_an_exit_code(error: BaseException, code: int, words: str) -> None:
    answer = ended(error)
    assert answer.exit_code == code
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr


def test_debug_shows_the_traceback_of_an_internal_error() -> None:
    assert "Traceback" in ended(ZeroDivisionError("oh"), "--debug").stderr


def test_no_text_steers_the_terminal() -> None:
    assert printable("a\x1b[2Jb\x07é") == "a\\x1b[2Jb\\x07é"
    assert "\x1b" not in problem_line(Problem("bad", "value '\x1b[31m'"))
