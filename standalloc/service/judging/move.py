"""Judges moves in a plan as the checker would, by judging only what they can touch."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from standalloc.check.judge import unknown_stands
from standalloc.model import Instance, Plan, VisitKey
from standalloc.model.problems import raise_errors
from standalloc.service.judging.coming import first_objection, objection
from standalloc.service.judging.scene import Moves, Objection, Origin, Scene
from standalloc.service.judging.surroundings import Surroundings
from standalloc.service.judging.tariff import Tariff
from standalloc.service.judging.verdict import Answer, Verdict, breaches, change, is_dearer, together


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What the row of a stand is tinted by while visits are dragged.

    Attributes:
        stand: its id; None for no stand.
        answer: whether they may go there.
        rule: the first rule that forbids it, "" where none does.
        message: what is wrong, in a planner's words; "" where nothing is.
        objective: what more the plan costs, None where the move is forbidden.
    """

    stand: str | None
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
        self._tariff = Tariff(instance.airport)

    def judge(self, moves: Moves) -> Verdict:
        """Return the verdict on moves that are made together, such as one visit's, a turn's, or two that swap stands.

        A visit that the turn does not have is judged, too: rule `split` forbids to park it.

        Raises:
            InputError: a stand is not one of the airport's.
        """
        raise_errors(unknown_stands(self._instance, Plan({key: to for key, to in moves.items() if to is not None})))
        scene = self._scene(self._origin(moves), moves)
        return Verdict(together(breaches(scene)), change(scene))

    def rows(self, visits: Iterable[VisitKey]) -> list[RowVerdict]:
        """Return for every stand of the airport what would be if some visits, mostly one, went there together."""
        keys = tuple(visits)
        origin = self._origin(keys)
        stands = [stand.id for stand in self._instance.airport.stands]
        scenes = {stand: self._scene(origin, dict.fromkeys(keys, stand)) for stand in stands}
        return [self._row(stand, scene, objection(scene, stand)) for stand, scene in scenes.items()]

    def unparked(self, visits: Iterable[VisitKey]) -> RowVerdict:
        """Return what would be if some visits had no stand."""
        keys = tuple(visits)
        scene = self._scene(self._origin(keys), dict.fromkeys(keys))
        return self._row(None, scene, first_objection(scene))

    def _origin(self, keys: Iterable[VisitKey]) -> Origin:
        visits = [VisitKey(*key) for key in keys]
        return Origin(self._surroundings.alone(key.turn for key in visits), self._plan, visits)

    def _scene(self, origin: Origin, moves: Moves) -> Scene:
        stands = self._plan.stands
        moved = {VisitKey(*key): stand for key, stand in moves.items() if stands.get(key) != stand}
        return Scene(self._plan, self._surroundings, origin, moved)

    def _row(self, stand: str | None, scene: Scene, found: Objection | None) -> RowVerdict:
        """Return the verdict on a stand to which a rule objects or none does."""
        if found is not None:
            return RowVerdict(stand, "forbidden", found.rule, found.message)
        tiers = self._tariff.dearer(scene)
        return RowVerdict(stand, "at_cost" if is_dearer(tiers) else "allowed", objective=float(sum(tiers)))


def row_document(row: RowVerdict) -> dict[str, Any]:
    """Return the verdict on a stand as plain values for JSON."""
    return asdict(row)
