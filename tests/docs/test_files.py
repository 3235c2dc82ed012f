"""`docs/files.md` documents every file, column, key, default and problem code, and nothing that is not there."""

import ast
import json
import re
from pathlib import Path

import pytest

from standalloc.check import REASONS, WARNINGS, check
from standalloc.io import instance_document, read, read_instance_document, result_document, words
from standalloc.io.problem_log import ProblemLog
from standalloc.io.settings import read_settings
from standalloc.io.source import Source
from standalloc.io.tables import AIRPORT_KEYS, PlanRow, columns_of
from standalloc.io.text_files import LARGEST_FILE
from standalloc.io.toml_sections import read_toml
from standalloc.model import (
    Closure,
    Connection,
    Exclusion,
    Handling,
    Instance,
    Objective,
    Pin,
    Plan,
    Policy,
    Preference,
    Result,
    Stand,
    Turn,
)
from standalloc.model.airport import DEFAULT_CLASSES
from standalloc.model.transfers import TransferTimes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
TABLES = {
    "stands.csv": Stand,
    "exclusions.csv": Exclusion,
    "closures.csv": Closure,
    "preferences.csv": Preference,
    "The schedule": Turn,
    "pins.csv": Pin,
    "handling.csv": Handling,
    "connections.csv": Connection,
    "Plans": PlanRow,
}
SECTIONS = {"policy": Policy, "objective": Objective}


def section(title: str) -> str:
    (text,) = re.findall(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return text


def rows(text: str) -> dict[str, list[str]]:
    """Return the cells of the tables' rows by the name their first cell holds in backticks."""
    lines = re.findall(r"^\| (?:\*\*)?`(\w+)`(?:\*\*)? \|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in cells.split(" |")] for name, cells in lines}


def part(name: str) -> str:
    """Return the table of a section of airport.toml."""
    return re.findall(rf"^\| `\[{name}\]` .*?\n\n", section("airport.toml") + "\n", re.MULTILINE | re.DOTALL)[0]


@pytest.mark.parametrize(("title", "kind"), TABLES.items())
def test_every_column(title, kind):
    assert list(rows(section(title))) == list(columns_of(kind))


@pytest.mark.parametrize(("title", "kind"), TABLES.items())
def test_required_columns_are_bold(title, kind):
    bold = set(re.findall(r"^\| \*\*`(\w+)`\*\* \|", section(title), re.MULTILINE))
    required = {info.alias or name for name, info in kind.model_fields.items() if info.is_required()}
    one_of = {Stand: {"max_code"}, Turn: {"arrival_time", "departure_time", "code"}}
    assert bold == required | one_of.get(kind, set())


@pytest.mark.parametrize(("name", "kind"), SECTIONS.items())
def test_every_key_with_its_default(name, kind):
    documented = rows(part(name))
    assert list(documented) == list(kind.model_fields)
    for key, (default, *_) in documented.items():
        assert default.strip("`") == _told(kind.model_fields[key].default)


def _told(default: object) -> str:
    if default is None or default == ():
        return "none"
    return f"{default:.10g}" if isinstance(default, int | float) else str(default)


def test_the_zones():
    """The example means what its comments say."""
    (text,) = re.findall(r"```toml\n(.*?)```", section("airport.toml"), re.DOTALL)
    log = ProblemLog()
    sections = read_toml(f'[airport]\ncode = "X"\ntimezone = "UTC"\n{text}', "airport.toml", log)
    times = TransferTimes(read_settings(Source(sections, {}), log).zones)
    assert log.problems() == []
    assert times.minutes(("D", "North"), ("D", "South")) == times.minutes(("I", "South"), ("D", "North")) == 15
    assert times.minutes(("D", "North"), ("D", "North")) == 5
    assert times.minutes(("D", "South"), ("D", "South")) == 0
    assert times.minutes(("D", "North"), ("I", "South")) == 40


def test_the_airports_own_keys():
    assert tuple(rows(part("airport"))) == AIRPORT_KEYS


def test_default_classes():
    for name, most in DEFAULT_CLASSES.items():
        assert f"`{name} = {most}`" in section("airport.toml")


def codes_in_source() -> set[str]:
    """Return the codes that reach a problem as they stand in the source, and those of translated errors."""
    codes = {code for code, _, _ in (*words._WORDS.values(), words._OTHERWISE)}
    for floor in ("model", "check", "io"):
        for path in (ROOT / "standalloc" / floor).rglob("*.py"):
            nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found = (code for node in nodes for code in (_made(node), _named(node)) if isinstance(code, ast.Constant))
            codes |= {code.value for code in found if re.fullmatch(r"[a-z_]+", str(code.value))}
    return codes


def _made(node: ast.AST) -> ast.AST | None:
    """Return the first argument of a call that makes a problem."""
    makers = {"Problem", "PydanticCustomError", "Rejected", "error", "warning", "make"}
    if not isinstance(node, ast.Call) or not node.args:
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return node.args[0] if name in makers else None


def _named(node: ast.AST) -> ast.AST | None:
    """Return what is given the name `code` in an assignment of several names."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Tuple):
        return None
    pairs = zip(getattr(node.targets[0], "elts", ()), node.value.elts, strict=False)
    return next((value for name, value in pairs if getattr(name, "id", "") == "code"), None)


def test_every_problem_code():
    documented = set(rows(section("Problems")))
    assert {"bad_code", "unknown_column", "duplicate", "pins_conflict", "missing_zone"} <= codes_in_source()
    assert codes_in_source() - set(WARNINGS) - set(REASONS) == documented - {"code_disagrees"}


def test_every_code_of_the_model_has_a_fix():
    files = (ROOT / "standalloc" / "model").glob("*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    raised = set(re.findall(r'PydanticCustomError\(\s*"(\w+)"', text))
    assert raised == set(words._FIXES)


def test_every_problem_has_an_example_and_a_fix():
    for code, cells in rows(section("Problems")).items():
        assert len(cells) == 2, code
        assert all(cells), code


def test_the_largest_file():
    assert f"larger than {LARGEST_FILE // 1_000_000} MB" in PAGE


def test_the_document():
    (text,) = re.findall(r"```json\n(.*?)```", section("One JSON document"), re.DOTALL)
    document = json.loads(text)
    instance = read_instance_document(document)
    assert set(document) == {"name", "airport", "schedule", "closures", "pins", "connections", "reference"}
    assert read_instance_document(instance_document(instance)) == instance


def test_the_lines_of_python(monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", section("One JSON document"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    exec(code, names)
    assert isinstance(names["instance"], Instance)


def test_every_key_of_a_result():
    instance = read(ROOT / "instances" / "hub" / "hub130")
    result = Result("unknown", Plan(), check(instance, Plan()), None, 0.0, 1.0)
    lines = re.findall(r"^\| (`.*?) \|", section("result.json"), re.MULTILINE)
    documented = [key for line in lines for key in re.findall(r"`(\w+)`", line)]
    assert sorted(documented) == sorted(result_document(result, instance))
