"""Compiles an instance into a problem: admission and occupancy by class, costs by stage, a chain for each limit."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain as joined
from itertools import pairwise
from typing import Final

from standalloc.engine.compilation.fleets import bus_chains, tow_chains
from standalloc.engine.compilation.stands import class_chains, exclusion_chains
from standalloc.engine.compilation.tariffs import tariffs
from standalloc.engine.compilation.taxilanes import taxilane_chains
from standalloc.engine.problem.admission import VisitKind, admits, kind_of
from standalloc.engine.problem.chains import Chain, Column, Pair
from standalloc.engine.problem.classes import StandClass, stand_classes
from standalloc.engine.problem.draft import Draft, Times
from standalloc.engine.problem.happenings import Link
from standalloc.engine.problem.problem import Problem
from standalloc.engine.problem.transfers import transfers
from standalloc.model import Instance, Visit

#: What every rule of capacity makes of a draft. The chains of the classes come first, in the order of the classes.
RULES: Final[tuple[Callable[[Draft], Iterator[Chain]], ...]] = (
    class_chains,
    exclusion_chains,
    tow_chains,
    taxilane_chains,
    bus_chains,
)


def compile_problem(instance: Instance, apart: bool = False) -> Problem:
    """Compile an instance; the problem is at the first stage of the objective.

    Args:
        instance: the airport and the day.
        apart: whether each stand is a class of its own, also where nothing tells it from another.

    Raises:
        ValueError: the costs span too many digits.
    """
    classes = stand_classes(instance, apart)
    times = _times(instance, classes)
    draft = Draft(instance, instance.visits, classes, times, _links(instance, times))
    if instance.airport.objective.weight("tow"):
        for link in draft.links:
            draft.event(link.tow)
    chains = tuple(joined.from_iterable(rule(draft) for rule in RULES))
    found = transfers(instance, times, lambda v, k: instance.zone_of(draft.visits[v], draft.sample(k)))
    stages = tariffs(draft, found)
    return Problem(
        instance,
        draft.visits,
        classes,
        draft.links,
        tuple(draft.happenings),
        tuple(found),
        chains,
        tuple(_at_most_one(chains)),
        stages,
        stages[0],
    )


def _times(instance: Instance, classes: Sequence[StandClass]) -> list[Times]:
    """Return, for each visit, its occupancy on every class that admits it."""
    class_of = {stand.id: k for k, stand_class in enumerate(classes) for stand in stand_class.stands}
    admitting: dict[VisitKind, list[int]] = {}
    times: list[Times] = []
    for visit in instance.visits:
        kind = kind_of(instance, visit)
        if kind not in admitting:
            admitting[kind] = [k for k, c in enumerate(classes) if admits(instance.airport, c.sample, kind)]
        pinned = instance.pinned.get(visit.key)
        options = admitting[kind] if pinned is None else [class_of[pinned]]
        spans = {k: instance.occupancy(visit, classes[k].sample) for k in options}
        times.append({k: s for k, s in spans.items() if pinned is not None or _is_open(instance, visit, s, classes[k])})
    return times


def _is_open(instance: Instance, visit: Visit, span: tuple[int, int], stand_class: StandClass) -> bool:
    start, end = span
    return not any(
        start < instance.minute(row.end) and instance.minute(row.start) < end
        for row in (instance.closures[index] for index in stand_class.closures)
        if row.when.matches(instance.aircraft[visit.turn])
    )


def _links(instance: Instance, times: Sequence[Times]) -> tuple[Link, ...]:
    index = {visit.key: v for v, visit in enumerate(instance.visits)}
    return tuple(
        Link(u, v, tuple(Pair(Column(u, k), Column(v, k)) for k in times[u] if k in times[v]))
        for visits in instance.visits_of.values()
        for u, v in pairwise(index[visit.key] for visit in visits)
    )


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
