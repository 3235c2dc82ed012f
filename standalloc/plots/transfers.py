"""Passengers who change flights: who makes it and who does not, in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from standalloc.check.transfers import Transfer
from standalloc.check.wording import counted
from standalloc.model import Instance, VisitKey

_MOST_NAMED: Final = 6


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
