"""Judges moves in a plan as the checker would, by judging only what they can touch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from standalloc.check.judge import unknown_stands
from standalloc.check.layout import Layout
from standalloc.check.rules import violations
from standalloc.model import Instance, Plan, VisitKey
from standalloc.model.problems import raise_errors
from standalloc.service.judging.excerpt import Excerpt
from standalloc.service.judging.surroundings import Surroundings
from standalloc.service.judging.verdict import Answer, Breaches, Verdict, breaches, change

#: Where visits go: the stand of each, None to leave it without one.
Moves = Mapping[VisitKey, str | None]


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What the row of a stand is tinted by while visits are dragged.

    Attributes:
        stand: its id.
        answer: whether they may go there.
        rule: the first rule that forbids it, "" where none does.
        message: what is wrong, in a planner's words; "" where nothing is.
        objective: what more the plan costs, None where the move is forbidden.
    """

    stand: str
    answer: Answer
    rule: str = ""
    message: str = ""
    objective: float | None = None


class Judge:
    """Answers what moves in one plan break, mend and cost. It never changes, so that threads may share it.

    Its word is that of the checker on both plans: `broken`, `eased` and `mended` are how their violations differ,
    terms and tiers are the exact differences. The checker's own functions judge the excerpt of the day that the moves
    can touch, before and after; whatever else the plan breaks and costs is the same on both sides.

    Args:
        instance: the day.
        plan: of it, one that breaks rules too.

    Raises:
        InputError: the plan names a stand the airport does not have.
    """

    def __init__(self, instance: Instance, plan: Plan) -> None:
        raise_errors(unknown_stands(instance, plan))
        self._instance = instance
        self._plan = plan
        self._surroundings = Surroundings(instance, plan)

    def judge(self, moves: Moves) -> Verdict:
        """Return the verdict on moves that are made together, such as one visit's, a turn's, or two that swap stands.

        A visit that the turn does not have is judged, too: rule `split` forbids to park it.

        Raises:
            InputError: a stand is not one of the airport's.
        """
        before, after = self._sides(moves)
        return Verdict(_breaches(before, after), change(before, after))

    def rows(self, visits: Iterable[VisitKey]) -> list[RowVerdict]:
        """Return for every stand of the airport what would be if some visits, mostly one, went there together."""
        moving = tuple(visits)
        return [self._row(dict.fromkeys(moving, stand.id), stand.id) for stand in self._instance.airport.stands]

    def _row(self, moves: Moves, stand: str) -> RowVerdict:
        before, after = self._sides(moves)
        broken = _breaches(before, after).broken
        if broken:
            return RowVerdict(stand, "forbidden", broken[0].rule, broken[0].message)
        changed = change(before, after)
        return RowVerdict(stand, "at_cost" if changed.is_dearer else "allowed", objective=changed.objective)

    def _sides(self, moves: Moves) -> tuple[Layout, Layout]:
        """Return what the moves can touch, before and after them."""
        stands = self._plan.stands
        moved = {VisitKey(*key): stand for key, stand in moves.items() if stands.get(key) != stand}
        raise_errors(unknown_stands(self._instance, Plan({key: to for key, to in moved.items() if to is not None})))
        touched = {stand for key, to in moved.items() for stand in (stands.get(key), to) if stand is not None}
        alone = self._surroundings.alone(key.turn for key in moved)
        return self._laid_out(self._surroundings.around(*self._laid_out(alone, moved), touched), moved)

    def _laid_out(self, part: Excerpt, moved: Moves) -> tuple[Layout, Layout]:
        """Return the plan on an excerpt before and after."""
        stands = self._plan.stands
        before = {key: stands[key] for key in (*part.visit, *moved) if key in stands}
        after = {key: stand for key, stand in {**before, **moved}.items() if stand is not None}
        return Layout(part, Plan(before)), Layout(part, Plan(after))


def _breaches(before: Layout, after: Layout) -> Breaches:
    return breaches(before, after, list(violations(before)), list(violations(after)))


def row_document(row: RowVerdict) -> dict[str, Any]:
    """Return the verdict on a stand as plain values for JSON."""
    return {
        "stand": row.stand,
        "answer": row.answer,
        "rule": row.rule,
        "message": row.message,
        "objective": row.objective,
    }
