"""A small source of two CSVs with its map, and ways to change, import and read it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from standalloc.io import inspect
from standalloc.io.foreign import Imported
from standalloc.io.spreadsheets import read_tables
from standalloc.model import InputError, Instance, Problem
from tests.io.spreadsheets.samples import FILES

Changes = Mapping[str, str | bytes | None]
Write = Callable[..., Path]
Read = Callable[..., Imported]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the small source into a folder, its map beside it; some files changed, added or left out (None)."""

    def write_source(changes: Changes | None = None) -> Path:
        folder = tmp_path / "source"
        folder.mkdir(exist_ok=True)
        for name, content in {**FILES, **(changes or {})}.items():
            path = (tmp_path if name == "map.toml" else folder) / name
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write_source


@pytest.fixture
def imported(write: Write) -> Read:
    """Imports the small source after changes to it."""

    def read(changes: Changes | None = None, base_date: date | None = None) -> Imported:
        folder = write(changes)
        return read_tables(folder, folder.parent / "map.toml", base_date)

    return read


@pytest.fixture
def problems(imported: Read) -> Callable[..., list[Problem]]:
    """Returns the errors of an import that must fail."""

    def fail(changes: Changes | None = None) -> list[Problem]:
        with pytest.raises(InputError) as error:
            imported(changes)
        return list(error.value.errors)

    return fail


@pytest.fixture
def instance(imported: Read, tmp_path: Path) -> Callable[..., Instance]:
    """Returns a day of what is imported, as our own reader has it: without an error or a warning but of figures."""

    def read(changes: Changes | None = None, *, day: str = "2030-06-01", base_date: date | None = None) -> Instance:
        folder = tmp_path / f"airport{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, text in imported(changes, base_date).files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        found, told = inspect(folder, day=day)
        assert {problem.code for problem in told} <= {"demand_above_supply", "missing_passengers"}
        assert found is not None
        return found

    return read
