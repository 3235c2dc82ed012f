"""When two aircraft are too close in time: the one formula of `overlap` and `exclusion`."""

from collections.abc import Iterable, Iterator

from standalloc.check.parked import Parked
from standalloc.model import Violation


def too_close(one: Parked, other: Parked, gap: int) -> bool:
    """Say whether two visits of different turns are there at once or less than `gap` minutes one after the other."""
    if one.visit.turn == other.visit.turn:
        return False
    return one.end + gap > other.start and other.end + gap > one.start


def close_pairs(ones: Iterable[Parked], gap: int) -> Iterator[tuple[Parked, Parked]]:
    """Yield every pair that is too close, the earlier first; the visits come by start, then by end."""
    still_there: list[Parked] = []
    for later in ones:
        still_there = [earlier for earlier in still_there if earlier.end + gap > later.start]
        yield from ((earlier, later) for earlier in still_there if too_close(earlier, later, gap))
        still_there.append(later)


def how_close(earlier: Parked, later: Parked, gap: int) -> str:
    """Return how two visits miss the gap, as in `5 min apart, 15 min needed`."""
    apart = later.start - earlier.end
    if apart >= 0:
        return f"{apart} min apart, {gap} min needed"
    return f"there together for {min(earlier.end, later.end) - later.start} min"


def closeness(rule: str, message: str, earlier: Parked, later: Parked, gap: int) -> Violation:
    """Return the violation of two visits too close, over the minutes by which they are."""
    return Violation(
        rule,
        message,
        (earlier.visit.key, later.visit.key),
        tuple(dict.fromkeys((earlier.stand.id, later.stand.id))),
        later.start,
        min(earlier.end, later.end) + gap,
    )
