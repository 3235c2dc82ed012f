"""The contest's tickets as passengers between two turns."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from standalloc.io.huawei_cup.source import Contest, Puck


@dataclass(frozen=True, slots=True)
class Transfers:
    """Passengers who change between two of the turns taken.

    Attributes:
        pax: by the ids of the pucks they come and go with.
        notes: how many tickets that are, and how many were left out.
    """

    pax: Mapping[tuple[str, str], int]
    notes: tuple[str, ...]


def transfers_between(pucks: Collection[Puck], contest: Contest) -> Transfers:
    """Return the passengers of all tickets between two pucks, those of one pair together.

    Args:
        pucks: taken.
        contest: with all pucks and tickets.
    """
    taken = {puck.id for puck in pucks}
    arriving = {puck.arrives: puck.id for puck in contest.pucks}
    leaving = {puck.departs: puck.id for puck in contest.pucks}
    pax: Counter[tuple[str, str]] = Counter()
    tickets: Counter[str] = Counter()
    for ticket in contest.tickets:
        first = arriving.get(ticket.arrives)
        second = leaving.get(ticket.departs)
        if first is None or second is None:
            tickets["of flights that no puck has"] += 1
        elif first == second:
            tickets["within one puck"] += 1
        elif not {first, second} <= taken:
            tickets["of other days' pucks"] += 1
        else:
            pax[first, second] += ticket.pax
    kept = len(contest.tickets) - tickets.total()
    lost = ", ".join(f"{count} {reason}" for reason, count in tickets.items())
    return Transfers(
        pax,
        (
            f"{kept} of {len(contest.tickets)} tickets connect two of them: {pax.total()} passengers, {len(pax)} pairs",
            *([f"tickets left out: {lost}"] if lost else []),
        ),
    )


def connection_minutes(first: Puck, second: Puck) -> int:
    """Return the minutes from one puck's arrival to another's departure; at least 1, so that one can divide by it."""
    return max((second.departure - first.arrival) // timedelta(minutes=1), 1)
