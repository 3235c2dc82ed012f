"""Chains of the stands: `overlap` by stand class, and `exclusion` between classes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from standalloc.engine.problem.chains import Chain, Column, Event, Member, Pair, Rebate
from standalloc.engine.problem.draft import Draft, Times
from standalloc.model import Condition, Visit

#: One side of an exclusion: a class and the visits it concerns there.
Side = tuple[int, list[int]]


def class_chains(draft: Draft) -> Iterator[Chain]:
    """Ensure that no class holds more turns at a time than it has stands, buffers included; one chain per class."""
    on: defaultdict[int, list[Member]] = defaultdict(list)
    for v, times in enumerate(draft.times):
        for k, (start, end) in times.items():
            on[k].append(Member(Column(v, k), 1, start, end + draft.classes[k].buffer))
    for k, stand_class in enumerate(draft.classes):
        yield _with_rebates(Chain("overlap", stand_class.capacity, tuple(on[k])), draft.visits)


def exclusion_chains(draft: Draft) -> Iterator[Chain]:
    """Ensure that stands which exclude each other do not hold the aircraft concerned within the gap."""
    class_of = {stand.id: k for k, stand_class in enumerate(draft.classes) for stand in stand_class.stands}
    rows = dict.fromkeys(
        (class_of[row.stand_a], row.when_a, class_of[row.stand_b], row.when_b, row.gap_min)
        for row in draft.instance.airport.exclusions
    )
    for a, when_a, b, when_b, gap_min in rows:
        gap = draft.instance.airport.policy.buffer_min if gap_min is None else gap_min
        one, other = (a, _matching(draft, a, when_a)), (b, _matching(draft, b, when_b))
        if not one[1] or not other[1]:
            continue
        comes_back = _comes_back(draft, one, other, gap) or _comes_back(draft, other, one, gap)
        if gap <= min(draft.classes[a].buffer, draft.classes[b].buffer) and not comes_back:
            yield _with_rebates(_joint_chain(draft, one, other, gap), draft.visits)
        else:
            yield from (_with_rebates(chain, draft.visits) for chain in _single_chains(draft, one, other, gap))


def _matching(draft: Draft, k: int, when: Condition) -> list[int]:
    aircraft = draft.instance.aircraft
    return [v for v, visit in enumerate(draft.visits) if k in draft.times[v] and when.matches(aircraft[visit.turn])]


def _comes_back(draft: Draft, one: Side, other: Side, gap: int) -> bool:
    """Say whether a turn may go from one side of an exclusion to the other and back within `gap` minutes.

    Its first and third visit then share a stand while each shares the chain with the second: one chain for all would
    give back too little or too much.
    """
    k, here, there, visits = one[0], set(one[1]), set(other[1]), draft.visits
    there_and_back = (v for v in one[1] if v + 1 in there and v + 2 in here and visits[v].turn == visits[v + 2].turn)
    return any(draft.times[v + 2][k][0] < draft.times[v][k][1] + gap for v in there_and_back)


def _joint_chain(draft: Draft, one: Side, other: Side, gap: int) -> Chain:
    """Hold both sides of an exclusion in one chain: one visit of a side fills it, or every stand of the other.

    Within `gap` minutes, at most the buffer, a stand cannot be used twice, so no side overfills the chain alone.
    """
    (a, _), (b, _) = one, other
    weight = {a: draft.classes[b].capacity, b: draft.classes[a].capacity}
    spans = ((v, k, draft.times[v][k]) for k, on_k in (one, other) for v in on_k)
    members = tuple(Member(Column(v, k), weight[k], start, end + gap) for v, k, (start, end) in spans)
    return Chain("exclusion", draft.classes[a].capacity * draft.classes[b].capacity, members)


def _single_chains(draft: Draft, one: Side, other: Side, gap: int) -> Iterator[Chain]:
    """Hold one visit on one side against all of the other: where the gap exceeds a buffer, stands may be used twice.

    The visit is widened to both sides, the others only by what their own buffer keeps apart.
    """
    (a, on_a), (b, on_b) = one, other
    capacity = draft.classes[b].capacity
    after = min(gap, draft.classes[b].buffer)
    for u in on_a:
        start, end = draft.times[u][a][0] - (gap - after), draft.times[u][a][1] + gap
        against = [
            Member(Column(v, b), 1, max(first, start), min(last + after, end))
            for v, (first, last) in ((v, _of(draft.times[v], b)) for v in on_b)
            if draft.visits[v].turn != draft.visits[u].turn and first < end and start < last + after
        ]
        if against:
            yield Chain("exclusion", capacity, (Member(Column(u, a), capacity, start, end), *against))


def _of(times: Times, k: int) -> tuple[int, int]:
    return times[k]


def _with_rebates(chain: Chain, visits: Sequence[Visit]) -> Chain:
    """Add what two visits of one turn give back while both would be counted."""
    by_turn: dict[str, list[tuple[Column, Member]]] = defaultdict(list)
    for member in chain.members:
        if not isinstance(member.key, Event):
            by_turn[visits[member.key.visit].turn].append((member.key, member))
    rebates = []
    for members in by_turn.values():
        for one, other in combinations(members, 2):
            (first, before), (second, after) = (one, other) if one[0].visit < other[0].visit else (other, one)
            start, end = max(before.start, after.start), min(before.end, after.end)
            if first.visit != second.visit and start < end:
                rebates.append(Rebate(Pair(first, second), min(before.weight, after.weight), start, end))
    return Chain(chain.rule, chain.capacity, chain.members, tuple(rebates))
