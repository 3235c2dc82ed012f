"""Happenings: tows and their movements, which follow from where the visits of a turn are."""

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass

from standalloc.engine.problem.chains import Column, Pair


@dataclass(frozen=True, slots=True)
class Cause:
    """What brings something about.

    Attributes:
        columns: of one visit; one of them is used. None: nothing of the kind is asked.
        pairs: none of them holds.
        allocated: visits that all have stands.
    """

    columns: tuple[Column, ...] | None
    pairs: tuple[Pair, ...]
    allocated: tuple[int, ...]

    def holds(self, classes: Sequence[int | None], pairs: Set[Pair]) -> bool:
        """Say whether visits on these classes, with these pairs sharing stands, bring it about."""
        if any(classes[v] is None for v in self.allocated):
            return False
        if self.columns is not None and not any(classes[column.visit] == column.stand_class for column in self.columns):
            return False
        return pairs.isdisjoint(self.pairs)

    def without(self, gone: Callable[[Column], bool]) -> "Cause":
        """Return the cause where some columns cannot be used."""
        columns = None if self.columns is None else tuple(column for column in self.columns if not gone(column))
        return Cause(columns, tuple(p for p in self.pairs if not gone(p.first) and not gone(p.second)), self.allocated)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens whenever one of its causes holds.

    Attributes:
        causes: any of them suffices.
        visits: the visits of one turn that decide about it, in order.
    """

    causes: tuple[Cause, ...]
    visits: tuple[int, ...]

    def happens(self, classes: Sequence[int | None], pairs: Set[Pair]) -> bool:
        """Say whether it happens with visits on these classes and these pairs sharing stands."""
        return any(cause.holds(classes, pairs) for cause in self.causes)

    def concerns(self, visits: Collection[int]) -> bool:
        """Say whether one of the visits decides about it."""
        return any(v in visits for v in self.visits)


@dataclass(frozen=True, slots=True)
class Link:
    """Two consecutive visits of a turn, as indices; they are a tow unless one of `pairs` holds."""

    first: int
    second: int
    pairs: tuple[Pair, ...]

    @property
    def tow(self) -> Happening:
        """The tow between them."""
        return Happening((Cause(None, self.pairs, (self.first, self.second)),), (self.first, self.second))

    def movement(self, out: bool, classes: Collection[int]) -> Cause:
        """Return what makes a tow leave a stand of some classes, or reach one."""
        end, other = (self.first, self.second) if out else (self.second, self.first)
        columns = tuple(Column(end, k) for k in sorted(classes))
        pairs = tuple(pair for pair in self.pairs if pair.first.stand_class in classes)
        return Cause(columns, pairs, (other,))


def used(column: Column) -> Cause:
    """Return the cause that a column is used."""
    return Cause((column,), (), ())
