"""Transfers: what two visits cost together, depending on where each is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from standalloc.engine.problem.costs import exact
from standalloc.model import Connection, Instance

#: Returns the zone of a visit on a class.
ZoneOf = Callable[[int, int], str]


class TransferPlace(NamedTuple):
    """All a transfer asks of where a flight is: the zone, and the minute it comes in-block or goes off-block."""

    zone: str
    minute: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """Connections between the same two flights.

    Attributes:
        first: index of the visit that disembarks.
        second: index of the visit that boards; may be the same.
        rows: the connections.
        places: for the first and the second visit, where they may be.
        place_of: for the first and the second visit, index of the place of each class.
    """

    first: int
    second: int
    rows: tuple[Connection, ...]
    places: tuple[tuple[TransferPlace, ...], tuple[TransferPlace, ...]]
    place_of: tuple[Mapping[int, int], Mapping[int, int]]

    @property
    def visits(self) -> tuple[int, int]:
        """The first and the second visit."""
        return self.first, self.second

    def at(self, classes: Sequence[int | None]) -> tuple[int, int] | None:
        """Return the places of both visits on these classes, None while one has no stand."""
        here, there = classes[self.first], classes[self.second]
        if here is None or there is None:
            return None
        return self.place_of[0][here], self.place_of[1][there]

    def costs(self, instance: Instance, per_minute: Fraction, per_missed: Fraction) -> Iterator[tuple[Fraction, ...]]:
        """Yield, for each place of the first visit, the cost by place of the second."""
        for here in self.places[0]:
            yield tuple(
                sum(
                    (self._cost(instance, row, (here, there), per_minute, per_missed) for row in self.rows), Fraction(0)
                )
                for there in self.places[1]
            )

    @staticmethod
    def _cost(
        instance: Instance,
        row: Connection,
        places: tuple[TransferPlace, TransferPlace],
        per_minute: Fraction,
        per_missed: Fraction,
    ) -> Fraction:
        here, there = places
        minutes = instance.transfer_minutes(row, here.zone, there.zone)
        missed = per_missed if there.minute - here.minute < minutes else Fraction(0)
        return row.pax * (per_minute * exact(row.weight) * exact(minutes) + missed)


def transfers(instance: Instance, times: Sequence[Mapping[int, tuple[int, int]]], zones: ZoneOf) -> list[Transfer]:
    """Return the transfers of an instance.

    Args:
        instance: with the connections.
        times: for each visit, its occupancy on every class that admits it.
        zones: the zone of a visit on a class.
    """
    arriving = {visit.turn: v for v, visit in enumerate(instance.visits) if visit.disembarks}
    leaving = {visit.turn: v for v, visit in enumerate(instance.visits) if visit.boards}
    grouped: dict[tuple[int, int], list[Connection]] = {}
    for row in instance.connections:
        if row.pax:
            grouped.setdefault((arriving[row.arrival_turn], leaving[row.departure_turn]), []).append(row)
    found = []
    for (first, second), rows in grouped.items():
        ends = [
            {k: TransferPlace(zones(v, k), span[side]) for k, span in times[v].items()}
            for side, v in enumerate((first, second))
        ]
        places = [tuple(dict.fromkeys(end.values())) for end in ends]
        index = [{place: i for i, place in enumerate(of_end)} for of_end in places]
        place_of = [{k: index[side][place] for k, place in end.items()} for side, end in enumerate(ends)]
        found.append(Transfer(first, second, tuple(rows), (places[0], places[1]), (place_of[0], place_of[1])))
    return found
