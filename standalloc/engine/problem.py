"""The compiled problem: visits, stand classes, what each pair costs, and the chains that hold only so much."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property

from standalloc.engine.chains import Chain, Column, Member, Pair, Rebate
from standalloc.engine.classes import StandClass
from standalloc.model import Instance, Visit


@dataclass(frozen=True, slots=True)
class Link:
    """Two consecutive visits of a turn, as indices; they are a tow unless one of `pairs` holds."""

    first: int
    second: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Problem:
    """An instance made ready for solvers; costs are whole steps.

    Attributes:
        instance: what was compiled.
        visits: the visits, in the order of their indices.
        classes: the stand classes, in the order of theirs.
        costs: for each visit, the cost on every class that admits it.
        unallocated: cost of each visit without a stand; None where a pin forbids it.
        tow: cost of a tow.
        step: value of one step in the objective's own unit.
        links: consecutive visits.
        chains: capacities of classes, and exclusions.
        at_most_one: pairs of pairs that would give the same minutes back twice.
    """

    instance: Instance
    visits: tuple[Visit, ...]
    classes: tuple[StandClass, ...]
    costs: tuple[dict[int, int], ...]
    unallocated: tuple[int | None, ...]
    tow: int
    step: Fraction
    links: tuple[Link, ...]
    chains: tuple[Chain, ...]
    at_most_one: tuple[tuple[Pair, Pair], ...]

    def __getstate__(self) -> dict[str, object]:
        """Pickle the fields alone: what is derived is cheap, and another thread may just be deriving it."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    def value(self, steps: int) -> float:
        """Return a number of steps in the objective's own unit."""
        return float(steps * self.step)

    @property
    def floor(self) -> int:
        """Every visit at its own cheapest, nobody in the way: the trivial bound, in steps."""
        return sum(
            min([*costs.values(), *([] if alone is None else [alone])])
            for costs, alone in zip(self.costs, self.unallocated, strict=True)
        )

    @cached_property
    def turn_visits(self) -> Mapping[str, tuple[int, ...]]:
        """Indices of each turn's visits."""
        found: dict[str, list[int]] = defaultdict(list)
        for v, visit in enumerate(self.visits):
            found[visit.turn].append(v)
        return {turn: tuple(visits) for turn, visits in found.items()}

    @cached_property
    def pairs(self) -> Mapping[int, tuple[Pair, ...]]:
        """All pairs that links or chains speak of, by the index of their first visit, in a fixed order."""
        linked = {pair for link in self.links for pair in link.pairs}
        found: dict[int, list[Pair]] = defaultdict(list)
        for pair in sorted(linked | {rebate.pair for chain in self.chains for rebate in chain.rebates}):
            found[pair.first.visit].append(pair)
        return {v: tuple(pairs) for v, pairs in found.items()}

    @cached_property
    def uses(self) -> Mapping[Column | Pair, tuple[tuple[int, Member | Rebate], ...]]:
        """Where each column and each pair draws on chains: (index of the chain, what it takes or gives back)."""
        found: dict[Column | Pair, list[tuple[int, Member | Rebate]]] = defaultdict(list)
        for index, chain in enumerate(self.chains):
            for member in chain.members:
                found[member.column].append((index, member))
            for rebate in chain.rebates:
                found[rebate.pair].append((index, rebate))
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def rivals(self) -> frozenset[tuple[Pair, Pair]]:
        """The pairs of `at_most_one`, to look up."""
        return frozenset(self.at_most_one)

    @cached_property
    def shared_columns(self) -> frozenset[Column]:
        """Columns on a stand class of several stands that all exclude, or are excluded by, one other stand."""
        return frozenset(
            member.column
            for chain in self.chains
            if len({member.weight for member in chain.members}) > 1
            for member in chain.members
            if member.weight < chain.capacity
        )

    def without(self, dropped: Collection[Column]) -> "Problem":
        """Return the problem without some columns; a pinned visit keeps its own."""
        gone = {column for column in dropped if self.unallocated[column.visit] is not None}

        def stays(pair: Pair) -> bool:
            return pair.first not in gone and pair.second not in gone

        return replace(
            self,
            costs=tuple(
                {k: cost for k, cost in row.items() if Column(v, k) not in gone} for v, row in enumerate(self.costs)
            ),
            links=tuple(
                Link(link.first, link.second, tuple(pair for pair in link.pairs if stays(pair))) for link in self.links
            ),
            chains=tuple(
                Chain(
                    chain.capacity,
                    tuple(member for member in chain.members if member.column not in gone),
                    tuple(rebate for rebate in chain.rebates if stays(rebate.pair)),
                )
                for chain in self.chains
            ),
            at_most_one=tuple((one, other) for one, other in self.at_most_one if stays(one) and stays(other)),
        )

    @property
    def size(self) -> int:
        """How many columns (pairs of visit and class) there are."""
        return sum(len(costs) for costs in self.costs)
