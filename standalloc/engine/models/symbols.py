"""The unknowns of a formulation, whatever solver it goes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from standalloc.engine.problem.allocation import Allocation
from standalloc.engine.problem.chains import Column, Event, Pair
from standalloc.engine.problem.problem import Problem


@dataclass(frozen=True, slots=True)
class Alone:
    """A visit is unallocated."""

    visit: int


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest load of a chain: how many of its stands are used at all."""

    chain: int


class Together(NamedTuple):
    """A transfer's two visits are at these places; None: without a stand."""

    transfer: int
    here: int | None
    there: int | None


Symbol = Column | Alone | Pair | Event | Peak | Together


def value_of(symbol: Symbol, problem: Problem, allocation: Allocation) -> int:
    """Return the value of an unknown in an allocation."""
    match symbol:
        case Column():
            return int(allocation.classes[symbol.visit] == symbol.stand_class)
        case Alone():
            return int(allocation.classes[symbol.visit] is None)
        case Pair():
            return int(symbol in allocation.pairs)
        case Event():
            return int(allocation.happens(problem, symbol))
        case Peak():
            return allocation.peak(problem.chains[symbol.chain])
        case Together():
            transfer = problem.transfers[symbol.transfer]
            on = [allocation.classes[v] for v in transfer.visits]
            at = tuple(None if k is None else transfer.place_of[side][k] for side, k in enumerate(on))
            return int(at == (symbol.here, symbol.there))


def allocation_of(true: Iterable[Symbol], free: Iterable[int], fixed: Allocation) -> Allocation:
    """Return the allocation of a solution, given by the unknowns that are 1; what is not free is as in `fixed`."""
    classes = list(fixed.classes)
    open_visits = set(free)
    for v in open_visits:
        classes[v] = None
    held = {pair for pair in fixed.pairs if pair.first.visit not in open_visits}
    for symbol in true:
        if isinstance(symbol, Column):
            classes[symbol.visit] = symbol.stand_class
        elif isinstance(symbol, Pair):
            held.add(symbol)
    return Allocation(tuple(classes), frozenset(held))
