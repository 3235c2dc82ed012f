"""A table of a report, and how it looks in Markdown and on a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from standalloc.plots.markup import tag, text

#: Characters that Markdown or the HTML in it would take for more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts.

    Attributes:
        title: above it.
        columns: headings.
        rows: cells of each row.
        words: the columns that hold words; all others hold numbers and are set to the right.
        note: what a reader must know of it; empty for nothing.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    note: str = ""


def markdown_table(table: Table, level: int) -> str:
    """Return a table as Markdown, with its title as a heading of a level, and its note."""
    rules = ["---" if column in table.words else "--:" for column in table.columns]
    lines = [_line(map(escaped, table.columns)), _line(rules), *(_line(map(escaped, row)) for row in table.rows)]
    note = f"{escaped(table.note)}\n\n" if table.note else ""
    return f"{'#' * level} {escaped(table.title)}\n\n{note}{''.join(lines)}"


def html_table(table: Table) -> str:
    """Return columns and rows as HTML, in a box that may be scrolled; cells of words are of class `word`."""
    kinds = ["word" if column in table.words else None for column in table.columns]
    head = "".join(
        tag("th", text(column), class_=kind, scope="col") for column, kind in zip(table.columns, kinds, strict=True)
    )
    rows = "".join(
        tag("tr", "".join(tag("td", text(cell), class_=kind) for cell, kind in zip(row, kinds, strict=True)))
        for row in table.rows
    )
    return tag("div", tag("table", tag("thead", tag("tr", head)) + tag("tbody", rows)), class_="wide")


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
