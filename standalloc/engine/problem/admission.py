"""Which stands take which visits, and what a visit costs there: one answer for each kind of turn and stand."""

from typing import NamedTuple

from standalloc.model import Aircraft, Airport, Instance, Preference, Stand, Turn, Visit
from standalloc.model.sizes import code_rank


class VisitKind(NamedTuple):
    """All a stand can ask about a visit but its time: visits of one kind are admitted alike."""

    aircraft: Aircraft
    airline: str
    handler: str
    use: str
    terminal: str
    arrival_sector: str | None
    departure_sector: str | None
    has_passengers: bool


def kind_of(instance: Instance, visit: Visit) -> VisitKind:
    """Return the kind of a visit; a sector is None where the visit neither disembarks nor boards."""
    turn: Turn = instance.turn[visit.turn]
    return VisitKind(
        instance.aircraft[turn.id],
        turn.airline,
        turn.handler,
        turn.use,
        turn.terminal,
        turn.arrival_sector if visit.disembarks else None,
        turn.departure_sector if visit.boards else None,
        visit.passengers > 0,
    )


def admits(airport: Airport, stand: Stand, kind: VisitKind) -> bool:
    """Say whether size, sector, terminal and access rules let a kind of visit onto a stand."""
    return (
        _size(stand, kind.aircraft)
        and (airport.policy.bridge_mismatch == "bus" or _sector(stand, kind))
        and not (airport.policy.terminal_mismatch == "forbid" and is_off_terminal(stand, kind))
        and _access(stand, kind)
    )


def is_off_terminal(stand: Stand, kind: VisitKind) -> bool:
    """Say whether passengers would use a contact stand of another terminal than their own."""
    return bool(
        kind.has_passengers
        and stand.is_contact
        and stand.terminal
        and kind.terminal
        and stand.terminal != kind.terminal
    )


def preference_rows(airport: Airport, stand: Stand, kind: VisitKind) -> list[Preference]:
    """Return the preferences that charge a kind of visit on a stand."""
    if not kind.has_passengers:
        return []
    return [row for row in airport.preferences if _wants(row, kind) and _place(row, stand)]


def _size(stand: Stand, aircraft: Aircraft) -> bool:
    rank = code_rank(aircraft.code)
    return (
        code_rank(stand.min_code) <= rank
        and (stand.max_code is None or rank <= code_rank(stand.max_code))
        and (stand.max_wingspan_m is None or aircraft.wingspan_m <= stand.max_wingspan_m)
        and (stand.max_length_m is None or aircraft.length_m is None or aircraft.length_m <= stand.max_length_m)
        and (not stand.types or aircraft.aircraft_type in stand.types)
        and aircraft.aircraft_type not in stand.not_types
        and (not stand.classes or aircraft.body_class in stand.classes)
    )


def _sector(stand: Stand, kind: VisitKind) -> bool:
    if not stand.is_contact:
        return True
    lands = kind.arrival_sector is None or not stand.arrival_sectors or kind.arrival_sector in stand.arrival_sectors
    leaves = (
        kind.departure_sector is None or not stand.departure_sectors or kind.departure_sector in stand.departure_sectors
    )
    return lands and leaves


def _access(stand: Stand, kind: VisitKind) -> bool:
    return (
        (not stand.airlines or kind.airline in stand.airlines)
        and kind.airline not in stand.not_airlines
        and (not stand.handlers or kind.handler in stand.handlers)
        and (not stand.uses or kind.use in stand.uses)
    )


def _wants(row: Preference, kind: VisitKind) -> bool:
    return (
        row.airline in ("", kind.airline)
        and row.aircraft_type in ("", kind.aircraft.aircraft_type)
        and row.use in ("", kind.use)
    )


def _place(row: Preference, stand: Stand) -> bool:
    if row.stand:
        return row.stand == stand.id
    if row.terminal:
        return row.terminal == stand.terminal
    return row.apron == stand.apron
