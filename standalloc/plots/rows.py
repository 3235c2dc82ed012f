"""The rows of the picture: headings and stands in the order a planner looks for them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from standalloc.check.wording import counted
from standalloc.model import Stand
from standalloc.plots.chart import Row
from standalloc.plots.facts import size_limit, stand_facts


def natural_key(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Return a sort key that puts C2 before C10."""
    return tuple(
        (not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in re.split(r"(\d+)", name) if word
    )


def ordered(stands: Iterable[Stand]) -> list[Stand]:
    """Return contact stands before remote ones, each by terminal (none last) and name."""
    return sorted(stands, key=lambda s: (not s.is_contact, not s.terminal, natural_key(s.terminal), natural_key(s.id)))


def lay_rows(stands: Iterable[Stand], stand_lines: Mapping[str, int], unallocated: int, lines: int) -> list[Row]:
    """Return all rows from the top: the unallocated visits if any, then each terminal and kind with its stands.

    Args:
        stands: the airport's stands, in any order.
        stand_lines: how many lines a stand takes, where more than one.
        unallocated: how many visits have no stand.
        lines: how many lines these take.
    """
    rows: list[Row] = []
    for row in _rows(stands, stand_lines, unallocated, lines):
        top = rows[-1].top + rows[-1].lines if rows else 0
        rows.append(Row(row.kind, row.label, row.note, row.facts, top, row.lines))
    return rows


def _rows(stands: Iterable[Stand], stand_lines: Mapping[str, int], unallocated: int, lines: int) -> Iterator[Row]:
    if unallocated:
        yield Row("heading", f"Unallocated: {counted(unallocated, 'visit')}", "", (), 0)
        yield Row("unallocated", "no stand", "", (), 0, lines)
    for (kind, terminal), group in groupby(ordered(stands), key=lambda stand: (stand.kind, stand.terminal)):
        members = list(group)
        place = f"{kind.capitalize()} stands" + (f", terminal {terminal}" if terminal else "")
        yield Row("heading", f"{place}: {len(members)}", "", (), 0)
        for stand in members:
            yield Row("stand", stand.id, size_limit(stand), stand_facts(stand), 0, stand_lines.get(stand.id, 1))
