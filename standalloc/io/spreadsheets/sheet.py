"""A sheet as it is: rows with their numbers, cells as their program left them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

#: What a cell can hold; of a CSV only text. Times of day and durations are a timedelta.
Value = str | int | float | bool | datetime | timedelta | None

#: What spreadsheets write where a formula fails.
ERROR_VALUES: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
#: Stands for a formula whose value the workbook does not hold.
UNCALCULATED: Final = "\0formula"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not blank, with its number (of a CSV: its line), from 1."""

    number: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a CSV, or of one sheet of a workbook.

    Attributes:
        file: what problems call it, such as `week.xlsx[Flights]`.
        rows: those that are not blank, in order.
        is_text: whether it is a CSV, whose rows have as many cells as its header; beside a workbook's there are notes.
    """

    file: str
    rows: tuple[SheetRow, ...]
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """The names of a sheet's columns.

    Attributes:
        titles: as written, by position.
        positions: by title in plain letters; a title that is there twice has several.
    """

    titles: tuple[str, ...]
    positions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[int, ...]:
        """Return the positions of a column by its title in any letter case, or by its letter as in `@C`."""
        letters = name[1:].strip().upper() if name.startswith("@") else ""
        if letters.isascii() and letters.isalpha() and len(letters) <= 3:
            return (_position(letters),)
        return self.positions.get(plain(name), ())

    def title(self, position: int) -> str:
        """Return what problems call a column: its title, or its letter where it has none of its own."""
        title = self.titles[position] if position < len(self.titles) else ""
        return title if title and len(self.positions[plain(title)]) == 1 else f"@{column_letters(position)}"


def header_of(row: SheetRow) -> Header:
    """Return the names of the columns in a row."""
    titles = tuple(" ".join(text_of(value).split()) for value in row.values)
    positions: dict[str, tuple[int, ...]] = {}
    for position, title in enumerate(titles):
        if title:
            positions[plain(title)] = (*positions.get(plain(title), ()), position)
    return Header(titles, positions)


def plain(text: str) -> str:
    """Return a text for comparisons: in lower case, its runs of white space made single."""
    return " ".join(text.split()).casefold()


def text_of(value: Value) -> str:
    """Return a cell as text: whole numbers without a point, dates and times in ISO 8601, `yes` and `no`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, timedelta):
        minutes = round(value / timedelta(minutes=1))
        return f"{minutes // 60}:{minutes % 60:02}" if minutes >= 0 else str(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", timespec="minutes" if not value.second else "seconds")
    return str(value).strip()


def column_letters(position: int) -> str:
    """Return the letters of a column as spreadsheets write them, A for position 0."""
    letters, number = "", position + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _position(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
