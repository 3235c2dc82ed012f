"""A move laid out for the checker: the turns that move, and all that they can touch, before and after it."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from standalloc.check.layout import Layout
from standalloc.check.terms import Amount
from standalloc.model import Plan, VisitKey
from standalloc.service.judging.excerpt import Excerpt
from standalloc.service.judging.surroundings import Surroundings

#: Where visits go: the stand of each, None to leave it without one.
Moves = Mapping[VisitKey, str | None]


class Sides(NamedTuple):
    """An excerpt of a plan before and after a move."""

    before: Layout
    after: Layout


class Objection(NamedTuple):
    """A rule that forbids moves, and what is wrong, in a planner's words."""

    rule: str
    message: str


class Origin:
    """Turns that move, alone in the plan before they do: the same wherever they go.

    Attributes:
        turns: as given.
        layout: of the turns before they move.
        known: what rules object to, None where to nothing, by the rule and what it was asked.

    Args:
        turns: as though there were no others.
        plan: before they move.
        moving: their visits that move, some of which the schedule may not have.
    """

    def __init__(self, turns: Excerpt, plan: Plan, moving: Iterable[VisitKey]) -> None:
        self.turns = turns
        self.layout = Layout(turns, part_of(plan, (*turns.visit, *moving)))
        self.known: dict[Hashable, Objection | None] = {}
        self._amounts: dict[Amount, Fraction] = {}

    def amount(self, term: Amount) -> Fraction:
        """Return how much of a term there is."""
        if term not in self._amounts:
            self._amounts[term] = term(self.layout)
        return self._amounts[term]


@dataclass(frozen=True)
class Scene:
    """Moves that are made together in a plan.

    Attributes:
        plan: before them.
        surroundings: of that plan.
        origin: the turns that move.
        moves: of their visits; the airport has every stand named.
    """

    plan: Plan
    surroundings: Surroundings
    origin: Origin
    moves: Moves

    @cached_property
    def alone(self) -> Sides:
        """The turns that move, alone."""
        before = self.origin.layout
        return Sides(before, Layout(self.origin.turns, self._moved(before.plan)))

    @cached_property
    def around(self) -> Sides:
        """The turns that move with all that they can touch."""
        stands = self.plan.stands
        touched = {stand for key, to in self.moves.items() for stand in (stands.get(key), to) if stand is not None}
        part = self.surroundings.around(*self.alone, touched)
        before = part_of(self.plan, (*part.visit, *self.moves))
        return Sides(Layout(part, before), Layout(part, self._moved(before)))

    def _moved(self, before: Plan) -> Plan:
        return Plan({key: stand for key, stand in {**before.stands, **self.moves}.items() if stand is not None})


def part_of(plan: Plan, keys: Iterable[VisitKey]) -> Plan:
    """Return where a plan has some visits."""
    return Plan({key: plan.stands[key] for key in keys if key in plan.stands})
