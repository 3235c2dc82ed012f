"""A report as Markdown: the summary and the tables."""

import re
from collections.abc import Iterable

from standalloc.bench.report.content import Report, Table

#: Characters that Markdown or the HTML in it would take for more than text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def markdown_text(report: Report) -> str:
    """Return a report as Markdown, with headings of the third level, to be part of a page."""
    summary = "".join(f"* {escaped(sentence)}\n" for sentence in report.summary)
    return "\n".join([f"### {escaped(report.title)}\n", summary, *map(_table, report.every_table)])


def escaped(text: str) -> str:
    """Return a text as Markdown that shows it as it is, in one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _table(table: Table) -> str:
    rules = ["---" if column in table.words else "--:" for column in table.columns]
    lines = [_line(map(escaped, table.columns)), _line(rules), *(_line(map(escaped, row)) for row in table.rows)]
    note = f"{escaped(table.note)}\n\n" if table.note else ""
    return f"### {escaped(table.title)}\n\n{note}{''.join(lines)}"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
