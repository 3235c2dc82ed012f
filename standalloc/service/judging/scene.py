"""A move laid out for the checker: the turns that move, and all that they can touch, before and after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from standalloc.check.layout import Layout
from standalloc.model import Plan, VisitKey
from standalloc.service.judging.excerpt import Excerpt
from standalloc.service.judging.surroundings import Surroundings

#: Where visits go: the stand of each, None to leave it without one.
Moves = Mapping[VisitKey, str | None]


class Sides(NamedTuple):
    """An excerpt of a plan before and after a move."""

    before: Layout
    after: Layout


@dataclass(frozen=True)
class Scene:
    """Moves that are made together in a plan.

    Attributes:
        plan: before them.
        surroundings: of that plan.
        turns: those that move, as though there were no others.
        moves: of their visits; the airport has every stand named.
    """

    plan: Plan
    surroundings: Surroundings
    turns: Excerpt
    moves: Moves

    @cached_property
    def alone(self) -> Sides:
        """The turns that move, alone."""
        return self._sides(self.turns)

    @cached_property
    def around(self) -> Sides:
        """The turns that move with all that they can touch."""
        stands = self.plan.stands
        touched = {stand for key, to in self.moves.items() for stand in (stands.get(key), to) if stand is not None}
        return self._sides(self.surroundings.around(*self.alone, touched))

    def _sides(self, part: Excerpt) -> Sides:
        stands = self.plan.stands
        before = {key: stands[key] for key in (*part.visit, *self.moves) if key in stands}
        after = {key: stand for key, stand in {**before, **self.moves}.items() if stand is not None}
        return Sides(Layout(part, Plan(before)), Layout(part, Plan(after)))
