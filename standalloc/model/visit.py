"""Visits: the parts of a turn that each occupy one stand."""

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

Part = Literal["full", "arrival", "parking", "departure"]
PARTS: Final[tuple[Part, ...]] = ("full", "arrival", "parking", "departure")


class VisitKey(NamedTuple):
    """Names a visit: the turn's id and the part."""

    turn: str
    part: Part

    def __str__(self) -> str:
        return self.turn if self.part == "full" else f"{self.turn} ({self.part})"


@dataclass(frozen=True, slots=True)
class Visit:
    """A part of a turn that occupies one stand.

    Attributes:
        turn: id of the turn.
        part: `full`, or `arrival` / `parking` / `departure` of a turn that splits; a half-turn has one `arrival`
            or one `departure`.
        start: first minute, from the instance's start.
        end: minute it ends, itself excluded.
        disembarks: whether the turn's arrival flight disembarks in this visit.
        boards: whether the turn's departure flight boards in this visit.
        arrival_pax: passengers who disembark in this visit.
        departure_pax: passengers who board in this visit.
    """

    turn: str
    part: Part
    start: int
    end: int
    disembarks: bool
    boards: bool
    arrival_pax: int = 0
    departure_pax: int = 0

    @property
    def key(self) -> VisitKey:
        """The visit's name."""
        return VisitKey(self.turn, self.part)

    @property
    def passengers(self) -> int:
        """Passengers who disembark or board in this visit."""
        return self.arrival_pax + self.departure_pax


def split_visits(  # noqa: PLR0917 - the six numbers that define the split
    turn: str,
    arrival: int | None,
    departure: int | None,
    arrival_pax: int,
    departure_pax: int,
    towable: bool,
    split_min: int,
    arrival_min: int,
    departure_min: int,
) -> tuple[Visit, ...]:
    """Return the visits of a turn in order of time; times are minutes from the instance's start.

    A turn with both halves that is towable and stays at least `split_min` minutes has three visits; any other has one.
    A half-turn's visit lasts `arrival_min` after in-block or `departure_min` before off-block.
    """
    if arrival is None and departure is None:
        raise ValueError(f"turn {turn} has neither arrival nor departure")
    if departure is None:
        assert arrival is not None
        return (Visit(turn, "arrival", arrival, arrival + arrival_min, True, False, arrival_pax, 0),)
    if arrival is None:
        return (Visit(turn, "departure", departure - departure_min, departure, False, True, 0, departure_pax),)
    if not towable or departure - arrival < split_min:
        return (Visit(turn, "full", arrival, departure, True, True, arrival_pax, departure_pax),)
    towed_away, towed_back = arrival + arrival_min, departure - departure_min
    return (
        Visit(turn, "arrival", arrival, towed_away, True, False, arrival_pax, 0),
        Visit(turn, "parking", towed_away, towed_back, False, False),
        Visit(turn, "departure", towed_back, departure, False, True, 0, departure_pax),
    )
