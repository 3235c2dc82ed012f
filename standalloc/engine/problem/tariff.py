"""Tariffs: what one stage of the objective charges, in whole steps, and how much of an earlier one may be spent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from fractions import Fraction
from functools import cached_property

from standalloc.engine.problem.chains import Column


@dataclass(frozen=True)
class Tariff:
    """What one stage of the objective charges: all terms together, or those of one tier.

    Attributes:
        costs: for each visit, the cost on every class that admits it.
        unallocated: for each visit, the cost without a stand; None where that is not allowed.
        happenings: for each happening, the cost of it.
        peaks: by the index of a chain, the cost of a unit of its highest load.
        transfers: for each transfer, the cost by place of the first and place of the second visit.
        step: value of one step in the objective's own unit.
    """

    costs: tuple[dict[int, int], ...]
    unallocated: tuple[int | None, ...]
    happenings: tuple[int, ...] = ()
    peaks: Mapping[int, int] = field(default_factory=dict)
    transfers: tuple[tuple[tuple[int, ...], ...], ...] = ()
    step: Fraction = Fraction(1)

    @cached_property
    def floor(self) -> int:
        """Every visit at its own cheapest, nobody in the way: the trivial bound."""
        return sum(self.least)

    @cached_property
    def least(self) -> tuple[int, ...]:
        """What each visit costs at its cheapest."""
        return tuple(min([*row.values(), *_given(alone)]) for row, alone in self._rows())

    def __getstate__(self) -> dict[str, object]:
        """Pickle the fields alone."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    def without(self, gone: Collection[Column]) -> "Tariff":
        """Return the tariff without some columns."""
        costs = ({k: cost for k, cost in row.items() if (v, k) not in gone} for v, row in enumerate(self.costs))
        return replace(self, costs=tuple(costs))

    @property
    def most(self) -> int:
        """What no allocation's cost can exceed, rewards counted as costs too and peaks left out."""
        places = (max(map(abs, [*row.values(), *_given(alone)]), default=0) for row, alone in self._rows())
        transfers = (max((cost for row in matrix for cost in row), default=0) for matrix in self.transfers)
        return sum(places) + sum(self.happenings) + sum(transfers)

    def _rows(self) -> "zip[tuple[dict[int, int], int | None]]":
        return zip(self.costs, self.unallocated, strict=True)


def _given(cost: int | None) -> list[int]:
    return [] if cost is None else [cost]


@dataclass(frozen=True, slots=True)
class Budget:
    """A tariff of an earlier stage, and the most that may be spent by it, in its steps."""

    tariff: Tariff
    limit: int
