"""Stand classes: stands that no rule and no cost tells apart count as one, with a capacity."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from standalloc.model import Instance, Stand


@dataclass(frozen=True, slots=True)
class StandClass:
    """Interchangeable stands.

    Attributes:
        stands: the members, in the airport's order; a visit may go to any of them.
        buffer: minutes between two turns on one of them.
        closures: indices into the instance's closures that hold for each of them.
    """

    stands: tuple[Stand, ...]
    buffer: int
    closures: tuple[int, ...]

    @property
    def capacity(self) -> int:
        """How many stands the class has."""
        return len(self.stands)

    @property
    def sample(self) -> Stand:
        """Any member: rules and costs are the same for all."""
        return self.stands[0]


def stand_classes(instance: Instance, apart: bool = False) -> tuple[StandClass, ...]:
    """Group the airport's stands into classes; `apart`: each is a class of its own.

    Stands differ when a column the rules read differs, when their closures or exclusions differ, or when a pin, a
    priced reference or a preference names one of them. Two classes of several stands each never exclude one another:
    one of them is then taken apart, so that "one or the other" can be counted.
    """
    singled_out = _singled_out(instance)
    neighbours = _neighbours(instance)
    closures = _closures(instance)
    groups: dict[Hashable, list[Stand]] = defaultdict(list)
    for stand in instance.airport.stands:
        alone = stand.id if apart or stand.id in singled_out else None
        key = (alone, _traits(instance, stand), frozenset(neighbours[stand.id]), closures[stand.id])
        groups[key].append(stand)
    members = _take_apart(list(groups.values()), neighbours)
    buffer = instance.airport.policy.buffer_min
    return tuple(
        StandClass(
            tuple(group),
            buffer if group[0].buffer_min is None else group[0].buffer_min,
            closures[group[0].id],
        )
        for group in members
    )


def _traits(instance: Instance, stand: Stand) -> Hashable:
    """Return all that rules and costs read of a stand."""
    policy, objective = instance.airport.policy, instance.airport.objective
    aprons = {row.apron for row in instance.airport.preferences}
    taxi_counts = policy.times == "runway" or objective.weight("taxi_min")
    return (
        stand.kind,
        stand.boarding,
        stand.terminal,
        stand.apron if stand.apron in aprons else "",
        stand.min_code,
        stand.max_code,
        stand.max_wingspan_m,
        stand.max_length_m,
        frozenset(stand.arrival_sectors),
        frozenset(stand.departure_sectors),
        frozenset(stand.airlines),
        frozenset(stand.not_airlines),
        frozenset(stand.handlers),
        frozenset(stand.uses),
        frozenset(stand.types),
        frozenset(stand.not_types),
        frozenset(stand.classes),
        stand.buffer_min,
        stand.group if policy.taxilane_min else "",
        stand.zone if instance.connections else "",
        (stand.taxi_in_min, stand.taxi_out_min) if taxi_counts else (),
        stand.cost_per_min,
        frozenset(stand.bus_min.items()) if objective.weight("bus_trip_min") else frozenset(),
    )


def _singled_out(instance: Instance) -> set[str]:
    liked = instance.airport.objective.weight("preference")
    named = {row.stand for row in instance.airport.preferences if row.stand and row.cost and liked}
    named |= set(instance.pinned.values())
    if instance.airport.objective.weight("change"):
        named |= set(instance.references.values())
    return named


def _neighbours(instance: Instance) -> dict[str, set[Hashable]]:
    """Return for each stand what it excludes: the other stand, both conditions, the gap."""
    found: dict[str, set[Hashable]] = defaultdict(set)
    for row in instance.airport.exclusions:
        found[row.stand_a].add((row.stand_b, row.when_a, row.when_b, row.gap_min))
        found[row.stand_b].add((row.stand_a, row.when_b, row.when_a, row.gap_min))
    return found


def _closures(instance: Instance) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[tuple[Hashable, int]]] = defaultdict(list)
    first: dict[Hashable, int] = {}
    for index, row in enumerate(instance.closures):
        # Equal periods of two stands share one index, so that the stands may share a class.
        same = first.setdefault((row.start, row.end, row.when), index)
        found[row.stand].append(((row.start, row.end), same))
    empty: dict[str, tuple[int, ...]] = {stand.id: () for stand in instance.airport.stands}
    return empty | {stand: tuple(sorted({index for _, index in rows})) for stand, rows in found.items()}


def _take_apart(groups: list[list[Stand]], neighbours: dict[str, set[Hashable]]) -> list[list[Stand]]:
    size_of = {stand.id: len(group) for group in groups for stand in group}
    kept: list[list[Stand]] = []
    for group in groups:
        others = {str(row[0]) for row in neighbours[group[0].id] if isinstance(row, tuple)}
        if len(group) > 1 and any(size_of[other] > 1 for other in others):
            kept += [[stand] for stand in group]
            size_of |= {stand.id: 1 for stand in group}
        else:
            kept.append(group)
    return kept
