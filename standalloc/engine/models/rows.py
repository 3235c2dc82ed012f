"""Clique rows: what a chain allows of some free visits while the others stay where they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from standalloc.engine.problem.allocation import Allocation, columns_of
from standalloc.engine.problem.chains import Column, Event, Member, Pair, Rebate, When, signed, span
from standalloc.engine.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class CliqueRow:
    """The weights of what draws on a chain, less those of the pairs, may not exceed what is left."""

    members: tuple[tuple[Column | Event, int], ...]
    pairs: tuple[tuple[Pair, int], ...]
    left: int


_AtMoments = dict[When, list[Member | Rebate]]

#: Free items leaving, free items coming, what is left for the free.
FreeRun = tuple[list[Member | Rebate], list[Member | Rebate], int]


@dataclass(frozen=True)
class Demand:
    """What free visits may draw on a chain, and what those that stay where they are already hold of it.

    Attributes:
        index: of the chain.
        capacity: of the chain.
        free: what the free visits may draw.
        held: what the others draw.
    """

    index: int
    capacity: int
    free: tuple[Member | Rebate, ...]
    held: tuple[Member | Rebate, ...]

    def runs(self) -> Sequence[FreeRun]:
        """Return (free items leaving, free items coming, what is left for the free) run by run."""
        return self._runs

    @cached_property
    def _runs(self) -> list[FreeRun]:
        comes, goes = _by_moment(self.free)
        holds, yields = _by_moment(self.held)
        found: list[FreeRun] = []
        leaving: list[Member | Rebate] = []
        coming: list[Member | Rebate] = []
        left, has_come = self.capacity, False
        for when in sorted({*comes, *goes, *holds, *yields}):
            if when in comes or when in holds:
                has_come = True
                coming += comes.get(when, ())
                left -= sum(map(signed, holds.get(when, ())))
                continue
            if has_come:
                found.append((leaving, coming, left))
                leaving, coming, has_come = [], [], False
            leaving += goes.get(when, ())
            left += sum(map(signed, yields.get(when, ())))
        return [*found, (leaving, coming, left)] if has_come else found

    @property
    def held_peak(self) -> int:
        """The highest load of what is held."""
        return self.capacity - min((left for _, _, left in self.runs()), default=self.capacity)


def blocked_columns(demand: Demand) -> Iterator[Column]:
    """Yield free columns that no longer fit beside what is held, whatever the other free visits do.

    The relaxation alone would let half of a wide stand stay where one of its two sides is taken.
    """
    heaviest = max((item.weight for item in demand.free if isinstance(item, Member)), default=0)
    if all(left >= heaviest for _, _, left in demand.runs()):
        return
    present: dict[int, Member | Rebate] = {}
    for leaving, coming, left in demand.runs():
        for item in leaving:
            del present[id(item)]
        present |= {id(item): item for item in coming}
        if left >= heaviest:
            continue
        relieved = {column for item in present.values() if isinstance(item, Rebate) for column in item.pair}
        for item in present.values():
            key = item.key if isinstance(item, Member) and item.weight > left else None
            if isinstance(key, Column) and key not in relieved:
                yield key


def demands(problem: Problem, free: Set[int], fixed: Allocation) -> Iterator[Demand]:
    """Yield what the free visits (whole turns) may draw on each chain; the rest are where `fixed` has them."""
    drawn: dict[int, list[Member | Rebate]] = defaultdict(list)
    for key in _free_keys(problem, free):
        for index, item in problem.uses.get(key, ()):
            drawn[index].append(item)
    held: dict[int, list[Member | Rebate]] = defaultdict(list)
    for key in _fixed_keys(problem, fixed, free):
        for index, item in problem.uses.get(key, ()):
            if index in drawn:
                held[index].append(item)
    for index, items in drawn.items():
        yield Demand(index, problem.chains[index].capacity, tuple(items), tuple(held[index]))


def clique_rows(demand: Demand, is_counted: bool) -> Iterator[CliqueRow]:
    """Yield the clique rows of a chain, those that cannot bind left out unless the load itself is counted."""
    present: dict[int, Member | Rebate] = {}
    cliques: list[tuple[tuple[Member | Rebate, ...], int]] = []
    for leaving, coming, left in demand.runs():
        for item in leaving:
            del present[id(item)]
        present |= {id(item): item for item in coming}
        if leaving or coming:
            cliques.append((tuple(present.values()), left))
        elif cliques:
            cliques[-1] = cliques[-1][0], min(left, cliques[-1][1])
    rows = (_row(items, left) for items, left in cliques if items)
    yield from (row for row in rows if is_counted or _most(row) > row.left)


def _by_moment(items: Iterable[Member | Rebate]) -> tuple[_AtMoments, _AtMoments]:
    """Return what comes and what goes, by the moment; nothing comes at a moment at which something else goes."""
    comes: _AtMoments = defaultdict(list)
    goes: _AtMoments = defaultdict(list)
    for item in items:
        first, last = span(item)
        comes[first].append(item)
        goes[last].append(item)
    return comes, goes


def _free_keys(problem: Problem, free: Set[int]) -> Iterator[Column | Pair | Event]:
    for v in sorted(free):
        yield from (Column(v, k) for k in problem.costs[v])
        yield from problem.pairs.get(v, ())
        yield from (Event(n) for n in problem.events_of.get(v, ()) if problem.happenings[n].visits[0] == v)


def _fixed_keys(problem: Problem, fixed: Allocation, free: Set[int]) -> Iterator[Column | Pair | Event]:
    if len(free) == len(problem.visits):
        return
    yield from (column for column in columns_of(fixed) if column.visit not in free)
    yield from (pair for pair in fixed.pairs if pair.first.visit not in free)
    for number, happening in enumerate(problem.happenings):
        if Event(number) not in problem.uses or happening.concerns(free):
            continue
        if happening.happens(fixed.classes, fixed.pairs):
            yield Event(number)


def _row(present: tuple[Member | Rebate, ...], left: int) -> CliqueRow:
    members = tuple([(item.key, item.weight) for item in present if isinstance(item, Member)])
    if len(dict(members)) < len(members):
        members = _added_up(members)
    pairs = tuple([(item.pair, item.weight) for item in present if isinstance(item, Rebate)])
    return CliqueRow(members, pairs, left)


def _added_up(members: tuple[tuple[Column | Event, int], ...]) -> tuple[tuple[Column | Event, int], ...]:
    weights: dict[Column | Event, int] = defaultdict(int)
    for key, weight in members:
        weights[key] += weight
    return tuple(weights.items())


def _most(row: CliqueRow) -> int:
    """Return the highest load the members can make: of the columns of a visit only one is used."""
    of_visit: dict[int, int] = defaultdict(int)
    events = 0
    for key, weight in row.members:
        if isinstance(key, Event):
            events += weight
        else:
            of_visit[key.visit] = max(weight, of_visit[key.visit])
    return events + sum(of_visit.values())
