"""Why a visit has no stand, in words a planner understands."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from standalloc.check.admission import objections
from standalloc.check.apart import too_close
from standalloc.check.closure import bars, closed_words
from standalloc.check.exclusion import gap_of
from standalloc.check.hindrance import Hindrances
from standalloc.check.layout import Layout
from standalloc.check.misfit import misfit
from standalloc.check.overlap import buffer_of
from standalloc.check.parked import Parked, parked_on
from standalloc.check.wording import listed
from standalloc.model import Closure, Condition, Instance, Plan, Reason, Visit, VisitKey

#: Every reason code with its meaning; the details follow after a colon.
REASONS: Final[Mapping[str, str]] = {
    "pin_ignored": "the plan does not keep the pin",
    "no_size": "no stand admits the size",
    "no_sector": "no stand admits the sectors",
    "no_terminal": "no stand admits the terminal",
    "no_access": "no stand admits the airline, handler and use",
    "no_stand": "no stand admits the turn",
    "closed": "all admitting stands are closed",
    "occupied": "all admitting stands are occupied",
    "no_tug": "no tug is free for the tow to any free stand",
    "lane_busy": "the taxilanes of the free stands are busy",
    "no_bus": "too few buses are free for any free stand",
    "free": "a stand would have been free",
}


def reasons(layout: Layout) -> dict[VisitKey, Reason]:
    """Return the reason of every visit the plan leaves without a stand."""
    scene = _Scene(layout)
    missing = (visit for key, visit in layout.instance.visit.items() if key not in layout.plan.stands)
    found = {visit.key: scene.why(visit) for visit in missing}
    return {key: Reason(code, f"{REASONS[code]}: {details}") for key, (code, details) in found.items()}


def misfits(instance: Instance) -> dict[VisitKey, str]:
    """Return the details of every visit that would have no stand even if it were the only one."""
    scene = _Scene(Layout(instance, Plan()))
    found = {key: scene.why(visit) for key, visit in instance.visit.items()}
    return {key: details for key, (code, details) in found.items() if code not in {"free", "pin_ignored"}}


class _Scene:
    """A plan laid out by stand, so that each question of a visit is answered by looking at one stand."""

    def __init__(self, layout: Layout) -> None:
        self.instance = instance = layout.instance
        self.parked = layout.by_stand
        self.hindrances = Hindrances(layout)
        self.closures: defaultdict[str, list[Closure]] = defaultdict(list)
        for closure in instance.closures:
            self.closures[closure.stand].append(closure)
        self.neighbours: defaultdict[str, list[tuple[Condition, str, Condition, int]]] = defaultdict(list)
        for row in instance.airport.exclusions:
            gap = gap_of(instance, row)
            self.neighbours[row.stand_a].append((row.when_a, row.stand_b, row.when_b, gap))
            self.neighbours[row.stand_b].append((row.when_b, row.stand_a, row.when_a, gap))

    def why(self, visit: Visit) -> tuple[str, str]:
        """Return the code and the details of why a visit has no stand."""
        if visit.key in self.instance.pinned:
            return "pin_ignored", f"pinned to {self.instance.pinned[visit.key]}"
        refused: dict[str, tuple[str, ...]] = {}
        closed: list[str] = []
        taken: list[str] = []
        hindered: list[tuple[str, str]] = []
        for stand in self.instance.airport.stands:
            one = parked_on(self.instance, visit, stand)
            if rules := objections(self.instance, visit, stand):
                refused[stand.id] = rules
            elif words := self._closed(one):
                closed.append(words)
            elif words := self._taken(one):
                taken.append(words)
            elif hindrance := self.hindrances.of(one):
                hindered.append(hindrance)
            else:
                return "free", stand.id
        if hindered:
            return hindered[0][0], listed([words for _, words in hindered])
        if taken:
            return "occupied", listed(taken + closed)
        if closed:
            return "closed", listed(closed)
        return misfit(self.instance, visit, refused)

    def _closed(self, one: Parked) -> str:
        """Return when a visit's stand is closed to it, as in `C1 closed ...`, or nothing."""
        barring = (row for row in self.closures.get(one.stand.id, ()) if bars(self.instance, row, one))
        return next((f"{one.stand.id} {closed_words(self.instance, row)}" for row in barring), "")

    def _taken(self, one: Parked) -> str:
        """Return who is in a visit's way, as in `C1 by T12` or `M0 by T3 on M0L`, or nothing."""
        name = one.stand.id
        gap = buffer_of(self.instance, one.stand)
        for other in self.parked.get(name, ()):
            if too_close(one, other, gap):
                return f"{name} by {other.visit.turn}"
        aircraft = self.instance.aircraft
        for when, neighbour, when_there, gap in self.neighbours.get(name, ()):
            if when.matches(aircraft[one.visit.turn]):
                for other in self.parked.get(neighbour, ()):
                    if too_close(one, other, gap) and when_there.matches(aircraft[other.visit.turn]):
                        return f"{name} by {other.visit.turn} on {neighbour}"
        return ""
