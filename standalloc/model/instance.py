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
from standalloc.model.relations import Closure, Connection, Handling, Pin
from standalloc.model.stand import Stand
from standalloc.model.transfers import TransferTimes
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

    def occupancy(self, visit: Visit, stand: Stand) -> tuple[int, int]:
        """Return the minutes `[start, end)` for which a visit holds a stand.

        Runway times move by the stand's taxi minutes; a half-turn's handling may be shorter at a bridge.
        """
        start, end = visit.start, visit.end
        handling = self.handling.get(visit.turn)
        if handling is not None:
            minutes = handling.bridge_min if self.uses_bridge(visit, stand) else handling.away_min
            start, end = (start, start + minutes) if visit.disembarks else (end - minutes, end)
        if self.airport.policy.times == "block":
            return start, end
        taxi_in, taxi_out = stand.taxi_in_min, stand.taxi_out_min
        if visit.disembarks and visit.boards:
            return start + taxi_in, end - taxi_out
        shift = taxi_in if visit.disembarks else -taxi_out
        return start + shift, end + shift

    @cached_property
    def handling(self) -> Mapping[str, Handling]:
        """Handling times of the half-turns whose body class has some, by turn id."""
        rows = {row.body_class: row for row in self.airport.handling}
        halves = (turn for turn in self.turns if turn.arrival_time is None or turn.departure_time is None)
        return {turn.id: rows[name] for turn in halves if (name := self.aircraft[turn.id].body_class) in rows}

    def uses_bridge(self, visit: Visit, stand: Stand) -> bool:
        """Say whether a visit is served over the stand's bridge."""
        return stand.boarding == "bridge" and not self._is_mismatched(visit, stand)

    def is_bused(self, visit: Visit, stand: Stand) -> bool:
        """Say whether a visit's passengers, if any, ride a bus: the stand's way, or because its bridge is unused."""
        return stand.boarding == "bus" or self._is_mismatched(visit, stand)

    def _is_mismatched(self, visit: Visit, stand: Stand) -> bool:
        """Say whether a mismatch that the policy lets pass takes a contact stand's bridge away from a visit."""
        policy, turn = self.airport.policy, self.turn[visit.turn]
        if not stand.is_contact:
            return False
        if policy.bridge_mismatch == "bus" and _is_off_sector(visit, turn, stand):
            return True
        off_terminal = bool(visit.passengers and stand.terminal and turn.terminal) and stand.terminal != turn.terminal
        return policy.terminal_mismatch == "bus" and off_terminal

    def buses(self, passengers: int) -> int:
        """Return how many buses carry so many passengers."""
        return -(-passengers // self.airport.policy.bus_seats)

    def bus_trip_min(self, turn: str, stand: Stand) -> float:
        """Return the minutes a bus drives between a stand and a turn's terminal; 0 where the stand does not say."""
        return stand.bus_min.get(self.turn[turn].terminal, stand.bus_min.get("*", 0.0))

    def zone_of(self, visit: Visit, stand: Stand) -> str:
        """Return the zone a visit's passengers pass: the stand's, else the turn's terminal, where its bus goes."""
        return stand.zone or self.turn[visit.turn].terminal

    @cached_property
    def transfer_times(self) -> TransferTimes:
        """Transfer minutes between zones."""
        return TransferTimes(self.airport.zones)

    def transfer_minutes(self, row: Connection, arrival_zone: str, departure_zone: str) -> float:
        """Return the minutes a transfer takes between two zones, at least the connection's own least time."""
        arrival = (self.turn[row.arrival_turn].arrival_sector, arrival_zone)
        departure = (self.turn[row.departure_turn].departure_sector, departure_zone)
        return max(float(row.min_transfer), self.transfer_times.minutes(arrival, departure) or 0.0)

    def _aircraft(self, turn: Turn) -> Aircraft:
        body_class = turn.body_class or self.airport.body_class_of(turn.seats)
        return Aircraft(turn.code_letter, turn.span_m, turn.length_m, body_class, turn.aircraft_type)

    def _split(self, turn: Turn) -> tuple[Visit, ...]:
        policy, handling = self.airport.policy, self.handling.get(turn.id)
        return split_visits(
            turn.id,
            None if turn.arrival_time is None else self.minute(turn.arrival_time),
            None if turn.departure_time is None else self.minute(turn.departure_time),
            self._passengers(turn.arrival_pax, turn.seats),
            self._passengers(turn.departure_pax, turn.seats),
            turn.towable,
            policy.split_min,
            policy.arrival_min if handling is None else handling.bridge_min,
            policy.departure_min if handling is None else handling.bridge_min,
        )

    def _passengers(self, pax: int | None, seats: int | None) -> int:
        if pax is not None:
            return pax
        return int((seats or 0) * self.airport.policy.load_factor + 0.5)


def _is_off_sector(visit: Visit, turn: Turn, stand: Stand) -> bool:
    lands = visit.disembarks and stand.arrival_sectors and turn.arrival_sector not in stand.arrival_sectors
    leaves = visit.boards and stand.departure_sectors and turn.departure_sector not in stand.departure_sectors
    return bool(lands or leaves)
