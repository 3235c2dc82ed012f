"""What the readers of folders and documents hand on: sections and tables as written, each cell with its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from standalloc.io.words import Place


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as written: its cells by column, empty ones left out, and its line where known.

    A cell that is None is a JSON `null`: empty on purpose, so that nothing is filled in for it.
    """

    cells: Mapping[str, Any]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as written.

    Attributes:
        name: of the kind of table.
        file: it stands in.
        rows: in order.
        is_whole: false where rows were lost to an error.
        columns: the names in the header of a CSV, as written.
    """

    name: str
    file: str | None
    rows: tuple[RawRow, ...] = ()
    is_whole: bool = True
    columns: tuple[str, ...] = ()

    def place(self, row: int | None = None) -> Place:
        """Return where a row stands, or where the table does."""
        return Place(self.file, self.name, row, None if row is None else self.rows[row].line)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of keys and values, such as `[policy]`, with the lines of its keys where known."""

    name: str
    file: str | None
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    line: int | None = None

    def place(self, key: str | None = None) -> Place:
        """Return where a key stands, or where the section does."""
        return Place(self.file, self.name, None, self.line if key is None else self.lines.get(key, self.line))


@dataclass(frozen=True, slots=True)
class Source:
    """An instance as written. A table that is not there is not in `tables`; without a schedule only an airport."""

    sections: Mapping[str, Section]
    tables: Mapping[str, RawTable]
    name: str = ""


def filled(cells: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return cells without the spaces around them; those that are empty then mean the default and are left out."""
    stripped = ((name, cell.strip() if isinstance(cell, str) else cell) for name, cell in cells)
    return {name: cell for name, cell in stripped if cell != ""}
