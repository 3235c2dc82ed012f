"""Which turn of a day's schedule is which of the day before's: a night stop is in the files of both days."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Final

from standalloc.model import Turn

#: What may differ between two files' rows of one turn: its name, where it is to stand, and what is carried along.
_MAY_DIFFER: Final = frozenset({"id", "stand", "reference_stand", "extra"})


def same_turns(today: Iterable[Turn], yesterday: Iterable[Turn]) -> dict[str, str]:
    """Return yesterday's name of each turn that is in both schedules, by its name of today.

    Two rows are one turn where name and times are the same. Where names change from file to file, as they do where
    they say "of tomorrow", two rows are one turn where all else is the same; among several such, the first of the one
    is the first of the other.
    """
    by_name: Mapping[Hashable, Turn] = {_named(turn): turn for turn in yesterday}
    same = {turn.id: by_name[_named(turn)].id for turn in today if _named(turn) in by_name}
    taken = set(same.values())
    others: defaultdict[Hashable, list[str]] = defaultdict(list)
    for turn in by_name.values():
        if turn.id not in taken:
            others[_content(turn)].append(turn.id)
    for turn in today:
        if turn.id not in same and others[_content(turn)]:
            same[turn.id] = others[_content(turn)].pop(0)
    return same


def _named(turn: Turn) -> Hashable:
    return turn.id, turn.arrival_time, turn.departure_time


def _content(turn: Turn) -> Hashable:
    return tuple(getattr(turn, name) for name in Turn.model_fields if name not in _MAY_DIFFER)
