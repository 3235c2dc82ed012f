"""Every `--help` answers at once, and the page of the command line says what the commands say."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from standalloc import __version__
from standalloc.cli import main
from standalloc.cli.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HEAVY = ("ortools", "pandas", "numpy", "matplotlib", "pydantic", "rich", "sqlalchemy", "fastapi", "uvicorn", "httpx")


def commands(
    command: click.Command = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, (*path, name))


ALL = [path for path, _ in commands()]


def test_every_command_of_the_project_is_there() -> None:
    expected = {
        *("solve", "check", "validate", "show", "plot", "compare"),
        *("init", "generate", "data", "demo", "import", "export", "bench", "replay"),
        *("serve", "worker", "token", "backup", "restore"),
    }
    assert {path[0] for path in ALL if path} == expected


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_imports_nothing_heavy(path: tuple[str, ...]) -> None:
    program = f"""
import sys
from standalloc.cli import main
try:
    main({[*path, "--help"]!r})
except SystemExit as end:
    assert end.code == 0
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Usage:" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "[]"


def test_version_is_the_package_s() -> None:
    assert CliRunner().invoke(main, ["--version"]).output.split()[-1] == __version__


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run: python -m standalloc.cli.manual > docs/cli.md"


def test_the_first_session_of_the_page_runs(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    session = PAGE.read_text(encoding="utf-8").split("```sh\n")[1].split("```")[0].splitlines()
    assert len(session) > 3
    for line in session:
        program, *words = line.split()
        assert program == "standalloc"
        assert run(*words).exit_code == 0, line


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_the_page_documents_every_option(path: tuple[str, ...]) -> None:
    command = dict(commands())[path]
    page = PAGE.read_text(encoding="utf-8")
    title = "## `" + " ".join(["standalloc", *path])
    section = page[page.index(title) :].split("\n## ", 1)[0]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert all(name in section for name in parameter.opts)
            assert parameter.help


def test_an_unknown_command_or_option_is_a_usage_error() -> None:
    assert CliRunner().invoke(main, ["slove"]).exit_code == 2
    assert CliRunner().invoke(main, ["solve", "--tiem-limit", "3"]).exit_code == 2
