"""`docs/service.md` keeps its word: settings are there, code runs, commands and units are what the program takes."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest

from standalloc.cli import main
from standalloc.service.settings import Settings
from standalloc.service.work.demo import lines_to_try
from tests.client.conftest import serving

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "service.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "packaging" / "systemd").glob("*.service"))
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^standalloc .*", PAGE, re.MULTILINE)


def require_command(line: str) -> None:
    """Make sure that the command line takes a line."""
    command, words = main, shlex.split(line, comments=True)[1:]
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    assert command.make_context(command.name, words).command is command


def test_every_setting_has_its_row_with_its_default():
    rows = dict(re.findall(r"^\| `STANDALLOC_([A-Z_]+)` \| (.*?) \|", PAGE, re.MULTILINE))
    assert set(rows) == {name.upper() for name in Settings.model_fields}
    free = {"database", "most_job_workers"}  # a file, and the machine's
    told = {name: float(rows[name.upper()]) for name in Settings.model_fields if name not in free}
    assert told == {name: field.default for name, field in Settings.model_fields.items() if name not in free}


def test_every_option_that_the_environment_has_is_named():
    (row,) = re.findall(r"^\| `STANDALLOC_DATA`, (.*?) \|", PAGE, re.MULTILINE)
    named = {"STANDALLOC_DATA", *(f"STANDALLOC{suffix}" for suffix in re.findall(r"`(_[A-Z]+)`", row))}
    options = [option for name in ("serve", "worker") for option in main.commands[name].params]
    assert named == {option.envvar for option in options if option.envvar}


def test_the_lines_of_curl_are_those_of_the_demo():
    assert f"```sh\n{lines_to_try('http://127.0.0.1:8000')}```" in PAGE


def test_the_python_code_runs(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names = {}
    with serving(tmp_path) as url:
        asked = code.replace("http://127.0.0.1:8000", url).replace("time_limit=60", "time_limit=3")
        assert asked.count(url) == asked.count("time_limit=3") == 1
        exec(compile(asked, "service.md", "exec"), names)
    assert "status " in capsys.readouterr().out
    assert names["result"].judgement.is_valid
    assert names["plan"].figures["objective"] == names["result"].objective


@pytest.mark.parametrize("line", COMMANDS)
def test_command(line, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    require_command(line)


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_unit(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(path.read_text(encoding="utf-8"))
    assert unit["Service"]["KillMode"] == "mixed"
    require_command(Path(unit["Service"]["ExecStart"].split()[0]).name + " " + unit["Service"]["ExecStart"].split()[1])
    assert f"packaging/systemd/{path.name}" in PAGE


def test_the_container_runs_the_service():
    (entry,), (words,) = (
        re.findall(r'^ENTRYPOINT \["(.*)"\]', CONTAINER, re.M),
        re.findall(r'^CMD \["(.*)"\]', CONTAINER, re.M),
    )
    require_command(f"{entry} {words}")
    sources = re.findall(r"^COPY (.*) /source", CONTAINER, re.MULTILINE)
    assert all((ROOT / name).exists() for names in sources for name in names.split())
