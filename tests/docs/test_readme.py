"""The README and its neighbours keep their word: code runs, commands exist, links lead somewhere."""

import re
import shlex
from pathlib import Path

import click
import pytest

from standalloc.cli import main
from standalloc.model import RULES, TERMS, Airport, Objective, Policy, Stand

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("instances/**/README.md")])
COMMANDS = re.findall(r"^standalloc .*", README, re.MULTILINE)
TARGETS = re.findall(r"^make (\w+)", README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)


def test_python_code(capsys, monkeypatch):
    """Run as it stands, but for 2 seconds in place of 60."""
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    code = "".join(blocks).replace("time_limit=60", "time_limit=2")
    assert "time_limit=2)" in code
    names = {}
    exec(compile(code, "README.md", "exec"), names)
    printed = capsys.readouterr().out
    assert printed.startswith("status ")
    assert printed.endswith("()\n")
    assert len(names["plan"]) == len(names["instance"].visits)


def test_commands_are_there():
    assert len(COMMANDS) > 10


@pytest.mark.parametrize("line", COMMANDS)
def test_command(line, tmp_path, monkeypatch):
    for folder in ("SOURCE", "bench/smoke", "instances/nyc2013/jfk"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "apt.dat").touch()
    monkeypatch.chdir(tmp_path)
    command, words = main, shlex.split(line, comments=True)[1:]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context(command.name, words).command is command


@pytest.mark.parametrize("line", [line for line in COMMANDS if " instances/" in line])
def test_files_of_a_command(line):
    folder, *schedule = shlex.split(line, comments=True)[2:4]
    assert (ROOT / folder / "airport.toml").is_file()
    assert all((ROOT / folder / name).is_file() for name in schedule)


@pytest.mark.parametrize("target", sorted(set(TARGETS)))
def test_make_target(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links(page):
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_what_is_not_there_yet():
    """What the section names is no rule, term, key or column that there is."""
    (text,) = re.findall(r"^## Not there yet\n(.*?)(?=^## )", README, re.MULTILINE | re.DOTALL)
    names = set(re.findall(r"`([^`]+)`", text))
    keys = {key for table in (Airport, Objective, Policy, Stand) for key in table.model_fields}
    assert "robustness" in names
    assert not names & {*RULES, *TERMS, *keys}
