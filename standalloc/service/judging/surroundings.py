"""What there is in a plan that a move can touch: everything else is judged alike before and after it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, Generic, TypeVar

from standalloc.check.capacity import above
from standalloc.check.fleets import Use, bus_uses, tow_uses, usage
from standalloc.check.layout import Layout
from standalloc.check.parked import Parked
from standalloc.check.taxilane import movements_by_group
from standalloc.model import Instance, Plan, Turn
from standalloc.service.judging.excerpt import Excerpt, excerpt

T = TypeVar("T")


class Surroundings:
    """A plan, looked through once for what is near what.

    Args:
        instance: the day.
        plan: of it; the airport has every stand it names.
    """

    def __init__(self, instance: Instance, plan: Plan) -> None:
        self._instance = instance
        self._layout = layout = Layout(instance, plan)
        self._place = {turn.id: place for place, turn in enumerate(instance.turns)}
        self._exclusions = _Rows(instance.airport.exclusions, lambda row: (row.stand_a, row.stand_b))
        self._closures = _Rows(instance.closures, lambda row: (row.stand,))
        self._connections = _Rows(instance.connections, lambda row: (row.arrival_turn, row.departure_turn))
        policy = instance.airport.policy
        self._reach = max(_gaps(instance))
        self._gap: Final = policy.taxilane_min
        self._lanes = movements_by_group(layout) if self._gap else {}
        self._fleets = {
            rule: (uses, _Fleet(uses(layout), capacity))
            for rule, uses, capacity in (
                ("tow_capacity", tow_uses, policy.tow_capacity),
                ("bus_capacity", bus_uses, policy.bus_capacity),
            )
            if capacity is not None
        }
        self._at: dict[str, Excerpt] = {}

    @property
    def fleets(self) -> Collection[str]:
        """The rules of the fleets that are limited."""
        return self._fleets.keys()

    def alone(self, names: Iterable[str]) -> Excerpt:
        """Return turns as though there were no others; names that the schedule does not hold are left out."""
        return excerpt(self._instance, self._turns(names))

    def around(self, before: Layout, after: Layout, stands: Collection[str]) -> Excerpt:
        """Return the turns that move with all that a rule or a term can set against them.

        These are all who are near in time on the stands and on those that an exclusion ties to them, on a taxilane or
        in the use of a fleet that is limited, and the other ends of transfers. Of each stand that is used there is
        somebody, whenever that is.

        Args:
            before: the turns that move, alone, in the plan.
            after: the same once they have moved.
            stands: those they leave and those they come to.
        """
        own = [turn.id for turn in before.instance.turns]
        exclusions, connections = self._exclusions.of(stands), self._connections.of(own)
        tied = {*stands, *chain.from_iterable((row.stand_a, row.stand_b) for row in exclusions)}
        moving = [one for one in (*before.parked, *after.parked) if one.stand.id in stands]
        names = chain(
            own,
            (near.visit.turn for near in self._on_stands(tied, moving)),
            (name for stand in stands if (name := self._somebody_else(stand, own))),
            chain.from_iterable((row.arrival_turn, row.departure_turn) for row in connections),
            self._on_lanes(before, after),
            *(fleet.near(_changed([*uses(before)], [*uses(after)])) for uses, fleet in self._fleets.values()),
        )
        return excerpt(
            self._instance,
            self._turns(names),
            exclusions=exclusions,
            closures=self._closures.of(stands),
            connections=connections,
        )

    def at(self, stand: str) -> Excerpt:
        """Return no turns, with the exclusions and closures of one stand."""
        if stand not in self._at:  # two threads may both find it missing: they make the same
            exclusions, closures = self._exclusions.of([stand]), self._closures.of([stand])
            self._at[stand] = excerpt(self._instance, (), exclusions=exclusions, closures=closures)
        return self._at[stand]

    def near(self, stand: str, coming: Sequence[Parked]) -> list[Parked]:
        """Return who is near in time, in the plan, on a stand or on one that an exclusion ties to it.

        Args:
            stand: its id.
            coming: visits as they would be there.
        """
        tied = ((row.stand_a, row.stand_b) for row in self.at(stand).airport.exclusions)
        return self._on_stands(dict.fromkeys((stand, *chain.from_iterable(tied))), coming)

    def may_meet_on_lanes(self, before: Layout, after: Layout) -> bool:
        """Say whether turns that move can come too near each other or anybody else on a taxilane.

        Args:
            before: the turns that move, alone, in the plan.
            after: the same once they have moved.
        """
        own = before.instance.turns
        return len(own) > 1 or any(name != own[0].id for name in self._on_lanes(before, after))

    def _turns(self, names: Iterable[str]) -> list[Turn]:
        """Return turns in order of the schedule, each once."""
        place = self._place
        return [self._instance.turns[i] for i in sorted({place[name] for name in names if name in place})]

    def _on_stands(self, stands: Iterable[str], moving: Sequence[Parked]) -> list[Parked]:
        """Return who is on stands, or nearly, while those that move are."""
        if not moving:
            return []
        start = min(one.start for one in moving) - self._reach
        end = max(one.end for one in moving) + self._reach
        on = self._layout.by_stand
        return [one for stand in stands for one in on.get(stand, ()) if one.start <= end and start <= one.end]

    def _somebody_else(self, stand: str, own: Collection[str]) -> str | None:
        """Return a turn on a stand that is none of some, None where there is none."""
        turns = (one.visit.turn for one in self._layout.by_stand.get(stand, ()))
        return next((turn for turn in turns if turn not in own), None)

    def _on_lanes(self, before: Layout, after: Layout) -> Iterator[str]:
        """Yield the turns with a movement too near one that comes or goes."""
        if not self._gap:
            return
        old, new = movements_by_group(before), movements_by_group(after)
        for group in {*old, *new}:
            minutes = [movement.minute for movement in _changed(old.get(group, []), new.get(group, []))]
            for other in self._lanes.get(group, ()):
                if any(abs(other.minute - minute) < self._gap for minute in minutes):
                    yield other.visit.turn


def _gaps(instance: Instance) -> Iterator[int]:
    """Yield the minutes that may be asked for between two turns on one stand or on two that exclude each other."""
    yield instance.airport.policy.buffer_min
    yield from (stand.buffer_min or 0 for stand in instance.airport.stands)
    yield from (row.gap_min or 0 for row in instance.airport.exclusions)


class _Fleet:
    """Who uses a fleet of which there is a limited number."""

    def __init__(self, uses: Iterable[Use], capacity: int) -> None:
        self._uses = list(uses)
        self._excesses = list(above(usage(self._uses), capacity))

    def near(self, changed: Iterable[Use]) -> Iterator[str]:
        """Yield the turns served while uses that come or go are at work, or in an excess that meets these."""
        for use in changed:
            start, end = use.start, use.end
            for first, last, _ in self._excesses:
                if first <= end and start <= last:
                    start, end = min(start, first), max(end, last)
            yield from (other.turn for other in self._uses if other.start < end and start < other.end)


class _Rows(Generic[T]):
    """Rows by the names they hold.

    Args:
        rows: in their order.
        names: the names in one.
    """

    def __init__(self, rows: Sequence[T], names: Callable[[T], Iterable[str]]) -> None:
        self._rows = rows
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            for name in names(row):
                self._places[name].append(place)

    def of(self, names: Iterable[str]) -> list[T]:
        """Return the rows that hold one of some names, each once and in their order."""
        return [self._rows[i] for i in sorted({i for name in names for i in self._places.get(name, ())})]


def _changed(old: Sequence[T], new: Sequence[T]) -> list[T]:
    """Return what is in one of two short lists and not in the other."""
    return [one for one in old if one not in new] + [one for one in new if one not in old]
