"""The rows of the board: stands under the headings of their terminal and pier."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from standalloc.model import Stand
from standalloc.plots.facts import size_limit, stand_facts
from standalloc.plots.rows import natural_key


def pier_of(stand: Stand) -> str:
    """Return what tells the stands of one terminal apart: their zone where it is not the terminal's, else the apron."""
    return stand.zone if stand.zone != stand.terminal else stand.apron


def board_rows(stands: Iterable[Stand]) -> Iterator[dict[str, Any]]:
    """Yield the rows from the top: contact stands before remote ones, each by terminal (none last), pier and name."""
    for (_, _, kind, terminal, pier), group in groupby(sorted(stands, key=_order), key=_heading):
        members = list(group)
        place = ", ".join(
            [
                f"{kind.capitalize()} stands",
                *([f"terminal {terminal}"] if terminal else []),
                *([pier] if pier else []),
            ]
        )
        where = {"stand_kind": kind, "terminal": terminal, "pier": pier}
        yield {"kind": "heading", "label": place, "note": str(len(members)), **where, "facts": []}
        for stand in members:
            yield {
                "kind": "stand",
                "label": stand.id,
                "note": size_limit(stand),
                **where,
                "facts": [*map(list, stand_facts(stand))],
            }


def _heading(stand: Stand) -> tuple[bool, bool, str, str, str]:
    return not stand.is_contact, not stand.terminal, stand.kind, stand.terminal, pier_of(stand)


def _order(stand: Stand) -> tuple[Any, ...]:
    is_remote, is_nowhere, _, terminal, pier = _heading(stand)
    return is_remote, is_nowhere, natural_key(terminal), terminal, natural_key(pier), pier, natural_key(stand.id)
