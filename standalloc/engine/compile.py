"""Compiles an instance into a problem: eligibility and costs by class, links, and a chain for each limit."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from standalloc.engine.admission import VisitKind, admits, kind_of
from standalloc.engine.chains import Chain, Column, Member, Pair, Rebate
from standalloc.engine.classes import StandClass, stand_classes
from standalloc.engine.costs import CostScale, check_size, common_step
from standalloc.engine.problem import Link, Problem
from standalloc.model import Condition, Instance, Visit


def compile_problem(instance: Instance) -> Problem:
    """Compile an instance.

    Raises:
        ValueError: the costs span too many digits.
    """
    classes = stand_classes(instance)
    units, alone, tow, denominator = _costs(instance, classes)
    divisor = common_step([tow, *(c for row in units for c in row.values()), *(c for c in alone if c is not None)])
    costs = tuple({k: cost // divisor for k, cost in row.items()} for row in units)
    check_size(sum(max((abs(cost) for cost in row.values()), default=0) for row in costs))
    check_size(sum(cost or 0 for cost in alone) // divisor)
    visits = instance.visits
    check_size(tow // divisor * len(visits))
    links = _links(instance, costs)
    capacity = [_class_chain(visits, costs, k, stand_class) for k, stand_class in enumerate(classes)]
    chains = tuple(_with_rebates(chain, visits) for chain in (*capacity, *_exclusion_chains(instance, classes, costs)))
    return Problem(
        instance,
        visits,
        classes,
        costs,
        tuple(None if cost is None else cost // divisor for cost in alone),
        tow // divisor,
        Fraction(divisor, denominator),
        links,
        chains,
        tuple(_at_most_one(chains)),
    )


def _costs(
    instance: Instance, classes: Sequence[StandClass]
) -> tuple[list[dict[int, int]], list[int | None], int, int]:
    """Return costs by visit and class, costs without a stand, cost of a tow, all in units of 1 / denominator."""
    scale = CostScale(instance)
    class_of = {stand.id: k for k, stand_class in enumerate(classes) for stand in stand_class.stands}
    places: dict[VisitKind, dict[int, tuple[int, int]]] = {}
    costs: list[dict[int, int]] = []
    alone: list[int | None] = []
    for visit in instance.visits:
        kind = kind_of(instance, visit)
        if kind not in places:
            places[kind] = {
                k: scale.place(stand_class.sample, kind)
                for k, stand_class in enumerate(classes)
                if admits(instance.airport, stand_class.sample, kind)
            }
        options = places[kind]
        pinned = instance.pinned.get(visit.key)
        if pinned is not None:
            k = class_of[pinned]
            options = {k: scale.place(classes[k].sample, kind)}
        costs.append(
            {
                k: each * visit.passengers + once + scale.changed(visit, classes[k].sample)
                for k, (each, once) in options.items()
                if pinned is not None or _is_open(instance, visit, classes[k])
            }
        )
        alone.append(None if pinned is not None else scale.unallocated + scale.changed(visit, None))
    return costs, alone, scale.tow, scale.denominator


def _is_open(instance: Instance, visit: Visit, stand_class: StandClass) -> bool:
    start, end = instance.occupancy(visit, stand_class.sample)
    return not any(
        start < instance.minute(row.end) and instance.minute(row.start) < end
        for row in (instance.closures[index] for index in stand_class.closures)
        if row.when.matches(instance.aircraft[visit.turn])
    )


def _links(instance: Instance, costs: Sequence[dict[int, int]]) -> tuple[Link, ...]:
    index = {visit.key: v for v, visit in enumerate(instance.visits)}
    return tuple(
        Link(u, v, tuple(Pair(Column(u, k), Column(v, k)) for k in costs[u] if k in costs[v]))
        for visits in instance.visits_of.values()
        for u, v in pairwise(index[visit.key] for visit in visits)
    )


def _class_chain(visits: Sequence[Visit], costs: Sequence[dict[int, int]], k: int, stand_class: StandClass) -> Chain:
    members = tuple(
        Member(Column(v, k), 1, visit.start, visit.end + stand_class.buffer)
        for v, visit in enumerate(visits)
        if k in costs[v]
    )
    return Chain(stand_class.capacity, members)


def _exclusion_chains(
    instance: Instance, classes: Sequence[StandClass], costs: Sequence[dict[int, int]]
) -> Iterator[Chain]:
    class_of = {stand.id: k for k, stand_class in enumerate(classes) for stand in stand_class.stands}
    rows = dict.fromkeys(
        (class_of[row.stand_a], row.when_a, class_of[row.stand_b], row.when_b, row.gap_min)
        for row in instance.airport.exclusions
    )
    for a, when_a, b, when_b, gap_min in rows:
        gap = instance.airport.policy.buffer_min if gap_min is None else gap_min
        on_a = _matching(instance, costs, a, when_a)
        on_b = _matching(instance, costs, b, when_b)
        if not on_a or not on_b:
            continue
        comes_back = _comes_back(instance.visits, on_a, on_b, gap) or _comes_back(instance.visits, on_b, on_a, gap)
        if gap <= min(classes[a].buffer, classes[b].buffer) and not comes_back:
            yield _joint_chain(instance.visits, classes, (a, on_a), (b, on_b), gap)
        else:
            yield from _single_chains(instance.visits, classes, (a, on_a), (b, on_b), gap)


def _matching(instance: Instance, costs: Sequence[dict[int, int]], k: int, when: Condition) -> list[int]:
    return [
        v for v, visit in enumerate(instance.visits) if k in costs[v] and when.matches(instance.aircraft[visit.turn])
    ]


def _comes_back(visits: Sequence[Visit], on_one: Sequence[int], on_other: Sequence[int], gap: int) -> bool:
    """Say whether a turn may go from one side of an exclusion to the other and back within `gap` minutes.

    Its first and third visit then share a stand while each shares the chain with the second: one chain for all would
    give back too little or too much.
    """
    one, other = set(on_one), set(on_other)
    there_and_back = (v for v in on_one if v + 1 in other and v + 2 in one and visits[v].turn == visits[v + 2].turn)
    return any(visits[v + 2].start < visits[v].end + gap for v in there_and_back)


def _joint_chain(
    visits: Sequence[Visit],
    classes: Sequence[StandClass],
    a: tuple[int, list[int]],
    b: tuple[int, list[int]],
    gap: int,
) -> Chain:
    """Hold both sides of an exclusion in one chain: one visit of a side fills it, or every stand of the other.

    Within `gap` minutes, at most the buffer, a stand cannot be used twice, so no side overfills the chain alone.
    """
    weight = {a[0]: classes[b[0]].capacity, b[0]: classes[a[0]].capacity}
    members = tuple(
        Member(Column(v, k), weight[k], visits[v].start, visits[v].end + gap) for k, on_k in (a, b) for v in on_k
    )
    return Chain(classes[a[0]].capacity * classes[b[0]].capacity, members)


def _single_chains(
    visits: Sequence[Visit],
    classes: Sequence[StandClass],
    a: tuple[int, list[int]],
    b: tuple[int, list[int]],
    gap: int,
) -> Iterator[Chain]:
    """Hold one visit on side a against all of side b: where the gap exceeds a buffer, stands may be used twice in it.

    The visit is widened to both sides, the others only by what their own buffer keeps apart.
    """
    capacity = classes[b[0]].capacity
    after = min(gap, classes[b[0]].buffer)
    for u in a[1]:
        start, end = visits[u].start - (gap - after), visits[u].end + gap
        against = [
            Member(Column(v, b[0]), 1, max(visits[v].start, start), min(visits[v].end + after, end))
            for v in b[1]
            if visits[v].turn != visits[u].turn and visits[v].start < end and start < visits[v].end + after
        ]
        if against:
            yield Chain(capacity, (Member(Column(u, a[0]), capacity, start, end), *against))


def _with_rebates(chain: Chain, visits: Sequence[Visit]) -> Chain:
    """Add what two visits of one turn give back while both would be counted."""
    by_turn: dict[str, list[Member]] = defaultdict(list)
    for member in chain.members:
        by_turn[visits[member.column.visit].turn].append(member)
    rebates = []
    for members in by_turn.values():
        for one, other in combinations(members, 2):
            first, second = sorted((one, other), key=lambda member: member.column.visit)
            start, end = max(first.start, second.start), min(first.end, second.end)
            if first.column.visit != second.column.visit and start < end:
                weight = min(first.weight, second.weight)
                rebates.append(Rebate(Pair(first.column, second.column), weight, start, end))
    return Chain(chain.capacity, chain.members, tuple(rebates))


def _at_most_one(chains: Sequence[Chain]) -> Iterator[tuple[Pair, Pair]]:
    """Yield pairs that bridge a third visit beside the pairs that reach it, within each chain, each once."""
    seen: set[tuple[Pair, Pair]] = set()
    for chain in chains:
        near = {rebate.pair for rebate in chain.rebates}
        for bridge in near:
            if bridge.second.visit - bridge.first.visit < 2:
                continue
            beside = (pair for pair in near if pair != bridge)
            for pair in beside:
                touches = pair.first == bridge.first or pair.second == bridge.second
                if touches and (bridge, pair) not in seen:
                    seen.add((bridge, pair))
                    yield bridge, pair
