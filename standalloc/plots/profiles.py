"""Counts over the day: stands occupied, by kind, and buses and tugs in use, against how many there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, groupby, pairwise
from typing import Final, Literal

from standalloc.check.fleets import bus_uses, tow_uses, usage
from standalloc.check.layout import Layout
from standalloc.model import Instance
from standalloc.plots.chart import Facts, Layer, Profile
from standalloc.plots.facts import known, period
from standalloc.plots.stays import Stay

STAND_LAYERS: Final[tuple[Layer, ...]] = ("contact", "remote", "unallocated")
_MOST_PERIODS: Final = 6


def demand_of(stays: Iterable[Stay]) -> Profile:
    """Count the stays on each kind of stand from minute to minute; one without a stand counts as unallocated."""
    changes: dict[Layer, Counter[int]] = {layer: Counter() for layer in STAND_LAYERS}
    for stay in stays:
        counter = changes["unallocated" if stay.stand is None else stay.stand.kind]
        counter[stay.start] += 1
        counter[stay.end] -= 1
    minutes = tuple(sorted(set().union(*changes.values())))
    return Profile("stands", minutes, {layer: _running(change, minutes) for layer, change in changes.items()})


def fleets_of(layout: Layout) -> Iterator[Profile]:
    """Yield the buses and the tugs in use, where there are any or the policy says how many there may be."""
    policy = layout.instance.airport.policy
    if (buses := usage(bus_uses(layout))) or policy.bus_capacity is not None:
        yield _fleet("buses", buses, policy.bus_capacity)
    if (tugs := usage(tow_uses(layout))) or policy.tow_capacity is not None:
        yield _fleet("tugs", tugs, policy.tow_capacity)


def outlines(profile: Profile) -> Iterator[tuple[Layer, list[tuple[int, int]]]]:
    """Yield the outline of each layer that holds something, stacked, as points of minute and number."""
    base = [0] * len(profile.minutes)
    for layer, counts in profile.layers.items():
        top = [low + count for low, count in zip(base, counts, strict=True)]
        if any(counts):
            yield layer, [*_steps(profile.minutes, top), *reversed(_steps(profile.minutes, base))]
        base = top


def words(profile: Profile) -> tuple[str, str]:
    """Return what is counted, and how many there are at most."""
    if profile.kind == "stands":
        return "stands occupied", f"most at once {profile.most('contact', 'remote')}"
    limit = "" if profile.capacity is None else f" of {profile.capacity}"
    return f"{profile.kind} in use", f"most at once {profile.most()}{limit}"


def profile_facts(instance: Instance, profile: Profile) -> Facts:
    """Return what there is to say of a profile: the most at once, and when there are more than there may be."""
    name, most = words(profile)
    beyond = [*_beyond(profile)]
    more = f"{len(beyond) - _MOST_PERIODS} more times" if len(beyond) > _MOST_PERIODS else ""
    periods = (("Too few", period(instance, *span)) for span in beyond[:_MOST_PERIODS])
    return known((name.capitalize(), most), *periods, ("Too few", more))


def _fleet(kind: Literal["buses", "tugs"], usage: Sequence[tuple[int, int]], capacity: int | None) -> Profile:
    counts = [count for _, count in usage]
    within = tuple(count if capacity is None else min(count, capacity) for count in counts)
    beyond = tuple(count - inside for count, inside in zip(counts, within, strict=True))
    return Profile(kind, tuple(minute for minute, _ in usage), {kind: within, "beyond": beyond}, capacity=capacity)


def _beyond(profile: Profile) -> Iterator[tuple[int, int]]:
    """Yield the periods in which there are more than there may be."""
    steps = zip(pairwise(profile.minutes), profile.layers.get("beyond", ()), strict=False)
    for is_beyond, run in groupby(steps, key=lambda step: step[1] > 0):
        if is_beyond:
            spans = [span for span, _ in run]
            yield spans[0][0], spans[-1][1]


def _steps(minutes: tuple[int, ...], counts: list[int]) -> list[tuple[int, int]]:
    spans = zip(pairwise(minutes), counts, strict=False)
    return list(chain.from_iterable(((since, count), (until, count)) for (since, until), count in spans))


def _running(change: Mapping[int, int], minutes: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(accumulate(change.get(minute, 0) for minute in minutes))
