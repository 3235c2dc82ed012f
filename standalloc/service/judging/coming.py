"""What forbids visits to come to one stand, asked of the checker with no more than can be in their way there.

A breach that moves make names a visit that moves, and none that was there before does so with its new stand: so whoever
else is on a stand is left out unless near, and the plan before the moves need not be judged for most rules. Those on
fleets and taxilanes look at more; they are asked the whole question, and only where the moves change what they look at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from standalloc.check.admission import ADMISSION, admits
from standalloc.check.layout import Layout
from standalloc.check.parked import Parked, parked_on
from standalloc.check.rules import CHECKS
from standalloc.model import Plan, Violation, VisitKey
from standalloc.service.judging.scene import Objection, Scene
from standalloc.service.judging.verdict import FLEETS, OF_ONE_VISIT, first_broken

#: The rules that ask about visits on one stand and on those that exclusions tie to it.
_OF_ONE_STAND: Final = {"overlap", "exclusion", "closure"}


@dataclass(frozen=True)
class _Gathering(Layout):
    """Visits as they are on their stands, nothing of which is worked out anew."""

    there: dict[VisitKey, Parked] = field(kw_only=True)

    @cached_property
    def by_visit(self) -> dict[VisitKey, Parked]:
        return self.there


def objection(scene: Scene, stand: str) -> Objection | None:
    """Return what `first_broken` finds first of moves to one stand, None where nothing forbids them.

    Args:
        scene: moves, all of them to the stand.
        stand: its id.
    """
    if not scene.moves:
        return None
    turns = scene.origin.turns
    coming = [parked_on(turns, visit, turns.stand[stand]) for key, visit in turns.visit.items() if key in scene.moves]
    admitted = all(admits(turns, one.visit, one.stand) for one in coming)
    there = _gathered(scene, stand, coming)
    for rule, check in CHECKS.items():
        if rule in _OF_ONE_STAND:
            found = None if there is None else _of_moved(scene, check(there))
        elif rule not in OF_ONE_VISIT:
            found = _of_many(scene, rule)
        elif rule in ADMISSION and admitted:
            continue
        else:
            found = _of_moved(scene, check(scene.alone.after))
        if found is not None:
            return found
    return None


def _of_moved(scene: Scene, violations: Iterable[Violation]) -> Objection | None:
    """Return the first of some breaches that names a visit that moves."""
    for found in violations:
        if any(key in scene.moves for key in found.visits):
            return Objection(found.rule, found.message)
    return None


def _gathered(scene: Scene, stand: str, coming: Sequence[Parked]) -> Layout | None:
    """Return visits that come to a stand with those near them there and on stands tied to it, None where none can be.

    What others break among themselves is no news.
    """
    moves, surroundings = scene.moves, scene.surroundings
    there = {key: one for one in surroundings.near(stand, coming) if (key := one.visit.key) not in moves}
    rows = surroundings.at(stand)
    there |= {one.visit.key: one for one in coming}
    if len(there) < 2 and not rows.closures:
        return None
    return _Gathering(rows, Plan({key: one.stand.id for key, one in there.items()}), there=there)


def _of_many(scene: Scene, rule: str) -> Objection | None:
    """Return what a rule objects to that asks about many stands at once."""
    surroundings = scene.surroundings
    if rule in FLEETS:
        return _of_fleet(scene, rule) if rule in surroundings.fleets else None
    if rule == "taxilane" and not surroundings.may_meet_on_lanes(*scene.alone):
        return None
    return first_objection(scene, [rule])


def _of_fleet(scene: Scene, rule: str) -> Objection | None:
    """Return what the rule of a fleet objects to: the same wherever the turns use it alike, for it names no stands."""
    old, new = (tuple(use._replace(stands=()) for use in FLEETS[rule](side)) for side in scene.alone)
    if old == new:
        return None
    known = scene.origin.known
    if (rule, new) not in known:
        known[rule, new] = first_objection(scene, [rule])
    return known[rule, new]


def first_objection(scene: Scene, rules: Iterable[str] = tuple(CHECKS)) -> Objection | None:
    """Return what `first_broken` finds, of any moves."""
    found = first_broken(scene, rules)
    return None if found is None else Objection(found.rule, found.message)
