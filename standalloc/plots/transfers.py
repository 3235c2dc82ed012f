"""Passengers who change flights: who makes it and who does not, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from standalloc.check.layout import Layout
from standalloc.check.transfers import flights
from standalloc.model import Connection, Instance, VisitKey
from standalloc.plots.facts import counted

_MOST_NAMED: Final = 6


class Transfer(NamedTuple):
    """Passengers of one connection whose two flights both have a stand.

    Attributes:
        row: who changes between which turns.
        arrival: the visit they disembark from.
        departure: the visit they board in.
        needed: minutes the way takes.
        given: minutes from in-block to off-block.
    """

    row: Connection
    arrival: VisitKey
    departure: VisitKey
    needed: float
    given: int

    @property
    def is_missed(self) -> bool:
        """Whether the time is too short."""
        return self.given < self.needed


def transfers_of(layout: Layout) -> Iterator[Transfer]:
    """Yield the transfers of a plan that have passengers."""
    instance = layout.instance
    for row in instance.connections:
        arrival, departure = (visit.key for visit in flights(instance, row))
        if row.pax and arrival in layout.by_visit and departure in layout.by_visit:
            here, there = layout.by_visit[arrival], layout.by_visit[departure]
            zones = (instance.zone_of(one.visit, one.stand) for one in (here, there))
            yield Transfer(row, arrival, departure, instance.transfer_minutes(row, *zones), there.end - here.start)


def by_visit(transfers: Iterable[Transfer]) -> Mapping[VisitKey, Sequence[Transfer]]:
    """Return the transfers from and to each visit: those missed first, then by passengers."""
    found: defaultdict[VisitKey, list[Transfer]] = defaultdict(list)
    for transfer in sorted(transfers, key=lambda transfer: (not transfer.is_missed, -transfer.row.pax)):
        found[transfer.arrival].append(transfer)
        if transfer.departure != transfer.arrival:
            found[transfer.departure].append(transfer)
    return found


def transfer_facts(instance: Instance, key: VisitKey, transfers: Sequence[Transfer]) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of the transfers from and to a visit; after the first few, only how many more."""
    for transfer in transfers[:_MOST_NAMED]:
        if transfer.arrival == key:
            yield "Transfer to", f"{_flight(instance, transfer.row.departure_turn, 'departure')}: {outcome(transfer)}"
        else:
            yield "Transfer from", f"{_flight(instance, transfer.row.arrival_turn, 'arrival')}: {outcome(transfer)}"
    if rest := transfers[_MOST_NAMED:]:
        missed = sum(transfer.is_missed for transfer in rest)
        passengers = counted(sum(transfer.row.pax for transfer in rest), "passenger")
        yield "More transfers", f"{len(rest)} with {passengers}, {missed or 'none'} missed"


def missed_transfers(instance: Instance, transfers: Iterable[Transfer]) -> Iterator[str]:
    """Yield a line for each transfer missed, those of most passengers first."""
    for transfer in sorted((one for one in transfers if one.is_missed), key=lambda transfer: -transfer.row.pax):
        here = _flight(instance, transfer.row.arrival_turn, "arrival")
        yield f"{here} to {_flight(instance, transfer.row.departure_turn, 'departure')}: {outcome(transfer)}"


def outcome(transfer: Transfer) -> str:
    """Return `12 passengers, 18 min too short (40 min needed)` or `12 passengers, 5 min to spare`."""
    passengers = counted(transfer.row.pax, "passenger")
    if transfer.is_missed:
        return f"{passengers}, {transfer.needed - transfer.given:g} min too short ({transfer.needed:g} min needed)"
    return f"{passengers}, {transfer.given - transfer.needed:g} min to spare"


def _flight(instance: Instance, turn: str, half: str) -> str:
    number = getattr(instance.turn[turn], f"{half}_flight")
    return f"{number} ({turn})" if number else turn
