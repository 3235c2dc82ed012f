"""The figures a planner reads first, as rows of a table; what a day cannot have is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from standalloc.cli.words import number, percent
from standalloc.model import Figures, Instance

_ALWAYS: Final[Mapping[str, Callable[[Figures], str]]] = {
    "turns": lambda figures: number(figures.turns),
    "visits": lambda figures: number(figures.visits),
    "unallocated": lambda figures: number(figures.unallocated),
    "bus passengers": lambda figures: number(figures.bus_passengers),
    "contact rate by passengers": lambda figures: percent(figures.contact_rate),
    "contact rate by flights": lambda figures: percent(figures.contact_rate_flights),
    "tows": lambda figures: number(figures.tows),
}


def figure_rows(instance: Instance, *plans: Figures) -> Iterator[list[str]]:
    """Yield the name of each figure and its value in each plan.

    Peaks come with the capacity they must keep; those of a fleet, unused bridges and missed transfers only where the
    policy or the day knows of them, or a plan has some.
    """
    for name, shown in _ALWAYS.items():
        yield [name, *(shown(figures) for figures in plans)]
    policy = instance.airport.policy
    by_bus = "bus" in {policy.bridge_mismatch, policy.terminal_mismatch}
    yield from _peaks("peak buses", [figures.peak_buses for figures in plans], policy.bus_capacity)
    yield from _peaks("peak tugs", [figures.peak_tugs for figures in plans], policy.tow_capacity)
    yield from _counts("unused bridges", [figures.unused_bridges for figures in plans], by_bus)
    yield from _counts(
        "passengers missing transfers", [figures.missed_transfers for figures in plans], bool(instance.connections)
    )


def _peaks(name: str, peaks: list[int], capacity: int | None) -> Iterator[list[str]]:
    limit = "" if capacity is None else f" of {number(capacity)}"
    if limit or any(peaks):
        yield [name, *(number(peak) + limit for peak in peaks)]


def _counts(name: str, counts: list[int], is_possible: bool) -> Iterator[list[str]]:
    if is_possible or any(counts):
        yield [name, *(number(count) for count in counts)]
