"""Which of our tables a sheet is, and which of our columns its columns are, by what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from standalloc.io.spreadsheets.sheet import Header, Sheet, SheetRow, header_of
from standalloc.io.spreadsheets.synonyms import SIGNS, known_names, plain_name

#: Rows at the top of a sheet among which its header is looked for.
_TOP: Final = 20


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet as one of our tables.

    Attributes:
        table: its name, or `movements`.
        header: of the sheet.
        row: number of the header's row.
        columns: position in the sheet by column of ours.
        rows: below the header.
        is_first: whether no row with anything in it comes before the header.
    """

    table: str
    header: Header
    row: int
    columns: Mapping[str, int]
    rows: tuple[SheetRow, ...]
    is_first: bool

    def name(self, position: int) -> str:
        """Return what a map calls a column."""
        return self.header.title(position)

    def values(self, position: int) -> list[object]:
        """Return what is in a column."""
        return [row.values[position] for row in self.rows if position < len(row.values)]


def recognise(sheet: Sheet) -> Recognised | None:
    """Return what a sheet is most likely to be, None where it is nothing that is known."""
    best: Recognised | None = None
    for index, row in enumerate(sheet.rows[:_TOP]):
        header = header_of(row)
        for table in SIGNS:
            columns = _columns(header, table)
            if not all(set(group) & set(columns) for group in SIGNS[table]):
                continue
            if table == "movements" and _is_of_turns(header):
                continue
            if best is None or len(columns) > len(best.columns):
                best = Recognised(table, header, row.number, columns, sheet.rows[index + 1 :], index == 0)
    return best


def _is_of_turns(header: Header) -> bool:
    return all(set(group) & set(_columns(header, "schedule")) for group in SIGNS["schedule"])


def find_name(header: Header, names: str) -> int | None:
    """Return the position of the first title that is one of the names, None where there is none."""
    titles = [plain_name(title) for title in header.titles]
    return next((titles.index(name) for name in names.split("|") if name in titles), None)


def _columns(header: Header, table: str) -> dict[str, int]:
    """Return the position of each column of ours that has a title; each title is one column at most.

    Columns whose own name is there choose first, then those with the fewest other names to go by.
    """
    titles = [plain_name(title) for title in header.titles]
    names = known_names(table)
    found: dict[str, int] = {}
    most = max(map(len, names.values()))
    for rank in range(most):
        for column, synonyms in names.items():
            if column in found or rank >= len(synonyms) or synonyms[rank] not in titles:
                continue
            position = titles.index(synonyms[rank])
            if position not in found.values():
                found[column] = position
    return {column: found[column] for column in names if column in found}
