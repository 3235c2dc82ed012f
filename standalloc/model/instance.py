"""An instance: an airport and a schedule, with the closures, pins and references of the day."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from standalloc.model.airport import Airport
from standalloc.model.condition import Aircraft
from standalloc.model.consistency import instance_problems
from standalloc.model.problems import raise_errors
from standalloc.model.relations import Closure, Connection, Pin
from standalloc.model.stand import Stand
from standalloc.model.turn import Turn
from standalloc.model.visit import Visit, VisitKey, split_visits


@dataclass(frozen=True)
class Instance:
    """A stand allocation problem, checked when built.

    Attributes:
        airport: stands, exclusions, preferences and policy.
        turns: the schedule.
        closures: closed periods of stands.
        pins: visits that must be on a stand (beside the turns' own `stand`).
        connections: transfer passengers.
        reference: stand of visits in a reference plan; beats the turns' own `reference_stand`.
        name: of the schedule, such as `2013-07-11`.

    Raises:
        InputError: with every problem found, when the parts do not fit together.
    """

    airport: Airport
    turns: tuple[Turn, ...]
    closures: tuple[Closure, ...] = ()
    pins: tuple[Pin, ...] = ()
    connections: tuple[Connection, ...] = ()
    reference: Mapping[VisitKey, str] = field(default_factory=dict)
    name: str = ""

    def __post_init__(self) -> None:
        raise_errors(instance_problems(self.airport, self.turns, self.closures, self.pins, self.connections))

    def __getstate__(self) -> dict[str, object]:
        """Pickle the fields alone: what is derived is cheap, and another thread may just be deriving it."""
        return {entry.name: getattr(self, entry.name) for entry in fields(self)}

    @cached_property
    def start(self) -> datetime:
        """The minute 0: the schedule's earliest time, in UTC."""
        times = [t for turn in self.turns for t in (turn.arrival_time, turn.departure_time) if t is not None]
        return min(times).astimezone(UTC) if times else datetime(1970, 1, 1, tzinfo=UTC)

    def minute(self, moment: datetime) -> int:
        """Return whole minutes from the instance's start; may be negative. Seconds are cut off."""
        return (moment - self.start) // timedelta(minutes=1)

    def moment(self, minute: int) -> datetime:
        """Return the local time of a minute from the instance's start."""
        return (self.start + timedelta(minutes=minute)).astimezone(ZoneInfo(self.airport.timezone))

    @cached_property
    def stand(self) -> Mapping[str, Stand]:
        """Stands by id."""
        return {stand.id: stand for stand in self.airport.stands}

    @cached_property
    def turn(self) -> Mapping[str, Turn]:
        """Turns by id."""
        return {turn.id: turn for turn in self.turns}

    @cached_property
    def visits_of(self) -> Mapping[str, tuple[Visit, ...]]:
        """Visits of each turn, in order of time."""
        return {turn.id: self._split(turn) for turn in self.turns}

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """All visits, turn by turn."""
        return tuple(visit for visits in self.visits_of.values() for visit in visits)

    @cached_property
    def visit(self) -> Mapping[VisitKey, Visit]:
        """Visits by key."""
        return {visit.key: visit for visit in self.visits}

    @cached_property
    def aircraft(self) -> Mapping[str, Aircraft]:
        """The aircraft of each turn, by turn id."""
        return {turn.id: self._aircraft(turn) for turn in self.turns}

    @cached_property
    def pinned(self) -> Mapping[VisitKey, str]:
        """Stand of every pinned visit."""
        pinned = {visit.key: turn.stand for turn in self.turns if turn.stand for visit in self.visits_of[turn.id]}
        for pin in self.pins:
            for visit in self.visits_of[pin.turn]:
                if pin.visit in ("*", visit.part):
                    pinned[visit.key] = pin.stand
        return pinned

    @cached_property
    def references(self) -> Mapping[VisitKey, str]:
        """Reference stand of every visit that has one."""
        own = {
            visit.key: turn.reference_stand
            for turn in self.turns
            if turn.reference_stand
            for visit in self.visits_of[turn.id]
        }
        return own | {key: stand for key, stand in self.reference.items() if key in self.visit}

    def occupancy(self, visit: Visit, stand: Stand) -> tuple[int, int]:  # noqa: ARG002 - runway times will depend on it
        """Return the minutes `[start, end)` for which a visit holds a stand."""
        return visit.start, visit.end

    def _aircraft(self, turn: Turn) -> Aircraft:
        body_class = turn.body_class or self.airport.body_class_of(turn.seats)
        return Aircraft(turn.code_letter, turn.span_m, turn.length_m, body_class, turn.aircraft_type)

    def _split(self, turn: Turn) -> tuple[Visit, ...]:
        policy = self.airport.policy
        return split_visits(
            turn.id,
            None if turn.arrival_time is None else self.minute(turn.arrival_time),
            None if turn.departure_time is None else self.minute(turn.departure_time),
            self._passengers(turn.arrival_pax, turn.seats),
            self._passengers(turn.departure_pax, turn.seats),
            turn.towable,
            policy.split_min,
            policy.arrival_min,
            policy.departure_min,
        )

    def _passengers(self, pax: int | None, seats: int | None) -> int:
        if pax is not None:
            return pax
        return int((seats or 0) * self.airport.policy.load_factor + 0.5)
