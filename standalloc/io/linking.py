"""Movements to turns: an arrival and the departure that its aircraft leaves as."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Movement:
    """An arrival or a departure at one airport.

    Attributes:
        is_arrival: whether it is one.
        time: with its offset.
        key: what an arrival and its departure have in common, such as the registration; "" is shared with nothing.
    """

    is_arrival: bool
    time: datetime
    key: str


#: Positions of an arrival and its departure among the movements; None stands for a half that is not there.
Link = tuple[int | None, int | None]


def link_movements(movements: Sequence[Movement], longest_stay: timedelta | None = None) -> list[Link]:
    """Link each arrival with the next departure of its key; what finds no other half is linked with None.

    No arrival is linked over another arrival of its key, nor with a departure at its own time or before.

    Args:
        movements: in any order.
        longest_stay: between the two; what would stay longer is two half-turns. None is no limit.

    Returns:
        Links with every movement in exactly one, in the order of their first times.
    """
    departure_of: dict[int, int] = {}
    waiting: dict[str, int] = {}
    # At one time the departure comes first: the aircraft that arrives then is not the one that leaves.
    for index in sorted(range(len(movements)), key=lambda i: (movements[i].time, movements[i].is_arrival, i)):
        movement = movements[index]
        arrival = waiting.pop(movement.key, None)
        if movement.is_arrival and movement.key:
            waiting[movement.key] = index
        elif arrival is not None and not _is_too_long(movements[arrival], movement, longest_stay):
            departure_of[arrival] = index
    return links_of(departure_of, movements)


def links_of(departure_of: dict[int, int], movements: Sequence[Movement]) -> list[Link]:
    """Return the links of known pairs and of the movements that are in none, in the order of their first times.

    Args:
        departure_of: position of the departure by that of its arrival.
        movements: all of them.
    """
    linked = set(departure_of.values())
    links: list[tuple[datetime, Link]] = [
        (movement.time, (index, departure_of.get(index)) if movement.is_arrival else (None, index))
        for index, movement in enumerate(movements)
        if index not in linked
    ]
    return [link for _, link in sorted(links, key=lambda entry: entry[0])]


def _is_too_long(arrival: Movement, departure: Movement, longest_stay: timedelta | None) -> bool:
    return longest_stay is not None and departure.time - arrival.time > longest_stay
