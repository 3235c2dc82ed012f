"""Chains of `taxilane`: movements of different turns in one stand group keep their distance in time."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from standalloc.engine.problem.chains import Chain, Column, Event, Member
from standalloc.engine.problem.draft import Draft
from standalloc.engine.problem.happenings import Cause, Happening, Link, used


class Movement(NamedTuple):
    """An aircraft passes the taxilane at a minute if its cause holds."""

    cause: Cause
    minute: int


def taxilane_chains(draft: Draft) -> Iterator[Chain]:
    """Ensure that in each group a movement has the taxilane to its turn alone for the minutes it takes."""
    minutes = draft.instance.airport.policy.taxilane_min
    groups: defaultdict[str, set[int]] = defaultdict(set)
    for k, stand_class in enumerate(draft.classes):
        if minutes and stand_class.sample.group:
            groups[stand_class.sample.group].add(k)
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for link in draft.links:
        links[draft.visits[link.first].turn].append(link)
    visits: defaultdict[str, list[int]] = defaultdict(list)
    for v, visit in enumerate(draft.visits):
        visits[visit.turn].append(v)
    for classes in map(sorted, groups.values()):
        members: list[Member] = []
        for turn, of_turn in visits.items():
            movements = [*_flights(draft, of_turn, classes), *_tows(draft, links[turn], classes)]
            members += _members(draft, tuple(of_turn), movements, minutes)
        yield Chain("taxilane", 1, tuple(members))


def _flights(draft: Draft, visits: Sequence[int], classes: Sequence[int]) -> Iterator[Movement]:
    for v in visits:
        visit, times = draft.visits[v], draft.times[v]
        for k in classes if visit.disembarks or visit.boards else ():
            if k in times:
                start, end = times[k]
                if visit.disembarks:
                    yield Movement(used(Column(v, k)), start)
                if visit.boards:
                    yield Movement(used(Column(v, k)), end)


def _tows(draft: Draft, links: Sequence[Link], classes: Sequence[int]) -> Iterator[Movement]:
    """Yield both ends of tows: one leaves its stand at once and reaches the other when it is over."""
    tow_min = draft.instance.airport.policy.tow_min
    for link in links:
        start = draft.visits[link.first].end
        for out, end, minute in ((True, link.first, start), (False, link.second, start + tow_min)):
            admitting = [k for k in classes if k in draft.times[end]]
            if admitting:
                yield Movement(link.movement(out, admitting), minute)


def _members(draft: Draft, visits: tuple[int, ...], movements: Sequence[Movement], minutes: int) -> Iterator[Member]:
    """Yield what a turn takes of a lane: once, also where several of its movements meet.

    The turn's time is cut wherever a movement begins or ends to count; where causes of several visits meet in a piece,
    the lane is taken if any of them holds.
    """
    cuts = sorted({cut for movement in movements for cut in (movement.minute, movement.minute + minutes)})
    pieces: dict[frozenset[Cause], list[tuple[int, int]]] = {}
    for start, end in pairwise(cuts):
        present = frozenset(m.cause for m in movements if m.minute <= start < m.minute + minutes)
        if present:
            spans = pieces.setdefault(present, [])
            if spans and spans[-1][1] == start:
                start = spans.pop()[0]  # noqa: PLW2901 - one piece with the one before
            spans.append((start, end))
    for causes, spans in pieces.items():
        for key in _keys(draft, visits, causes):
            yield from (Member(key, 1, start, end) for start, end in spans)


def _keys(draft: Draft, visits: tuple[int, ...], causes: Collection[Cause]) -> list[Column] | list[Event]:
    """Return what says that one of the causes holds: columns of one visit, which exclude each other, or an event."""
    by_visit: Mapping[int, list[Column]] = _columns(causes)
    others = [cause for cause in causes if not _is_column(cause)]
    if not others and len(by_visit) == 1:
        return next(iter(by_visit.values()))
    merged = [Cause(tuple(sorted(columns)), (), ()) for columns in by_visit.values()]
    in_order = sorted((*merged, *others), key=lambda cause: (cause.columns or (), cause.pairs, cause.allocated))
    return [draft.event(Happening(tuple(in_order), visits))]


def _columns(causes: Collection[Cause]) -> Mapping[int, list[Column]]:
    found: defaultdict[int, list[Column]] = defaultdict(list)
    for cause in causes:
        if _is_column(cause) and cause.columns:
            found[cause.columns[0].visit].append(cause.columns[0])
    return found


def _is_column(cause: Cause) -> bool:
    return cause.columns is not None and len(cause.columns) == 1 and not cause.pairs and not cause.allocated
