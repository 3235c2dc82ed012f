"""`docs/dependencies.md` names what `pyproject.toml` asks for, and the package imports nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def names(requirements: Iterable[object]) -> set[str]:
    """Return the names of requirements; groups that a group includes are left out."""
    found = (re.match(r"[\w.-]+", text) for text in requirements if isinstance(text, str))
    return {match[0] for match in found if match}


def documented(title: str, column: str) -> set[tuple[str, str]]:
    """Return (package, its cell in a column) for every row of the table under a heading."""
    (text,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in text.splitlines() if "|" in line]
    place = rows[0].index(column)
    return {(row[0], row[place]) for row in rows[2:]}


def imported(folder: Path) -> set[str]:
    """Return the top-level packages that the modules of a folder import, this project's and Python's own left out."""
    found = set()
    for module in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"standalloc", "tests"}


def test_run():
    assert {name for name, _ in documented("Run", "package")} == names(PROJECT["project"]["dependencies"])


def test_extras():
    extras = PROJECT["project"]["optional-dependencies"]
    assert documented("Extras", "extra") == {(name, extra) for extra, asked in extras.items() for name in names(asked)}


def test_development():
    groups = {**PROJECT["dependency-groups"], "build": PROJECT["build-system"]["requires"]}
    asked = {(name, group) for group, requirements in groups.items() for name in names(requirements)}
    assert documented("Development", "group") == asked


@pytest.mark.parametrize("title", ["Run", "Extras", "Development"])
@pytest.mark.parametrize("column", ["for", "licence", "upkeep"])
def test_every_package_has_its_reason_licence_and_upkeep(title, column):
    assert all(cell for _, cell in documented(title, column))


def test_the_package_imports_what_it_declares():
    project = PROJECT["project"]
    declared = names(project["dependencies"]).union(*map(names, project["optional-dependencies"].values()))
    # pydantic pins pydantic-core to the release that fits; tzdata is found by Python's zoneinfo, without an import,
    # psycopg by sqlalchemy and python-multipart by fastapi.
    found_by_others = {"psycopg", "python-multipart", "tzdata"}
    assert imported(ROOT / "standalloc") - {"pydantic_core"} == {
        name.replace("-", "_") for name in declared - found_by_others
    }
