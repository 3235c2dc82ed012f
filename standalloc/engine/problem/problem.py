"""The compiled problem: visits, stand classes, what everything costs, and the chains that hold only so much."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

from standalloc.engine.problem.chains import Chain, Column, Draw, Event, Member, Pair, Rebate, When, signed, span
from standalloc.engine.problem.classes import StandClass
from standalloc.engine.problem.happenings import Happening, Link
from standalloc.engine.problem.tariff import Budget, Tariff
from standalloc.engine.problem.transfers import Transfer
from standalloc.model import Instance, Visit


@dataclass(frozen=True)
class Problem:
    """An instance made ready for solvers, at one stage of its objective; costs are whole steps.

    Attributes:
        instance: what was compiled.
        visits: the visits, in the order of their indices.
        classes: the stand classes, in the order of theirs.
        links: consecutive visits.
        happenings: what follows from where visits are, in the order of the events' numbers.
        transfers: visits that cost something together.
        chains: capacities; those of the classes come first, in their order.
        at_most_one: pairs of pairs that would give the same minutes back twice.
        stages: the tariffs of the stage at work, as compiled, and of those after it.
        tariff: that of the stage at work, over the columns that may be used in it.
        budgets: what may be spent by the stages before it.
    """

    instance: Instance
    visits: tuple[Visit, ...]
    classes: tuple[StandClass, ...]
    links: tuple[Link, ...]
    happenings: tuple[Happening, ...]
    transfers: tuple[Transfer, ...]
    chains: tuple[Chain, ...]
    at_most_one: tuple[tuple[Pair, Pair], ...]
    stages: tuple[Tariff, ...]
    tariff: Tariff
    budgets: tuple[Budget, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        """Pickle the fields alone: what is derived is cheap, and another thread may just be deriving it."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    def value(self, steps: int) -> float:
        """Return a number of steps in the objective's own unit."""
        return float(steps * self.tariff.step)

    @property
    def costs(self) -> Sequence[Mapping[int, int]]:
        """For each visit, the cost on every class it may be on."""
        return self.tariff.costs

    @property
    def unallocated(self) -> Sequence[int | None]:
        """For each visit, the cost without a stand; None where that is not allowed."""
        return self.tariff.unallocated

    @property
    def floor(self) -> int:
        """Every visit at its own cheapest, nobody in the way: the trivial bound, in steps."""
        return self.tariff.floor

    @property
    def size(self) -> int:
        """How many columns (pairs of visit and class) there are."""
        return sum(len(costs) for costs in self.costs)

    @cached_property
    def extent(self) -> int:
        """How much draws on all chains: what programmes and their solvers' times grow with."""
        return sum(len(chain.members) + len(chain.rebates) for chain in self.chains)

    @cached_property
    def tariffs(self) -> tuple[Tariff, ...]:
        """The tariff at work and those of the budgets: all that models speak of."""
        return (self.tariff, *(budget.tariff for budget in self.budgets))

    @cached_property
    def pinned(self) -> frozenset[int]:
        """Visits that are pinned."""
        return frozenset(v for v, visit in enumerate(self.visits) if visit.key in self.instance.pinned)

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
    def pairs_of(self) -> Mapping[Column, tuple[Pair, ...]]:
        """The pairs that each column is an end of."""
        found: dict[Column, list[Pair]] = defaultdict(list)
        for pairs in self.pairs.values():
            for pair in pairs:
                found[pair.first].append(pair)
                found[pair.second].append(pair)
        return {column: tuple(pairs) for column, pairs in found.items()}

    @cached_property
    def uses(self) -> Mapping[Column | Event | Pair, Sequence[tuple[int, Member | Rebate]]]:
        """Where each column, event and pair draws on chains: (index of the chain, what it takes or gives back)."""
        found: dict[Column | Event | Pair, list[tuple[int, Member | Rebate]]] = defaultdict(list)
        for index, chain in enumerate(self.chains):
            for member in chain.members:
                found[member.key].append((index, member))
            for rebate in chain.rebates:
                found[rebate.pair].append((index, rebate))
        return dict(found)

    @cached_property
    def moments(self) -> tuple[Mapping[When, int], ...]:
        """For each chain, the index of every moment at which something comes or goes.

        Whatever a pair gives back begins and ends with one of its members.
        """
        found = (sorted({moment for member in chain.members for moment in span(member)}) for chain in self.chains)
        return tuple({moment: index for index, moment in enumerate(moments)} for moments in found)

    def draws_of(self, key: Column | Event | Pair) -> tuple[Draw, ...]:
        """Return what a column, event or pair draws on chains, between two of their moments."""
        found = self._drawn.get(key)
        if found is None:
            found = self._drawn[key] = tuple(self._draw(*use) for use in self.uses.get(key, ()))
        return found

    @cached_property
    def _drawn(self) -> dict[Column | Event | Pair, tuple[Draw, ...]]:
        """What has been asked of `draws_of`: of a large day a greedy plan asks for a small part."""
        return {}

    def _draw(self, index: int, item: Member | Rebate) -> Draw:
        (comes, goes), at = span(item), self.moments[index]
        return Draw(index, at[comes], at[goes], signed(item))

    @cached_property
    def draws(self) -> Mapping[Column | Event | Pair, tuple[Draw, ...]]:
        """What each column, event and pair draws on chains, between two of their moments."""
        return {key: self.draws_of(key) for key in self.uses}

    @cached_property
    def events_of(self) -> Mapping[int, tuple[int, ...]]:
        """The happenings each visit decides about, by their numbers."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, happening in enumerate(self.happenings):
            for v in happening.visits:
                found[v].append(number)
        return {v: tuple(numbers) for v, numbers in found.items()}

    @cached_property
    def events_asking(self) -> Mapping[Column | int, tuple[int, ...]]:
        """The happenings that ask for a column, by the column; those that ask for none, by the visits they ask for."""
        found: dict[Column | int, list[int]] = defaultdict(list)
        for number, happening in enumerate(self.happenings):
            for cause in happening.causes:
                for key in cause.allocated if cause.columns is None else cause.columns:
                    found[key].append(number)
        return {key: tuple(dict.fromkeys(numbers)) for key, numbers in found.items()}

    @cached_property
    def transfers_of(self) -> Mapping[int, tuple[int, ...]]:
        """The transfers of each visit, by their indices."""
        found: dict[int, list[int]] = defaultdict(list)
        for index, transfer in enumerate(self.transfers):
            for v in {*transfer.visits}:
                found[v].append(index)
        return {v: tuple(indices) for v, indices in found.items()}

    @cached_property
    def rivals(self) -> frozenset[tuple[Pair, Pair]]:
        """The pairs of `at_most_one`, to look up."""
        return frozenset(self.at_most_one)

    @cached_property
    def shared_columns(self) -> frozenset[Column]:
        """Columns on a stand class of several stands that all exclude, or are excluded by, one other stand."""
        return frozenset(
            member.key
            for chain in self.chains
            if chain.rule == "exclusion" and len({member.weight for member in chain.members}) > 1
            for member in chain.members
            if member.weight < chain.capacity and isinstance(member.key, Column)
        )

    def without(self, dropped: Collection[Column]) -> "Problem":
        """Return the problem without some columns; a visit that must have a stand keeps its last."""
        gone = {column for column in dropped if self.unallocated[column.visit] is not None}
        gone |= self._spared(dropped)
        if not gone:
            return self

        def is_gone(column: Column) -> bool:
            return column in gone

        def stays(pair: Pair) -> bool:
            return pair.first not in gone and pair.second not in gone

        return replace(
            self,
            tariff=self.tariff.without(gone),
            links=tuple(
                Link(link.first, link.second, tuple(pair for pair in link.pairs if stays(pair))) for link in self.links
            ),
            happenings=tuple(
                Happening(tuple(cause.without(is_gone) for cause in happening.causes), happening.visits)
                for happening in self.happenings
            ),
            chains=tuple(
                Chain(
                    chain.rule,
                    chain.capacity,
                    tuple(member for member in chain.members if member.key not in gone),
                    tuple(rebate for rebate in chain.rebates if stays(rebate.pair)),
                )
                for chain in self.chains
            ),
            at_most_one=tuple((one, other) for one, other in self.at_most_one if stays(one) and stays(other)),
        )

    def _spared(self, dropped: Collection[Column]) -> set[Column]:
        """Return the dropped columns of visits that must have a stand and have others left."""
        of_visit: dict[int, set[Column]] = defaultdict(set)
        for column in dropped:
            if self.unallocated[column.visit] is None:
                of_visit[column.visit].add(column)
        return {c for v, columns in of_visit.items() if len(columns) < len(self.costs[v]) for c in columns}
