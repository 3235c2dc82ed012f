"""Chains: everything that can hold only so much at a time, a stand class as well as an exclusion.

A chain is a capacity over time. Each member adds its weight while it is there; two visits of one turn that hold the
same stand one after the other would be counted twice over the buffer between them, so their pair takes a weight back.
In the differenced form (one load variable for each maximal clique) and as clique rows this is the same polyhedron;
the former is far sparser.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Column(NamedTuple):
    """Visit `visit` on stand class `stand_class`, both as indices."""

    visit: int
    stand_class: int


class Event(NamedTuple):
    """Something that happens because of where the visits of a turn are; the problem says when (`Happening`)."""

    number: int


class Pair(NamedTuple):
    """Two visits of one turn, each on a class; within one class it says that they share the stand."""

    first: Column
    second: Column


@dataclass(frozen=True, slots=True)
class Member:
    """A column, or an event, and what it takes of the chain over `[start, end)` minutes."""

    key: Column | Event
    weight: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rebate:
    """A pair and what it gives back over `[start, end)` minutes."""

    pair: Pair
    weight: int
    start: int
    end: int


def signed(item: Member | Rebate) -> int:
    """Return what an item adds to a load: its weight, less than nothing where it gives back."""
    return item.weight if isinstance(item, Member) else -item.weight


@dataclass(frozen=True, slots=True)
class Chain:
    """A capacity and all that draws on it; `rule` is the id of the rule it ensures."""

    rule: str
    capacity: int
    members: tuple[Member, ...]
    rebates: tuple[Rebate, ...] = ()


class Draw(NamedTuple):
    """What a key takes of a chain between two of the chain's moments; negative where a pair gives back."""

    chain: int
    first: int
    last: int
    weight: int


def pair_limits(pairs: Iterable[Pair]) -> dict[tuple[Column, int], list[Pair]]:
    """Group pairs by a column and the other visit: together they hold at most as often as the column is used.

    Each pair for itself would be enough for whole numbers; together they keep fractions from giving back twice.
    """
    groups: dict[tuple[Column, int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.first, pair.second.visit].append(pair)
        groups[pair.second, pair.first.visit].append(pair)
    return groups


@dataclass(frozen=True, slots=True)
class Run:
    """What happens between two maximal cliques: first some leave, then some come; then the load counts."""

    leaving: tuple[Member | Rebate, ...]
    coming: tuple[Member | Rebate, ...]


#: When something comes or goes: the minute, what comes before what within it, and whose moment it is.
When = tuple[int, int, int]

# A visit of no minutes stands between those that end and those that start at its minute, and meets no other such.
_ENDS, _MOMENT, _STARTS = range(3)


def span(item: Member | Rebate) -> tuple[When, When]:
    """Return when an item comes and when it goes; two items meet where these spans overlap."""
    if item.end == item.start and isinstance(item, Member) and isinstance(item.key, Column):
        moment = 2 * item.key.visit
        return (item.start, _MOMENT, moment), (item.start, _MOMENT, moment + 1)
    return (item.start, _STARTS, 0), (item.end, _ENDS, 0)


def comings_and_goings(items: Sequence[Member | Rebate]) -> list[tuple[When, bool, Member | Rebate]]:
    """Return (when, whether it comes, item) of all comings and goings in order of time."""
    found: list[tuple[When, bool, Member | Rebate]] = []
    for item in items:
        comes, goes = span(item)
        found += [(comes, True, item), (goes, False, item)]
    found.sort(key=lambda event: event[0])
    return found


def runs(items: Sequence[Member | Rebate]) -> Iterator[Run]:
    """Yield the runs of what draws on a chain: the load after each is that of a maximal clique.

    A rebate begins with a member's coming and ends with one's going, so it never makes a clique of its own.
    """
    leaving: list[Member | Rebate] = []
    coming: list[Member | Rebate] = []
    for _, comes, item in comings_and_goings(items):
        if comes:
            coming.append(item)
            continue
        if coming:
            yield Run(tuple(leaving), tuple(coming))
            leaving, coming = [], []
        leaving.append(item)
    if coming:
        yield Run(tuple(leaving), tuple(coming))
