"""The floors of the package: a module imports only what lies on its own floor or on one above it in this list."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import standalloc

FLOORS = ("model", "check", "io", "engine", "solve", "plots", "bench", "client", "service", "cli")
#: Floors below the engine that know nothing of it all the same.
WITHOUT_ENGINE = ("plots", "bench", "client", "service")
#: The engine's own packages, in the same order; baselines stand beside the search, which calls them by name.
STOREYS = ("problem", "compilation", "models", "bounds", "construction", "search")
PACKAGE = Path(standalloc.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(module: Path) -> str:
    """Return the floor a file lies on; the package's own `__init__` and `__main__` lie on none."""
    first = module.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first in {"__init__", "__main__"} else first


def imported(module: Path) -> Iterator[str]:
    """Yield the dotted name of everything a file imports, wherever in the file it does."""
    package = ["standalloc", *module.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{origin}.{name.name}" for name in node.names)


def floors_of(module: Path) -> set[str]:
    """Return the floors a file imports from."""
    names = [name.split(".") for name in imported(module)]
    return {parts[1] for parts in names if parts[0] == "standalloc" and len(parts) > 1} & set(FLOORS)


def packages_of(module: Path) -> set[str]:
    return {name.split(".")[0] for name in imported(module)}


def test_every_module_lies_on_a_floor():
    assert {floor_of(module) for module in MODULES} <= {"", *FLOORS}
    assert {"model", "check"} <= {floor_of(module) for module in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_imports(module):
    floor, packages = floor_of(module), packages_of(module)
    if floor:
        below = set(FLOORS[FLOORS.index(floor) + 1 :])
        assert not floors_of(module) & below
    if floor in WITHOUT_ENGINE:
        assert "engine" not in floors_of(module)
    if floor != "engine":
        assert "ortools" not in packages
    if floor in {"model", "check", "engine"}:
        assert "pandas" not in packages


@pytest.mark.parametrize("storey", STOREYS)
def test_imports_within_the_engine(storey):
    """No package of the engine imports one that is below it."""
    modules = sorted((PACKAGE / "engine" / storey).glob("*.py"))
    assert len(modules) > 2
    names = [name.split(".") for module in modules for name in imported(module)]
    used = {parts[2] for parts in names if parts[:2] == ["standalloc", "engine"] and len(parts) > 2}
    assert not used & set(STOREYS[STOREYS.index(storey) + 1 :])


@pytest.mark.parametrize("name", ["standalloc", "standalloc.model", "standalloc.check"])
def test_judging_a_plan_loads_neither_solver_nor_pandas(name):
    program = f"import sys, {name}; print(*sorted({{'ortools', 'pandas'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
